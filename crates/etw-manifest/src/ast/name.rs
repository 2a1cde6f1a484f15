//! Qualified names in values: `win:Error`, `DispatchSessionFailed`.

use crate::ast::{Text, WINMETA, prefixes};
use crate::source::Span;
use crate::winmeta::Predefined;
use crate::xml::Scope;

/// A name with an optional prefix. Two names are equal if their namespaces and local parts are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct QName<'t> {
    /// The name as written, including the prefix.
    pub(crate) text: &'t str,
    pub(crate) local: &'t str,
    /// The namespace of the prefix, or empty.
    pub(crate) namespace: &'t str,
    pub(crate) span: Span,
}

impl<'t> QName<'t> {
    /// Splits a name after its prefix. Without a bound prefix, the colon belongs to the name, as in mc.exe.
    pub(super) fn new(name: Text<'t>, scope: &'t Scope<'_>) -> Self {
        // The type of the attribute allows white space around the name.
        let text = name.value.trim_ascii();
        let bound = text.split_once(':').and_then(|(prefix, local)| {
            prefixes::resolve(prefix, scope)
                .filter(|_| !local.is_empty())
                .map(|namespace| (namespace, local))
        });
        let (namespace, local) = bound.unwrap_or(("", text));
        Self {
            text,
            local,
            namespace,
            span: name.span,
        }
    }

    /// Returns `true` for the name of a predefined level, task, opcode or keyword.
    pub(crate) fn is_winmeta(self) -> bool {
        self.namespace == WINMETA
    }

    /// Returns the predefined item with this name.
    pub(crate) fn predefined(self, items: &'static [Predefined]) -> Option<&'static Predefined> {
        items
            .iter()
            .find(|item| self.is_winmeta() && item.name == self.local)
    }

    /// Returns the name as text.
    pub(crate) fn into_text(self) -> Text<'t> {
        Text::new(self.text, self.span)
    }

    /// Returns the key by which names are compared.
    pub(crate) fn key(self) -> (&'t str, &'t str) {
        (self.namespace, self.local)
    }
}
