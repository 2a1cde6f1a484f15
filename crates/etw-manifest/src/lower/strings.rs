//! The string tables: defined strings, used strings, and the texts of predefined items.

use crate::ast::{Message, Resources, Text, shorten};
use crate::collection::OrderedMap;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, codes};
use crate::lower::unique::Unique;
use crate::model::{Locale, Localization, LocalizedString, StringIndex};
use crate::source::{Source, Span};
use crate::winmeta::{self, Predefined};

/// The index of the file that defines a string, and its id.
type Key<'t> = (usize, &'t str);

/// A string as the tables define it.
pub(super) struct Entry<'t> {
    /// One for each locale.
    pub(super) texts: Vec<Option<Text<'t>>>,
    /// The id where it is first defined.
    pub(super) span: Span,
    used: Option<StringIndex>,
}

/// Each string has a text in each language: their product must stay small. No real manifest has 50.
const MAX_LOCALES: usize = 256;

/// All strings of a manifest while it is lowered.
pub(super) struct Strings<'t> {
    locales: Vec<Locale>,
    /// The number of locales in the manifest; the others are added by `winmeta`.
    written: usize,
    source: &'t Source,
    /// By file and id: a fragment has its own strings as well as those of the manifest.
    defined: OrderedMap<Key<'t>, Entry<'t>>,
    used: Vec<LocalizedString>,
    /// The texts of predefined items that the manifest does not define.
    made: OrderedMap<&'static str, StringIndex>,
    /// Whether missing string tables have been reported.
    absence_told: bool,
}

