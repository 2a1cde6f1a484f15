//! A provider to `METADATA`: everything that the manifest says, for tools that show or explain events.

use std::fmt::{self, Write as _};

use super::context::Context;
use super::layout::Layout;
use super::{channel, entry, form, keyword, level, literal, opcode, task};
use crate::model::StringIndex;

/// Prints `METADATA` and the list of events that it refers to.
pub(super) fn print(context: &Context<'_>, layout: &mut Layout) {
    entry::print(context, layout);
    let symbol = literal::string(&context.provider.symbol);
    let locales = context.texts.locales();
    let locales: Vec<String> = locales.map(|it| literal::string(it).to_string()).collect();
    let maps = context.map_statics.iter().map(|ident| format!("&{ident}"));
    let mut text = String::new();
    form::call("locales: &[", &locales, "],", 8, &mut text);
    text_field("message", context.provider.message, context, 8, &mut text);
    text.push_str(&channel::metadata(context));
    text.push_str(&level::metadata(context));
    text.push_str(&task::metadata(context));
    text.push_str(&opcode::metadata(context));
    text.push_str(&keyword::metadata(context));
    form::call("maps: &[", &maps.collect::<Vec<_>>(), "],", 8, &mut text);
    layout.form(format_args!(
        "
    /// Everything that the manifest says, for tools that show or explain events.
    pub static METADATA: runtime::ProviderMetadata = runtime::ProviderMetadata {{
        provider: &PROVIDER,
        symbol: {symbol},
{text}        events: &EVENTS,
    }};
"
    ));
}

/// A field of `METADATA` that is a list of things with a text each.
pub(super) struct List<'c> {
    text: String,
    /// The type of the things.
    ty: &'static str,
    context: &'c Context<'c>,
}

impl<'c> List<'c> {
    pub(super) fn new(name: &str, ty: &'static str, context: &'c Context<'_>) -> Self {
        Self {
            text: format!("        {name}: &["),
            ty,
            context,
        }
    }

    /// Adds a thing with these lines of fields and this text.
    pub(super) fn push(&mut self, fields: fmt::Arguments<'_>, message: Option<StringIndex>) {
        let Self { text, ty, context } = self;
        let line_break = if text.ends_with('[') { "\n" } else { "" };
        let _ = write!(text, "{line_break}            runtime::{ty} {{\n{fields}");
        text_field("text", message, context, 16, text);
        text.push_str("            },\n");
    }

    /// The field.
    pub(super) fn finish(mut self) -> String {
        let indent = if self.text.ends_with('[') {
            ""
        } else {
            "        "
        };
        self.text.push_str(indent);
        self.text.push_str("],\n");
        self.text
    }
}

/// The symbol of a thing, empty if the manifest gives none.
pub(super) fn symbol(symbol: Option<&str>) -> literal::Text<'_> {
    literal::string(symbol.unwrap_or(""))
}

/// Adds a field that is a text in each language.
fn text_field(
    name: &str,
    message: Option<StringIndex>,
    context: &Context<'_>,
    indent: usize,
    text: &mut String,
) {
    let texts = context.texts.all(message);
    let texts: Vec<String> = texts.map(|it| literal::string(it).to_string()).collect();
    if texts.is_empty() {
        form::line(
            &format!("{name}: runtime::LocalizedText::EMPTY,"),
            indent,
            text,
        );
    } else {
        let head = format!("{name}: runtime::LocalizedText::new(&[");
        form::call(&head, &texts, "]),", indent, text);
    }
}
