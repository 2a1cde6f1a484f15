//! The message tables of a manifest: the text of every message id in every locale.

use std::borrow::Cow;

use super::{McVersion, Options, message_table};
use crate::collection::sort;
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
    /// The number of its file: 1 for `MSG00001.bin`, which is always that of `en-US`.
    pub number: usize,
    /// The content of `MSG0000n.bin`.
    pub bytes: Vec<u8>,
}

/// The locale of the first table: mc.exe has words for predefined items only in English.
const FIRST: &str = "en-US";

/// A culture that gets a table.
#[derive(Clone, Copy)]
struct Target<'m> {
    name: &'m str,
    language_id: u16,
    /// Its index in the manifest, if it is there.
    index: Option<usize>,
}

/// Returns the tables in the order of their file names.
pub(super) fn write(manifest: &Manifest, options: Options) -> Vec<MessageTable> {
    let strings = numbered(&manifest.localization);
    if strings.is_empty() {
        return Vec::new();
    }
    let table = |(number, target): (usize, Target)| {
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
            number,
            bytes: message_table::encode(&entries),
        }
    };
    targets(manifest, &strings).into_iter().map(table).collect()
}

/// Returns the message id and index of every string that has an id, by id.
fn numbered(localization: &Localization) -> Vec<(u32, usize)> {
    let strings = localization.strings.iter().enumerate();
    let mut numbered: Vec<_> = strings
        .filter_map(|(index, string)| Some((string.message_id?, index)))
        .collect();
    sort::sort(&mut numbered);
    numbered
}

/// Returns the locales that get tables, with the numbers of their files.
///
/// English is number 1. The others are numbered as the messages, in the order of their ids, first have a text in them; of the
/// locales of one message the last in the manifest comes first. A locale without texts has no table.
fn targets<'m>(manifest: &'m Manifest, strings: &[(u32, usize)]) -> Vec<(usize, Target<'m>)> {
    let locales = manifest.localization.locales.iter().enumerate();
    let locales = locales.map(|(index, locale)| target(&locale.name, Some(index)));
    let is_first = |target: &Target| target.name.eq_ignore_ascii_case(FIRST);
    let (first, mut others): (Vec<_>, Vec<_>) = locales.rev().partition(is_first);
    let first = first
        .first()
        .copied()
        .unwrap_or_else(|| target(FIRST, None));
    let mut numbered = Vec::new();
    for (_, string) in strings {
        if others.is_empty() {
            break;
        }
        let has_text = |target: &Target| own_text(manifest, *string, *target).is_some();
        let (seen, unseen): (Vec<_>, Vec<_>) = others.into_iter().partition(has_text);
        numbered.extend(seen);
        others = unseen;
    }
    let has_first = strings
        .iter()
        .any(|(_, string)| own_text(manifest, *string, first).is_some());
    let first = has_first.then_some((1, first));
    first.into_iter().chain((2..).zip(numbered)).collect()
}

fn target(name: &str, index: Option<usize>) -> Target<'_> {
    Target {
        name,
        language_id: locale::resource_id(name),
        index,
    }
}

/// Returns the text of a string for a locale; `None` where mc.exe would leave the number without one.
fn text<'m>(
    manifest: &'m Manifest,
    string: usize,
    target: Target,
    options: Options,
) -> Option<Cow<'m, str>> {
    let localization = &manifest.localization;
    let own = own_text(manifest, string, target);
    let text = if options.bug_compatible {
        own
    } else {
        own.or_else(|| Some(localization.text(string, target.index.unwrap_or(usize::MAX))))
    };
    text.map(|text| line_breaks(text, options.mc_version))
}

/// Returns the text that mc.exe has for a string in a locale.
fn own_text<'m>(manifest: &'m Manifest, string: usize, target: Target) -> Option<&'m str> {
    let string = &manifest.localization.strings[string];
    match target.index {
        Some(_) => compatible_text(string, target),
        // The English table that the manifest has no locale for.
        None => winmeta::with_string(&string.id).map(|item| item.english),
    }
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
