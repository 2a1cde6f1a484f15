//! Finds what the user means by a short name.

use crate::edit::EditError;
use crate::model::{Channel, Manifest, Provider};
use crate::winmeta;
use crate::xml::Element;

/// Returns the provider with a name, or the only one if the name is empty.
pub(super) fn provider<'m>(manifest: &'m Manifest, name: &str) -> Result<&'m Provider, EditError> {
    match manifest.providers.as_slice() {
        [one] if name.is_empty() => Ok(one),
        _ if name.is_empty() => Err(EditError(
            "the manifest has several providers: name one".to_owned(),
        )),
        all => {
            let found = all.iter().find(|it| it.name == name);
            found.ok_or_else(|| EditError(format!("the manifest has no provider `{name}`")))
        }
    }
}

/// Returns the declared or predefined name that the user means, with or without its prefix.
pub(super) fn resolve<'p>(
    what: &str,
    name: &str,
    mut declared: impl Iterator<Item = &'p String> + Clone,
    predefined: &'static [winmeta::Predefined],
    prefix: &str,
) -> Result<String, EditError> {
    let local = |it: &str| it.split_once(':').map_or(it, |(_, local)| local).to_owned();
    if name.is_empty() || declared.clone().any(|it| it == name) {
        return Ok(name.to_owned());
    }
    if let Some(found) = declared.find(|it| local(it) == name) {
        return Ok(found.clone());
    }
    match winmeta::find(predefined, &local(name)) {
        Some(found) => Ok(format!("{prefix}:{}", found.name)),
        None => Err(EditError(format!("the provider has no {what} `{name}`"))),
    }
}

/// Returns the reference to a channel that the user names by its chid, its name, or the end of its name.
pub(super) fn channel(provider: &Provider, name: &str) -> Result<String, EditError> {
    if name.is_empty() {
        return Ok(String::new());
    }
    let is_exact = |it: &&Channel| it.chid.as_deref() == Some(name) || it.name == name;
    let is_end = |it: &&Channel| {
        let end = it.name.rsplit('/').next();
        end.is_some_and(|it| it.eq_ignore_ascii_case(name))
    };
    let channels = &provider.channels;
    let exact = channels.iter().find(is_exact);
    let found = exact.or_else(|| channels.iter().find(is_end));
    let found = found.ok_or_else(|| EditError(format!("the provider has no channel `{name}`")))?;
    Ok(found.chid.clone().unwrap_or_else(|| found.name.clone()))
}

/// Returns the prefix of predefined names.
pub(super) fn prefix(element: &Element<'_>) -> String {
    const WINMETA: &str = "http://manifests.microsoft.com/win/2004/08/windows/events";
    let mut prefixes = element.scope.prefixes();
    let found = prefixes.find(|it| element.scope.resolve(it) == Some(WINMETA));
    found.unwrap_or("win").to_owned()
}
