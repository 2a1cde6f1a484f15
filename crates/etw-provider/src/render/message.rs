//! Replaces the insertions of a text, by the rules of `FormatMessage`.
//!
//! The sequences are those that Microsoft documents for `FormatMessage` and, for `%b` and `%r`, for message text files. An
//! insertion of an event has at most two digits, and the type of the field decides how it is shown. The format specification
//! of `%1!s!` is therefore left out. Any other text between exclamation marks is text, as in Microsoft's decoder
//! `EtwEnumerator`.

use std::string::String;

/// A part of a text with insertions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// Plain text.
    Text(&'t str),
    /// `%1` to `%99`: the number, and the text of the insertion without a format specification.
    Insert(usize, &'t str),
    /// A parameter string such as `%%1`: its id, and its text.
    Parameter(u32, &'t str),
}

/// The parts of a text, in order.
pub(super) struct Pieces<'t> {
    rest: &'t str,
}

impl<'t> Pieces<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { rest: text }
    }

    /// Takes the sequence that the rest begins with; `None` if it ends the message.
    fn sequence(&mut self) -> Option<Piece<'t>> {
        let text = self.rest;
        let bytes = text.as_bytes();
        let (piece, length) = match bytes.get(1) {
            None => (Piece::Text("%"), 1),
            Some(b'0') => return None,
            Some(b'1'..=b'9') => return Some(self.insert()),
            Some(b'%') => {
                let digits = digits(&text[2..], usize::MAX);
                match digits.parse() {
                    Ok(id) => (
                        Piece::Parameter(id, &text[..2 + digits.len()]),
                        2 + digits.len(),
                    ),
                    Err(_) => (Piece::Text("%"), 2),
                }
            }
            Some(b'n') => (Piece::Text("\r\n"), 2),
            Some(b'r') => (Piece::Text("\r"), 2),
            Some(b't') => (Piece::Text("\t"), 2),
            Some(b'b') => (Piece::Text(" "), 2),
            // `%.`, `%!`, `% `, and any sequence without a meaning: the character itself.
            Some(_) => {
                let length = text[1..].chars().next().map_or(0, char::len_utf8);
                (Piece::Text(&text[1..=length]), 1 + length)
            }
        };
        self.rest = &text[length..];
        Some(piece)
    }

    fn insert(&mut self) -> Piece<'t> {
        let digits = digits(&self.rest[1..], 2);
        let (written, rest) = self.rest.split_at(1 + digits.len());
        self.rest = &rest[format_specification(rest)..];
        Piece::Insert(digits.parse().unwrap_or(0), written)
    }
}

impl<'t> Iterator for Pieces<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        if self.rest.is_empty() {
            return None;
        }
        match self.rest.find('%') {
            Some(0) => {
                let piece = self.sequence();
                if piece.is_none() {
                    self.rest = "";
                }
                piece
            }
            found => {
                let (text, rest) = self.rest.split_at(found.unwrap_or(self.rest.len()));
                self.rest = rest;
                Some(Piece::Text(text))
            }
        }
    }
}

/// Returns the digits that a text begins with, at most `most`.
fn digits(text: &str, most: usize) -> &str {
    let digits = text.bytes().take_while(u8::is_ascii_digit);
    &text[..digits.take(most).count()]
}

/// Returns the length of the format specification that a text begins with, with exclamation marks; 0 if there is none.
fn format_specification(text: &str) -> usize {
    let inner = text.strip_prefix('!').and_then(|rest| rest.split_once('!'));
    match inner {
        Some((inner, _)) if is_printf(inner) => inner.len() + 2,
        _ => 0,
    }
}

/// Returns `true` for a `printf` specification without its percent sign: flags, width, precision, size, conversion.
fn is_printf(text: &str) -> bool {
    let number = |text: &str| usize::from(text.starts_with('*')) + digits(text, usize::MAX).len();
    let text = text.trim_start_matches(['-', '+', ' ', '#', '0']);
    let mut text = &text[number(text)..];
    if let Some(precision) = text.strip_prefix('.') {
        text = &precision[number(precision)..];
    }
    let sizes = [
        "I64", "I32", "I", "ll", "l", "hh", "h", "j", "z", "t", "L", "w",
    ];
    let size = sizes.iter().find_map(|size| text.strip_prefix(size));
    let conversion = size.unwrap_or(text);
    matches!(conversion.as_bytes(), [letter] if b"cCdiouxXpfFeEgGaAsSZ".contains(letter))
}

