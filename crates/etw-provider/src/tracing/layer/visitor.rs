//! Collects the values of an event of `tracing` on the stack.

use core::error::Error;
use core::fmt::{Debug, Display, Write};
use core::mem::MaybeUninit;

use tracing_core::Event;
use tracing_core::field::{Field, Visit};
use tracing_subscriber::registry::{LookupSpan, SpanRef};

use super::levels::Record;
use super::span;
use super::text_buffer::TextBuffer;
use crate::json_text::Escaped;

/// The sizes on the stack of the message, the fields, the spans, and of the target and the file of a `log` record.
const SIZES: [usize; 5] = [4096, 6144, 1024, 256, 256];
const SIZE: usize = SIZES[0] + SIZES[1] + SIZES[2] + SIZES[3] + SIZES[4];

/// Passes the values of an event to `emit`.
pub(super) fn with_record<'a, R: LookupSpan<'a>>(
    event: &Event<'_>,
    span: Option<&SpanRef<'a, R>>,
    emit: impl FnOnce(&Record<'_>),
) {
    let mut storage = [const { MaybeUninit::uninit() }; SIZE];
    let mut rest = storage.as_mut_slice();
    let texts = SIZES.map(|size| {
        let (first, others) = core::mem::take(&mut rest).split_at_mut(size);
        rest = others;
        TextBuffer::new(first)
    });
    let [message, fields, mut spans, log_target, log_file] = texts;
    let mut values = Values {
        message,
        fields,
        is_first: true,
        log_target,
        log_file,
        log_line: None,
    };
    event.record(&mut values);
    values.end();
    // Text buffers accept every text.
    let _ = span.map(|span| span::write_path(span, &mut spans));
    let texts = [
        values.message,
        values.fields,
        spans,
        values.log_target,
        values.log_file,
    ];
    let [message, fields, span, log_target, log_file] = texts.map(TextBuffer::finish);
    let metadata = event.metadata();
    let (target, file) = (metadata.target(), metadata.file().unwrap_or(""));
    emit(&Record {
        message: &message,
        target: if log_target.is_empty() {
            target
        } else {
            &log_target
        },
        span: &span,
        fields: &fields,
        file: if log_file.is_empty() { file } else { &log_file },
        line: values.log_line.or(metadata.line()).unwrap_or(0),
    });
}

/// The values of an event. Of a record of `log`, target, file and line are fields.
struct Values<'s> {
    message: TextBuffer<'s>,
    fields: TextBuffer<'s>,
    is_first: bool,
    log_target: TextBuffer<'s>,
    log_file: TextBuffer<'s>,
    log_line: Option<u32>,
}

impl Values<'_> {
    /// Writes a number or boolean.
    fn literal(&mut self, field: &Field, value: impl Display) {
        self.key(field.name());
        let _ = write!(self.fields, "{value}");
    }

    fn text(&mut self, field: &Field, value: impl Display) {
        let _ = match field.name() {
            "message" => write!(self.message, "{value}"),
            "log.target" => write!(self.log_target, "{value}"),
            "log.file" => write!(self.log_file, "{value}"),
            "log.module_path" => Ok(()),
            name => {
                self.key(name);
                let _ = self.fields.write_char('"');
                // A value that fails ends where it failed.
                let _ = write!(Escaped(&mut self.fields), "{value}");
                self.fields.write_char('"')
            }
        };
    }

    fn key(&mut self, name: &str) {
        let separator = if self.is_first { "{\"" } else { ",\"" };
        self.is_first = false;
        let _ = self.fields.write_str(separator);
        let _ = Escaped(&mut self.fields).write_str(name);
        let _ = self.fields.write_str("\":");
    }

    fn end(&mut self) {
        let end = if self.is_first { "{}" } else { "}" };
        let _ = self.fields.write_str(end);
    }
}

impl Visit for Values<'_> {
    fn record_f64(&mut self, field: &Field, value: f64) {
        // JSON has no other numbers.
        if value.is_finite() {
            self.literal(field, value);
        } else {
            self.text(field, value);
        }
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.literal(field, value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        match field.name() {
            "log.line" => self.log_line = u32::try_from(value).ok(),
            _ => self.literal(field, value),
        }
    }

    fn record_i128(&mut self, field: &Field, value: i128) {
        self.literal(field, value);
    }

    fn record_u128(&mut self, field: &Field, value: u128) {
        self.literal(field, value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.literal(field, value);
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.text(field, value);
    }

    fn record_error(&mut self, field: &Field, value: &(dyn Error + 'static)) {
        self.text(field, value);
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.text(field, format_args!("{value:?}"));
    }
}
