//! Adds elements to the lists of a provider, and strings to the tables of locales.

use crate::ast::LISTS;
use crate::edit::Target;
use crate::edit::document::{Document, Edit, New, attribute, child, elements, find_all};
use crate::model::Manifest;
use crate::xml::Element;

/// The locale of a manifest without any.
const DEFAULT_LOCALE: &str = "en-US";

/// Adds elements to lists of a provider. A missing list is added at its place in the schema.
pub(super) fn add_to_lists(
    document: &Document<'_>,
    provider: &Element<'_>,
    additions: Vec<(&'static str, New)>,
) -> Vec<Edit> {
    let (mut edits, mut missing) = (Vec::new(), Vec::new());
    for (name, new) in additions {
        match child(provider, name) {
            Some(list) => edits.extend(document.append(list, &[new])),
            None => missing.push((name, New::list(name, vec![new]))),
        }
    }
    if elements(provider).next().is_none() && !missing.is_empty() {
        let lists: Vec<New> = missing.into_iter().map(|(_, list)| list).collect();
        edits.extend(document.append(provider, &lists));
        return edits;
    }
    let place = |name: &str| LISTS.iter().position(|it| *it == name);
    for (name, list) in missing {
        let is_before = |it: &&Element<'_>| place(it.name.local) < place(name);
        let before = elements(provider).filter(is_before).last();
        edits.push(document.insert(provider, before, &list));
    }
    edits
}

/// Adds a string with an id like this one: a message in the main locale, and translations with their locales. Returns the
/// reference to it; an empty one without a message.
pub(super) fn add_string(
    target: &Target<'_>,
    id: &str,
    message: &str,
    translations: &[(String, String)],
    edits: &mut Vec<Edit>,
) -> String {
    if message.is_empty() {
        return String::new();
    }
    let document = target.document;
    let tables = find_all(&document.root, "stringTable");
    let id = unused(id, |id| {
        let mut strings = tables.iter().flat_map(|it| elements(it));
        strings.any(|it| attribute(it, "id") == Some(id))
    });
    let main = main_locale(document, target.manifest);
    let mut missing = Vec::new();
    let others = translations.iter();
    let others = others.map(|(locale, text)| (&**locale, &**text));
    for (locale, text) in std::iter::once((main, message)).chain(others) {
        let string = New::element("string", [("id", &id), ("value", text)]);
        match resources(document, locale) {
            None => missing.push(new_resources(locale, vec![string])),
            Some(resources) => edits.extend(match child(resources, "stringTable") {
                Some(table) => document.append(table, &[string]),
                None => document.append(resources, &[New::list("stringTable", vec![string])]),
            }),
        }
    }
    edits.extend(add_resources(document, missing));
    format!("$(string.{id})")
}

/// Returns the locale that messages fall back to.
pub(super) fn main_locale<'m>(document: &Document<'_>, manifest: &'m Manifest) -> &'m str {
    let localization = &manifest.localization;
    let fallback = localization.fallback();
    let fallback = fallback.map(|index| localization.locales[index].name.as_str());
    // The compiler adds a locale for predefined texts, which is not in the document.
    let fallback = fallback.filter(|it| resources(document, it).is_some());
    fallback.unwrap_or(DEFAULT_LOCALE)
}

/// Returns the strings of a locale, if the manifest has it.
pub(super) fn resources<'d>(document: &'d Document<'_>, locale: &str) -> Option<&'d Element<'d>> {
    let mut all = find_all(&document.root, "resources").into_iter();
    all.find(|it| attribute(it, "culture").is_some_and(|it| it.eq_ignore_ascii_case(locale)))
}

pub(super) fn new_resources(locale: &str, strings: Vec<New>) -> New {
    let table = New::list("stringTable", strings);
    New::element("resources", [("culture", locale)]).with(vec![table])
}

/// Adds locales, and the list of them if it is missing.
pub(super) fn add_resources(document: &Document<'_>, new: Vec<New>) -> Vec<Edit> {
    if new.is_empty() {
        return Vec::new();
    }
    match child(&document.root, "localization") {
        Some(localization) => document.append(localization, &new),
        None => document.append(&document.root, &[New::list("localization", new)]),
    }
}

/// Returns a name, with the first number that makes it unused.
pub(super) fn unused(name: &str, is_used: impl Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|number| format!("{name}{number}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    names.find(|it| !is_used(it)).unwrap_or_default()
}
