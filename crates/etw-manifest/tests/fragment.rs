//! A manifest and two fragments: numbers do not depend on who else extends a provider, and the merged text means the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use etw_manifest::diagnostic::MessageFormat;
use etw_manifest::model::{EventDescriptor, Manifest};
use etw_manifest::resource::{self, McVersion, Resources};
use etw_manifest::source::Source;
use etw_manifest::{Options, compile, merge};

fn source(names: &[&str]) -> Source {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/fragment");
    let read = |name: &&str| Source::new(*name, fs::read_to_string(folder.join(name)).unwrap());
    names
        .iter()
        .map(read)
        .reduce(Source::with_fragment)
        .unwrap()
}

/// Compiles without any warning.
fn compiled(source: &Source) -> Manifest {
    let outcome = compile(source, &Options::new());
    let shown: String = outcome
        .diagnostics
        .iter()
        .map(|it| it.render(source, MessageFormat::Human { color: false }))
        .collect();
    assert!(shown.is_empty(), "{shown}");
    outcome.manifest.unwrap()
}

type Numbers = (
    BTreeMap<String, EventDescriptor>,
    BTreeMap<(String, String), u32>,
);

/// The descriptors of all events by symbol, and all message ids by the id and the English text of the string.
fn numbers(manifest: &Manifest) -> Numbers {
    let events = manifest.providers().iter().flat_map(|provider| {
        let symbol = |event| Option::<&str>::unwrap(etw_manifest::model::Event::symbol(event));
        let events = provider.events().iter();
        events.map(move |it| (symbol(it).to_owned(), provider.descriptor(it)))
    });
    let localization = manifest.localization();
    let english = localization.fallback().unwrap();
    let strings = localization.strings().iter().enumerate();
    let messages = strings.filter_map(|(index, it)| {
        let text = localization.text(index, english).to_owned();
        Some(((it.id().to_owned(), text), it.message_id()?))
    });
    (events.collect(), messages.collect())
}

#[test]
fn numbers_do_not_depend_on_other_fragments() {
    let numbers = |names: &[&str]| numbers(&compiled(&source(names)));
    let base = numbers(&["base.man"]);
    let both = numbers(&["base.man", "a.man", "b.man"]);
    assert_eq!((both.0.len(), base.0.len()), (6, 2));
    for names in [
        &["base.man"][..],
        &["base.man", "a.man"],
        &["base.man", "b.man"],
    ] {
        let part = numbers(names);
        for (symbol, descriptor) in &part.0 {
            assert_eq!(both.0[symbol], *descriptor, "{symbol}");
        }
        for (string, id) in &part.1 {
            assert_eq!(both.1[string], *id, "{string:?}");
        }
    }
    assert_eq!(both, numbers(&["base.man", "b.man", "a.man"]));
}

/// mc.exe knows neither fragments nor our namespace.
#[test]
fn the_merged_text_has_the_same_resources() {
    for names in [
        &["base.man"][..],
        &["base.man", "a.man"],
        &["base.man", "b.man", "a.man"],
    ] {
        let source = source(names);
        let merged = merge(&source).unwrap();
        assert!(!merged.contains("urn:etw-manifest"), "{merged}");
        let outcome = compile(&Source::new("merged.man", &merged), &Options::new());
        assert!(
            outcome.diagnostics.is_empty(),
            "{merged}\n{:?}",
            outcome.diagnostics
        );
        for options in [resource::Options::default(), V6_3] {
            let [expected, found] = [&compiled(&source), &outcome.manifest.clone().unwrap()]
                .map(|it| Resources::new(it, options));
            assert!(expected == found, "{merged}");
        }
    }
}

const V6_3: resource::Options = resource::Options {
    mc_version: McVersion::V6_3,
    bug_compatible: true,
};
