//! `<localization>` as written: the string table of each locale.

use crate::ast::Text;
use crate::ast::attributes::Attributes;
use crate::ast::children::{children, text};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::source::Span;
use crate::xml::Element;

pub(crate) struct Resources<'t> {
    pub(crate) culture: Option<Text<'t>>,
    pub(crate) strings: Vec<StringEntry<'t>>,
    pub(crate) span: Span,
}

pub(crate) struct StringEntry<'t> {
    pub(crate) id: Text<'t>,
    pub(crate) value: Option<Text<'t>>,
}

pub(super) fn parse<'t>(
    element: &'t Element<'t>,
    diagnostics: &mut Diagnostics,
) -> Vec<Resources<'t>> {
    children(element, &["resources"], diagnostics)
        .into_iter()
        .map(|(_, child)| parse_resources(child, diagnostics))
        .collect()
}

fn parse_resources<'t>(element: &'t Element<'t>, diagnostics: &mut Diagnostics) -> Resources<'t> {
    let mut attributes = Attributes::new("resources", element, diagnostics);
    let culture = attributes.required("culture");
    attributes.finish();
    let mut strings = Vec::new();
    for (_, table) in children(element, &["stringTable"], diagnostics) {
        for (_, child) in children(table, &["string"], diagnostics) {
            strings.extend(parse_string(child, diagnostics));
        }
    }
    Resources {
        culture,
        strings,
        span: element.name_span,
    }
}

fn parse_string<'t>(
    element: &'t Element<'t>,
    diagnostics: &mut Diagnostics,
) -> Option<StringEntry<'t>> {
    let mut attributes = Attributes::new("string", element, diagnostics);
    let id = attributes.required_name_as(codes::STRING_WITHOUT_ID, "id", None);
    let content = text(element).filter(|_| !attributes.has("value"));
    let value = match content {
        Some(content) => {
            attributes.diagnostics.push(text_as_content(content));
            // The attribute is absent, but asking for it lets a misspelt one be recognised.
            attributes.text("value").or(Some(content))
        }
        None => attributes.required_as(
            codes::STRING_WITHOUT_VALUE,
            "value",
            Some("readers see the text of another locale"),
        ),
    };
    // An attribute for the classic message compiler, found in a real manifest.
    attributes.text("stringType");
    attributes.finish();
    if content.is_none() {
        children(element, &[], diagnostics);
    }
    if let Some(text) = value.filter(|text| text.value.is_empty()) {
        let name = id.map_or("", |id| id.value);
        let message = format!("the string `{name}` has no text");
        let diagnostic = Diagnostic::new(codes::STRING_WITHOUT_VALUE, text.span, message)
            .label("empty")
            .note("message tables cannot hold empty texts")
            .repair("the text is empty");
        diagnostics.push(diagnostic);
    }
    // Nothing can refer to a string without an id.
    Some(StringEntry { id: id?, value })
}

fn text_as_content(text: Text<'_>) -> Diagnostic {
    let message = "the text of the string is not in an attribute";
    Diagnostic::new(codes::STRING_WITHOUT_VALUE, text.span, message)
        .label("expected in `value`")
        .help("write <string id=\"…\" value=\"…\"/>")
}
