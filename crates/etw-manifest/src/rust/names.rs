//! Names of a manifest to Rust identifiers: always valid, never twice, the same on every run.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};

use super::text::Texts;
use super::width::Width;
use crate::collection::{OrderedMap, OrderedSet};
use crate::model::{Item, Map, MapItem, MapKind};

/// Names that types of generated modules avoid: what `use module::*` would hide, and the module's own names.
pub(super) const RESERVED_TYPES: &[&str] = &[
    // The prelude.
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
    // Names of generated code: items, modules.
    "Channel",
    "Enable",
    "Identity",
    "Keyword",
    "Level",
    "Metadata",
    "Opcode",
    "Provider",
    "Runtime",
    "Self",
    "Task",
];

/// Names that modules of providers avoid: primitive types, crates, and the modules inside each of them.
pub(super) const RESERVED_MODULES: &[&str] = &[
    "alloc", "bool", "channel", "char", "core", "f32", "f64", "i128", "i16", "i32", "i64", "i8",
    "isize", "keyword", "level", "opcode", "runtime", "std", "str", "task", "u128", "u16", "u32",
    "u64", "u8", "usize",
];

/// Strict and reserved keywords of edition 2024.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Keywords that even `r#` does not make a name.
const PATH_KEYWORDS: &[&str] = &["Self", "crate", "self", "super"];

/// The identifier for a name made by this module: as is, or raw, or with `_` behind it.
pub(super) fn ident(name: &str) -> Ident {
    if PATH_KEYWORDS.contains(&name) {
        Ident::new(&format!("{name}_"), Span::call_site())
    } else if KEYWORDS.contains(&name) {
        Ident::new_raw(name, Span::call_site())
    } else {
        Ident::new(name, Span::call_site())
    }
}

/// `GCStart_V1` to `GCStartV1`, `EVT_FOO_BAR` to `EvtFooBar`; `fallback` goes before what cannot begin a name.
pub(super) fn type_name(raw: &str, fallback: &str) -> String {
    let shouting = is_upper_case(raw);
    let mut name = String::with_capacity(raw.len());
    for word in words(raw) {
        let mut rest = word.chars();
        let first = rest.next().into_iter().flat_map(char::to_uppercase);
        if ends_with_digit(&name) && starts_with_digit(word) {
            name.push('_');
        }
        name.extend(first);
        if shouting {
            name.extend(rest.flat_map(char::to_lowercase));
        } else {
            name.push_str(rest.as_str());
        }
    }
    prefixed(name, fallback, "")
}

/// `AppDomain` to `app_domain`, `ClrInstanceID` to `clr_instance_id`, `EVT_FOO` to `evt_foo`, `Größe` to `größe`.
pub(super) fn snake_case(raw: &str, fallback: &str) -> String {
    let shouting = is_upper_case(raw);
    let mut name = String::with_capacity(raw.len() + 8);
    for word in words(raw) {
        if !name.is_empty() {
            name.push('_');
        }
        for (at, letter) in word.char_indices() {
            if !shouting && at > 0 && is_boundary(word, at) {
                name.push('_');
            }
            name.extend(letter.to_lowercase());
        }
    }
    prefixed(name, fallback, "_")
}

/// `ServiceHost` to `SERVICE_HOST`, `ANALYTIC_CHANNEL` as is.
pub(super) fn constant(raw: &str, fallback: &str) -> String {
    snake_case(raw, fallback).to_uppercase()
}

/// The name without a namespace prefix: `win:Error` to `Error`.
pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The names of the fields that items become, each once.
pub(super) fn fields(items: &[Item], scope: &mut Scope) -> Vec<Ident> {
    let name = |item: &Item| ident(&scope.claim(field(item)));
    items.iter().map(name).collect()
}

/// The name of the field that an item becomes, before it meets others.
pub(super) fn field(item: &Item) -> String {
    given(item.rust_name.as_deref()).unwrap_or_else(|| snake_case(&item.name, "field"))
}

/// The name that the manifest gives in Rust, if it is one.
pub(super) fn given(name: Option<&str>) -> Option<String> {
    let is_ascii = |it: char| it.is_ascii_alphanumeric() || it == '_';
    let name = name.filter(|it| it.chars().all(is_ascii))?;
    (name.starts_with(is_start) && name != "_").then(|| name.to_owned())
}

