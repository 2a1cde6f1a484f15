//! Finds what is defined twice.

use std::collections::HashMap;
use std::hash::Hash;

use crate::diagnostic::{Code, Diagnostic, codes};
use crate::source::Span;

/// Where each key was first seen.
pub(super) struct Unique<K> {
    code: Code,
    seen: HashMap<K, Span>,
}

impl<K: Hash + Eq> Unique<K> {
    /// Second uses will be reported under this code, whose title is the sentence.
    pub(super) fn new(code: Code) -> Self {
        Self {
            code,
            seen: HashMap::new(),
        }
    }

    /// Notes a key; reports it if it was seen before. Returns whether it was new.
    pub(super) fn insert(
        &mut self,
        key: K,
        shown: &str,
        span: Span,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> bool {
        let first = *self.seen.entry(key).or_insert(span);
        if first == span {
            return true;
        }
        let message = format!("{}: `{shown}`", self.code.title());
        diagnostics.push(
            Diagnostic::new(self.code, span, message)
                .label("defined again here")
                .also(first, "first defined here"),
        );
        false
    }
}

/// The three keys that most lists check.
pub(super) struct NameValueSymbol<'t, V> {
    names: Unique<(&'t str, &'t str)>,
    values: Unique<V>,
    symbols: Unique<&'t str>,
}

impl<'t, V: Hash + Eq + Copy> NameValueSymbol<'t, V> {
    pub(super) fn new(name: Code, value: Code, symbol: Code) -> Self {
        Self {
            names: Unique::new(name),
            values: Unique::new(value),
            symbols: Unique::new(symbol),
        }
    }

    pub(super) fn name(
        &mut self,
        name: crate::ast::QName<'t>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> bool {
        self.names
            .insert(name.key(), name.text, name.span, diagnostics)
    }

    pub(super) fn value(
        &mut self,
        value: V,
        shown: &str,
        span: Span,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        self.values.insert(value, shown, span, diagnostics);
    }

    pub(super) fn symbol(
        &mut self,
        symbol: Option<crate::ast::Text<'t>>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        if let Some(symbol) = symbol {
            self.symbols
                .insert(symbol.value, symbol.value, symbol.span, diagnostics);
        }
    }
}

/// The checks of opcodes, which are the same for a provider's own and for those of each task.
pub(super) fn opcodes<'t>() -> NameValueSymbol<'t, u8> {
    NameValueSymbol::new(
        codes::DUPLICATE_OPCODE_NAME,
        codes::DUPLICATE_OPCODE_VALUE,
        codes::DUPLICATE_OPCODE_SYMBOL,
    )
}