/// Replaces insertions and parameters by the results of `insert` and `parameter`. If they return `None`, the text stays, a
/// parameter with one percent sign, as `FormatMessage` leaves it.
pub(super) fn expand(
    text: &str,
    insert: impl Fn(usize) -> Option<String>,
    parameter: impl Fn(u32) -> Option<String>,
) -> String {
    let mut output = String::with_capacity(text.len() + 32);
    for piece in Pieces::new(text) {
        match piece {
            Piece::Text(text) => output.push_str(text),
            Piece::Insert(number, written) => match insert(number) {
                Some(value) => output.push_str(&value),
                None => output.push_str(written),
            },
            Piece::Parameter(id, written) => match parameter(id) {
                Some(text) => output.push_str(text.trim_end_matches(['\r', '\n'])),
                None => output.push_str(&written[1..]),
            },
        }
    }
    output
}

/// Replaces the parameters in the value of a field, where a percent sign has no other meaning. Event Viewer shows `%%2307` in
/// the security log as “Account locked out.”
pub(super) fn expand_parameters(text: String, parameter: impl Fn(u32) -> Option<String>) -> String {
    if !text.contains("%%") {
        return text;
    }
    let mut output = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("%%") {
        let digits = digits(after, usize::MAX);
        let found = digits.parse().ok().and_then(&parameter);
        output.push_str(before);
        match found {
            Some(text) => output.push_str(text.trim_end_matches(['\r', '\n'])),
            None => output.extend(["%%", digits]),
        }
        rest = &after[digits.len()..];
    }
    output + rest
}

#[cfg(test)]
mod tests {
    use super::{expand, expand_parameters};
    use std::string::{String, ToString};

    fn numbers(text: &str) -> String {
        let insert = |number| (number <= 12).then(|| std::format!("<{number}>"));
        let parameter = |id| (id == 7).then(|| "seven\r\n".to_string());
        expand(text, insert, parameter)
    }

    #[test]
    fn insertions_have_one_or_two_digits() {
        assert_eq!(numbers("%1 %2%12, %123"), "<1> <2><12>, <12>3");
        assert_eq!(numbers("%13 %99"), "%13 %99");
        assert_eq!(numbers("a%1b"), "a<1>b");
    }

    #[test]
    fn sequences_are_those_of_format_message() {
        assert_eq!(numbers("a%nb%tc%bd%re"), "a\r\nb\tc d\re");
        assert_eq!(
            numbers("100%% % %.%!%-%ñ%😀%"),
            "100% .!-ñ😀%".replace("% .", "%  .")
        );
        assert_eq!(numbers("%%n"), "%n");
        assert_eq!(numbers("end%0 nothing %1"), "end");
        assert_eq!(numbers("%0"), "");
        assert_eq!(numbers(""), "");
    }

    #[test]
    fn text_and_line_breaks_stay() {
        assert_eq!(numbers(" a\nb\r\n\tc "), " a\nb\r\n\tc ");
    }

    #[test]
    fn format_specifications_are_left_out_and_nothing_else() {
        let specifications = "%1!s! %2!08x! %3!-10.3ls! %4!I64u! %5!*.*d! %6!+5.2f!";
        assert_eq!(numbers(specifications), "<1> <2> <3> <4> <5> <6>");
        assert_eq!(numbers("%1! %2!!"), "<1>! <2>!!");
        assert_eq!(numbers("%1!what! %2!q!"), "<1>!what! <2>!q!");
    }

    #[test]
    fn parameters_are_looked_up() {
        assert_eq!(numbers("%%7, %%8"), "seven, %8");
        assert_eq!(numbers("%%%1"), "%<1>");
        assert_eq!(numbers("%%99999999999"), "%99999999999");
    }

    #[test]
    fn values_have_parameters_and_no_other_sequences() {
        let parameter = |id| (id == 7).then(|| "seven".to_string());
        let expand = |text: &str| expand_parameters(text.to_string(), parameter);
        assert_eq!(expand("%%7/%%8 %1 %n 100%%"), "seven/%%8 %1 %n 100%%");
        assert_eq!(expand("%%%7"), "%%%7");
        assert_eq!(expand("50%"), "50%");
    }
}
