//! The text of a manifest, decoded from its bytes, and places in it.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, codes};

/// A range of bytes in the decoded text of one source. Never longer than 4 GiB.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// From byte offsets into the decoded text.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self {
            start: narrow(start),
            end: narrow(end.max(start)),
        }
    }

    /// First byte.
    #[must_use]
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    #[must_use]
    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// As a range of byte offsets.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start()..self.end()
    }
}

/// A line and a column, both counted from 1; the column counts characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// One manifest: the name to show in diagnostics and the decoded text.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: String,
    line_starts: Vec<usize>,
}

/// The longest text whose offsets fit a [`Span`].
const MAX_LENGTH: usize = u32::MAX as usize;

impl Source {
    /// Text that is decoded already.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        Self {
            name: name.into(),
            text,
            line_starts,
        }
    }

    /// Decodes UTF-8 or UTF-16 (either byte order; by byte order mark, or by the first two bytes where there is none),
    /// or Windows-1252 where the XML declaration says so and the text is not UTF-8.
    ///
    /// # Errors
    /// A diagnostic where the bytes are not text in that encoding, or are too many. The source that comes with it
    /// holds what could be decoded, so that the place can be shown.
    pub fn decode(name: impl Into<String>, bytes: &[u8]) -> Result<Self, (Self, Box<Diagnostic>)> {
        let encoding = Encoding::of(bytes);
        let content = bytes.get(encoding.mark().len()..).unwrap_or_default();
        let (text, fault) = match encoding.unit {
            Unit::Utf8 => decode_utf8(content),
            Unit::Utf16LittleEndian => decode_utf16(content, u16::from_le_bytes),
            Unit::Utf16BigEndian => decode_utf16(content, u16::from_be_bytes),
        };
        let source = Self::new(name, text);
        let too_long = source.text.len() >= MAX_LENGTH;
        match fault {
            Some((at, what)) => {
                let diagnostic =
                    Diagnostic::new(codes::ENCODING, replaced(source.text(), at), what)
                        .help("save the manifest as UTF-8, or as UTF-16 with a byte order mark");
                Err((source, Box::new(diagnostic)))
            }
            None if too_long => {
                let what = "the manifest is 4 GiB or longer";
                Err((
                    source,
                    Box::new(Diagnostic::new(codes::LIMIT, Span::default(), what)),
                ))
            }
            None => Ok(source),
        }
    }

    /// The name given: a path as the user wrote it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The decoded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span; empty if the span is not of this source.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// The number of the line in which a byte offset is, from 1.
    pub(crate) fn line_number(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= offset)
    }

    /// The bytes of a line, counted from 1, without the line break at its end.
    pub(crate) fn line(&self, number: usize) -> Range<usize> {
        let start = self.line_starts[number - 1];
        let end = self
            .line_starts
            .get(number)
            .copied()
            .unwrap_or(self.text.len());
        let line = &self.text[start..end];
        let line = line
            .strip_suffix('\n')
            .map_or(line, |line| line.strip_suffix('\r').unwrap_or(line));
        start..start + line.len()
    }

    /// Line and column of a byte offset.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self.line_starts[line - 1];
        let before = self.text.get(start..offset).unwrap_or("");
        Position {
            line,
            column: before.chars().count() + 1,
        }
    }
}

/// The character that stands where decoding went wrong: the one at a place, or the last.
fn replaced(text: &str, at: usize) -> Span {
    if let Some(character) = text[at..].chars().next() {
        return Span::new(at, at + character.len_utf8());
    }
    let last = text.chars().next_back().map_or(0, char::len_utf8);
    Span::new(at - last, at)
}

/// How a manifest is stored, so that a changed one can be stored the same way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Encoding {
    unit: Unit,
    /// Whether a byte order mark stands in front.
    marked: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Unit {
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,
}

