//! Decodes the bytes of manifests, and encodes changed texts in the same way.

use std::error::Error;
use std::fmt;

use super::span::Span;

/// The greatest number of bytes. The largest known manifest has a few megabytes.
pub(crate) const MAX_LENGTH: usize = 256 << 20;

/// The bytes that may contain an XML declaration.
const MAX_DECLARATION: usize = 400;

/// Why the bytes of a manifest could not be decoded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EncodingError {
    span: Span,
    pub(crate) fault: Fault,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Fault {
    NotText(Charset),
    UnpairedSurrogate,
    HalfUnit,
    TooLong,
    /// The XML declaration names this encoding.
    Unsupported(String),
    /// The XML declaration names the encoding, but the bytes are in the other.
    Contradiction(String, Charset),
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
        match &self.fault {
            Fault::NotText(charset) => write!(formatter, "the manifest is not valid {charset}"),
            Fault::UnpairedSurrogate => {
                formatter.write_str("the UTF-16 text has an unpaired surrogate here")
            }
            Fault::HalfUnit => formatter.write_str("the UTF-16 text ends in the middle of a unit"),
            Fault::TooLong => formatter.write_str("the manifest is larger than 256 MiB"),
            Fault::Unsupported(name) => {
                write!(formatter, "the encoding `{name}` is not supported")
            }
            Fault::Contradiction(name, charset) => write!(
                formatter,
                "the XML declaration names `{name}`, but the bytes are {charset}"
            ),
        }
    }
}

impl Error for EncodingError {}

/// The encoding of a manifest, so that a changed text can be stored in it again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Encoding {
    charset: Charset,
    /// Whether the text starts with a byte order mark.
    marked: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Charset {
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,
    /// Also ISO 8859-1, whose control characters from 0x80 to 0x9F no manifest has.
    Windows1252,
}

impl fmt::Display for Charset {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16LittleEndian | Self::Utf16BigEndian => "UTF-16",
            Self::Windows1252 => "Windows-1252",
        })
    }
}

impl Encoding {
    /// Returns the encoding that the bytes have by themselves or by their XML declaration.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let (charset, marked) = match bytes {
            [0xFF, 0xFE, ..] => (Charset::Utf16LittleEndian, true),
            [0xFE, 0xFF, ..] => (Charset::Utf16BigEndian, true),
            [b'<', 0, ..] => (Charset::Utf16LittleEndian, false),
            [0, b'<', ..] => (Charset::Utf16BigEndian, false),
            [0xEF, 0xBB, 0xBF, ..] => (Charset::Utf8, true),
            _ => (Charset::Utf8, false),
        };
        let text = String::from_utf8_lossy(&bytes[..bytes.len().min(MAX_DECLARATION)]);
        let declared = declared(&text).map(|(_, name)| Declared::new(name));
        match declared {
            Some(Declared::Windows1252) if charset == Charset::Utf8 && !marked => Self {
                charset: Charset::Windows1252,
                marked,
            },
            _ => Self { charset, marked },
        }
    }

    fn mark(self) -> &'static [u8] {
        match (self.marked, self.charset) {
            (false, _) | (_, Charset::Windows1252) => &[],
            (true, Charset::Utf8) => &[0xEF, 0xBB, 0xBF],
            (true, Charset::Utf16LittleEndian) => &[0xFF, 0xFE],
            (true, Charset::Utf16BigEndian) => &[0xFE, 0xFF],
        }
    }

    /// Encodes a text; the inverse of [`decode`]. Characters that the encoding does not have become references.
    #[cfg(feature = "tools")]
    pub(crate) fn encode(self, text: &str) -> Vec<u8> {
        let mut bytes = self.mark().to_vec();
        match self.charset {
            Charset::Utf8 => bytes.extend_from_slice(text.as_bytes()),
            Charset::Utf16LittleEndian => {
                bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
            }
            Charset::Utf16BigEndian => {
                bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
            }
            Charset::Windows1252 => {
                for character in text.chars() {
                    match (0..=u8::MAX).find(|byte| windows_1252(*byte) == character) {
                        Some(byte) => bytes.push(byte),
                        None => bytes.extend(format!("&#{};", u32::from(character)).bytes()),
                    }
                }
            }
        }
        bytes
    }

    /// Returns the fault of an XML declaration that names another encoding.
    fn check(self, text: &str) -> Option<(Span, Fault)> {
        let (at, name) = declared(text)?;
        let fits = match Declared::new(name) {
            Declared::Utf8 => self.charset == Charset::Utf8,
            // After the mark of UTF-8, readers ignore `UTF-16`, and a real manifest has it.
            Declared::Utf16 => self.charset != Charset::Utf8 || self.marked,
            Declared::Windows1252 => self.charset == Charset::Windows1252,
            Declared::Unsupported => {
                let fault = Fault::Unsupported(name.to_owned());
                return Some((Span::new(at, at + name.len()), fault));
            }
        };
        let fault = Fault::Contradiction(name.to_owned(), self.charset);
        (!fits).then(|| (Span::new(at, at + name.len()), fault))
    }
}

