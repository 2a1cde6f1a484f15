//! Merges several manifests, because a file holds one `WEVT_TEMPLATE` and one message table for each locale.

use std::hash::Hash;

use crate::collection::OrderedMap;
use crate::diagnostic::{Code, Diagnostic, codes};
use crate::guid::Guid;
use crate::locale;
use crate::model::{
    ItemKind, Locale, Localization, LocalizedString, Manifest, Provider, StringIndex,
};
use crate::source::Span;
use crate::winmeta;

/// The bits of an automatic message id that hold the number of its provider, and the number of their values.
const PROVIDER_SHIFT: u32 = 24;
const MAX_PROVIDERS: usize = 16;

/// Returns one manifest with the providers of all, in order. Each name is used in conflict messages.
///
/// Automatic message ids carry the number of their provider, which continues from manifest to manifest; ids that a
/// `<message>` fixes are kept, because programs ask for them by number.
///
/// # Errors
/// Each problem with the index of the manifest whose source its place refers to: a provider that two manifests
/// define, messages with the same fixed id, more than 16 providers.
pub fn merge(manifests: &[(&str, &Manifest)]) -> Result<Manifest, Vec<(usize, Diagnostic)>> {
    let mut merged = Merged::new();
    for (index, (name, manifest)) in manifests.iter().enumerate() {
        merged.add(index, name, manifest);
    }
    complete_words(&mut merged.manifest.localization);
    if merged.manifest.max_resource_size() > u64::from(u32::MAX) {
        let message = "the resources of these manifests together can be larger than 4 GiB";
        let problem = Diagnostic::new(codes::LIMIT, Span::default(), message);
        merged.problems.push((0, problem));
    }
    if merged.problems.is_empty() {
        Ok(merged.manifest)
    } else {
        Err(merged.problems)
    }
}

struct Merged<'m> {
    manifest: Manifest,
    problems: Vec<(usize, Diagnostic)>,
    /// The first manifest that has each of these.
    guids: OrderedMap<Guid, &'m str>,
    names: OrderedMap<&'m str, &'m str>,
    message_ids: OrderedMap<u32, &'m str>,
    /// The first locale with each language identifier.
    language_ids: OrderedMap<u16, &'m str>,
    /// Where the words of predefined items are, which all providers of one manifest share.
    words: OrderedMap<&'m str, StringIndex>,
}

impl<'m> Merged<'m> {
    fn new() -> Self {
        Self {
            manifest: Manifest {
                providers: Vec::new(),
                localization: Localization {
                    locales: Vec::new(),
                    strings: Vec::new(),
                },
            },
            problems: Vec::new(),
            guids: OrderedMap::new(),
            names: OrderedMap::new(),
            message_ids: OrderedMap::new(),
            language_ids: OrderedMap::new(),
            words: OrderedMap::new(),
        }
    }

    fn add(&mut self, index: usize, name: &'m str, manifest: &'m Manifest) {
        let first_provider = self.manifest.providers.len();
        let places = self.add_strings(index, name, &manifest.localization, first_provider);
        for provider in &manifest.providers {
            self.check_provider(index, name, provider);
            let mut provider = provider.clone();
            for string in references(&mut provider) {
                *string = places[*string];
            }
            self.manifest.providers.push(provider);
        }
    }

    fn check_provider(&mut self, index: usize, name: &'m str, provider: &'m Provider) {
        let mut report = |code: Code, what: String| {
            let problem = Diagnostic::new(code, provider.span, what);
            self.problems.push((index, if code == codes::DUPLICATE_PROVIDER_GUID {
                problem.help("to add events to a provider of another package, write a fragment and call `Build::extends`")
            } else {
                problem
            }));
        };
        let same_name = first(&mut self.names, &provider.name, name);
        if let Some(other) = first(&mut self.guids, provider.guid, name) {
            let what = format!("{other} has a provider with the GUID {} too", provider.guid);
            report(codes::DUPLICATE_PROVIDER_GUID, what);
        } else if let Some(other) = same_name {
            let what = format!(
                "{other} has a provider with the name `{}` too",
                provider.name
            );
            report(codes::DUPLICATE_PROVIDER_NAME, what);
        }
        let has_messages = references(&mut provider.clone()).next().is_some();
        if has_messages && self.manifest.providers.len() >= MAX_PROVIDERS {
            let what = format!("messages of one file can belong to {MAX_PROVIDERS} providers");
            report(codes::TOO_MANY_PROVIDERS, what);
        }
    }

