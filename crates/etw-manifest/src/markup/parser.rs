//! Parses the text that mc.exe makes of a template.

use super::tree::{Content, Element, Part};

/// A reason why mc.exe rejects the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fault {
    /// The text is not well-formed XML.
    Malformed,
    /// `%` without the number of an item.
    Percent,
    /// The number of an item that does not exist.
    Insert(usize),
}

/// Parses a text with inserts of so many items.
pub(crate) fn parse(text: &str, items: usize) -> Result<Element<'_>, Fault> {
    let mut parser = Parser { rest: text, items };
    let root = parser.element()?;
    match parser.rest {
        "" => Ok(root),
        _ => Err(Fault::Malformed),
    }
}

struct Parser<'t> {
    rest: &'t str,
    items: usize,
}

impl<'t> Parser<'t> {
    fn take(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn expect(&mut self, text: &str) -> Result<(), Fault> {
        self.take(text).then_some(()).ok_or(Fault::Malformed)
    }

    /// Takes everything before one of these characters, which must come.
    fn until(&mut self, end: &[char]) -> Result<&'t str, Fault> {
        let at = self.rest.find(end).ok_or(Fault::Malformed)?;
        let (text, rest) = self.rest.split_at(at);
        self.rest = rest;
        Ok(text)
    }

    /// Parses an element. The reader limits the depth of `UserData`, and so this recursion.
    fn element(&mut self) -> Result<Element<'t>, Fault> {
        self.expect("<")?;
        let name = self.until(&[' ', '/', '>'])?;
        let mut attributes = Vec::new();
        while self.take(" ") {
            let attribute = self.attribute()?;
            if attributes.iter().any(|(name, _)| *name == attribute.0) {
                return Err(Fault::Malformed);
            }
            attributes.push(attribute);
        }
        let content = if self.take("/>") {
            None
        } else {
            self.expect(">")?;
            let content = self.content()?;
            self.expect("</")?;
            self.expect(name)?;
            self.expect(">")?;
            Some(content)
        };
        Ok(Element {
            name,
            attributes,
            content,
        })
    }

    fn attribute(&mut self) -> Result<(&'t str, Vec<Part<'t>>), Fault> {
        let name = self.until(&['='])?;
        if !crate::xml::is_qualified_name(name) {
            return Err(Fault::Malformed);
        }
        self.expect("=\"")?;
        let value = self.until(&['"', '<'])?;
        self.expect("\"")?;
        let parts = match value {
            "" => vec![Part::Text("")],
            // A value of its own: elsewhere mc.exe rejects `%%`.
            "%%" => Vec::new(),
            value => parts(value, self.items)?,
        };
        Ok((name, parts))
    }

    fn content(&mut self) -> Result<Vec<Content<'t>>, Fault> {
        let mut content = Vec::new();
        loop {
            let run = self.until(&['<'])?;
            if !run.trim().is_empty() {
                content.push(Content::Run(trimmed(parts(run, self.items)?)));
            }
            if self.rest.starts_with("</") {
                return Ok(content);
            }
            content.push(if self.take("<![CDATA[") {
                Content::CData(self.cdata()?)
            } else if self.take("<?") {
                let (target, data) = self.before("?>")?.split_once(' ').ok_or(Fault::Malformed)?;
                Content::Instruction(target, data)
            } else {
                Content::Element(self.element()?)
            });
        }
    }

    fn cdata(&mut self) -> Result<&'t str, Fault> {
        let text = self.before("]]>")?;
        // Nobody knows whether mc.exe reads an insert here.
        match text.contains('%') {
            true => Err(Fault::Percent),
            false => Ok(text),
        }
    }

    /// Takes everything before this text, and the text.
    fn before(&mut self, end: &str) -> Result<&'t str, Fault> {
        let (text, rest) = self.rest.split_once(end).ok_or(Fault::Malformed)?;
        self.rest = rest;
        Ok(text)
    }
}

