//! Reads the attributes of one element, and reports those that the schema does not have there.

use crate::ast::name::QName;
use crate::ast::number::{self, Number, NumberError};
use crate::ast::{DOCUMENTATION, Spanned, Text};
use crate::diagnostic::{Code, Diagnostic, codes};
use crate::did_you_mean::closest;
use crate::guid::Guid;
use crate::xml::{Attribute, Element};

/// The attributes of one element, asked for one by one; [`finish`](Self::finish) reports what nobody asked for.
pub(super) struct Attributes<'t, 'd> {
    element: &'t Element<'t>,
    asked: Vec<&'static str>,
    pub(super) diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'t, 'd> Attributes<'t, 'd> {
    pub(super) fn new(element: &'t Element<'t>, diagnostics: &'d mut Vec<Diagnostic>) -> Self {
        Self {
            element,
            asked: Vec::new(),
            diagnostics,
        }
    }

    /// The text of an attribute, as written.
    pub(super) fn text(&mut self, name: &'static str) -> Option<Text<'t>> {
        self.asked.push(name);
        let attribute = self.element.attributes.iter().find(|it| is(it, name))?;
        Some(Spanned::new(&*attribute.value, attribute.value_span))
    }

    /// The text of an attribute that names something, and so must not hide characters.
    pub(super) fn name(&mut self, name: &'static str) -> Option<Text<'t>> {
        let text = self.text(name)?;
        self.check_characters(name, text);
        Some(text)
    }

    /// A name that must be there.
    pub(super) fn required_name(&mut self, name: &'static str) -> Option<Text<'t>> {
        let text = self.required(name)?;
        self.check_characters(name, text);
        Some(text)
    }

    /// The text of an attribute that must be there.
    pub(super) fn required(&mut self, name: &'static str) -> Option<Text<'t>> {
        self.required_as(codes::MISSING_ATTRIBUTE, name)
    }

    /// The text of an attribute whose absence has a rule of its own.
    pub(super) fn required_as(&mut self, code: Code, name: &'static str) -> Option<Text<'t>> {
        let text = self.text(name);
        if text.is_none() {
            let element = self.element.name.local;
            let message = format!("`{element}` has no attribute `{name}`");
            let diagnostic = Diagnostic::new(code, self.element.name_span, message)
                .label(format!("needs `{name}`"))
                .maybe_help(self.misspelt(name));
            self.diagnostics.push(diagnostic);
        }
        text
    }

    pub(super) fn number<N: Number>(&mut self, name: &'static str) -> Option<Spanned<N>> {
        let text = self.text(name)?;
        self.to_number(name, text)
    }

    pub(super) fn required_number<N: Number>(&mut self, name: &'static str) -> Option<Spanned<N>> {
        let text = self.required(name)?;
        self.to_number(name, text)
    }

    pub(super) fn guid(&mut self, name: &'static str) -> Option<Spanned<Guid>> {
        let text = self.text(name)?;
        self.to_guid(name, text)
    }

    pub(super) fn required_guid(&mut self, name: &'static str) -> Option<Spanned<Guid>> {
        let text = self.required(name)?;
        self.to_guid(name, text)
    }

    pub(super) fn boolean(&mut self, name: &'static str) -> Option<Spanned<bool>> {
        self.choice(
            name,
            &[("true", true), ("false", false), ("1", true), ("0", false)],
        )
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy>(
        &mut self,
        name: &'static str,
        choices: &[(&'static str, T)],
    ) -> Option<Spanned<T>> {
        let text = self.text(name)?;
        let word = text.value.trim_ascii();
        let found = choices.iter().find(|(choice, _)| *choice == word);
        if found.is_none() {
            let words: Vec<String> = choices
                .iter()
                .map(|(choice, _)| format!("`{choice}`"))
                .collect();
            let help = closest(word, choices.iter().map(|(choice, _)| *choice));
            let diagnostic = Diagnostic::new(
                codes::INVALID_CHOICE,
                text.span,
                format!("`{name}` is `{word}`"),
            )
            .label(format!("expected one of {}", words.join(", ")))
            .maybe_help(help.map(|choice| format!("did you mean `{choice}`?")));
            self.diagnostics.push(diagnostic);
        }
        found.map(|(_, value)| Spanned::new(*value, text.span))
    }

    /// A name of the generated constant.
    pub(super) fn symbol(&mut self) -> Option<Text<'t>> {
        let text = self.text("symbol")?;
        self.to_symbol(text)
    }

    pub(super) fn required_symbol(&mut self) -> Option<Text<'t>> {
        let text = self.required("symbol")?;
        self.to_symbol(text)
    }

    /// A name with an optional prefix.
    pub(super) fn qname(&mut self, name: &'static str) -> Option<QName<'t>> {
        let text = self.text(name)?;
        self.to_qname(name, text)
    }

    pub(super) fn required_qname(&mut self, name: &'static str) -> Option<QName<'t>> {
        let text = self.required(name)?;
        self.to_qname(name, text)
    }

    /// `message="$(string.ID)"`: the ID, with its own place.
    pub(super) fn message(&mut self) -> Option<Text<'t>> {
        let text = self.text("message")?;
        self.to_string_id(text)
    }

    pub(super) fn required_message(&mut self) -> Option<Text<'t>> {
        let text = self.required("message")?;
        self.to_string_id(text)
    }

    /// `doc:description="$(string.ID)"` in our own namespace.
    pub(super) fn description(&mut self) -> Option<Text<'t>> {
        let ours = |it: &&Attribute<'_>| {
            &*it.name.namespace == DOCUMENTATION && it.name.local == "description"
        };
        let attribute = self.element.attributes.iter().find(ours)?;
        self.to_string_id(Spanned::new(&*attribute.value, attribute.value_span))
    }

    /// Reports the attributes that nobody asked for. Those of other namespaces are other programs' business.
    pub(super) fn finish(self) {
        for attribute in &self.element.attributes {
            if !attribute.name.namespace.is_empty() || self.asked.contains(&attribute.name.local) {
                continue;
            }
            let (element, name) = (self.element.name.local, attribute.name.local);
            let message = format!("`{element}` has no attribute `{name}` in the schema");
            let missing = self
                .asked
                .iter()
                .copied()
                .filter(|asked| self.find(asked).is_none());
            let help = closest(name, missing).map(|asked| format!("did you mean `{asked}`?"));
            self.diagnostics.push(
                Diagnostic::new(codes::UNKNOWN_ATTRIBUTE, attribute.name_span, message)
                    .label("unknown attribute")
                    .maybe_help(help),
            );
        }
    }

    fn find(&self, name: &str) -> Option<&'t Attribute<'t>> {
        self.element.attributes.iter().find(|it| is(it, name))
    }

    /// An attribute that nobody knows and whose name is nearly the missing one.
    fn misspelt(&self, name: &str) -> Option<String> {
        let names = self.element.attributes.iter().map(|it| it.name.local);
        closest(name, names).map(|found| format!("`{found}` may be meant for `{name}`"))
    }

    fn check_characters(&mut self, name: &str, text: Text<'_>) {
        if text.value.is_ascii() && !text.value.bytes().any(|byte| byte.is_ascii_control()) {
            return;
        }
        if let Some(character) = text.value.chars().find(|it| it.is_control()) {
            let message = format!(
                "`{name}` contains the control character U+{:04X}",
                u32::from(character)
            );
            self.diagnostics.push(Diagnostic::new(
                codes::CONTROL_CHARACTER,
                text.span,
                message,
            ));
        }
        if let Some(character) = text.value.chars().find(|it| is_direction_control(*it)) {
            let message = format!(
                "`{name}` contains the invisible character U+{:04X}",
                u32::from(character)
            );
            self.diagnostics.push(
                Diagnostic::new(codes::BIDIRECTIONAL_CONTROL, text.span, message)
                    .note("it changes the direction of what follows, so that the name is not what it looks like"),
            );
        }
    }

    fn to_number<N: Number>(&mut self, name: &str, text: Text<'_>) -> Option<Spanned<N>> {
        let found = number::parse(text.value);
        let (code, expected) = match &found {
            Ok(_) => return found.ok().map(|value| Spanned::new(value, text.span)),
            Err(NumberError::Malformed) => (
                codes::INVALID_NUMBER,
                "expected a decimal number, or hexadecimal after `0x`".into(),
            ),
            Err(NumberError::OutOfRange) => {
                (codes::NUMBER_RANGE, format!("expected 0 to {}", N::MAX))
            }
        };
        let message = format!("`{name}` is `{}`", text.value);
        self.diagnostics
            .push(Diagnostic::new(code, text.span, message).label(expected));
        None
    }

    fn to_guid(&mut self, name: &str, text: Text<'_>) -> Option<Spanned<Guid>> {
        let guid = Guid::parse(text.value.trim_ascii());
        if guid.is_none() {
            let diagnostic = Diagnostic::new(
                codes::INVALID_GUID,
                text.span,
                format!("`{name}` is `{}`", text.value),
            )
            .label("expected a GUID such as `{c651f5f6-1c0d-492e-8ae1-b4efd7c9d503}`");
            self.diagnostics.push(diagnostic);
        }
        guid.map(|guid| Spanned::new(guid, text.span))
    }

    fn to_symbol(&mut self, text: Text<'t>) -> Option<Text<'t>> {
        let mut characters = text.value.chars();
        let starts = characters
            .next()
            .is_some_and(|first| first == '_' || first.is_alphabetic());
        if starts && characters.all(|it| it == '_' || it.is_alphanumeric()) {
            return Some(text);
        }
        let diagnostic = Diagnostic::new(
            codes::INVALID_SYMBOL,
            text.span,
            format!("the symbol is `{}`", text.value),
        )
        .label("expected an identifier: letters, digits and `_`, not starting with a digit");
        self.diagnostics.push(diagnostic);
        None
    }

    fn to_qname(&mut self, name: &str, text: Text<'t>) -> Option<QName<'t>> {
        if text.value.trim_ascii().is_empty() {
            self.diagnostics.push(Diagnostic::new(
                codes::INVALID_NAME,
                text.span,
                format!("`{name}` is empty"),
            ));
            return None;
        }
        self.check_characters(name, text);
        Some(QName::new(text, &self.element.scope))
    }

    fn to_string_id(&mut self, text: Text<'t>) -> Option<Text<'t>> {
        let trimmed = text.value.trim_ascii();
        if let Some(id) = trimmed
            .strip_prefix("$(string.")
            .and_then(|rest| rest.strip_suffix(')'))
        {
            return Some(Spanned::new(id, text.span));
        }
        let message = format!("the message is `{}`", shorten(text.value));
        let diagnostic = Diagnostic::new(codes::STRING_REFERENCE, text.span, message)
            .label("expected a reference such as `$(string.Some.Id)`")
            .help("put the text into the string tables and name its id here");
        self.diagnostics.push(diagnostic);
        None
    }
}

fn is(attribute: &Attribute<'_>, name: &str) -> bool {
    attribute.name.local == name && attribute.name.namespace.is_empty()
}

/// The characters that turn the direction of text without being seen.
fn is_direction_control(character: char) -> bool {
    matches!(character, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The beginning of a text that may be long.
pub(super) fn shorten(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
