//! Defines a change and its subject.

use std::cmp::Ordering;
use std::fmt;

use crate::diff::{Impact, Kind};
use crate::source::Span;

/// The subject of a change.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Subject {
    /// The provider itself.
    Provider,
    /// One event.
    Event {
        /// Its id.
        id: u16,
        /// Its version.
        version: u8,
        /// Its symbol, or its name, or an empty string.
        symbol: String,
    },
    /// Anything else that has a name.
    Named {
        /// `channel`, `level`, `task`, `opcode`, `keyword`, `map` or `filter`.
        what: &'static str,
        /// Its name.
        name: String,
    },
}

impl fmt::Display for Subject {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Provider => formatter.write_str("provider"),
            Self::Event {
                id,
                version,
                symbol,
            } => {
                write!(formatter, "event {id}")?;
                if *version != 0 {
                    write!(formatter, " version {version}")?;
                }
                if symbol.is_empty() {
                    return Ok(());
                }
                write!(formatter, " ({symbol})")
            }
            Self::Named { what, name } => write!(formatter, "{what} {name}"),
        }
    }
}

/// One change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    kind: Kind,
    /// Set when the changes of a provider are complete.
    pub(super) provider: String,
    subject: Subject,
    message: String,
    old: Option<String>,
    new: Option<String>,
    span: Option<Span>,
}

impl Change {
    /// A change described by a sentence, which starts in lower case and has no full stop.
    pub(super) fn new(kind: Kind, subject: Subject, message: impl Into<String>) -> Self {
        Self {
            kind,
            provider: String::new(),
            subject,
            message: message.into(),
            old: None,
            new: None,
            span: None,
        }
    }

    /// A change from one value to another: “the level was `win:Error`, is `win:Warning`”.
    pub(super) fn values(
        kind: Kind,
        subject: Subject,
        what: &str,
        old: impl Into<String>,
        new: impl Into<String>,
    ) -> Self {
        let (old, new) = (old.into(), new.into());
        let message = format!("{what} was {}, is {}", quoted(&old), quoted(&new));
        let mut change = Self::new(kind, subject, message);
        change.old = Some(old);
        change.new = Some(new);
        change
    }

    /// Sets its span in the newer manifest.
    pub(super) fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// Returns the kind of the change.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Returns the impact on readers.
    #[must_use]
    pub const fn impact(&self) -> Impact {
        self.kind.impact()
    }

    /// Returns the name of the provider; the older name, if it changed.
    #[must_use]
    pub fn provider(&self) -> &str {
        &self.provider
    }

    /// Returns the subject.
    #[must_use]
    pub const fn subject(&self) -> &Subject {
        &self.subject
    }

    /// Describes the change in a sentence.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns the older value, if one value became another.
    #[must_use]
    pub fn old(&self) -> Option<&str> {
        self.old.as_deref()
    }

    /// Returns the newer value, if one value became another.
    #[must_use]
    pub fn new_value(&self) -> Option<&str> {
        self.new.as_deref()
    }

    /// Returns its span in the newer manifest; `None` if nothing there corresponds to it.
    #[must_use]
    pub const fn span(&self) -> Option<Span> {
        self.span
    }

    /// Orders by impact, provider, subject and kind.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let key = |it: &Self| (it.impact(), it.kind);
        (key(self).0, &self.provider, &self.subject)
            .cmp(&(key(other).0, &other.provider, &other.subject))
            .then_with(|| key(self).1.cmp(&key(other).1))
            .then_with(|| self.message.cmp(&other.message))
    }
}

fn quoted(value: &str) -> String {
    match value {
        "" => "none".to_owned(),
        value => format!("`{value}`"),
    }
}
