//! What the names of one provider stand for.

use std::collections::HashMap;

use crate::ast::{QName, Text};
use crate::diagnostic::{Code, Diagnostic};
use crate::did_you_mean::closest;
use crate::source::Span;
use crate::winmeta::Predefined;

/// Prefix namespace and local part.
pub(super) type Key<'t> = (&'t str, &'t str);

/// Indexes into the provider's lists, by name.
#[derive(Default)]
pub(super) struct Names<'t> {
    /// By chid and by name.
    pub(super) channels: HashMap<&'t str, usize>,
    pub(super) levels: HashMap<Key<'t>, usize>,
    pub(super) tasks: HashMap<Key<'t>, usize>,
    /// The provider's own opcodes and the predefined ones in use.
    pub(super) opcodes: HashMap<Key<'t>, usize>,
    /// Opcodes of a task, by the task's index.
    pub(super) task_opcodes: HashMap<(usize, Key<'t>), usize>,
    pub(super) keywords: HashMap<Key<'t>, usize>,
    pub(super) maps: HashMap<Key<'t>, usize>,
    pub(super) templates: HashMap<&'t str, usize>,
}

/// “`X` is not declared”, with the nearest name that is.
pub(super) fn undefined<'a>(
    code: Code,
    kind: &str,
    text: &str,
    span: Span,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let diagnostic = Diagnostic::new(code, span, format!("the {kind} `{text}` is not declared"))
        .label(format!("unknown {kind}"));
    match closest(text, candidates) {
        Some(name) => diagnostic.help(format!("did you mean `{name}`?")),
        None => diagnostic,
    }
}

/// [`undefined`] for names that may be predefined.
pub(super) fn undefined_qname<'a>(
    code: Code,
    kind: &str,
    name: QName<'_>,
    declared: impl IntoIterator<Item = &'a str>,
    predefined: &'static [Predefined],
) -> Diagnostic {
    let forgotten = predefined
        .iter()
        .find(|item| item.name == name.local && !name.is_winmeta());
    match forgotten {
        Some(item) => Diagnostic::new(
            code,
            name.span,
            format!("the {kind} `{}` is not declared", name.text),
        )
        .label(format!("unknown {kind}"))
        .help(format!("the predefined one is `{}`", item.qualified)),
        None => {
            let usable = predefined
                .iter()
                .filter(|item| !item.english.is_empty())
                .map(|item| item.qualified);
            undefined(
                code,
                kind,
                name.text,
                name.span,
                declared.into_iter().chain(usable),
            )
        }
    }
}

/// [`undefined`] for a reference that is plain text.
pub(super) fn undefined_text<'a>(
    code: Code,
    kind: &str,
    text: Text<'_>,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    undefined(code, kind, text.value, text.span, candidates)
}
