//! Decompiles resources to a manifest, and compiles that to the same resources.

use etw_manifest::decompile::{Input, decompile};
use etw_manifest::diagnostic::MessageFormat;
use etw_manifest::model::Manifest;
use etw_manifest::resource::{Machine, McVersion, Options, Resources};
use etw_manifest::source::Source;
use etw_manifest::{Options as CompileOptions, compile};

/// Returns the options that a number selects, so that every generation is tested.
#[must_use]
pub fn options(number: usize) -> Options {
    Options {
        mc_version: McVersion::ALL[number % McVersion::ALL.len()],
        bug_compatible: false,
    }
}

/// Checks that a decompiled manifest is XML without control characters, and that its resources can be read if it compiles.
///
/// # Panics
/// If not.
pub fn check_decompiled(text: &str, options: Options) {
    assert!(!text.contains(|it: char| it < ' ' && it != '\n'));
    check_xml(text);
    let Some(manifest) = compile_again(text) else {
        return;
    };
    let resources = Resources::new(&manifest, options);
    let dll = resources.dll(Machine::X64, "input.dll");
    read(&dll, &[]).expect("our own resources can be read");
}

/// A resource may have text that is not a valid document although each character is allowed; the compiler reports the span.
fn check_xml(text: &str) {
    use roxmltree::Error as E;
    match roxmltree::Document::parse(text) {
        Ok(_) | Err(E::UnknownNamespace(..) | E::DuplicatedAttribute(..)) => {}
        Err(E::DuplicatedNamespace(..) | E::UnexpectedXmlUri(_) | E::UnexpectedXmlnsUri(_)) => {}
        Err(E::InvalidXmlPrefixUri(_)) => {}
        Err(error) => panic!("{error}: {text}"),
    }
}

/// # Errors
/// The reason why the file cannot be read.
pub fn read(
    file: &[u8],
    message_tables: &[(u16, &[u8])],
) -> Result<(String, Options), etw_manifest::decompile::Error> {
    let input = Input {
        file,
        message_tables,
        file_name: "input.dll",
    };
    decompile(&input).map(|it| (it.manifest, it.options))
}

fn compile_again(text: &str) -> Option<Manifest> {
    compile(
        &Source::new("again.man", text),
        &CompileOptions::new().lenient(),
    )
    .manifest
}

/// Checks that compiling, decompiling and compiling again gives the same bytes.
///
/// # Panics
/// If they are not.
pub fn check_round_trip(manifest: &Manifest, options: Options) {
    let resources = Resources::new(manifest, options);
    let dll = resources.dll(Machine::X64, "input.dll");
    let (text, _) = read(&dll, &[]).expect("our own resources can be read");
    let source = Source::new("again.man", text);
    let outcome = compile(&source, &CompileOptions::new());
    let shown = || {
        let errors = outcome.diagnostics.iter();
        let lines = errors.map(|it| it.render(&source, MessageFormat::Short));
        format!(
            "{}\n{}",
            lines.collect::<Vec<_>>().join("\n"),
            source.text()
        )
    };
    let again = outcome
        .manifest
        .as_ref()
        .unwrap_or_else(|| panic!("rejected again: {}", shown()));
    let again = Resources::new(again, options);
    assert!(
        without_guids(&again.wevt_template) == without_guids(&resources.wevt_template),
        "another WEVT_TEMPLATE: {}",
        shown()
    );
    assert_eq!(
        by_language(&again),
        by_language(&resources),
        "other messages: {}",
        shown()
    );
}

/// The GUID of a template with `UserData` depends on white space, which the resource does not keep.
fn without_guids(template: &[u8]) -> Vec<u8> {
    let mut bytes = template.to_vec();
    for at in 0..bytes.len().saturating_sub(40) {
        if bytes[at..].starts_with(b"TEMP") && bytes[at + 20] == 2 {
            bytes[at + 24..at + 40].fill(0);
        }
    }
    bytes
}

fn by_language(resources: &Resources) -> Vec<(u16, &[u8])> {
    let tables = resources.message_tables.iter();
    let mut tables: Vec<_> = tables
        .map(|it| (it.language_id, it.bytes.as_slice()))
        .collect();
    tables.sort_unstable();
    tables
}