/// The constants of a map: its entries that the width holds, because no item of that width could have the others.
pub(super) fn map_constants<'m>(
    map: &'m Map,
    width: Width,
    texts: &Texts<'_>,
) -> impl Iterator<Item = (&'m MapItem, Ident)> {
    let mut scope = Scope::new(&[]);
    let entries = map.items.iter().filter(move |it| width.holds(it.value));
    entries.map(move |it| {
        let name = map_constant(it, map.kind, texts.id(it.message));
        (it, ident(&scope.claim(name)))
    })
}

/// The name of the constant of a map's entry: after its symbol, else the last part of its string's id, else its value.
pub(super) fn map_constant(item: &MapItem, kind: MapKind, string_id: &str) -> String {
    if let Some(name) = given(item.rust_name.as_deref()) {
        return name;
    }
    let label = item.symbol.as_deref().or_else(|| map_label(string_id));
    match (label, kind) {
        (Some(label), _) => constant(label, "VALUE"),
        (None, MapKind::Bit) => format!("BIT_{:X}", item.value),
        (None, MapKind::Value) => format!("VALUE_{}", item.value),
    }
}

/// The last part of a string's id if it names something: `Reason.NoBerth` is `NoBerth`, `Segment.LargeMapMessage` is
/// `Large`; `map.1.message` and `Reason.2` name nothing.
pub(super) fn map_label(string_id: &str) -> Option<&str> {
    let last = string_id.rsplit('.').next()?;
    let suffixes = ["MapMessage", "EventMessage", "Message", "message"];
    let label = suffixes
        .iter()
        .find_map(|it| last.strip_suffix(it))
        .unwrap_or(last);
    let label = label.trim_end_matches('_');
    label.starts_with(char::is_alphabetic).then_some(label)
}

/// Runs of letters and digits that can be in a name of Rust; anything else separates them.
fn words(raw: &str) -> impl Iterator<Item = &str> {
    raw.split(|it: char| !is_of_name(it))
        .filter(|word| !word.is_empty())
}

fn is_of_name(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_alphanumeric();
    }
    // Not all that is alphanumeric can be in a name. A letter and what cannot be in one are two tokens, or none.
    let word = format!("a{letter}").parse::<TokenStream>();
    letter.is_alphanumeric() && word.is_ok_and(|it| it.into_iter().count() == 1)
}

fn is_upper_case(raw: &str) -> bool {
    !raw.chars().any(char::is_lowercase)
}

fn starts_with_digit(name: &str) -> bool {
    name.starts_with(char::is_numeric)
}

fn ends_with_digit(name: &str) -> bool {
    name.ends_with(char::is_numeric)
}

/// Whether a word of mixed case has a new word at `at`: `app|Domain`, `GC|Start`, `level2|Cache`, not `IPv4` or `IDs`.
fn is_boundary(word: &str, at: usize) -> bool {
    let mut rest = word[at..].chars();
    let (Some(before), Some(here)) = (word[..at].chars().next_back(), rest.next()) else {
        return false;
    };
    if !here.is_uppercase() {
        return false;
    }
    let rest = rest.as_str();
    let before_lower = rest.starts_with(char::is_lowercase);
    if before.is_lowercase() {
        true
    } else if before.is_numeric() {
        before_lower
    } else {
        before_lower && !is_acronym_tail(rest.as_bytes())
    }
}

/// Whether a lower-case letter belongs to the acronym before it: the `v` of `IPv4`, the `s` of `IDs`.
fn is_acronym_tail(rest: &[u8]) -> bool {
    match rest {
        [b'v', digit, ..] => digit.is_ascii_digit(),
        [b's', next, ..] => !next.is_ascii_lowercase(),
        [last] => *last == b's',
        _ => false,
    }
}

fn prefixed(name: String, fallback: &str, separator: &str) -> String {
    if name.is_empty() {
        fallback.to_owned()
    } else if name.starts_with(|it: char| !is_start(it)) {
        format!("{fallback}{separator}{name}")
    } else {
        name
    }
}

/// Whether a letter of a name can begin it.
fn is_start(letter: char) -> bool {
    if letter.is_ascii() {
        return !letter.is_ascii_digit();
    }
    let word = letter.to_string().parse::<TokenStream>();
    word.is_ok_and(|it| matches!(it.into_iter().next(), Some(TokenTree::Ident(_))))
}

/// Names that must differ from each other in more than case: Windows' file system, where rustdoc writes a page for
/// each, and readers, do not tell `Foo` from `FOO`.
pub(super) struct Scope {
    taken: OrderedSet<String>,
    /// How many times a name was asked for after its first candidates were taken.
    repeats: OrderedMap<String, usize>,
}

