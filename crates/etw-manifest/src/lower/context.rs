//! The state shared while the lists of one provider are lowered.

use crate::ast::{QName, Text, identifier};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::did_you_mean::Budget;
use crate::lower::names::{Kind, Names, undefined};
use crate::lower::strings::Strings;
use crate::model::{Provider, StringIndex};
use crate::source::{Source, Span};

/// A provider while its lists are lowered.
pub(super) struct Context<'t, 'c> {
    pub(super) provider: Provider,
    pub(super) names: Names<'t>,
    pub(super) source: &'c Source,
    pub(super) strings: &'c mut Strings<'t>,
    pub(super) diagnostics: &'c mut Diagnostics,
}

impl<'t> Context<'t, '_> {
    /// Returns the index of the file that has this span: 0 is the manifest, then its fragments.
    pub(super) fn file_of(&self, span: Span) -> usize {
        self.source.file_at(span.start())
    }

    /// Returns the index of the file that declares an item of this name.
    pub(super) fn file_of_name(&self, name: Option<QName<'_>>) -> usize {
        name.map_or(0, |it| self.file_of(it.span))
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports an undeclared name. `declared` lists the names of this kind.
    pub(super) fn undefined(
        &mut self,
        kind: Kind,
        name: Text<'_>,
        repair: Option<&'static str>,
        declared: impl for<'p> Fn(&'p Provider, &mut Budget) -> Vec<&'p str>,
    ) {
        let budget = self.diagnostics.budget();
        let declared = budget.lasts().then(|| declared(&self.provider, budget));
        let diagnostic = undefined(kind, name, declared.as_deref(), budget);
        self.diagnostics.push(match repair {
            Some(repair) => diagnostic.repair(repair),
            None => diagnostic,
        });
    }

    pub(super) fn message(&mut self, id: Option<Text<'t>>) -> Option<StringIndex> {
        self.strings.message(id, self.diagnostics)
    }
}

/// The symbol as generated code needs it. One that is no identifier was reported; the nearest stands for it.
pub(super) fn symbol(text: Option<Text<'_>>) -> Option<String> {
    let symbol = identifier(text?.value);
    (!symbol.is_empty()).then_some(symbol)
}
