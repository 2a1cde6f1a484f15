//! The message tables of a manifest: the text of every message id in every locale.

use std::borrow::Cow;

use super::{McVersion, Options, message_table};
use crate::locale;
use crate::model::{Localization, LocalizedString, Manifest};
use crate::winmeta;

/// The messages of one locale.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MessageTable {
    /// The name in the manifest: `es-ES`.
    pub culture: String,
    /// The language identifier: 0x0C0A.
    pub language_id: u16,
    /// The content of `MSG0000n.bin`.
    pub bytes: Vec<u8>,
}

/// The culture of the first table, which mc.exe makes even where the manifest has none: only there it has words for
/// predefined items.
const FIRST: &str = "en-US";

/// A culture that gets a table.
#[derive(Clone, Copy)]
pub(super) struct Target<'m> {
    pub(super) name: &'m str,
    pub(super) language_id: u16,
    /// Its index in the manifest, if it is there.
    index: Option<usize>,
}

/// The tables in the order of their file names.
pub(super) fn write(manifest: &Manifest, options: Options) -> Vec<MessageTable> {
    let strings = numbered(&manifest.localization);
    if strings.is_empty() {
        return Vec::new();
    }
    let table = |target: Target| {
        let texts: Vec<(u32, Option<Cow<str>>)> = strings
            .iter()
            .map(|(id, index)| (*id, text(manifest, *index, target, options)))
            .collect();
        let entries: Vec<_> = texts
            .iter()
            .map(|(id, text)| (*id, text.as_deref()))
            .collect();
        MessageTable {
            culture: target.name.to_owned(),
            language_id: target.language_id,
            bytes: message_table::encode(&entries),
        }
    };
    targets(&manifest.localization)
        .into_iter()
        .map(table)
        .collect()
}

/// The number and index of every string that has a number, by number.
pub(super) fn numbered(localization: &Localization) -> Vec<(u32, usize)> {
    let strings = localization.strings.iter().enumerate();
    let mut numbered: Vec<_> = strings
        .filter_map(|(index, string)| Some((string.message_id?, index)))
        .collect();
    numbered.sort_unstable();
    numbered
}

/// English first, then the others, the last of the manifest first (observed in mc.exe's file names).
pub(super) fn targets(localization: &Localization) -> Vec<Target<'_>> {
    let is_first = |target: &Target| target.name.eq_ignore_ascii_case(FIRST);
    let cultures = localization.locales.iter().enumerate();
    let mut targets: Vec<Target> = cultures
        .map(|(index, culture)| target(&culture.name, Some(index)))
        .rev()
        .collect();
    let first = targets.iter().position(is_first);
    let first = first.map_or_else(|| target(FIRST, None), |index| targets.remove(index));
    targets.insert(0, first);
    targets
}

fn target(name: &str, index: Option<usize>) -> Target<'_> {
    Target {
        name,
        language_id: locale::resource_id(name),
        index,
    }
}

/// The text of a string for a culture; `None` where mc.exe would leave the number without one.
pub(super) fn text<'m>(
    manifest: &'m Manifest,
    string: usize,
    target: Target,
    options: Options,
) -> Option<Cow<'m, str>> {
    let localization = &manifest.localization;
    // The English table that the manifest has no culture for is there for these words.
    let words = || winmeta::with_string(&localization.strings[string].id);
    let text = if let Some(item) = target.index.is_none().then(words).flatten() {
        Some(item.english)
    } else if options.bug_compatible {
        compatible_text(&localization.strings[string], target)
    } else {
        Some(localization.text(string, target.index.unwrap_or(usize::MAX)))
    };
    text.map(|text| line_breaks(text, options.mc_version))
}

/// mc.exe has words for predefined items only in English, and for others no text but the language's own.
fn compatible_text<'m>(string: &'m LocalizedString, target: Target) -> Option<&'m str> {
    let ours = |culture: &usize| string.winmeta || string.completed.contains(culture);
    if target.index.as_ref().is_some_and(ours) && !target.name.eq_ignore_ascii_case(FIRST) {
        return None;
    }
    string.texts.get(target.index?)?.as_deref()
}

/// Newer generations write CR LF for every line break; 6.3 keeps those of the manifest.
fn line_breaks(text: &str, version: McVersion) -> Cow<'_, str> {
    if version == McVersion::V6_3 || !text.contains('\n') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\n', "\r\n"))
}
