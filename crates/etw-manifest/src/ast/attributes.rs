//! Reads the attributes of one element, and reports those that are missing or that the schema does not have there.

use crate::ast::name::QName;
use crate::ast::number::Number;
use crate::ast::value;
use crate::ast::{DOCUMENTATION, Spanned, Text};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, codes};
use crate::guid::Guid;
use crate::source::Span;
use crate::xml::{Attribute, Element};

/// The attributes of one element, asked for one by one; [`finish`](Self::finish) reports what nobody asked for.
pub(super) struct Attributes<'t, 'd> {
    element: &'t Element<'t>,
    asked: Vec<&'static str>,
    missing: Vec<Missing>,
    pub(super) diagnostics: &'d mut Diagnostics,
}

/// An attribute that should be there.
struct Missing {
    name: &'static str,
    code: Code,
    repair: Option<&'static str>,
}

impl<'t, 'd> Attributes<'t, 'd> {
    pub(super) fn new(element: &'t Element<'t>, diagnostics: &'d mut Diagnostics) -> Self {
        Self {
            element,
            // Elements have at most 13 in the schema.
            asked: Vec::with_capacity(16),
            missing: Vec::new(),
            diagnostics,
        }
    }

    /// The text of an attribute, as written.
    pub(super) fn text(&mut self, name: &'static str) -> Option<Text<'t>> {
        self.asked.push(name);
        self.find(name).map(text_of)
    }

    /// The text of an attribute that names something, and so must not hide characters.
    pub(super) fn name(&mut self, name: &'static str) -> Option<Text<'t>> {
        let text = self.text(name)?;
        value::check_characters(name, text, self.diagnostics);
        Some(text)
    }

    /// A name that must be there.
    pub(super) fn required_name(&mut self, name: &'static str) -> Option<Text<'t>> {
        let text = self.required(name)?;
        value::check_characters(name, text, self.diagnostics);
        Some(text)
    }

    /// The text of an attribute that must be there.
    pub(super) fn required(&mut self, name: &'static str) -> Option<Text<'t>> {
        self.required_as(codes::MISSING_ATTRIBUTE, name, None)
    }

    /// The text of an attribute whose absence has a rule of its own, and perhaps a repair.
    pub(super) fn required_as(
        &mut self,
        code: Code,
        name: &'static str,
        repair: Option<&'static str>,
    ) -> Option<Text<'t>> {
        let text = self.text(name);
        if text.is_none() {
            self.missing.push(Missing { name, code, repair });
        }
        text
    }

    /// The same for one that names something, and so must not hide characters.
    pub(super) fn required_name_as(
        &mut self,
        code: Code,
        name: &'static str,
        repair: Option<&'static str>,
    ) -> Option<Text<'t>> {
        let text = self.required_as(code, name, repair)?;
        value::check_characters(name, text, self.diagnostics);
        Some(text)
    }

    pub(super) fn number<N: Number>(&mut self, name: &'static str) -> Option<Spanned<N>> {
        let text = self.text(name)?;
        value::number(name, text, self.diagnostics)
    }

    pub(super) fn required_number<N: Number>(&mut self, name: &'static str) -> Option<Spanned<N>> {
        let text = self.required(name)?;
        value::number(name, text, self.diagnostics)
    }

    pub(super) fn guid(&mut self, name: &'static str) -> Option<Spanned<Guid>> {
        let text = self.text(name)?;
        value::guid(name, text, self.diagnostics)
    }

    pub(super) fn required_guid(&mut self, name: &'static str) -> Option<Spanned<Guid>> {
        let text = self.required(name)?;
        value::guid(name, text, self.diagnostics)
    }

    pub(super) fn boolean(&mut self, name: &'static str) -> Option<Spanned<bool>> {
        self.choice(name, value::BOOLEANS)
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy>(
        &mut self,
        name: &'static str,
        choices: &[(&'static str, T)],
    ) -> Option<Spanned<T>> {
        let text = self.text(name)?;
        value::choice(name, text, choices, self.diagnostics)
    }

    /// A name of the generated constant.
    pub(super) fn symbol(&mut self) -> Option<Text<'t>> {
        let text = self.text("symbol")?;
        value::check_symbol(text, self.diagnostics);
        Some(text).filter(|text| !text.value.trim_ascii().is_empty())
    }

    /// A name of the generated code that must be there.
    pub(super) fn required_symbol(&mut self) -> Option<Text<'t>> {
        const REPAIR: &str = "the name, made an identifier, stands for the symbol";
        let text = self.required_as(codes::MISSING_ATTRIBUTE, "symbol", Some(REPAIR))?;
        value::check_symbol(text, self.diagnostics);
        Some(text)
    }

    /// A name with an optional prefix.
    pub(super) fn qname(&mut self, name: &'static str) -> Option<QName<'t>> {
        let text = self.text(name)?;
        value::qname(name, text, &self.element.scope, self.diagnostics)
    }

    pub(super) fn required_qname(&mut self, name: &'static str) -> Option<QName<'t>> {
        let text = self.required(name)?;
        value::qname(name, text, &self.element.scope, self.diagnostics)
    }

    /// `message="$(string.ID)"`: the ID, with its own place.
    pub(super) fn message(&mut self) -> Option<Text<'t>> {
        let text = self.text("message")?;
        value::string_id(text, self.diagnostics)
    }

    pub(super) fn required_message(&mut self) -> Option<Text<'t>> {
        let text = self.required("message")?;
        value::string_id(text, self.diagnostics)
    }

    /// `doc:description="$(string.ID)"` in our own namespace.
    pub(super) fn description(&mut self) -> Option<Text<'t>> {
        let ours = |it: &&Attribute<'_>| {
            &*it.name.namespace == DOCUMENTATION && it.name.local == "description"
        };
        let attribute = self.element.attributes.iter().find(ours)?;
        value::string_id(text_of(attribute), self.diagnostics)
    }

    /// Reports what nobody asked for, and what is missing. Attributes of other namespaces are other programs' business.
    pub(super) fn finish(mut self) {
        let asked = self.asked.iter().copied();
        let absent: Vec<&str> = asked.filter(|name| self.find(name).is_none()).collect();
        for attribute in &self.element.attributes {
            if attribute.name.namespace.is_empty() && !self.asked.contains(&attribute.name.local) {
                self.unknown(attribute, &absent);
            }
        }
        for missing in &self.missing {
            self.diagnostics.push(self.element_without(missing));
        }
    }

    /// One that is nearly the name of an absent one was misspelt: one mistake, one error.
    fn unknown(&mut self, attribute: &Attribute<'_>, absent: &[&'static str]) {
        let (element, name) = (self.element.name.local, attribute.name.local);
        let meant = self.diagnostics.closest(name, absent.iter().copied());
        let message = format!("`{element}` has no attribute `{name}` in the schema");
        let diagnostic = Diagnostic::new(codes::UNKNOWN_ATTRIBUTE, attribute.name_span, message)
            .label("unknown attribute");
        self.diagnostics.push(match meant {
            Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
            None => diagnostic.note(self.known()),
        });
        self.missing.retain(|it| Some(it.name) != meant);
    }

