//! Checks XML declarations and processing instructions.

use super::characters::{is_name, is_space};
use super::problems::Problems;
use super::tag::{Slice, TagReader, WrittenAttribute};

/// Checks `<?…?>`. An XML declaration must be at the very start of the file.
pub(super) fn check<'s>(piece: Slice<'s>, text: &'s str, first: usize, problems: &mut Problems) {
    let inner = &piece.text["<?".len()..piece.text.len() - "?>".len()];
    let target = &inner[..inner.find(is_space).unwrap_or(inner.len())];
    if target == "xml" && piece.at == first {
        let (start, end) = (piece.at, piece.at + piece.text.len());
        let tag = TagReader::declaration(&text[..end], start, start + "<?xml".len());
        declaration(tag, piece, problems);
    } else if target.eq_ignore_ascii_case("xml") {
        misplaced(piece, target, problems);
    } else if !is_name(target) {
        let message = "the processing instruction has no valid name";
        problems.recoverable(piece.span(), message, |diagnostic| diagnostic);
    }
}

fn misplaced(piece: Slice<'_>, target: &str, problems: &mut Problems) {
    if target != "xml" {
        let message = format!("`<?{target}` must be written in lower case: `<?xml`");
        problems.recoverable(piece.span(), message, |diagnostic| diagnostic);
        return;
    }
    let message = "the XML declaration is not at the very start of the file";
    problems.recoverable(piece.span(), message, |diagnostic| {
        diagnostic
            .note("a comment, an empty line or a space before it is an error")
            .help("move it to the start of the first line, or remove it: UTF-8 and UTF-16 are recognized without it")
    });
}

fn declaration(mut tag: TagReader<'_>, piece: Slice<'_>, problems: &mut Problems) {
    let mut order = ["version", "encoding", "standalone"].iter();
    let mut has_version = false;
    while let Some(attribute) = tag.attribute(problems) {
        let name = attribute.name;
        has_version |= name.text == "version";
        if order.any(|expected| *expected == name.text) {
            value(&attribute, problems);
        } else {
            let message = format!("unexpected `{}` in the XML declaration", name.text);
            problems.recoverable(name.span(), message, |diagnostic| {
                diagnostic.note(
                    "the declaration has `version`, `encoding` and `standalone`, in this order",
                )
            });
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

/// Checks the value of an attribute. The name of an encoding needs only the right form, because decoding is done.
fn value(attribute: &WrittenAttribute<'_>, problems: &mut Problems) {
    let WrittenAttribute { name, value } = attribute;
    let (is_valid, message) = match name.text {
        "version" => (value.text == "1.0", "the version of XML must be 1.0"),
        "encoding" => (is_encoding(value.text), "not the name of an encoding"),
        _ => (
            matches!(value.text, "yes" | "no"),
            "`standalone` must be `yes` or `no`",
        ),
    };
    if !is_valid {
        problems.recoverable(value.span(), message, |diagnostic| diagnostic);
    }
}

fn is_encoding(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || "._-".contains(letter))
}