impl Scope {
    /// A scope in which the reserved names are taken.
    pub(super) fn new(reserved: &[&str]) -> Self {
        Self {
            taken: reserved.iter().map(|it| it.to_lowercase()).collect(),
            repeats: OrderedMap::new(),
        }
    }

    /// Takes the name if it is free, else with the first number from 2 that makes it so.
    pub(super) fn claim(&mut self, name: String) -> String {
        if self.take(&name) {
            return name;
        }
        let separator = if ends_with_digit(&name) { "_" } else { "" };
        let mut number = self.repeats.get(&name).copied().unwrap_or(2);
        loop {
            let numbered = format!("{name}{separator}{number}");
            number += 1;
            if self.take(&numbered) {
                self.repeats.insert(name, number);
                return numbered;
            }
        }
    }

    /// Takes the name if it is free, else [claims](Self::claim) another one.
    pub(super) fn claim_or(&mut self, name: String, other: impl FnOnce(&str) -> String) -> String {
        if self.take(&name) {
            return name;
        }
        self.claim(other(&name))
    }

    fn take(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_camel_case() {
        for (raw, name) in [
            ("GCStart_V1", "GCStartV1"),
            ("EVT_FOO_BAR", "EvtFooBar"),
            ("DispatchSessionFailed", "DispatchSessionFailed"),
            ("EvtFixedCount01_0", "EvtFixedCount01_0"),
            ("task_0", "Task0"),
            ("3dRender", "Event3dRender"),
            ("a.b-c d", "ABCD"),
            ("größe", "Größe"),
            ("イベント", "イベント"),
            ("²", "Event"),
            ("", "Event"),
            ("___", "Event"),
        ] {
            assert_eq!(type_name(raw, "Event"), name, "{raw}");
        }
    }

    #[test]
    fn fields_and_functions_are_snake_case() {
        for (raw, name) in [
            ("AppDomain", "app_domain"),
            ("ClrInstanceID", "clr_instance_id"),
            ("GCStartV1", "gc_start_v1"),
            ("EVT_FOO", "evt_foo"),
            ("IPv4Address", "ipv4_address"),
            ("ThreadIDs", "thread_ids"),
            ("IDsOfAll", "ids_of_all"),
            ("Level2Cache", "level2_cache"),
            ("__x__y__", "x_y"),
            ("2nd", "field_2nd"),
            ("Größe", "größe"),
            ("²", "field"),
            ("ASet", "a_set"),
        ] {
            assert_eq!(snake_case(raw, "field"), name, "{raw}");
        }
    }

    #[test]
    fn constants_are_upper_case() {
        assert_eq!(constant("ServiceHost", "VALUE"), "SERVICE_HOST");
        assert_eq!(constant("ANALYTIC_CHANNEL", "VALUE"), "ANALYTIC_CHANNEL");
        assert_eq!(constant("0x10", "VALUE"), "VALUE_0X10");
        assert_eq!(local("win:Error"), "Error");
    }

    #[test]
    fn every_keyword_becomes_an_identifier() {
        for keyword in KEYWORDS {
            assert_eq!(ident(keyword).to_string(), format!("r#{keyword}"));
        }
        for keyword in PATH_KEYWORDS {
            assert_eq!(ident(keyword).to_string(), format!("{keyword}_"));
        }
    }

    #[test]
    fn no_name_is_given_twice() {
        let mut scope = Scope::new(RESERVED_TYPES);
        let mut claim =
            |name: &str, next: &str| scope.claim_or(name.to_owned(), |_| next.to_owned());
        assert_eq!(claim("Foo", "FooV1"), "Foo");
        assert_eq!(claim("FOO", "FooV1"), "FooV1");
        assert_eq!(claim("foo", "FooV1"), "FooV1_2");
        assert_eq!(claim("foo", "FooV1"), "FooV1_3");
        assert_eq!(claim("Option", "OptionEvent"), "OptionEvent");
        assert_eq!(claim("option", "OPTION"), "OPTION2");
        assert_eq!(claim("OPTION2", "OPTION3"), "OPTION3");
    }

    #[test]
    fn many_equal_names_take_no_longer_than_many_different_ones() {
        let mut scope = Scope::new(&[]);
        let names: std::collections::HashSet<String> = (0..50_000)
            .map(|_| scope.claim("Same".to_owned()))
            .collect();
        assert_eq!(names.len(), 50_000);
    }
}
