//! Reads a fragment of binary XML.

use super::error::{Error, Result};
use super::reader::Reader;
use crate::model::{UserContent, UserElement};
use crate::xml::is_qualified_name;

/// No manifest nests deeper.
const MAX_DEPTH: usize = 64;
/// Set in a token when more of the same follows, or when an element has attributes.
const MORE: u8 = 0x40;

const END_OF_FRAGMENT: u8 = 0x00;
const OPEN_START: u8 = 0x01;
const CLOSE_START: u8 = 0x02;
const CLOSE_EMPTY: u8 = 0x03;
const END_ELEMENT: u8 = 0x04;
const VALUE: u8 = 0x05;
const ATTRIBUTE: u8 = 0x06;
const CDATA: u8 = 0x07;
const CHARACTER: u8 = 0x08;
const ENTITY: u8 = 0x09;
const INSTRUCTION: u8 = 0x0A;
const INSTRUCTION_DATA: u8 = 0x0B;
const SUBSTITUTION: u8 = 0x0D;
const OPTIONAL_SUBSTITUTION: u8 = 0x0E;

/// Returns the element of the fragment that starts at `at`. References are resolved, or kept as mc.exe read them in names.
pub(super) fn read(reader: &Reader, at: usize, resolve: bool) -> Result<UserElement> {
    reader.expect(at, &[0x0F, 1, 1], "a fragment of binary XML")?;
    let mut cursor = Cursor {
        reader,
        at: at + 4,
        resolve,
    };
    let element = cursor.element(0)?;
    match cursor.peek()? {
        END_OF_FRAGMENT => Ok(element),
        _ => Err(Error::new(
            cursor.at,
            "a fragment with more than one element",
        )),
    }
}

struct Cursor<'r, 'b> {
    reader: &'r Reader<'b>,
    at: usize,
    resolve: bool,
}

impl Cursor<'_, '_> {
    /// Returns the next token, without its flag.
    fn peek(&self) -> Result<u8> {
        self.reader.u8(self.at).map(|token| token & !MORE)
    }

    fn element(&mut self, depth: usize) -> Result<UserElement> {
        let token = self.reader.u8(self.at)?;
        if token & !MORE != OPEN_START || depth > MAX_DEPTH {
            return Err(Error::new(
                self.at,
                "expected an element of reasonable depth",
            ));
        }
        self.at += 7;
        let name = self.name()?;
        let mut element = UserElement {
            name,
            attributes: Vec::new(),
            content: Vec::new(),
        };
        if token & MORE != 0 {
            self.at += 4;
            while self.peek()? == ATTRIBUTE {
                self.at += 1;
                let name = self.name()?;
                let mut value = String::new();
                while let Some(text) = self.text()? {
                    value.push_str(&text);
                }
                element.attributes.push((name, value));
            }
        }
        self.content(&mut element, depth)?;
        Ok(element)
    }

    fn content(&mut self, element: &mut UserElement, depth: usize) -> Result<()> {
        let close = self.reader.u8(self.at)?;
        self.at += 1;
        match close {
            CLOSE_EMPTY => return Ok(()),
            CLOSE_START => {}
            _ => return Err(Error::new(self.at - 1, "expected the end of a start tag")),
        }
        loop {
            let mut run = String::new();
            while let Some(text) = self.text()? {
                run.push_str(&text);
            }
            if !run.is_empty() {
                // The serializer makes CR LF of every line break in content.
                let run = run.replace("\r\n", "\n");
                element.content.push(UserContent::Text(run));
                continue;
            }
            let content = match self.peek()? {
                END_ELEMENT => {
                    self.at += 1;
                    return Ok(());
                }
                CDATA => self.cdata()?,
                INSTRUCTION => self.instruction()?,
                _ => UserContent::Element(self.element(depth + 1)?),
            };
            element.content.push(content);
        }
    }

    fn cdata(&mut self) -> Result<UserContent> {
        let start = self.at;
        let text = self.counted()?.replace("\r\n", "\n");
        if text.contains("]]>") || text.contains('%') {
            return Err(Error::new(start, "CDATA that no manifest can have"));
        }
        Ok(UserContent::CData(text))
    }

    fn instruction(&mut self) -> Result<UserContent> {
        let start = self.at;
        self.at += 1;
        let target = self.name()?;
        if self.peek()? != INSTRUCTION_DATA {
            return Err(Error::new(self.at, "expected a processing instruction"));
        }
        let data = self.counted()?;
        let is_data = data.trim_start() == data && !data.contains("?>");
        if !is_data || target.eq_ignore_ascii_case("xml") {
            let message = "a processing instruction that no manifest can have";
            return Err(Error::new(start, message));
        }
        Ok(UserContent::Instruction { target, data })
    }

    /// Reads a text with its length, after one byte.
    fn counted(&mut self) -> Result<String> {
        let units = usize::from(self.reader.u16(self.at + 1)?);
        let text = self.reader.utf16(self.at + 3, units)?;
        self.at += 3 + units * 2;
        Ok(text)
    }

    /// Reads literal text, an insert or a reference, if one is next.
    fn text(&mut self) -> Result<Option<String>> {
        match self.peek()? {
            VALUE => {
                let units = usize::from(self.reader.u16(self.at + 2)?);
                let text = self.reader.utf16(self.at + 4, units)?;
                self.at += 4 + units * 2;
                Ok(Some(text))
            }
            SUBSTITUTION | OPTIONAL_SUBSTITUTION => {
                let index = self.reader.u16(self.at + 1)?;
                self.at += 4;
                Ok(Some(format!("%{}", u32::from(index) + 1)))
            }
            CHARACTER => {
                let number = self.reader.u16(self.at + 1)?;
                self.at += 3;
                let character = char::from_u32(number.into()).filter(|_| self.resolve);
                Ok(Some(match character {
                    Some(character) => character.to_string(),
                    None => format!("&#{number};"),
                }))
            }
            ENTITY => {
                self.at += 1;
                let name = self.name()?;
                let character = match name.as_str() {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "apos" => "'",
                    _ => return Err(Error::new(self.at, "an unknown entity")),
                };
                Ok(Some(if self.resolve {
                    character.to_owned()
                } else {
                    format!("&{name};")
                }))
            }
            _ => Ok(None),
        }
    }

    fn name(&mut self) -> Result<String> {
        let units = usize::from(self.reader.u16(self.at + 2)?);
        let name = self.reader.utf16(self.at + 4, units)?;
        if !is_qualified_name(&name) {
            return Err(Error::new(self.at, "a name that no XML can have"));
        }
        self.at += 6 + units * 2;
        Ok(name)
    }
}
