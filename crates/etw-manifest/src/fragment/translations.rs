//! The locales in which a fragment must have texts: those of the manifest.

use crate::ast::shorten;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::model::Manifest;

pub(super) fn check(manifest: &Manifest, diagnostics: &mut Diagnostics) {
    let localization = &manifest.localization;
    let strings = localization.strings.iter();
    for string in strings.filter(|it| it.source != 0) {
        let texts = localization.locales.iter().zip(&string.texts);
        let lacking = texts.filter(|(locale, text)| locale.source == 0 && text.is_none());
        let lacking: Vec<_> = lacking.map(|(locale, _)| locale).collect();
        let Some(first) = lacking.first() else {
            continue;
        };
        let names: Vec<_> = lacking.iter().map(|it| it.name.as_str()).collect();
        let id = shorten(&string.id);
        let message = format!("the string `{id}` is missing in {}", names.join(", "));
        let diagnostic = Diagnostic::new(codes::FRAGMENT_TRANSLATION, string.span, message)
            .label("defined here")
            .also(first.span, "the manifest has this locale")
            .help(format!(
                "add <string id=\"{id}\" value=\"…\"/> to a table of this locale in the fragment"
            ));
        diagnostics.push(diagnostic);
    }
}