/// The encodings that a declaration can name.
enum Declared {
    Utf8,
    Utf16,
    Windows1252,
    Unsupported,
}

impl Declared {
    fn new(name: &str) -> Self {
        match name.to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" | "us-ascii" | "ascii" => Self::Utf8,
            "utf-16" | "utf16" | "utf-16le" | "utf-16be" | "unicode" => Self::Utf16,
            "windows-1252" | "iso-8859-1" => Self::Windows1252,
            _ => Self::Unsupported,
        }
    }
}

/// Returns the encoding that the XML declaration names, with its offset.
fn declared(text: &str) -> Option<(usize, &str)> {
    const NAME: &str = "encoding";
    let start = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let declaration = text[start..].strip_prefix("<?xml")?;
    let declaration = &declaration[..declaration.find("?>")?];
    let rest = &declaration[declaration.find(NAME)? + NAME.len()..];
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|it| matches!(it, '"' | '\''))?;
    let name = &rest[1..];
    let name = &name[..name.find(quote)?];
    Some((name.as_ptr() as usize - text.as_ptr() as usize, name))
}

/// Decodes the bytes of a manifest as far as that is possible.
pub(super) fn decode(bytes: &[u8]) -> (String, Result<(), EncodingError>) {
    if bytes.len() > MAX_LENGTH {
        let (span, fault) = (Span::default(), Fault::TooLong);
        return (String::new(), Err(EncodingError { span, fault }));
    }
    let encoding = Encoding::of(bytes);
    let content = bytes.get(encoding.mark().len()..).unwrap_or_default();
    let (text, fault) = match encoding.charset {
        Charset::Utf8 => decode_utf8(content),
        Charset::Utf16LittleEndian => decode_utf16(content, u16::from_le_bytes),
        Charset::Utf16BigEndian => decode_utf16(content, u16::from_be_bytes),
        Charset::Windows1252 => (content.iter().copied().map(windows_1252).collect(), None),
    };
    let fault = fault.map(|(at, fault)| (character_at(&text, at), fault));
    // A wrong declaration is the likely cause of a later fault.
    let fault = encoding.check(&text).or(fault);
    let result = fault.map_or(Ok(()), |(span, fault)| Err(EncodingError { span, fault }));
    (text, result)
}

/// The text, and the first fault with its offset in the text.
type Decoded = (String, Option<(usize, Fault)>);

fn decode_utf8(bytes: &[u8]) -> Decoded {
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), None),
        Err(error) => {
            let fault = (error.valid_up_to(), Fault::NotText(Charset::Utf8));
            (String::from_utf8_lossy(bytes).into_owned(), Some(fault))
        }
    }
}

