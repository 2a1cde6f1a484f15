//! The text of a manifest, decoded from its bytes, and positions in it.

use std::error::Error;
use std::fmt;
use std::ops::Range;

/// A range of bytes in the decoded text of one source, at most 4 GiB long.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// Makes a span from byte offsets into the decoded text.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self {
            start: narrow(start),
            end: narrow(end.max(start)),
        }
    }

    /// Returns the offset of the first byte.
    #[must_use]
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// Returns the offset after the last byte.
    #[must_use]
    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// Returns the span as a range of byte offsets.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start()..self.end()
    }
}

/// A line and a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    /// The number of the line, from 1.
    pub line: usize,
    /// The number of the character in its line, from 1.
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
    /// Makes a source from text that is already decoded.
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

    /// Decodes the bytes of a manifest.
    ///
    /// A byte order mark identifies UTF-8 and UTF-16; without one, the first two bytes do. Text that is not UTF-8 is read
    /// as Windows-1252 if the XML declaration names that encoding.
    ///
    /// # Errors
    /// Returns an error if the bytes are not text in that encoding, or are too many. The source that comes with it has
    /// the text as far as it could be decoded, so that the error can be shown in it.
    pub fn decode(name: impl Into<String>, bytes: &[u8]) -> Result<Self, (Self, EncodingError)> {
        let encoding = Encoding::of(bytes);
        let content = bytes.get(encoding.mark().len()..).unwrap_or_default();
        let (text, fault) = match encoding.unit {
            Unit::Utf8 => decode_utf8(content),
            Unit::Utf16LittleEndian => decode_utf16(content, u16::from_le_bytes),
            Unit::Utf16BigEndian => decode_utf16(content, u16::from_be_bytes),
        };
        let source = Self::new(name, text);
        let too_long = (source.text.len() >= MAX_LENGTH).then_some((0, Fault::TooLong));
        match fault.or(too_long) {
            Some((at, fault)) => {
                let span = character_at(source.text(), at);
                Err((source, EncodingError { span, fault }))
            }
            None => Ok(source),
        }
    }

    /// Returns the name given to the source: a path as the user wrote it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the decoded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the text of a span, or an empty text if the span is not in this source.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// Returns the number of the line that contains a byte offset, from 1.
    pub(crate) fn line_number(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= offset)
    }

    /// Returns the bytes of a line, counted from 1, without its line break.
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

    /// Returns the line and column of a byte offset.
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

/// Why the bytes of a manifest could not be decoded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EncodingError {
    span: Span,
    pub(crate) fault: Fault,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fault {
    NotUnicode,
    UnpairedSurrogate,
    HalfUnit,
    TooLong,
}

impl EncodingError {
    /// Returns where the error is in the text as far as it could be decoded.
    #[must_use]
    pub const fn span(&self) -> Span {
        self.span
    }
}

impl fmt::Display for EncodingError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.fault {
            Fault::NotUnicode => "the manifest is neither valid UTF-8 nor marked as UTF-16",
            Fault::UnpairedSurrogate => "the UTF-16 text has an unpaired surrogate here",
            Fault::HalfUnit => "the UTF-16 text ends in the middle of a unit",
            Fault::TooLong => "the manifest is 4 GiB or longer",
        })
    }
}

impl Error for EncodingError {}

/// Returns the span of the character at an offset, or of the last one.
fn character_at(text: &str, at: usize) -> Span {
    if let Some(character) = text[at..].chars().next() {
        return Span::new(at, at + character.len_utf8());
    }
    let last = text.chars().next_back().map_or(0, char::len_utf8);
    Span::new(at - last, at)
}

/// How the bytes of a manifest encode its text, so that a changed text can be stored the same way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Encoding {
    unit: Unit,
    /// Whether the text starts with a byte order mark.
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

    /// Encodes a text; the inverse of [`Source::decode`].
    #[cfg(feature = "tools")]
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

/// The text, and the first fault with its offset in the text.
type Decoded = (String, Option<(usize, Fault)>);

fn decode_utf8(bytes: &[u8]) -> Decoded {
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), None),
        Err(_) if declares_windows_1252(bytes) => (decode_windows_1252(bytes), None),
        Err(error) => {
            let fault = (error.valid_up_to(), Fault::NotUnicode);
            (String::from_utf8_lossy(bytes).into_owned(), Some(fault))
        }
    }
}

/// Returns `true` if the XML declaration names the only other encoding that real manifests have.
fn declares_windows_1252(bytes: &[u8]) -> bool {
    let line = bytes.split(|byte| *byte == b'>').next().unwrap_or_default();
    let line = String::from_utf8_lossy(&line[..line.len().min(200)]).to_ascii_lowercase();
    let names = ["windows-1252", "iso-8859-1"];
    line.starts_with("<?xml") && names.iter().any(|name| line.contains(name))
}

/// Also decodes ISO 8859-1, whose control characters from 0x80 to 0x9F no manifest has.
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
            fault.get_or_insert((text.len(), Fault::UnpairedSurrogate));
            char::REPLACEMENT_CHARACTER
        });
        text.push(character);
    }
    if !rest.is_empty() {
        fault.get_or_insert((text.len(), Fault::HalfUnit));
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
        let (source, error) = Source::decode("m", b"<a>\n  \xFF</a>").unwrap_err();
        let position = source.position(error.span().start());
        assert_eq!(position, Position { line: 2, column: 3 });
        assert!(Source::decode("m", &[0xFF, 0xFE, 0x00, 0xD8]).is_err());
        assert!(Source::decode("m", &[0xFF, 0xFE, 0x41]).is_err());
    }
}
