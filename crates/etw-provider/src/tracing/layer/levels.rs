//! [`Levels`]: the five events of a provider for the levels of `tracing`.

use std::borrow::ToOwned;
use std::string::String;

use tracing_core::Level;

use crate::{Activity, EventMetadata, Outcome, Provider, ProviderMetadata, Refusal};

/// The values of an event of `tracing`, as all five events of a provider have them.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    pub message: &'a str,
    pub target: &'a str,
    pub span: &'a str,
    pub fields: &'a str,
    pub file: &'a str,
    pub line: u32,
}

/// The event of a level.
#[doc(hidden)]
#[derive(Debug)]
pub struct LevelEvent {
    pub metadata: fn() -> &'static EventMetadata,
    pub emit: fn(&Record<'_>, &Activity) -> Outcome,
}

/// The events of a provider for the levels of `tracing`, from `ERROR` to `TRACE`.
#[doc(hidden)]
#[derive(Debug)]
pub struct Levels {
    metadata: &'static ProviderMetadata,
    events: [LevelEvent; 5],
}

impl Levels {
    /// For generated code.
    #[must_use]
    pub const fn new(metadata: &'static ProviderMetadata, events: [LevelEvent; 5]) -> Self {
        Self { metadata, events }
    }

    pub(super) const fn metadata(&self) -> &'static ProviderMetadata {
        self.metadata
    }

    pub(super) const fn provider(&self) -> &'static Provider {
        self.metadata.provider()
    }

    pub(super) const fn events(&self) -> &[LevelEvent; 5] {
        &self.events
    }

    pub(super) fn is_enabled(&self, level: Level) -> bool {
        (self.events[index(level)].metadata)().word().is_enabled()
    }

    /// Emits an event; one that is too large loses the end of its message, and its fields.
    pub(super) fn emit(&self, level: Level, record: &Record<'_>, activity: &Activity) {
        let emit = self.events[index(level)].emit;
        if emit(record, activity) == Outcome::Refused(Refusal::TooLarge) {
            let [message, span, target, file] =
                [record.message, record.span, record.target, record.file].map(shortened);
            let shortened = Record {
                message: &message,
                target: &target,
                span: &span,
                fields: r#"{"truncated":true}"#,
                file: &file,
                ..*record
            };
            emit(&shortened, activity);
        }
    }
}

/// Returns the index of a level, from 0 for `ERROR` to 4 for `TRACE`.
pub(super) const fn index(level: Level) -> usize {
    match level {
        Level::ERROR => 0,
        Level::WARN => 1,
        Level::INFO => 2,
        Level::DEBUG => 3,
        Level::TRACE => 4,
    }
}

/// Returns the start of a text, so short that four of them fit in a payload.
fn shortened(text: &str) -> String {
    const MAX: usize = 7_000;
    if text.len() <= MAX {
        return text.to_owned();
    }
    let end = (0..=MAX).rev().find(|at| text.is_char_boundary(*at));
    let mut start = text[..end.unwrap_or(0)].to_owned();
    start.push('…');
    start
}
