//! Reference pages: the facts of the page that this project began with, golden pages, and texts that try to be markup.

use std::fs;
use std::path::{Path, PathBuf};

use crate::expect::assert_file;
use etw_manifest::doc::{Options, Words};
use etw_manifest::model::Manifest;
use etw_manifest::source::Source;

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn manifest(path: &str) -> Manifest {
    let path = here(path);
    let bytes = fs::read(&path).unwrap();
    let source = Source::decode(path.display().to_string(), &bytes).unwrap();
    let outcome = etw_manifest::compile(&source, &etw_manifest::Options::new());
    outcome
        .manifest
        .unwrap_or_else(|| panic!("{:?}", outcome.diagnostics))
}

fn shipped() -> Manifest {
    manifest("../../manifests/released/activation-services.man")
}

fn page<'p>(pages: &'p [(String, String)], name: &str) -> &'p str {
    let page = pages.iter().find(|(it, _)| it == name);
    &page.unwrap_or_else(|| panic!("no page {name}")).1
}

/// The cells of a Markdown table's row that starts with this cell.
fn row<'p>(page: &'p str, first: &str) -> Vec<&'p str> {
    let cells = |line: &'p str| -> Vec<&'p str> {
        let line = line.trim_start_matches("| ").trim_end_matches(" |");
        line.split(" | ").collect()
    };
    page.lines()
        .map(cells)
        .find(|it| it[0] == first)
        .unwrap_or_default()
}

/// What stands between two headings.
fn section<'p>(page: &'p str, title: &str) -> &'p str {
    let (_, rest) = page.split_once(&format!("## {title}\n")).unwrap();
    rest.split("\n## ").next().unwrap().trim()
}

fn expect(name: &str, text: &str) {
    assert_file(&here("tests/fixtures/doc").join(name), text.as_bytes());
}

#[test]
fn the_spanish_page_of_4031_has_the_facts_of_microsofts() {
    let pages = shipped().to_markdown(&Options::new("es-ES"));
    let page = page(&pages, "4031-DispatchSessionFailed.md");
    assert!(page.starts_with("# 4031 - DispatchSessionFailed\n"));
    assert!(page.contains("\n## Propiedades\n"));
    assert_eq!(row(page, "Id."), ["Id.", "4031"]);
    assert_eq!(
        row(page, "Palabras clave"),
        ["Palabras clave", "ActivationServices"]
    );
    assert_eq!(row(page, "Nivel"), ["Nivel", "Error"]);
    let channel = "Microsoft-Windows-Application Server-Applications/Analytic";
    assert_eq!(row(page, "Canal"), ["Canal", channel]);
    assert!(section(page, "Descripción").starts_with("Se emite cuando"));
    assert_eq!(
        section(page, "Mensaje"),
        "Error en la distribución de la sesión."
    );
    assert!(section(page, "Detalles").contains("\n| AppDomain | xs:string | "));
}

#[test]
fn the_english_pages_have_the_english_titles() {
    let pages = shipped().to_markdown(&Options::new("en-US"));
    assert_eq!(pages.len(), 32);
    let page = page(&pages, "4031-DispatchSessionFailed.md");
    assert_eq!(section(page, "Message"), "Session dispatch failed.");
    assert_eq!(row(page, "Level"), ["Level", "Error"]);
    assert_eq!(row(page, "Keywords"), ["Keywords", "ActivationServices"]);
}

#[test]
fn the_index_links_every_page() {
    let pages = shipped().to_markdown(&Options::new("es-ES"));
    let (name, index) = &pages[0];
    assert_eq!(name, "index.md");
    for (name, _) in &pages[1..] {
        assert_eq!(index.matches(&format!("]({name}) |")).count(), 1, "{name}");
    }
}

#[test]
fn pages_are_as_before() {
    let shipped = shipped();
    for locale in ["es-ES", "en-US"] {
        let pages = shipped.to_markdown(&Options::new(locale));
        for name in ["index.md", "4031-DispatchSessionFailed.md"] {
            expect(&format!("shipped/{locale}/{name}"), page(&pages, name));
        }
    }
    let kinds = manifest("tests/fixtures/doc/kinds.man");
    for (name, text) in kinds.to_markdown(&Options::new("es-MX")) {
        expect(&format!("kinds/{name}"), &text);
    }
    expect("kinds/index.html", &kinds.to_html(&Options::new("es-MX")));
}

#[test]
fn the_checked_in_pages_are_those_of_the_shipped_manifest() {
    let shipped = shipped();
    for locale in ["es-ES", "en-US"] {
        let path = here(&format!("../../docs/activation-services.{locale}.html"));
        let html = shipped.to_html(&Options::new(locale));
        assert_file(&path, html.as_bytes());
    }
}

#[test]
fn messages_name_their_items() {
    let html = manifest("tests/fixtures/doc/kinds.man").to_html(&Options::new("es-MX"));
    assert!(html.contains("Se cargó {Path}.\nResultado:\t{Outcome} (100%)"));
    assert!(!html.contains("%1"));
}