/// Leaves out white space before the first insert and after the last one.
fn trimmed(mut parts: Vec<Part<'_>>) -> Vec<Part<'_>> {
    let is_blank = |part: &Part| matches!(part, Part::Text(text) if text.trim().is_empty());
    if parts.len() > 1 && parts.last().is_some_and(is_blank) {
        parts.pop();
    }
    if parts.len() > 1 && is_blank(&parts[0]) {
        parts.remove(0);
    }
    parts
}

/// Splits text into what is written, inserts and references.
fn parts(text: &str, items: usize) -> Result<Vec<Part<'_>>, Fault> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['%', '&']) {
        if at > 0 {
            parts.push(Part::Text(&rest[..at]));
        }
        let after = &rest[at + 1..];
        let (part, length) = match rest.as_bytes()[at] {
            b'%' => insert(after, items)?,
            _ => reference(after)?,
        };
        parts.push(part);
        rest = &after[length..];
    }
    let ends_in_reference = matches!(parts.last(), Some(Part::Entity(_) | Part::Character(_)));
    if !rest.is_empty() || ends_in_reference {
        parts.push(Part::Text(rest));
    }
    Ok(parts)
}

/// Reads an insert after its `%`; returns it with its length.
fn insert(text: &str, items: usize) -> Result<(Part<'_>, usize), Fault> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text[..digits]
        .parse::<usize>()
        .map_err(|_| Fault::Percent)?;
    match number {
        0 => Err(Fault::Percent),
        number if number > items => Err(Fault::Insert(number)),
        number => Ok((Part::Insert(number - 1), digits)),
    }
}

/// Reads a reference after its `&`; returns it with its length.
fn reference(text: &str) -> Result<(Part<'_>, usize), Fault> {
    let (name, _) = text.split_once(';').ok_or(Fault::Malformed)?;
    let number = match (name.strip_prefix("#x"), name.strip_prefix('#')) {
        (Some(digits), _) => Some(u16::from_str_radix(digits, 16)),
        (None, Some(digits)) => Some(digits.parse()),
        (None, None) => None,
    };
    let part = match number {
        Some(number) => Part::Character(number.map_err(|_| Fault::Malformed)?),
        None if matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") => Part::Entity(name),
        None => return Err(Fault::Malformed),
    };
    Ok((part, name.len() + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(name: &str) -> Result<Vec<Part<'_>>, Fault> {
        parts(name, 2)
    }

    #[test]
    fn text_is_split_at_inserts_and_references() {
        assert_eq!(name("%1"), Ok(vec![Part::Insert(0)]));
        assert_eq!(
            name("a %2 ñ"),
            Ok(vec![Part::Text("a "), Part::Insert(1), Part::Text(" ñ")])
        );
        assert_eq!(
            name("a&lt;b&#65;"),
            Ok(vec![
                Part::Text("a"),
                Part::Entity("lt"),
                Part::Text("b"),
                Part::Character(65),
                Part::Text("")
            ])
        );
        for (text, fault) in [
            ("a%", Fault::Percent),
            ("100%% ", Fault::Percent),
            ("%0", Fault::Percent),
            ("%3", Fault::Insert(3)),
            ("a&b", Fault::Malformed),
            ("&none;", Fault::Malformed),
        ] {
            assert_eq!(name(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn a_name_can_add_an_attribute() {
        let text = "<EventData><Data Name=\"\" X=\"1\">%1</Data></EventData>";
        let root = parse(text, 1).unwrap();
        let Some(Content::Element(data)) = root.content.as_deref().unwrap().first() else {
            panic!("{root:?}");
        };
        assert_eq!(data.attributes[1], ("X", vec![Part::Text("1")]));
        assert_eq!(parse("<a b=\"<\"/>", 0), Err(Fault::Malformed));
        assert_eq!(parse("<a b=\"\" b=\"\"/>", 0), Err(Fault::Malformed));
    }
}
