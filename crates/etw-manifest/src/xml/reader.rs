//! Builds the tree from the events of the XML reader, without recursion.

use std::mem;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::errors::{Error, SyntaxError};
use quick_xml::events::Event;

use super::builder::Builder;
use super::characters;
use super::declaration;
use super::limits::{LIMITS, Limits};
use super::problems::Problems;
use super::tag::{Slice, TagReader};
use super::tree::Element;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::source::{Source, Span};

/// Reads a document and returns its root element. Faults become diagnostics. Returns `None` if they leave the structure
/// in doubt, so that later stages need not guess.
///
/// The document is one file of a source; spans are those in the whole source.
pub(crate) fn parse<'s>(
    source: &'s Source,
    file: Range<usize>,
    diagnostics: &mut Diagnostics,
) -> Option<Element<'s>> {
    let start = file.start;
    let text = &source.text()[file];
    if start == 0 {
        return parse_within(text, LIMITS, diagnostics);
    }
    let mut own = Diagnostics::default();
    let root = parse_within(text, LIMITS, &mut own);
    for diagnostic in own.into_vec() {
        diagnostics.push(diagnostic.moved(start));
    }
    root.map(|root| root.moved(start))
}

pub(super) fn parse_within<'s>(
    text: &'s str,
    limits: Limits,
    diagnostics: &mut Diagnostics,
) -> Option<Element<'s>> {
    let mut problems = Problems::new(mem::take(diagnostics));
    characters::check(text, &mut problems);
    let mut builder = Builder::new(text, limits);
    read(text, &mut builder, &mut problems);
    let root = builder.finish(&mut problems);
    let whole = !problems.broken();
    *diagnostics = problems.into_diagnostics();
    root.filter(|_| whole)
}

fn read<'s>(text: &'s str, builder: &mut Builder<'s>, problems: &mut Problems) {
    // The reader skips a byte order mark without counting its bytes.
    let body = text.trim_start_matches('\u{FEFF}');
    let base = text.len() - body.len();
    let mut reader = Reader::from_str(body);
    let config = reader.config_mut();
    // The builder checks both, because it knows the spans.
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let offset = |position: u64| base + usize::try_from(position).unwrap_or(usize::MAX);
    while !problems.stopped() {
        let start = offset(reader.buffer_position());
        let event = reader.read_event();
        let piece = Slice {
            text: &text[start..offset(reader.buffer_position())],
            at: start,
        };
        match event {
            Ok(Event::Text(_) | Event::GeneralRef(_)) => builder.text(piece),
            Ok(Event::CData(_)) => builder.cdata(piece, problems),
            Ok(Event::Start(_)) => builder.start(piece, problems),
            Ok(Event::Empty(_)) => builder.empty(piece, problems),
            Ok(Event::End(_)) => builder.end(piece, problems),
            Ok(Event::Comment(_)) => {
                builder.skipped(piece, problems);
                comment(piece, problems);
            }
            Ok(Event::Decl(_) | Event::PI(_)) => {
                builder.instruction(piece, problems);
                declaration::check(piece, text, base, problems);
            }
            Ok(Event::DocType(_)) => doctype(piece, problems),
            Ok(Event::Eof) => return,
            Err(error) => unreadable(&error, start, text, problems),
        }
    }
}

/// Warns of `--` in a comment. mc.exe accepts it, but XML does not allow it.
fn comment(piece: Slice<'_>, problems: &mut Problems) {
    let (opening, closing) = ("<!--", "-->");
    let end = (piece.text.len() + 1).saturating_sub(closing.len());
    let inner = piece.text.get(opening.len()..end).unwrap_or_default();
    if let Some(at) = inner.find("--") {
        let start = piece.at + opening.len() + at;
        let diagnostic = Diagnostic::new(
            codes::COMMENT_HYPHENS,
            Span::new(start, start + "--".len()),
            "a comment contains `--`",
        );
        problems.warning(
            diagnostic
                .note("mc.exe accepts this, but XML does not allow it, so other programs reject the manifest")
                .help("write another character than `-`"),
        );
    }
}

/// Reports any markup that starts with `<!D`.
fn doctype(start: Slice<'_>, problems: &mut Problems) {
    const OPENING: &str = "<!DOCTYPE";
    let letters = start.text.bytes().zip(OPENING.bytes());
    let opening = letters.take_while(|(here, wanted)| here.eq_ignore_ascii_case(wanted));
    let span = Span::new(start.at, start.at + opening.count());
    problems.fatal(
        Diagnostic::new(codes::DOCTYPE, span, "a document type declaration")
            .note("its entities could make a small file expand without bounds")
            .help("remove the declaration; manifests need none"),
    );
}

/// Reports markup that has no end.
fn unreadable(error: &Error, at: usize, text: &str, problems: &mut Problems) {
    let start = Slice {
        text: &text[at..],
        at,
    };
    match error {
        Error::IllFormed(_) | Error::Syntax(SyntaxError::UnclosedDoctype) => {
            doctype(start, problems);
        }
        Error::Syntax(SyntaxError::UnclosedComment) if start.text.starts_with("<!--") => {
            never_ends(start, "comment", "<!--", "-->", problems);
        }
        Error::Syntax(SyntaxError::UnclosedCData) if start.text.starts_with("<![CDATA[") => {
            never_ends(start, "CDATA section", "<![CDATA[", "]]>", problems);
        }
        Error::Syntax(SyntaxError::UnclosedPI | SyntaxError::UnclosedXmlDecl) => {
            never_ends(start, "processing instruction", "<?", "?>", problems);
        }
        _ if start.text.starts_with("<!") => unknown_markup(start, problems),
        _ => unclosed_tag(start, text, problems),
    }
}

fn never_ends(start: Slice<'_>, what: &str, opening: &str, closing: &str, problems: &mut Problems) {
    let span = Span::new(start.at, start.at + opening.len());
    let message = format!("the {what} has no end");
    problems.structural(span, message, |diagnostic| {
        diagnostic.help(format!("close it with `{closing}`"))
    });
    problems.stop();
}

fn unknown_markup(start: Slice<'_>, problems: &mut Problems) {
    let span = Span::new(start.at, start.at + "<!".len());
    let message = "`<!` must start a comment or a CDATA section";
    problems.structural(span, message, |diagnostic| {
        diagnostic.help("a comment starts with `<!--`; a literal `<` is written `&lt;`")
    });
    problems.stop();
}

/// Reads a tag again from its `<` to find out why it does not end.
fn unclosed_tag(start: Slice<'_>, text: &str, problems: &mut Problems) {
    let end_tag = start.text.starts_with("</");
    let mut tag = TagReader::new(text, start.at, start.at + if end_tag { 2 } else { 1 });
    if !start.text[1..].trim().is_empty() {
        tag.name(problems);
        while !problems.stopped() && tag.attribute(problems).is_some() {}
    }
    if !problems.stopped() {
        let span = Span::new(start.at, start.at + 1);
        problems.structural(span, "there is no `>` after this `<`", |diagnostic| {
            diagnostic.help("write a literal `<` as `&lt;`")
        });
        problems.stop();
    }
}
