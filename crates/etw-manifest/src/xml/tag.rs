//! Reads the name and the attributes of one start tag.

use super::characters::{is_name, is_space};
use super::problems::Problems;
use crate::diagnostic::{Applicability, Suggestion};
use crate::source::Span;

/// The marker that version control leaves in a file.
const CONFLICT: &str = "<<<<<<<";

/// The quotes that word processors use.
const TYPOGRAPHIC: [char; 8] = ['“', '”', '„', '‟', '‘', '’', '«', '»'];

/// A part of the source with its offset.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slice<'s> {
    pub(super) text: &'s str,
    pub(super) at: usize,
}

impl Slice<'_> {
    pub(super) fn span(self) -> Span {
        Span::new(self.at, self.at + self.text.len())
    }
}

/// An attribute before references and prefixes are resolved.
#[derive(Clone, Copy, Debug)]
pub(super) struct WrittenAttribute<'s> {
    pub(super) name: Slice<'s>,
    /// The text between the quotes.
    pub(super) value: Slice<'s>,
}

/// Reads a tag from left to right.
pub(super) struct TagReader<'s> {
    /// The source up to the `>` of the tag, or all of it if there is no `>`.
    text: &'s str,
    start: usize,
    at: usize,
    closings: &'static [&'static str],
    /// The previous attribute.
    last: Option<WrittenAttribute<'s>>,
}

impl<'s> TagReader<'s> {
    /// Reads the tag at `text[start..]`, whose name starts at `at`.
    pub(super) const fn new(text: &'s str, start: usize, at: usize) -> Self {
        Self {
            text,
            start,
            at,
            closings: &[">", "/>"],
            last: None,
        }
    }

    /// Reads the XML declaration at `text[start..]`, whose attributes start at `at`.
    pub(super) const fn declaration(text: &'s str, start: usize, at: usize) -> Self {
        Self {
            text,
            start,
            at,
            closings: &["?>"],
            last: None,
        }
    }