#[test]
fn texts_and_titles_have_their_languages() {
    let kinds = manifest("tests/fixtures/doc/kinds.man");
    let spanish = kinds.to_html(&Options::new("es-ES"));
    assert!(spanish.contains("<html lang=\"es-ES\">"));
    // Not translated in the manifest.
    assert!(spanish.contains("<td lang=\"en-US\" dir=\"auto\">Where it is.</td>"));
    assert!(spanish.contains("<td dir=\"auto\">Bueno</td>"));
    // We have no German titles.
    let german = kinds.to_html(&Options::new("de-DE"));
    assert!(german.contains("<html lang=\"en\">"));
    let words = Words::of("de-DE").parse("level = Ebene").unwrap();
    let german = kinds.to_html(&Options::new("de-DE").words(words));
    assert!(german.contains("<html lang=\"de-DE\">"));
    assert!(german.contains("<td lang=\"en-US\" dir=\"auto\">Where it is.</td>"));
}

/// Returns the values of an attribute, in order.
fn attributes<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    let begin = format!(" {name}=\"");
    let parts = html.split(&*begin).skip(1);
    parts.map(|it| it.split('"').next().unwrap()).collect()
}

#[test]
fn links_and_labels_lead_to_ids_and_headings_skip_no_level() {
    let shipped = shipped();
    let kinds = manifest("tests/fixtures/doc/kinds.man");
    for html in [shipped, kinds].map(|it| it.to_html(&Options::new("en-US"))) {
        let ids = attributes(&html, "id");
        let unique: std::collections::HashSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len());
        for link in attributes(&html, "href") {
            assert!(unique.contains(&link.strip_prefix('#').unwrap()), "{link}");
        }
        for label in attributes(&html, "for") {
            assert!(unique.contains(&label), "{label}");
        }
        let mut last = 0;
        for heading in html.split("<h").skip(1) {
            let Some(level) = heading.chars().next().and_then(|it| it.to_digit(10)) else {
                continue;
            };
            assert!(level <= last + 1, "h{level} after h{last}");
            last = level;
        }
        let events = html.matches("<article ").count();
        assert_eq!(html.matches("<tr data-level=").count(), events);
    }
}

#[test]
fn a_locale_falls_back_to_its_language_and_then_to_english() {
    let shipped = shipped();
    for locale in ["es-MX", "es", "ES-es"] {
        assert_eq!(shipped.nearest_locale(locale), Some("es-ES"), "{locale}");
        assert_eq!(
            shipped.to_markdown(&Options::new(locale)),
            shipped.to_markdown(&Options::new("es-ES"))
        );
    }
    assert_eq!(shipped.nearest_locale("fr-FR"), Some("en-US"));
    let kinds = manifest("tests/fixtures/doc/kinds.man");
    let pages = kinds.to_markdown(&Options::new("es-MX"));
    let page = page(&pages, "EXAMPLE_KINDS-1-v2-Loaded_V2.md");
    assert_eq!(section(page, "Mensaje"), "Loaded.", "not translated");
    assert_eq!(row(page, "Nivel"), ["Nivel", "Advertencia"]);
    assert_eq!(row(page, "Versión"), ["Versión", "2"]);
}

#[test]
fn a_strings_file_gives_other_titles() {
    let words = Words::of("de-DE").parse("level = Ebene\nmessage = Meldung");
    let options = Options::new("de-DE").words(words.unwrap());
    let pages = shipped().to_markdown(&options);
    let page = page(&pages, "4031-DispatchSessionFailed.md");
    assert_eq!(row(page, "Ebene"), ["Ebene", "Error"]);
    assert_eq!(section(page, "Meldung"), "Session dispatch failed.");
}

#[test]
fn text_stays_text_in_markdown() {
    let pages = manifest("tests/fixtures/doc/hostile.man").to_markdown(&Options::new("en-US"));
    assert_eq!(pages[1].0, "1-x-y-z-img-src-x-onerror-alert-1.md");
    for (name, text) in &pages {
        expect(&format!("hostile/{name}"), text);
        assert!(!text.contains(['<', '>']), "no HTML in {name}");
        let mut columns = 0;
        for line in text.lines() {
            assert!(!line.starts_with("```") && !line.starts_with("    "));
            let bars = line.replace("\\|", "").matches('|').count();
            assert!(bars == 0 || bars == columns || columns == 0, "{line}");
            columns = bars;
        }
    }
}

#[test]
fn text_stays_text_in_html() {
    let hostile = manifest("tests/fixtures/doc/hostile.man");
    let html = hostile.to_html(&Options::new("en\"><script>alert(1)</script>"));
    assert_eq!(html.matches("<script").count(), 1, "ours");
    assert_eq!(html.matches("</script").count(), 1);
    assert!(!html.contains("<img") && !html.contains("<!--"));
    let body = html.split("<script>").next().unwrap();
    assert_eq!(
        body.matches('"').count() % 2,
        0,
        "every attribute is closed"
    );
}

#[test]
fn the_page_loads_nothing_and_names_its_language() {
    let html = shipped().to_html(&Options::new("es-ES"));
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"es-ES\">"));
    assert_eq!(html.matches("<article ").count(), 31);
    // The heading, the title of the document, and no third one.
    let name = "Microsoft-<wbr>Windows-<wbr>Application Server-<wbr>Applications<";
    assert_eq!(html.matches(name).count(), 1);
    for word in [
        "src=",
        "url(",
        "@import",
        "fetch(",
        "<link",
        "http-equiv=\"refresh\"",
    ] {
        assert!(!html.contains(word), "{word}");
    }
}
