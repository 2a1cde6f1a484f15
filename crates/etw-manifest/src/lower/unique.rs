//! Finds duplicate definitions.

use std::fmt::Display;
use std::hash::Hash;

use crate::ast::{Opcode, QName, Spanned, Text, shorten};
use crate::collection::OrderedMap;
use crate::diagnostic::{Applicability, Code, Diagnostic, Diagnostics, codes};
use crate::source::Span;

/// The first span of each key.
pub(super) struct Unique<K> {
    code: Code,
    title: &'static str,
    help: Option<String>,
    /// A value that is not in use.
    free: Option<String>,
    repair: Option<&'static str>,
    seen: OrderedMap<K, Span>,
}

impl<K: Hash + Eq> Unique<K> {
    /// Reports duplicates under this code, with its title as the message.
    pub(super) fn new(code: Code) -> Self {
        Self {
            code,
            title: code.title(),
            help: None,
            free: None,
            repair: None,
            seen: OrderedMap::new(),
        }
    }

    /// Sets a message that differs from the title of the code.
    pub(super) fn title(mut self, title: &'static str) -> Self {
        self.title = title;
        self
    }

    /// Sets the help for a duplicate.
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Sets the repair of a duplicate in lenient mode.
    pub(super) fn repair(mut self, repair: &'static str) -> Self {
        self.repair = Some(repair);
        self
    }

    /// Inserts a key, and reports it if it is a duplicate. Returns whether it is new.
    pub(super) fn insert(
        &mut self,
        key: K,
        shown: &str,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let first = *self.seen.get_or_insert(key, span);
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
        let diagnostic = match &self.free {
            Some(free) => diagnostic.rewrite(
                format!("{free} is free"),
                shown,
                free,
                Applicability::MaybeIncorrect,
            ),
            None => diagnostic,
        };
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

impl<'t> Unique<&'t str> {
    /// Notes the text of an attribute, if it is there.
    pub(super) fn text(&mut self, text: Option<Text<'t>>, diagnostics: &mut Diagnostics) {
        if let Some(text) = text {
            self.insert(text.value, text.value, text.span, diagnostics);
        }
    }
}

impl<V: Hash + Eq + Copy + Display> Unique<V> {
    /// Notes the value of an attribute, if it is there.
    pub(super) fn value(&mut self, value: Option<Spanned<V>>, diagnostics: &mut Diagnostics) {
        if let Some(Spanned { value, span }) = value {
            self.insert(value, &value.to_string(), span, diagnostics);
        }
    }
}

/// The three keys that most lists check.
pub(super) struct NameValueSymbol<'t, V> {
    names: Unique<(&'t str, &'t str)>,
    values: Unique<V>,
    symbols: Unique<&'t str>,
    shown: fn(&V) -> String,
}

impl<'t, V: Hash + Eq + Copy + Display> NameValueSymbol<'t, V> {
    pub(super) fn new(name: Code, value: Code, symbol: Code) -> Self {
        Self {
            names: Unique::new(name),
            values: Unique::new(value),
            symbols: Unique::new(symbol),
            shown: V::to_string,
        }
    }

    /// How to write values, if not in decimal.
    pub(super) fn shown(mut self, shown: fn(&V) -> String) -> Self {
        self.shown = shown;
        self
    }

    /// Suggests a value for a second use of one.
    pub(super) fn free(mut self, value: Option<V>) -> Self {
        self.values.free = value.map(|it| (self.shown)(&it));
        self
    }

    /// Notes the keys of one item.
    pub(super) fn check(
        &mut self,
        name: Option<QName<'t>>,
        value: Option<Spanned<V>>,
        symbol: Option<Text<'t>>,
        diagnostics: &mut Diagnostics,
    ) {
        if let Some(name) = name {
            self.names
                .insert(name.key(), name.text, name.span, diagnostics);
        }
        if let Some(Spanned { value, span }) = value {
            self.values
                .insert(value, &(self.shown)(&value), span, diagnostics);
        }
        self.symbols.text(symbol, diagnostics);
    }
}

/// The checks of opcodes, which are the same for a provider's own and for those of each task.
pub(super) fn opcodes<'t>(opcodes: &[Opcode<'_>]) -> NameValueSymbol<'t, u8> {
    let greatest = opcodes
        .iter()
        .filter_map(|it| it.value)
        .map(|it| it.value)
        .max();
    // 0 to 9 and 240 to 255 are Windows' own.
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

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::hash::{Hash, Hasher};

    use super::*;

    /// A key that counts how often it is compared.
    struct Counted<'c>(usize, &'c Cell<usize>);

    impl Hash for Counted<'_> {
        fn hash<H: Hasher>(&self, state: &mut H) {
            self.0.hash(state);
        }
    }

    impl PartialEq for Counted<'_> {
        fn eq(&self, other: &Self) -> bool {
            self.1.set(self.1.get() + 1);
            self.0 == other.0
        }
    }

    impl Eq for Counted<'_> {}

    #[test]
    fn a_duplicate_is_compared_with_the_first_only() {
        const COUNT: usize = 40_000;
        for keys in [1, COUNT / 2] {
            let comparisons = Cell::new(0);
            let mut unique = Unique::new(codes::DUPLICATE_PROVIDER_NAME);
            let mut diagnostics = Diagnostics::default();
            for index in 0..COUNT {
                let key = Counted(index % keys, &comparisons);
                unique.insert(key, "P", Span::new(index, index + 1), &mut diagnostics);
            }
            // A few more for keys whose hashes are alike.
            assert!(comparisons.get() < 2 * COUNT, "{}", comparisons.get());
        }
    }
}