    /// Reads the name of the element.
    pub(super) fn name(&mut self, problems: &mut Problems) -> Slice<'s> {
        let name = self.word();
        if self.text[self.start..].starts_with(CONFLICT) {
            let span = Span::new(self.start, self.start + CONFLICT.len());
            problems.structural(span, "a marker of a merge conflict", |diagnostic| {
                diagnostic.help("resolve the conflict, and remove its markers")
            });
            problems.stop();
        } else if name.text.is_empty() {
            let span = Span::new(self.start, self.at);
            problems.structural(
                span,
                "there is no element name after this `<`",
                |diagnostic| diagnostic.help("write a literal `<` as `&lt;`"),
            );
            problems.stop();
        } else {
            check_name(name, "element", problems);
        }
        name
    }

    /// Reads the next attribute. Returns `None` at the end of the tag, or at a fault that hides the next attribute.
    pub(super) fn attribute(&mut self, problems: &mut Problems) -> Option<WrittenAttribute<'s>> {
        let spaced = self.skip_space();
        let spaced = self.skip_separators(problems) || spaced;
        if self.closings.contains(&self.rest()) {
            return None;
        }
        let name = self.word();
        if name.text.is_empty() {
            self.unexpected(problems);
            return None;
        }
        let swallowed = |it: &WrittenAttribute<'s>| !spaced && it.value.text.ends_with('=');
        if let Some(last) = self.last.filter(swallowed) {
            not_closed(last, problems);
            return None;
        }
        check_name(name, "attribute", problems);
        if !spaced {
            problems.structural(
                name.span(),
                "there is no white space before this attribute",
                |diagnostic| {
                    let help = "put a space between the attributes";
                    diagnostic.fix(help, Span::new(name.at, name.at), " ")
                },
            );
        }
        self.skip_space();
        if !self.eat('=') {
            self.no_value(name, problems);
            return None;
        }
        self.skip_space();
        let value = self.value(name, problems)?;
        self.last = Some(WrittenAttribute { name, value });
        self.last
    }

    fn value(&mut self, name: Slice<'s>, problems: &mut Problems) -> Option<Slice<'s>> {
        let quote = self
            .rest()
            .chars()
            .next()
            .filter(|quote| matches!(quote, '"' | '\''));
        let Some(quote) = quote else {
            match self.rest().chars().next() {
                None | Some('>' | '/' | '<') => self.no_value(name, problems),
                Some(_) => self.no_quotes(name, problems),
            }
            return None;
        };
        let opening = Span::new(self.at, self.at + 1);
        self.at += 1;
        let length = self.rest().find(quote);
        let text = &self.rest()[..length.unwrap_or(self.rest().len())];
        let value = Slice { text, at: self.at };
        self.at += text.len() + usize::from(length.is_some());
        match text.find('<') {
            Some(at) => less_than(value, at, opening, length.is_some(), problems),
            None if length.is_none() => never_closed(name, opening, quote, problems),
            None => {}
        }
        length.map(|_| value)
    }

    fn rest(&self) -> &'s str {
        &self.text[self.at..]
    }

    fn eat(&mut self, character: char) -> bool {
        let found = self.rest().starts_with(character);
        self.at += if found { character.len_utf8() } else { 0 };
        found
    }

    fn skip_space(&mut self) -> bool {
        let rest = self.rest();
        let skipped = rest.len() - rest.trim_start_matches(is_space).len();
        self.at += skipped;
        skipped > 0
    }

    /// Skips the comma of `value="1", symbol="Arrived"`, and reports the first one.
    fn skip_separators(&mut self, problems: &mut Problems) -> bool {
        const SEPARATORS: [char; 2] = [',', ';'];
        let start = self.at;
        while self.rest().starts_with(SEPARATORS) {
            self.at += 1;
            self.skip_space();
        }
        let skipped = self.at > start;
        if skipped {
            let separator = &self.text[start..=start];
            let message = format!("a `{separator}` between attributes");
            problems.structural(Span::new(start, start + 1), message, |diagnostic| {
                let space = if self.rest().starts_with(|it| !is_space(it)) && self.at == start + 1 {
                    " "
                } else {
                    ""
                };
                let help = "remove it: only white space separates attributes";
                diagnostic.fix(help, Span::new(start, start + 1), space)
            });
        }
        skipped
    }

    /// Reads up to white space or a character that has a meaning in tags.
    fn word(&mut self) -> Slice<'s> {
        let ends = |byte: u8| {
            is_space(char::from(byte))
                || matches!(byte, b'=' | b'"' | b'\'' | b'<' | b'>' | b'/' | b'&' | b'?')
        };
        let rest = self.rest();
        let text = &rest[..rest.bytes().position(ends).unwrap_or(rest.len())];
        let at = self.at;
        self.at += text.len();
        Slice { text, at }
    }

    fn unexpected(&self, problems: &mut Problems) {
        let start = Span::new(self.start, self.start + 1);
        match self.rest().chars().next() {
            None | Some('<') => {
                let place = Span::new(self.at, self.at + usize::from(!self.rest().is_empty()));
                problems.structural(start, "the tag is not closed", |diagnostic| {
                    diagnostic
                        .label("this tag")
                        .also(place, "expected `>` or `/>` before this")
                });
            }
            Some(found) => {
                let place = Span::new(self.at, self.at + found.len_utf8());
                problems.structural(
                    place,
                    format!("expected an attribute or the end of the tag, found `{found}`"),
                    |diagnostic| diagnostic.also(start, "in this tag"),
                );
            }
        }
        problems.stop();
    }

    fn no_value(&mut self, name: Slice<'s>, problems: &mut Problems) {
        let message = format!("the attribute `{}` has no value", name.text);
        problems.structural(name.span(), message, |diagnostic| {
            diagnostic.help(format!("write `{}=\"…\"`", name.text))
        });
        self.stop_if_unclear(problems);
    }

    fn no_quotes(&mut self, name: Slice<'s>, problems: &mut Problems) {
        if self.rest().starts_with(TYPOGRAPHIC) {
            self.typographic_quotes(name, problems);
            return;
        }
        let value = self.word();
        let span = Span::new(value.at, value.at + value.text.len().max(1));
        let message = format!("the value of `{}` is not in quotes", name.text);
        problems.structural(span, message, |diagnostic| {
            let help = format!("write `{}=\"{}\"`", name.text, value.text);
            let edits = vec![(span, format!("\"{}\"", value.text))];
            diagnostic.suggest(Suggestion::new(help, edits, Applicability::MaybeIncorrect))
        });
        self.stop_if_unclear(problems);
    }

    /// Reports quotes from a word processor.
    fn typographic_quotes(&mut self, name: Slice<'s>, problems: &mut Problems) {
        let rest = self.rest();
        let line = &rest[..rest.find(['\n', '<', '>']).unwrap_or(rest.len())];
        let inner = line.trim_start_matches(TYPOGRAPHIC);
        let end = inner.find(TYPOGRAPHIC).or_else(|| inner.find(is_space));
        let value = &inner[..end.unwrap_or(inner.len())];
        let after = inner[value.len()..].trim_start_matches(TYPOGRAPHIC);
        let span = Span::new(self.at, self.at + line.len() - after.len());
        self.at = span.end();
        let message = format!("the value of `{}` is in typographic quotes", name.text);
        problems.structural(span, message, |diagnostic| {
            let help = format!("write `{}=\"{value}\"`", name.text);
            let diagnostic = diagnostic.label("expected straight quotes");
            if value.contains('"') {
                diagnostic.help(help)
            } else {
                diagnostic.fix(help, span, format!("\"{value}\""))
            }
        });
        self.stop_if_unclear(problems);
    }

    /// With a quote out of place, the end of the tag may not be the one its author meant.
    fn stop_if_unclear(&self, problems: &mut Problems) {
        if self.rest().contains('<')
            || self.rest().contains(['"', '\'']) && self.rest().contains('\n')
        {
            problems.stop();
        }
    }
}