fn windows_1252(byte: u8) -> char {
    const UPPER: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž',
        '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => UPPER[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded {
    let pairs = bytes.chunks_exact(2);
    let rest = pairs.remainder();
    let units: Vec<u16> = pairs.map(|pair| unit([pair[0], pair[1]])).collect();
    // Most texts have no fault, and the standard library is optimised in build scripts too.
    if let (Ok(text), []) = (String::from_utf16(&units), rest) {
        return (text, None);
    }
    let mut text = String::with_capacity(bytes.len());
    let mut fault = None;
    for unit in char::decode_utf16(units) {
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

/// Returns the span of the character at an offset, or of the last one.
fn character_at(text: &str, at: usize) -> Span {
    if let Some(character) = text[at..].chars().next() {
        return Span::new(at, at + character.len_utf8());
    }
    let last = text.chars().next_back().map_or(0, char::len_utf8);
    Span::new(at - last, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(bytes: &[u8]) -> Option<String> {
        decode(bytes).1.err().map(|it| it.to_string())
    }

    fn utf_16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "<a b='ñ😀'/>\r\n";
        let le = utf_16(text);
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
            let (decoded, result) = decode(&bytes);
            assert_eq!((decoded.as_str(), result), (text, Ok(())));
            assert_eq!(Encoding::of(&bytes).encode(&decoded), bytes);
        }
    }

    #[test]
    fn a_declared_code_page_is_read_and_written_again() {
        for name in ["windows-1252", "ISO-8859-1"] {
            let head = format!("<?xml version='1.0' encoding='{name}'?>");
            let bytes = [head.as_bytes(), b"<a b='\xD1 \x80 \x9F \xC3\xA9'/>"].concat();
            let (text, result) = decode(&bytes);
            assert_eq!(result, Ok(()));
            assert!(text.ends_with("<a b='Ñ € Ÿ Ã©'/>"), "{text}");
            let encoding = Encoding::of(&bytes);
            assert_eq!(encoding.encode(&text), bytes);
            assert_eq!(encoding.encode("Łé"), b"&#321;\xE9");
        }
    }

    #[test]
    fn a_declaration_that_is_wrong_is_an_error() {
        let unsupported = "the encoding `ISO-8859-15` is not supported";
        let latin_9 = b"<?xml version='1.0' encoding='ISO-8859-15'?><a b='\xA4'/>";
        assert_eq!(fault(latin_9).as_deref(), Some(unsupported));
        let names = "the XML declaration names";
        for (bytes, message) in [
            (
                b"<?xml version='1.0' encoding='UTF-16'?><a/>".to_vec(),
                format!("{names} `UTF-16`, but the bytes are UTF-8"),
            ),
            (
                utf_16("\u{FEFF}<?xml version='1.0' encoding='UTF-8'?><a/>"),
                format!("{names} `UTF-8`, but the bytes are UTF-16"),
            ),
            (
                b"\xEF\xBB\xBF<?xml encoding=\"windows-1252\"?><a/>".to_vec(),
                format!("{names} `windows-1252`, but the bytes are UTF-8"),
            ),
        ] {
            assert_eq!(fault(&bytes), Some(message));
        }
        let (text, result) = decode(latin_9);
        assert_eq!(&text[result.unwrap_err().span().range()], "ISO-8859-15");
        assert_eq!(fault(b"\xEF\xBB\xBF<?xml encoding='utf-16'?><a/>"), None);
        assert_eq!(fault(b"<a encoding='koi8-r'/>"), None);
    }

    #[test]
    fn a_fault_has_its_span() {
        let (text, result) = decode(b"<a>\n  \xFF</a>");
        assert_eq!(&text[result.unwrap_err().span().range()], "\u{FFFD}");
        assert!(fault(b"<?xml version='1.0' encoding='UTF-8'?><a b='\xD1'/>").is_some());
        assert!(fault(&[0xFF, 0xFE, 0x00, 0xD8]).is_some());
        assert!(fault(&[0xFF, 0xFE, 0x41]).is_some());
    }
}
