//! Finds what is defined twice.

use std::collections::HashMap;
use std::fmt::Display;
use std::hash::Hash;

use crate::ast::{Opcode, QName, Text, shorten};
use crate::diagnostic::{Code, Diagnostic, codes};
use crate::source::Span;

/// Where each key was first seen.
pub(super) struct Unique<K> {
    code: Code,
    title: &'static str,
    help: Option<String>,
    repair: Option<&'static str>,
    seen: HashMap<K, Span>,
}

impl<K: Hash + Eq> Unique<K> {
    /// Second uses will be reported under this code, whose title is the sentence.
    pub(super) fn new(code: Code) -> Self {
        Self {
            code,
            title: code.title(),
            help: None,
            repair: None,
            seen: HashMap::new(),
        }
    }

    /// Another sentence than the title of the code.
    pub(super) fn title(mut self, title: &'static str) -> Self {
        self.title = title;
        self
    }

    /// What to do about a second use.
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// What becomes of a second use where the user asked for leniency.
    pub(super) fn repair(mut self, repair: &'static str) -> Self {
        self.repair = Some(repair);
        self
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
        if first != span {
            diagnostics.push(self.repeated(shown, span, first));
        }
        first == span
    }

    fn repeated(&self, shown: &str, span: Span, first: Span) -> Diagnostic {
        let diagnostic = Diagnostic::new(self.code, span, sentence(self.title, shown))
            .label("again here")
            .also(first, "first here")
            .maybe_help(self.help.clone());
        match self.repair {
            Some(repair) => diagnostic.repair(repair),
            None => diagnostic,
        }
    }
}

/// “two levels have the same value” with the value: “two levels have the value `16`”.
fn sentence(title: &str, shown: &str) -> String {
    let shown = shorten(shown);
    if title.contains(" same ") {
        format!("{} `{shown}`", title.replacen(" same ", " ", 1))
    } else {
        format!("{title}: `{shown}`")
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

    /// Suggests a number for a second use of one.
    pub(super) fn free(mut self, number: Option<impl Display>) -> Self {
        self.values.help = number.map(|it| format!("{it} is free"));
        self
    }

    pub(super) fn name(&mut self, name: QName<'t>, diagnostics: &mut Vec<Diagnostic>) -> bool {
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

    pub(super) fn symbol(&mut self, symbol: Option<Text<'t>>, diagnostics: &mut Vec<Diagnostic>) {
        if let Some(symbol) = symbol {
            self.symbols
                .insert(symbol.value, symbol.value, symbol.span, diagnostics);
        }
    }
}

/// The checks of opcodes, which are the same for a provider's own and for those of each task.
pub(super) fn opcodes<'t>(opcodes: &[Opcode<'_>]) -> NameValueSymbol<'t, u8> {
    let greatest = opcodes
        .iter()
        .filter_map(|it| it.value)
        .map(|it| it.value)
        .max();
    let free = greatest
        .map(|it| it.max(9).saturating_add(1))
        .filter(|it| *it < 240);
    NameValueSymbol::new(
        codes::DUPLICATE_OPCODE_NAME,
        codes::DUPLICATE_OPCODE_VALUE,
        codes::DUPLICATE_OPCODE_SYMBOL,
    )
    .free(free)
}