impl Encoding {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let (unit, marked) = match bytes {
            [0xFF, 0xFE, ..] => (Unit::Utf16LittleEndian, true),
            [0xFE, 0xFF, ..] => (Unit::Utf16BigEndian, true),
            [b'<', 0, ..] => (Unit::Utf16LittleEndian, false),
            [0, b'<', ..] => (Unit::Utf16BigEndian, false),
            [0xEF, 0xBB, 0xBF, ..] => (Unit::Utf8, true),
            _ => (Unit::Utf8, false),
        };
        Self { unit, marked }
    }

    fn mark(self) -> &'static [u8] {
        match (self.marked, self.unit) {
            (false, _) => &[],
            (true, Unit::Utf8) => &[0xEF, 0xBB, 0xBF],
            (true, Unit::Utf16LittleEndian) => &[0xFF, 0xFE],
            (true, Unit::Utf16BigEndian) => &[0xFE, 0xFF],
        }
    }

    /// The inverse of [`Source::decode`].
    pub(crate) fn encode(self, text: &str) -> Vec<u8> {
        let mut bytes = self.mark().to_vec();
        match self.unit {
            Unit::Utf8 => bytes.extend_from_slice(text.as_bytes()),
            Unit::Utf16LittleEndian => bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes)),
            Unit::Utf16BigEndian => bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes)),
        }
        bytes
    }
}

/// Text, and where (in it) and why decoding went wrong.
type Decoded = (String, Option<(usize, &'static str)>);

fn decode_utf8(bytes: &[u8]) -> Decoded {
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), None),
        Err(_) if declares_windows_1252(bytes) => (decode_windows_1252(bytes), None),
        Err(error) => {
            let valid = error.valid_up_to();
            let what = "the manifest is neither valid UTF-8 nor marked as UTF-16";
            (
                String::from_utf8_lossy(bytes).into_owned(),
                Some((valid, what)),
            )
        }
    }
}

/// Whether the XML declaration names the only encoding beside Unicode that manifests are found in.
fn declares_windows_1252(bytes: &[u8]) -> bool {
    let line = bytes.split(|byte| *byte == b'>').next().unwrap_or_default();
    let line = String::from_utf8_lossy(&line[..line.len().min(200)]).to_ascii_lowercase();
    let names = ["windows-1252", "iso-8859-1"];
    line.starts_with("<?xml") && names.iter().any(|name| line.contains(name))
}

/// ISO 8859-1 has control characters where Windows has these; nobody writes them, so that one table serves both.
fn decode_windows_1252(bytes: &[u8]) -> String {
    const UPPER: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ";
    let upper: Vec<char> = UPPER.chars().collect();
    let character = |byte: &u8| match byte {
        0x80..=0x9F => upper[usize::from(byte - 0x80)],
        _ => char::from(*byte),
    };
    bytes.iter().map(character).collect()
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded {
    let pairs = bytes.chunks_exact(2);
    let rest = pairs.remainder();
    let mut text = String::with_capacity(bytes.len());
    let mut fault = None;
    for unit in char::decode_utf16(pairs.map(|pair| unit([pair[0], pair[1]]))) {
        let character = unit.unwrap_or_else(|_| {
            fault.get_or_insert((text.len(), "the UTF-16 text has an unpaired surrogate here"));
            char::REPLACEMENT_CHARACTER
        });
        text.push(character);
    }
    if !rest.is_empty() {
        fault.get_or_insert((text.len(), "the UTF-16 text ends in the middle of a unit"));
    }
    (text, fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "<a b='ñ😀'/>\r\n";
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let with = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        for bytes in [
            text.as_bytes().to_vec(),
            with(&[0xEF, 0xBB, 0xBF], text.as_bytes()),
            with(&[0xFF, 0xFE], &le),
            with(&[0xFE, 0xFF], &be),
            le,
            be,
        ] {
            let source = Source::decode("m", &bytes).unwrap();
            assert_eq!(source.text(), text);
            assert_eq!(Encoding::of(&bytes).encode(source.text()), bytes);
        }
    }

    #[test]
    fn a_declared_encoding_of_windows_is_read() {
        for name in ["windows-1252", "ISO-8859-1"] {
            let text = [
                b"<?xml version='1.0' encoding='",
                name.as_bytes(),
                b"'?><a b='\xD1 \x80'/>",
            ]
            .concat();
            let source = Source::decode("m", &text).unwrap();
            assert!(source.text().ends_with("<a b='Ñ €'/>"));
        }
        assert!(Source::decode("m", b"<?xml encoding='UTF-8'?><a b='\xD1'/>").is_err());
    }

    #[test]
    fn a_fault_has_its_place() {
        let (source, diagnostic) = Source::decode("m", b"<a>\n  \xFF</a>").unwrap_err();
        let position = source.position(diagnostic.span().start());
        assert_eq!(position, Position { line: 2, column: 3 });
        assert!(Source::decode("m", &[0xFF, 0xFE, 0x00, 0xD8]).is_err());
        assert!(Source::decode("m", &[0xFF, 0xFE, 0x41]).is_err());
    }
}
