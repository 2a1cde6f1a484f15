//! Compiles bytes as a manifest, runs every back end, and asserts their properties.

use etw_manifest::diagnostic::{Diagnostic, MessageFormat, Severity};
use etw_manifest::diff::Diff;
use etw_manifest::model::Manifest;
use etw_manifest::registration::{self, WindowsPath};
use etw_manifest::source::Source;
use etw_manifest::{Options, compile, doc};

use crate::rust_text;

/// An accepted manifest and its source.
pub struct Accepted {
    pub source: Source,
    pub manifest: Manifest,
}

/// Compiles bytes strictly, or leniently if that fails. Renders every diagnostic in every format.
#[must_use]
pub fn accept(bytes: &[u8]) -> Option<Accepted> {
    let source = match Source::decode("input.man", bytes) {
        Ok(source) => source,
        Err((source, error)) => {
            show(&[error.into()], &source);
            return None;
        }
    };
    let manifest = [Options::new(), Options::new().lenient()]
        .iter()
        .find_map(|options| judge(&source, options));
    manifest.map(|manifest| Accepted { source, manifest })
}

/// Checks that a manifest is rejected if and only if there is an error, and that the error has a span.
fn judge(source: &Source, options: &Options) -> Option<Manifest> {
    let outcome = compile(source, options);
    let mut severities = outcome.diagnostics.iter().map(Diagnostic::severity);
    let refused = severities.any(|it| it == Severity::Error);
    assert_eq!(outcome.manifest.is_none(), refused);
    show(&outcome.diagnostics, source);
    outcome.manifest
}

/// Enough to render every kind of diagnostic, and few enough to be fast.
const SHOWN: usize = 8;

fn show(diagnostics: &[Diagnostic], source: &Source) {
    for diagnostic in diagnostics {
        assert!(source.text().get(diagnostic.span().range()).is_some());
    }
    for diagnostic in diagnostics.iter().take(SHOWN) {
        let human = diagnostic.render(source, MessageFormat::Human { color: false });
        assert!(human.len() < 20_000);
        let short = diagnostic.render(source, MessageFormat::Short);
        assert!(!short.contains('\n'));
        let json = diagnostic.render(source, MessageFormat::Json);
        parse_json(&json);
    }
}

/// Runs every back end except resources.
pub fn write_everything(accepted: &Accepted, bytes: &[u8]) {
    let Accepted { source, manifest } = accepted;
    rust_text::check(&manifest.to_rust("::etw_provider"));
    parse_json(&manifest.to_json());
    assert!(!manifest.to_text().contains('\0'));
    write_pages(manifest);
    let diff = Diff::between(manifest, manifest);
    assert!(diff.changes().is_empty(), "{}", diff.to_text());
    let path = WindowsPath::parse(r"%ProgramFiles%\A B\a&b.exe").expect("a path");
    for file in registration::kit(bytes, source, manifest, &path, "a & b's") {
        if file.name.ends_with(".wxs") || file.name.ends_with(".appxmanifest") {
            parse_xml(std::str::from_utf8(&file.bytes).expect("UTF-8"));
        }
    }
}

/// A provider without events.
const EMPTY: &str = r#"<instrumentationManifest xmlns="http://schemas.microsoft.com/win/2004/08/events">
<instrumentation><events><provider name="E" symbol="E" guid="{00000000-0000-0000-0000-000000000001}"
resourceFileName="e" messageFileName="e"/></events></instrumentation></instrumentationManifest>"#;

fn write_pages(manifest: &Manifest) {
    let spanish = doc::Options::new("es-MX");
    let mut names: Vec<String> = Vec::new();
    for (name, _) in manifest.to_markdown(&spanish) {
        assert!(
            name.bytes()
                .all(|it| it.is_ascii_alphanumeric() || b"-_.".contains(&it)),
            "{name}"
        );
        names.push(name.to_ascii_lowercase());
    }
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count, "two pages have one name");
    let html = manifest.to_html(&doc::Options::new("en-US"));
    let empty = compile(&Source::new("empty.man", EMPTY), &Options::new()).manifest;
    let empty = empty
        .expect("a manifest")
        .to_html(&doc::Options::new("en-US"));
    assert_eq!(
        html.matches("<script").count(),
        empty.matches("<script").count()
    );
}

/// # Panics
/// If the text is not JSON.
pub fn parse_json(text: &str) {
    if let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(text) {
        panic!("{error}: {text}");
    }
}

/// # Panics
/// If the text is not well-formed XML.
pub fn parse_xml(text: &str) {
    if let Err(error) = roxmltree::Document::parse(text) {
        panic!("{error}: {text}");
    }
}
