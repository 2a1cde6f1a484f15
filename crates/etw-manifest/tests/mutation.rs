//! Manifests with one random mistake: never a panic, and every refusal has a place in the file.
//!
//! The generator is deterministic. In debug builds each manifest gets fewer mistakes than in release builds; the
//! environment variable `ETW_MANIFEST_MUTATIONS` sets their number.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::{env, fs, thread};

use crate::corpus;
use etw_manifest::diagnostic::{MessageFormat, Severity};
use etw_manifest::edit::{Fixed, fix};
use etw_manifest::resource::{self, Resources};
use etw_manifest::source::Source;
use etw_manifest::{Options, Outcome, compile};

/// Real manifests, small ones of each kind of origin.
const REAL: [&str; 10] = [
    "oracle/event-trace-kit__ImportChannels.v5__28f96e6/ImportChannels.man",
    "oracle/event-trace-kit__ProviderTraits.v5__0ee2586/ProviderTraits.man",
    "oracle/event-trace-kit__TaskOpcodes.v5__515c87b/TaskOpcodes.man",
    "oracle/mimalloc__etw__4e0a092__hdronly/etw.man",
    "oracle/rusttrace__rtrace__6e4bc0e/rtrace.man",
    "oracle/osquery__osquery__1ad7a76/osquery.man",
    "oracle/azure-c-shared-utility__etwlogger__b58b922/etwlogger.man",
    "corpus/inputs/abc940b5d80a-EventAttributes.man",
    "corpus/inputs/ea7b100c16e0-ReferenceChannels.man",
    "corpus/inputs/fee72d99bf64-sir_winlog_provider.man",
];

/// A small generator, so that a failure is the same on each run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        let factor = 6_364_136_223_846_793_005;
        self.0 = self
            .0
            .wrapping_mul(factor)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn pick<'a, T>(&mut self, among: &'a [T]) -> &'a T {
        &among[self.below(among.len())]
    }
}

/// Where the elements and attributes of a text are.
#[derive(Default)]
struct Places {
    /// From `<` to the `>` of the end tag, and the name.
    elements: Vec<(Range<usize>, Range<usize>)>,
    /// Name and value.
    attributes: Vec<(Range<usize>, Range<usize>)>,
}

impl Places {
    fn new(text: &str) -> Self {
        let mut places = Self::default();
        let mut open = Vec::new();
        let mut at = 0;
        while let Some(start) = text[at..].find('<').map(|it| at + it) {
            let rest = &text[start..];
            if rest.starts_with("<!--") {
                at = start + rest.find("-->").unwrap() + 3;
                continue;
            }
            at = end_of_tag(text, start);
            let name =
                start + 1..start + rest.find([' ', '\n', '\r', '\t', '>', '/']).unwrap().max(2);
            if rest.starts_with("</") {
                let (start, name): (usize, Range<usize>) = open.pop().unwrap();
                places.elements.push((start..at, name));
            } else if !rest.starts_with("<?") {
                places.attributes(text, name.end, at);
                if text[..at].ends_with("/>") {
                    places.elements.push((start..at, name));
                } else {
                    open.push((start, name));
                }
            }
        }
        places
    }

    fn attributes(&mut self, text: &str, mut at: usize, end: usize) {
        while let Some(equals) = text[at..end].find('=').map(|it| at + it) {
            let name = text[at..equals].trim();
            let name_start = equals - text[at..equals].trim_start().len();
            let open = equals + text[equals..end].find(['"', '\'']).unwrap();
            let quote = &text[open..=open];
            let close = open + 1 + text[open + 1..end].find(quote).unwrap();
            self.attributes
                .push((name_start..name_start + name.len(), open + 1..close));
            at = close + 1;
        }
    }
}

fn end_of_tag(text: &str, start: usize) -> usize {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate().skip(start) {
        match (byte, quote) {
            (b'>', None) => return at + 1,
            (b'"' | b'\'', None) => quote = Some(byte),
            (_, Some(open)) if open == byte => quote = None,
            _ => {}
        }
    }
    panic!("a tag that never ends");
}

/// The text with one mistake.
fn mutate(text: &str, places: &Places, random: &mut Random) -> String {
    let (element, element_name) = random.pick(&places.elements).clone();
    let (name, value) = random.pick(&places.attributes).clone();
    let attribute = name.start..value.end + 1;
    match random.below(9) {
        0 => replaced(text, &attribute, ""),
        1 => replaced(
            text,
            &attribute,
            &format!("{0} {0}", &text[attribute.clone()]),
        ),
        2 => replaced(text, &name, &misspelt(&text[name.clone()], random)),
        3 => replaced(text, &element, ""),
        4 => replaced(text, &element, &text[element.clone()].repeat(2)),
        5 => replaced(
            text,
            &element_name,
            &misspelt(&text[element_name.clone()], random),
        ),
        6 => {
            let (_, other) = random.pick(&places.attributes).clone();
            replaced(text, &value, &text[other])
        }
        7 => replaced(text, &value, &misspelt(&text[value.clone()], random)),
        _ => {
            let values = [
                "",
                " ",
                "0",
                "1",
                "-1",
                "256",
                "65536",
                "99999999999999999999",
                "0x",
                "0xFFFFFFFFFFFFFFFF",
                "win:",
                ":",
                "win:Error",
                "xs:string",
                "win:UnicodeString",
                "$(string.)",
                "$(string.%1)",
                "%99%100",
                "true",
                "\u{202E}",
                "é",
                "&amp;&#x10FFFF;",
                "&nope;",
                "<",
                "a\nb",
                "{00000000-0000-0000-0000-000000000000}",
                "System",
                "%",
            ];
            replaced(text, &value, values[random.below(values.len())])
        }
    }
}