    /// Adds the strings of a manifest, and gives the place of each.
    fn add_strings(
        &mut self,
        index: usize,
        name: &'m str,
        localization: &'m Localization,
        first_provider: usize,
    ) -> Vec<StringIndex> {
        let columns: Vec<usize> = localization
            .locales
            .iter()
            .map(|locale| self.column(index, locale))
            .collect();
        let mut places = Vec::with_capacity(localization.strings.len());
        for string in &localization.strings {
            let place = self.manifest.localization.strings.len();
            let shared = if string.winmeta {
                *self.words.get_or_insert(&string.id, place)
            } else {
                place
            };
            places.push(shared);
            if shared != place {
                continue;
            }
            let message_id = string.message_id.map(|id| {
                if string.fixed_id {
                    id
                } else {
                    moved(id, first_provider)
                }
            });
            let taken =
                message_id.and_then(|id| Some((id, first(&mut self.message_ids, id, name)?)));
            if let Some((id, other)) = taken {
                let what = format!("{other} has a message with the id {id:#010x} too");
                let problem = Diagnostic::new(codes::MESSAGE_ID_COLLISION, string.span, what);
                self.problems.push((index, problem));
            }
            let mut texts = vec![None; self.manifest.localization.locales.len()];
            for (text, column) in string.texts.iter().zip(&columns) {
                texts[*column].clone_from(text);
            }
            let completed = string.completed.iter().map(|at| columns[*at]).collect();
            let string = LocalizedString {
                message_id,
                texts,
                completed,
                ..string.clone()
            };
            self.manifest.localization.strings.push(string);
        }
        places
    }

    /// Returns the index of a locale among all texts. A new one comes last, and nothing earlier has a text for it.
    fn column(&mut self, index: usize, locale: &'m Locale) -> usize {
        let Localization { locales, strings } = &mut self.manifest.localization;
        let same = |it: &Locale| it.name.eq_ignore_ascii_case(&locale.name);
        if let Some(column) = locales.iter().position(same) {
            return column;
        }
        let id = locale::resource_id(&locale.name);
        if let Some(other) = first(&mut self.language_ids, id, &locale.name) {
            let problem = locale::same_language(other, &locale.name, locale.span);
            self.problems.push((index, problem));
        }
        locales.push(locale.clone());
        for string in strings {
            string.texts.push(None);
        }
        locales.len() - 1
    }
}

/// Notes who has a key, and gives who had it before.
fn first<'m, K: Eq + Hash>(
    seen: &mut OrderedMap<K, &'m str>,
    key: K,
    name: &'m str,
) -> Option<&'m str> {
    let earlier = seen.get(&key).copied();
    seen.get_or_insert(key, name);
    earlier
}

/// Gives predefined items their words in the languages that only another manifest has.
fn complete_words(localization: &mut Localization) {
    let Localization { locales, strings } = localization;
    for string in strings.iter_mut().filter(|string| string.winmeta) {
        let Some(item) = winmeta::with_string(&string.id) else {
            continue;
        };
        for (text, locale) in string.texts.iter_mut().zip(locales.iter()) {
            if text.is_none() {
                *text = winmeta::words(item, &locale.name).map(str::to_owned);
            }
        }
    }
}

/// Returns an automatic id moved to the provider `providers` places later. Too many providers are reported elsewhere.
fn moved(id: u32, providers: usize) -> u32 {
    let nibble = 0xF << PROVIDER_SHIFT;
    let provider = u32::try_from(providers % MAX_PROVIDERS).unwrap_or(0) << PROVIDER_SHIFT;
    id & !nibble | id.wrapping_add(provider) & nibble
}

/// Everything in a provider that points at a string.
fn references(provider: &mut Provider) -> impl Iterator<Item = &mut StringIndex> {
    let items = provider
        .templates
        .iter_mut()
        .flat_map(|template| &mut template.items);
    let members = items.flat_map(|item| {
        let members = match &mut item.kind {
            ItemKind::Struct(members) => members.as_mut_slice(),
            ItemKind::Value { .. } => &mut [],
        };
        let members = members
            .iter_mut()
            .filter_map(|member| member.description.as_mut());
        item.description.as_mut().into_iter().chain(members)
    });
    let map_items = provider.maps.iter_mut().flat_map(|map| &mut map.items);
    let events = provider.events.iter_mut();
    let optional = (provider.channels.iter_mut().map(|it| &mut it.message))
        .chain(provider.levels.iter_mut().map(|it| &mut it.message))
        .chain(provider.tasks.iter_mut().map(|it| &mut it.message))
        .chain(provider.opcodes.iter_mut().map(|it| &mut it.message))
        .chain(provider.keywords.iter_mut().map(|it| &mut it.message))
        .chain(provider.filters.iter_mut().map(|it| &mut it.message))
        .chain(events.flat_map(|it| [&mut it.message, &mut it.description]))
        .chain([&mut provider.message]);
    optional
        .flatten()
        .chain(map_items.map(|it| &mut it.message))
        .chain(members)
}