    fn known(&self) -> String {
        let names: Vec<String> = self.asked.iter().map(|it| format!("`{it}`")).collect();
        match names.as_slice() {
            [] => "it has no attributes".to_owned(),
            names => format!("it has {}", names.join(", ")),
        }
    }

    fn element_without(&self, missing: &Missing) -> Diagnostic {
        let (element, name) = (self.element.name.local, missing.name);
        let message = format!("`{element}` has no attribute `{name}`");
        let diagnostic = Diagnostic::new(missing.code, self.element.name_span, message)
            .label(format!("needs `{name}`"));
        let diagnostic = if missing.code == codes::RESOURCE_FILE {
            diagnostic.note("readers look for the descriptions of the events in that file")
        } else {
            diagnostic
        };
        match missing.repair {
            Some(repair) => diagnostic.repair(repair),
            None => diagnostic,
        }
    }

    fn find(&self, name: &str) -> Option<&'t Attribute<'t>> {
        let is = |it: &&Attribute<'_>| it.name.local == name && it.name.namespace.is_empty();
        self.element.attributes.iter().find(is)
    }
}

/// The value and its place; of an empty value the place is that of its quotes, so that there is something to see.
fn text_of<'t>(attribute: &'t Attribute<'t>) -> Text<'t> {
    let span = attribute.value_span;
    let place = if span.start() == span.end() {
        Span::new(span.start() - 1, span.end() + 1)
    } else {
        span
    };
    Spanned::new(&*attribute.value, place)
}