fn replaced(text: &str, range: &Range<usize>, with: &str) -> String {
    [&text[..range.start], with, &text[range.end..]].concat()
}

/// A letter dropped, doubled, or changed.
fn misspelt(word: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.is_empty() {
        return "x".to_owned();
    }
    let at = random.below(letters.len());
    match random.below(3) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        _ => letters[at] = if letters[at] == 'q' { 'z' } else { 'q' },
    }
    letters.into_iter().collect()
}

/// Returns how many of the mistakes were refused.
fn try_mistakes(name: &str, text: &str, count: usize) -> usize {
    let places = Places::new(text);
    let mut random = Random(u64::try_from(text.len()).unwrap());
    let mutants = (0..count).map(|_| mutate(text, &places, &mut random));
    mutants.filter(|mutant| is_refused(name, mutant)).count()
}

fn is_refused(name: &str, mutant: &str) -> bool {
    let source = Source::new(name, mutant);
    let Outcome {
        manifest,
        diagnostics,
    } = compile(&source, &Options::new());
    for diagnostic in &diagnostics {
        let span = diagnostic.span();
        let inside = span.end() <= mutant.len() && mutant.get(span.range()).is_some();
        // A file without any element has its fault at its end.
        let visible = span.start() < span.end() || span.start() == mutant.len();
        assert!(
            inside && visible,
            "{name}: {} at {span:?}
{mutant}",
            diagnostic.code().id()
        );
        assert!(!diagnostic.render(&source, MessageFormat::Short).is_empty());
    }
    let errors = diagnostics
        .iter()
        .filter(|it| it.severity() == Severity::Error)
        .count();
    assert_eq!(manifest.is_none(), errors > 0, "{name}\n{mutant}");
    if let Some(fixed) = fix(&[mutant.as_bytes()], &Options::new()) {
        check_fixed(mutant, &fixed, errors);
    }
    // A repaired manifest is as sound as a right one: writing its resources does not panic.
    let lenient = compile(&source, &Options::new().lenient()).manifest;
    assert!(manifest.is_none() || lenient.is_some(), "{name}\n{mutant}");
    if let Some(manifest) = lenient {
        let _ = Resources::new(&manifest, resource::Options::default());
    }
    manifest.is_none()
}

/// Panics if a fixed text has more errors than before, or if another line changed than one for each suggestion.
fn check_fixed(mutant: &str, fixed: &Fixed, errors: usize) {
    let text = std::str::from_utf8(&fixed.files[0]).unwrap();
    let found = compile(&Source::new("fixed.man", text), &Options::new()).diagnostics;
    let left = found.iter().filter(|it| it.severity() == Severity::Error);
    assert!(left.count() <= errors, "{mutant}\n{text}");
    // One of the mistakes is a value of two lines, which may become one.
    let [old, new] = [mutant, text].map(|it| it.replace("a\nb", "a b"));
    let (old, new) = (old.split('\n'), new.split('\n'));
    assert_eq!(old.clone().count(), new.clone().count(), "{mutant}");
    let changed = old.zip(new).filter(|(old, new)| old != new);
    assert!(changed.count() <= fixed.count, "{mutant}\n{text}");
}

fn decoded(path: &Path) -> (String, String) {
    let source = Source::decode(path.to_string_lossy(), &fs::read(path).unwrap()).unwrap();
    (
        source.name().to_owned(),
        source.text().trim_start_matches('\u{FEFF}').to_owned(),
    )
}

fn check(paths: Vec<PathBuf>) {
    let default = if cfg!(debug_assertions) { 40 } else { 1_000 };
    let count = env::var("ETW_MANIFEST_MUTATIONS").map_or(default, |it| it.parse().unwrap());
    let threads: Vec<_> = paths
        .into_iter()
        .map(|path| {
            thread::spawn(move || {
                let (name, text) = decoded(&path);
                (try_mistakes(&name, &text, count), name)
            })
        })
        .collect();
    for thread in threads {
        let (refused, name) = thread.join().unwrap();
        println!("{name}: {refused} of {count} refused");
        assert!(refused > 0, "{name}");
    }
}

#[test]
fn a_mistake_in_a_manifest_of_ours_is_no_surprise() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/accept");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap().path())
        .collect();
    paths.sort();
    check(paths);
}

#[test]
#[ignore = "needs the reference material: see CONTRIBUTING.md"]
fn a_mistake_in_a_real_manifest_is_no_surprise() {
    let shared = corpus::shared();
    check(REAL.iter().map(|name| shared.join(name)).collect());
}
