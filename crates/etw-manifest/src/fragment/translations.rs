//! The locales in which a fragment must have texts: those of the manifest.

use crate::ast::shorten;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::model::Manifest;

pub(super) fn check(manifest: &Manifest, diagnostics: &mut Diagnostics) {
    let localization = &manifest.localization;
    let strings = localization.strings.iter();
    for string in strings.filter(|it| it.source != 0) {
        let texts = localization.locales.iter().zip(&string.texts);
        let mut lacking = texts.filter(|(locale, text)| locale.source == 0 && text.is_none());
        let Some((first, _)) = lacking.next() else {
            continue;
        };
        let rest: String = lacking.map(|(it, _)| format!(", {}", it.name)).collect();
        let id = shorten(&string.id);
        let message = format!("the string `{id}` is missing in {}{rest}", first.name);
        let diagnostic = Diagnostic::new(codes::FRAGMENT_TRANSLATION, string.span, message)
            .label("defined here")
            .also(first.span, "the manifest has this locale")
            .help(format!(
                "add <string id=\"{id}\" value=\"…\"/> to a table of this locale in the fragment"
            ));
        diagnostics.push(diagnostic);
    }
}