/// The rules that bind the entries of `<messageTable>` to each other.
fn check_messages(messages: &[Message<'_>], diagnostics: &mut Diagnostics) {
    let mut mids =
        Unique::new(codes::MESSAGE_DUPLICATE_ID).title("two `message` elements have the same mid");
    let mut values = Unique::new(codes::MESSAGE_DUPLICATE_ID);
    let mut symbols = Unique::new(codes::MESSAGE_DUPLICATE_SYMBOL);
    let mut strings = Unique::new(codes::MESSAGE_DUPLICATE_STRING)
        .help("a string has one id; define a second string with the same text");
    for message in messages {
        mids.text(message.mid, diagnostics);
        if let Some(value) = message.value {
            let shown = format!("{:#x}", value.value);
            values.insert(value.value, &shown, value.span, diagnostics);
        }
        symbols.text(message.symbol, diagnostics);
        strings.text(message.string, diagnostics);
    }
}

impl<'t> Strings<'t> {
    pub(super) fn new(
        resources: Option<&'t [Resources<'t>]>,
        source: &'t Source,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut strings = Self {
            locales: Vec::new(),
            written: 0,
            source,
            defined: OrderedMap::new(),
            used: Vec::new(),
            made: OrderedMap::new(),
            absence_told: false,
        };
        let mut ids = Unique::new(codes::DUPLICATE_STRING)
            .help("remove one of them, or give one another id")
            .repair("the first text is used");
        for table in resources.unwrap_or_default() {
            strings.add_table(table, &mut ids, diagnostics);
            if strings.locales.len() > MAX_LOCALES {
                let message = format!("the manifest has more than {MAX_LOCALES} languages");
                diagnostics.push(Diagnostic::new(codes::LIMIT, table.span, message));
                break;
            }
        }
        strings
    }

    fn add_table(
        &mut self,
        table: &'t Resources<'t>,
        ids: &mut Unique<(usize, Key<'t>)>,
        diagnostics: &mut Diagnostics,
    ) {
        let name = table.culture.map_or("", |it| it.value.trim_ascii());
        let same = |it: &Locale| it.name.eq_ignore_ascii_case(name);
        // A second table of the same locale adds to the first.
        let locale = self.locales.iter().position(same).unwrap_or_else(|| {
            self.locales.push(Locale {
                source: self.source.file_at(table.span.start()),
                name: name.to_owned(),
                span: table.culture.map_or(table.span, |it| it.span),
            });
            self.written += 1;
            self.locales.len() - 1
        });
        for string in &table.strings {
            if ids.insert(
                (locale, self.key(string.id)),
                string.id.value,
                string.id.span,
                diagnostics,
            ) {
                self.define(locale, string.id, string.value);
            }
        }
    }

    fn define(&mut self, locale: usize, id: Text<'t>, value: Option<Text<'t>>) {
        let key = self.key(id);
        let entry = self.defined.get_or_insert(
            key,
            Entry {
                texts: Vec::new(),
                span: id.span,
                used: None,
            },
        );
        // The later locales do not exist yet; `use_defined` adds them.
        entry.texts.resize(entry.texts.len().max(locale + 1), None);
        entry.texts[locale] = value;
    }

    /// Gives strings the explicit ids of `<messageTable>`.
    pub(super) fn number(&mut self, messages: &'t [Message<'t>], diagnostics: &mut Diagnostics) {
        check_messages(messages, diagnostics);
        for message in messages {
            let Some(id) = message.string else { continue };
            let index = self.refer(id, codes::MESSAGE_UNDEFINED_STRING, diagnostics);
            if let (Some(index), Some(value)) = (index, message.value) {
                self.used[index].message_id = Some(value.value);
                self.used[index].fixed_id = true;
            }
        }
    }

    /// The string that a message attribute names.
    pub(super) fn message(
        &mut self,
        id: Option<Text<'t>>,
        diagnostics: &mut Diagnostics,
    ) -> Option<StringIndex> {
        self.refer(id?, codes::UNDEFINED_STRING, diagnostics)
    }

    /// The string that a documentation attribute names. It gets no message id.
    pub(super) fn documentation(
        &mut self,
        id: Option<Text<'t>>,
        diagnostics: &mut Diagnostics,
    ) -> Option<StringIndex> {
        self.message(id, diagnostics)
    }

    fn refer(
        &mut self,
        id: Text<'t>,
        code: Code,
        diagnostics: &mut Diagnostics,
    ) -> Option<StringIndex> {
        let Some(key) = self.find(id) else {
            // That there are no strings at all is one mistake, however many are used.
            if self.written == 0 && std::mem::replace(&mut self.absence_told, true) {
                return None;
            }
            let nearest = diagnostics.closest(id.value, self.defined.keys().map(|key| key.1));
            diagnostics.push(self.undefined(id, code, nearest));
            return None;
        };
        let index = self.use_defined(key);
        if self.key(id) != key {
            self.used[index].fragment_use.get_or_insert(id.span);
        }
        Some(index)
    }

    fn key(&self, id: Text<'t>) -> Key<'t> {
        (self.source.file_at(id.span.start()), id.value)
    }

    /// Returns the string that a reference names: one of the same file, or one of the manifest.
    fn find(&self, id: Text<'t>) -> Option<Key<'t>> {
        let candidates = [self.key(id), (0, id.value)];
        candidates
            .into_iter()
            .find(|key| self.defined.contains_key(key))
    }

    /// Returns the text of a string in the first locale that has one.
    pub(super) fn first_text(&self, id: Text<'t>) -> Option<&'t str> {
        let entry = self.defined.get(&self.find(id)?)?;
        let text = entry.texts.iter().flatten().next();
        text.map(|it| it.value)
    }

    fn undefined(&self, id: Text<'_>, code: Code, nearest: Option<&str>) -> Diagnostic {
        let shown = shorten(id.value);
        let message = format!("the string `{shown}` is not defined");
        let diagnostic = Diagnostic::new(code, id.span, message).label("unknown string");
        let written = &self.locales[..self.written];
        let tables = match written {
            [] => {
                return diagnostic
                    .note("the manifest has no string table; the other strings that it uses are not listed")
                    .help("add a `localization` with a string table");
            }
            [locale] => format!("the string table of {}", locale.name),
            _ => "every string table".to_owned(),
        };
        diagnostic.did_you_mean(id.value, nearest).help(format!(
            "to define it, add <string id=\"{shown}\" value=\"…\"/> to {tables}"
        ))
    }

    /// The index of a defined string, which from now on is in use.
    fn use_defined(&mut self, key: Key<'t>) -> StringIndex {
        let locales = self.locales.len();
        let next = self.used.len();
        let Some(entry) = self.defined.get_mut(&key) else {
            return next;
        };
        let index = *entry.used.get_or_insert(next);
        if index == next {
            entry.texts.resize(locales, None);
            let texts = entry
                .texts
                .iter()
                .map(|text| text.map(|it| it.value.to_owned()))
                .collect();
            self.used.push(LocalizedString {
                source: key.0,
                id: key.1.to_owned(),
                message_id: None,
                texts,
                winmeta: false,
                completed: Vec::new(),
                fixed_id: false,
                span: entry.span,
                fragment_use: None,
            });
        }
        index
    }

    /// The words of a predefined item: the manifest's own string of that name, in languages in which it has none ours.
    pub(super) fn predefined(&mut self, item: &'static Predefined) -> Option<StringIndex> {
        if item.string.is_empty() {
            return None;
        }
        if self.defined.contains_key(&(0, item.string)) {
            let index = self.use_defined((0, item.string));
            self.fill(index, item);
            return Some(index);
        }
        if let Some(made) = self.made.get(item.string) {
            return Some(*made);
        }
        let english = self.english();
        let words = |(at, locale): (usize, &Locale)| {
            if at == english {
                Some(item.english.to_owned())
            } else {
                winmeta::words(item, &locale.name).map(str::to_owned)
            }
        };
        let texts = self.locales.iter().enumerate().map(words).collect();
        self.used.push(LocalizedString {
            source: 0,
            id: item.string.to_owned(),
            message_id: None,
            texts,
            winmeta: true,
            completed: Vec::new(),
            fixed_id: false,
            span: Span::default(),
            fragment_use: None,
        });
        self.made.insert(item.string, self.used.len() - 1);
        Some(self.used.len() - 1)
    }

    /// Puts our words where the manifest has its own only in other languages.
    fn fill(&mut self, string: StringIndex, item: &Predefined) {
        let LocalizedString {
            texts, completed, ..
        } = &mut self.used[string];
        for (at, (text, locale)) in texts.iter_mut().zip(&self.locales).enumerate() {
            if text.is_none() {
                *text = winmeta::words(item, &locale.name).map(str::to_owned);
                completed.extend(text.is_some().then_some(at));
            }
        }
    }

    /// Returns the index of `en-US`, which always has the words of predefined items. Adds it if the manifest lacks it.
    fn english(&mut self) -> usize {
        let found = self
            .locales
            .iter()
            .position(|locale| locale.name.eq_ignore_ascii_case("en-US"));
        found.unwrap_or_else(|| {
            self.locales.push(Locale {
                source: 0,
                name: "en-US".to_owned(),
                span: Span::default(),
            });
            // Each used string has a text, or `None`, for each locale.
            self.used
                .iter_mut()
                .for_each(|string| string.texts.push(None));
            self.locales.len() - 1
        })
    }

    /// Returns the locales that the manifest itself has.
    pub(super) fn written_locales(&self) -> &[Locale] {
        &self.locales[..self.written]
    }

    pub(super) fn used(&self) -> &[LocalizedString] {
        &self.used
    }

    pub(super) fn used_mut(&mut self) -> &mut [LocalizedString] {
        &mut self.used
    }

    /// Returns the definition of a used string; `None` for texts of `winmeta`.
    pub(super) fn entry(&self, string: StringIndex) -> Option<&Entry<'t>> {
        let string = self.used.get(string).filter(|string| !string.winmeta)?;
        self.defined.get(&(string.source, string.id.as_str()))
    }

    /// Defined strings that nothing uses, in document order.
    pub(super) fn unused(&self) -> impl Iterator<Item = (&'t str, Span)> {
        let unused = self.defined.iter().filter(|(_, it)| it.used.is_none());
        unused.map(|(key, entry)| (key.1, entry.span))
    }

    pub(super) fn into_localization(self) -> Localization {
        Localization {
            locales: self.locales,
            strings: self.used,
        }
    }
}
