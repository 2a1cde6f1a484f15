//! The event ids that a manifest reserves for its fragments, so that its next release takes none of theirs.

use crate::ast;
use crate::diagnostic::{Diagnostic, codes};
use crate::lower::context::Context;

pub(super) fn check(provider: &ast::Provider<'_>, context: &mut Context<'_, '_>) {
    let ranges = &provider.fragment_ids;
    let Some(first) = ranges.first() else {
        return;
    };
    for id in provider.events.iter().filter_map(|it| it.value) {
        let reserved = ranges.iter().find(|it| it.value.contains(&id.value));
        let (message, label, range) = match (context.file_of(id.span), reserved) {
            (0, Some(range)) => (
                format!("the event id {} is reserved for fragments", id.value),
                "expected an id outside of the range".to_owned(),
                range,
            ),
            (1.., None) => (
                format!("the event id {} is not reserved for fragments", id.value),
                format!("expected {} to {}", first.value.start(), first.value.end()),
                first,
            ),
            _ => continue,
        };
        let diagnostic = Diagnostic::new(codes::FRAGMENT_ID, id.span, message)
            .label(label)
            .also(range.span, "the manifest reserves these ids");
        context.report(diagnostic);
    }
}
