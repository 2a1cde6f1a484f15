//! The fields of spans, as text that is kept in the registry, and the path of spans.

use core::fmt::{self, Debug, Write};
use std::string::String;

use tracing_core::Field;
use tracing_core::field::Visit;
use tracing_core::span::{Attributes, Record};
use tracing_subscriber::registry::{LookupSpan, SpanRef};

/// The number of spans that are shown around an event.
const MAX_SPANS: usize = 64;

/// The fields of a span: `id=7 path="/"`.
struct SpanFields {
    text: String,
    /// The number of the layer that made the text, so that a second one does not add to it.
    owner: usize,
}

/// Keeps the fields that a span begins with.
pub(super) fn begin<'a, R: LookupSpan<'a>>(
    span: &SpanRef<'a, R>,
    attributes: &Attributes<'_>,
    owner: usize,
) {
    // Before the lock, because the program's own code formats values and may use spans.
    let mut text = Fields::default();
    attributes.record(&mut text);
    let text = text.0;
    let mut extensions = span.extensions_mut();
    if extensions.get_mut::<SpanFields>().is_none() {
        extensions.insert(SpanFields { text, owner });
    }
}

/// Adds fields that are recorded later.
pub(super) fn record<'a, R: LookupSpan<'a>>(
    span: &SpanRef<'a, R>,
    values: &Record<'_>,
    owner: usize,
) {
    let mut more = Fields::default();
    values.record(&mut more);
    let mut extensions = span.extensions_mut();
    if let Some(fields) = extensions.get_mut::<SpanFields>() {
        if fields.owner == owner {
            if !fields.text.is_empty() {
                fields.text.push(' ');
            }
            fields.text.push_str(&more.0);
        }
    }
}

/// Writes the spans around an event, outermost first: `request{id=7}:query`.
pub(super) fn write_path<'a, R: LookupSpan<'a>>(
    span: &SpanRef<'a, R>,
    path: &mut impl Write,
) -> fmt::Result {
    write_inner(span, path, MAX_SPANS)
}

/// Writes at most `count` spans.
fn write_inner<'a, R: LookupSpan<'a>>(
    span: &SpanRef<'a, R>,
    path: &mut impl Write,
    count: usize,
) -> fmt::Result {
    match span.parent() {
        Some(_) if count == 1 => path.write_str("…:")?,
        Some(parent) => {
            write_inner(&parent, path, count - 1)?;
            path.write_char(':')?;
        }
        None => {}
    }
    path.write_str(span.name())?;
    match span.extensions().get::<SpanFields>() {
        Some(fields) if !fields.text.is_empty() => write!(path, "{{{}}}", fields.text),
        _ => Ok(()),
    }
}

/// Writes fields as `fmt` of `tracing-subscriber` does.
#[derive(Default)]
struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if !self.0.is_empty() {
            self.0.push(' ');
        }
        // A value whose `Debug` fails ends where it failed.
        let _ = write!(self.0, "{}={value:?}", field.name());
    }
}
