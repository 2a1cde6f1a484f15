//! Reads the attributes of one element, and reports those that are missing or that the schema does not have.

use std::ops::RangeInclusive;

use crate::ast::name::QName;
use crate::ast::number::Number;
use crate::ast::value;
use crate::ast::{DOCUMENTATION, FRAGMENTS, RUST, Spanned, Text};
use crate::diagnostic::{Applicability, Code, Diagnostic, Diagnostics, Suggestion, codes};
use crate::guid::Guid;
use crate::source::Span;
use crate::xml::{Attribute, Element, XML, XMLNS};

/// The attributes of one element. [`finish`](Self::finish) reports those that were not asked for.
pub(super) struct Attributes<'t, 'd> {
    name: &'static str,
    element: &'t Element<'t>,
    /// The attributes of the schema, each with whether the element has it.
    asked: [(&'static str, bool); MAX_ASKED],
    count: usize,
    missing: Vec<Missing>,
    pub(super) diagnostics: &'d mut Diagnostics,
}

/// No element has more than 14 attributes in the schema. An array, because a list on the heap for each element would be most
/// of the memory that reading it takes.
const MAX_ASKED: usize = 16;

/// A required attribute that is missing.
struct Missing {
    name: &'static str,
    code: Code,
    repair: Option<&'static str>,
}

impl<'t, 'd> Attributes<'t, 'd> {
    /// Takes the name that the schema has for the element, which may be misspelt.
    pub(super) fn new(
        name: &'static str,
        element: &'t Element<'t>,
        diagnostics: &'d mut Diagnostics,
    ) -> Self {
        Self {
            name,
            element,
            asked: [("", false); MAX_ASKED],
            count: 0,
            missing: Vec::new(),
            diagnostics,
        }
    }

    /// Returns the text of an attribute as written.
    pub(super) fn text(&mut self, name: &'static str) -> Option<Text<'t>> {
        let found = self.find(name);
        self.asked[self.count] = (name, found.is_some());
        self.count += 1;
        found.map(text_of)
    }

    /// Returns `true` if the element has an attribute, even with a wrong value.
    pub(super) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// Returns a name, which must not contain invisible characters.
    pub(super) fn name(&mut self, name: &'static str) -> Option<Text<'t>> {
        let text = self.text(name)?;
        value::check_characters(name, text, self.diagnostics);
        Some(text)
    }

    /// Returns a name or reference; an empty one is the same as none.
    pub(super) fn reference(&mut self, name: &'static str) -> Option<Text<'t>> {
        self.name(name).filter(|text| !text.value.is_empty())
    }

    /// Reports an empty name, which other elements may have.
    pub(super) fn check_not_empty(&mut self, name: &str, text: Option<Text<'_>>) {
        if let Some(text) = text.filter(|text| text.value.is_empty()) {
            let message = format!("`{name}` is empty");
            let diagnostic = Diagnostic::new(codes::INVALID_NAME, text.span, message);
            self.diagnostics.push(diagnostic.label("expected a name"));
        }
    }

    /// Returns a required name.
    pub(super) fn required_name(&mut self, name: &'static str) -> Option<Text<'t>> {
        let text = self.required(name)?;
        value::check_characters(name, text, self.diagnostics);
        Some(text)
    }

    /// Returns the text of a required attribute.
    pub(super) fn required(&mut self, name: &'static str) -> Option<Text<'t>> {
        self.required_as(codes::MISSING_ATTRIBUTE, name, None)
    }

    /// Returns the text of a required attribute whose absence has its own code, and perhaps a repair.
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

    /// Does the same for a name.
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

    pub(super) fn required_message_id(&mut self) -> Option<Spanned<u32>> {
        let text = self.required("value")?;
        value::message_id(text, self.diagnostics)
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

    /// Returns one of a few words.
    pub(super) fn choice<T: Copy>(
        &mut self,
        name: &'static str,
        choices: &[(&'static str, T)],
    ) -> Option<Spanned<T>> {
        let text = self.text(name)?;
        value::choice(name, text, choices, self.diagnostics)
    }

    /// Returns the name of a generated constant.
    pub(super) fn symbol(&mut self) -> Option<Text<'t>> {
        let text = self.text("symbol").filter(|it| !it.value.is_empty())?;
        value::check_symbol(text, self.diagnostics);
        Some(text)
    }

    /// Returns the required name of generated code.
    pub(super) fn required_symbol(&mut self) -> Option<Text<'t>> {
        const REPAIR: &str = "the symbol was made from the name";
        let text = self.required_as(codes::MISSING_ATTRIBUTE, "symbol", Some(REPAIR))?;
        // mc.exe accepts `symbol=""`; the name of the provider stands in for it.
        let text = Some(text).filter(|text| !text.value.is_empty())?;
        value::check_symbol(text, self.diagnostics);
        Some(text)
    }

    /// Returns a name with an optional prefix.
    pub(super) fn qname(&mut self, name: &'static str) -> Option<QName<'t>> {
        let text = self.text(name)?;
        value::qname(name, text, &self.element.scope, self.diagnostics)
    }

    /// Returns a name with an optional prefix; an empty one is the same as none.
    pub(super) fn optional_qname(&mut self, name: &'static str) -> Option<QName<'t>> {
        let text = self.reference(name)?;
        value::qname(name, text, &self.element.scope, self.diagnostics)
    }

    pub(super) fn required_qname(&mut self, name: &'static str) -> Option<QName<'t>> {
        let text = self.required(name)?;
        value::qname(name, text, &self.element.scope, self.diagnostics)
    }

    /// Returns the id in `message="$(string.ID)"`, with its own span.
    pub(super) fn message(&mut self) -> Option<Text<'t>> {
        let text = self.text("message")?;
        value::string_id(text, self.diagnostics)
    }

    pub(super) fn required_message(&mut self) -> Option<Text<'t>> {
        let text = self.required("message")?;
        value::string_id(text, self.diagnostics)
    }

    /// Returns the id in `doc:description="$(string.ID)"`, in the namespace of documentation.
    pub(super) fn description(&mut self) -> Option<Text<'t>> {
        let text = self.find_in(DOCUMENTATION, "description")?;
        value::string_id(text, self.diagnostics)
    }

    /// Returns the name in `rust:name="Docked"`, in the namespace of generated Rust.
    pub(super) fn rust_name(&mut self) -> Option<Text<'t>> {
        let text = self.find_in(RUST, "name")?;
        value::check_symbol(text, self.diagnostics);
        Some(text)
    }

    /// Returns the text of an attribute in one of our namespaces.
    fn find_in(&self, namespace: &str, name: &str) -> Option<Text<'t>> {
        let is_it = |it: &&Attribute<'_>| &*it.name.namespace == namespace && it.name.local == name;
        self.element.attributes.iter().find(is_it).map(text_of)
    }

    /// Returns the ranges of ids in `fragments:ids="4000-4999"`, in the namespace of fragments.
    pub(super) fn fragment_ids(&mut self) -> Vec<Spanned<RangeInclusive<u16>>> {
        let text = self.find_in(FRAGMENTS, "ids");
        text.map_or_else(Vec::new, |it| value::ranges(it, self.diagnostics))
    }

    /// Reports unknown and missing attributes, also those in namespaces other than ours.
    pub(super) fn finish(mut self) {
        // Whoever misspelt the element may have meant another one, with other attributes.
        if self.element.name.local != self.name {
            return;
        }
        for attribute in &self.element.attributes {
            // mc.exe rejects attributes of foreign namespaces.
            let is_known = match &*attribute.name.namespace {
                "" => self.asked().iter().any(|it| it.0 == attribute.name.local),
                namespace => matches!(namespace, DOCUMENTATION | FRAGMENTS | RUST | XML | XMLNS),
            };
            if !is_known {
                self.unknown(attribute);
            }
        }
        for missing in &self.missing {
            self.diagnostics.push(self.element_without(missing));
        }
    }

    /// Reports an unknown attribute. If it is the misspelt name of a missing one, that one is not reported too.
    fn unknown(&mut self, attribute: &Attribute<'_>) {
        let (element, name) = (self.element.name.local, attribute.name.local);
        let absent = self.asked[..self.count]
            .iter()
            .filter(|it| !it.1)
            .map(|it| it.0);
        let meant = self.diagnostics.closest(name, absent);
        let message = format!("unknown attribute `{name}` of `{element}`");
        let diagnostic = Diagnostic::new(codes::UNKNOWN_ATTRIBUTE, attribute.name_span, message)
            .label("not in the schema");
        self.diagnostics.push(match meant {
            Some(meant) => diagnostic.rewrite(
                format!("did you mean `{meant}`?"),
                name,
                meant,
                Applicability::of_word(name, meant),
            ),
            None => diagnostic.note(self.known()),
        });
        self.missing.retain(|it| Some(it.name) != meant);
    }

    fn known(&self) -> String {
        let names: Vec<&str> = self.asked().iter().map(|it| it.0).collect();
        match names.as_slice() {
            [] => "the element has no attributes".to_owned(),
            names => format!("the element has `{}`", names.join("`, `")),
        }
    }

    fn element_without(&self, missing: &Missing) -> Diagnostic {
        let (element, name) = (self.element.name.local, missing.name);
        let message = format!("missing attribute `{name}` of `{element}`");
        let diagnostic = Diagnostic::new(missing.code, self.element.name_span, message)
            .label(format!("needs `{name}`"));
        let diagnostic = diagnostic.suggest(self.addition(name));
        let diagnostic = if missing.code == codes::RESOURCE_FILE {
            diagnostic.note("readers look up the events in that file")
        } else {
            diagnostic
        };
        match missing.repair {
            Some(repair) => diagnostic.repair(repair),
            None => diagnostic,
        }
    }

    /// Suggests an attribute after those of the element. A symbol is made from the name; other values are left to the author.
    fn addition(&self, name: &str) -> Suggestion {
        let last = self.element.attributes.last();
        let end = last.map_or(self.element.name_span.end(), |it| it.value_span.end() + 1);
        let symbol = self.find("name").filter(|_| name == "symbol");
        let symbol = symbol.map(|it| value::identifier(&it.value).to_uppercase());
        let (value, applicability) = match symbol.filter(|it| !it.is_empty()) {
            Some(symbol) => (symbol, Applicability::MaybeIncorrect),
            None => ("…".to_owned(), Applicability::HasPlaceholders),
        };
        let attribute = format!(" {name}=\"{value}\"");
        let help = format!("add `{}`", &attribute[1..]);
        Suggestion::new(help, vec![(Span::new(end, end), attribute)], applicability)
    }

    fn asked(&self) -> &[(&'static str, bool)] {
        &self.asked[..self.count]
    }

    // A search is faster than a map: an element has few attributes, and each is asked for once.
    fn find(&self, name: &str) -> Option<&'t Attribute<'t>> {
        let is = |it: &&Attribute<'_>| it.name.local == name && it.name.namespace.is_empty();
        self.element.attributes.iter().find(is)
    }
}

/// Returns the value with its span. The span of an empty value includes its quotes, so that it is visible.
fn text_of<'t>(attribute: &'t Attribute<'t>) -> Text<'t> {
    let span = attribute.value_span;
    let place = if span.start() == span.end() {
        Span::new(span.start() - 1, span.end() + 1)
    } else {
        span
    };
    Spanned::new(&*attribute.value, place)
}
