//! The XML declaration, and processing instructions, which mean nothing here.

use super::characters::is_name;
use super::problems::Problems;
use super::tag::{Slice, TagReader, WrittenAttribute};

/// Checks `<?…?>`. An XML declaration must be the very first thing in the file.
pub(super) fn check<'s>(piece: Slice<'s>, text: &'s str, first: usize, problems: &mut Problems) {
    let target_end = piece.text[2..]
        .find([' ', '\t', '\r', '\n', '?'])
        .map_or(2, |end| end + 2);
    let target = &piece.text[2..target_end];
    if target == "xml" && piece.at == first {
        let end = piece.at + piece.text.len();
        declaration(
            TagReader::new(&text[..end], piece.at, piece.at + target_end),
            piece,
            problems,
        );
    } else if target.eq_ignore_ascii_case("xml") {
        misplaced(piece, target, problems);
    } else if !is_name(target) {
        problems.recoverable(
            piece.span(),
            "a processing instruction without a name",
            |diagnostic| diagnostic,
        );
    }
}

fn misplaced(piece: Slice<'_>, target: &str, problems: &mut Problems) {
    if target != "xml" {
        let message = format!("`<?{target}` must be written in lower case: `<?xml`");
        problems.recoverable(piece.span(), message, |diagnostic| diagnostic);
        return;
    }
    problems.recoverable(piece.span(), "the XML declaration is not at the very start of the file", |diagnostic| {
        diagnostic
            .note("nothing may stand before it: no comment, no empty line, no space")
            .help("move it to the start of the first line, or remove it: UTF-8 and UTF-16 are recognized without it")
    });
}

fn declaration(mut tag: TagReader<'_>, piece: Slice<'_>, problems: &mut Problems) {
    let mut order = ["version", "encoding", "standalone"].iter();
    let mut has_version = false;
    while let Some(attribute) = tag.attribute(problems) {
        let WrittenAttribute { name, value } = attribute;
        has_version |= name.text == "version";
        if !order.any(|expected| *expected == name.text) {
            let message = format!("`{}` is unexpected here in an XML declaration", name.text);
            problems.recoverable(name.span(), message, |diagnostic| {
                diagnostic.note("it has `version`, `encoding` and `standalone`, in this order")
            });
        } else if name.text == "version" && value.text != "1.0" {
            problems.recoverable(
                value.span(),
                "the version of XML must be 1.0",
                |diagnostic| diagnostic,
            );
        }
    }
    if !has_version {
        problems.recoverable(
            piece.span(),
            "the XML declaration has no `version`",
            |diagnostic| diagnostic.help("write `<?xml version=\"1.0\"?>`"),
        );
    }
}