fn check_name(name: Slice<'_>, of: &str, problems: &mut Problems) {
    if !name.text.contains(':') && is_name(name.text) {
        return;
    }
    let colons = name.text.matches(':').count();
    let ends = name.text.starts_with(':') || name.text.ends_with(':');
    let local = name
        .text
        .split_once(':')
        .map_or(name.text, |(_, local)| local);
    if !is_name(name.text) || colons > 1 || ends || !is_name(local) {
        problems.structural(name.span(), format!("`{}` is not a name of an {of}", name.text), |diagnostic| {
            diagnostic.note("a name is a letter or `_`, followed by letters, digits, `_`, `-` and `.`; one `:` may separate a prefix")
        });
    }
}

/// Reports a `<` in a value. It is either literal, or a closing quote is missing.
fn less_than(value: Slice<'_>, at: usize, opening: Span, closed: bool, problems: &mut Problems) {
    let span = Span::new(value.at + at, value.at + at + 1);
    problems.structural(
        span,
        "the value of an attribute contains `<`",
        |diagnostic| {
            diagnostic
                .also(opening, "the value starts here")
                .help("write a literal `<` as `&lt;`, or add the missing quote")
        },
    );
    if !closed || value.text.contains('\n') {
        problems.stop();
    }
}

/// Reports a value that goes on to the quote of the next one: `symbol="Arrived level="`.
fn not_closed(attribute: WrittenAttribute<'_>, problems: &mut Problems) {
    let WrittenAttribute { name, value } = attribute;
    let words = value.text.trim_end_matches('=').trim_end();
    let next = words.rsplit(is_space).next().unwrap_or(words);
    let message = format!("the value of `{}` is not closed", name.text);
    problems.structural(value.span(), message, |diagnostic| {
        diagnostic
            .label(format!("goes on to the quote after `{next}=`"))
            .help(format!("close it before `{next}`"))
    });
    problems.stop();
}

fn never_closed(name: Slice<'_>, opening: Span, quote: char, problems: &mut Problems) {
    let message = format!("the value of `{}` is never closed", name.text);
    problems.structural(opening, message, |diagnostic| {
        diagnostic
            .label("it starts here")
            .help(format!("add a `{quote}` where the value should end"))
    });
    problems.stop();
}
