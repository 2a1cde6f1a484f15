//! Declarations are added in place: the result compiles, and text is only inserted.

use std::fs;
use std::path::{Path, PathBuf};

use etw_manifest::edit::{Added, Declaration, NewChannel, NewEvent, NewField, NewKeyword, add};
use etw_manifest::model::{ChannelKind, InType};
use etw_manifest::source::Source;
use etw_manifest::{Options, compile};

fn event(provider: &str) -> NewEvent {
    let field = |name: &str, in_type| NewField {
        name: name.to_owned(),
        in_type,
        out_type: None,
    };
    NewEvent {
        provider: provider.to_owned(),
        symbol: "QueueGrew".to_owned(),
        level: "Warning".to_owned(),
        fields: vec![
            field("QueueUri", InType::UnicodeString),
            field("QueueLength", InType::UInt32),
        ],
        message: "The queue of '%1' has %2 entries & grows.".to_owned(),
        ..NewEvent::default()
    }
}

fn shipped() -> Vec<u8> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::read(root.join("../../manifests/released/activation-services.man")).unwrap()
}

fn add_event(bytes: &[u8], event: &NewEvent) -> Added {
    add(bytes, &Declaration::Event(event.clone())).unwrap()
}

/// Checks that only lines were inserted, and that the event compiles. Returns the inserted lines.
fn added(text: &str, edited: &str) -> Vec<String> {
    let mut old = text.split('\n').peekable();
    let mut new = Vec::new();
    for line in edited.split('\n') {
        if old.peek() == Some(&line) {
            old.next();
        } else {
            new.push(line.to_owned());
        }
    }
    assert_eq!(old.next(), None, "{edited}");
    let source = Source::new("edited.man", edited);
    let manifest = compile(&source, &Options::new()).manifest.unwrap();
    let mut providers = manifest.providers().iter();
    assert!(providers.any(|it| {
        it.events()
            .iter()
            .any(|it| it.symbol() == Some("QueueGrew"))
    }));
    new
}

fn edit(text: &str, event: &NewEvent) -> Vec<String> {
    let edited = add_event(text.as_bytes(), event).bytes;
    added(text, std::str::from_utf8(&edited).unwrap())
}

#[test]
fn the_shipped_manifest_gets_an_event() {
    let text = String::from_utf8(shipped()).unwrap();
    let mut event = event("");
    event.channel = "Analytic".to_owned();
    event.translations = vec![("es-ES".to_owned(), "La cola de '%1' crece: %2.".to_owned())];
    let lines = edit(&text, &event);
    assert_eq!(lines.len(), 7, "{lines:#?}");
    let event = lines.iter().find(|it| it.contains("<event ")).unwrap();
    assert!(
        event.contains(r#"level="win:Warning" template="QueueGrew""#),
        "{event}"
    );
    assert!(event.contains(r#"channel=""#), "{event}");
}

#[test]
fn a_template_with_the_same_fields_is_used_again() {
    let first = add_event(&shipped(), &event(""));
    assert_eq!(first.declaration, "event 4035 (QueueGrew)");
    let mut second = event("");
    second.symbol = "QueueShrank".to_owned();
    let second = add_event(&first.bytes, &second);
    assert_eq!(second.declaration, "event 4036 (QueueShrank)");
    let edited = String::from_utf8(second.bytes).unwrap();
    assert_eq!(edited.matches("<template tid=\"Queue").count(), 1);
    assert_eq!(edited.matches("template=\"QueueGrew\"").count(), 2);
}

#[test]
fn line_ends_and_encodings_stay() {
    let text = String::from_utf8(shipped()).unwrap().replace("\r\n", "\n");
    let plain = edit(&text, &event(""));
    let windows = edit(&text.replace('\n', "\r\n"), &event(""));
    assert_eq!(
        windows,
        plain.iter().map(|it| format!("{it}\r")).collect::<Vec<_>>()
    );
    let wide = |text: &str| -> Vec<u8> {
        let text = text
            .replacen("utf-8", "utf-16", 1)
            .replacen("UTF-8", "UTF-16", 1);
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        [0xFF, 0xFE].into_iter().chain(units).collect()
    };
    let edited = add_event(&wide(&text), &event("")).bytes;
    let expected = add_event(text.as_bytes(), &event("")).bytes;
    assert_eq!(edited, wide(std::str::from_utf8(&expected).unwrap()));
}

/// A manifest whose lists are empty or missing, on a few lines.
fn small(lists: &str, localization: &str) -> String {
    format!(
        r#"<instrumentationManifest xmlns="http://schemas.microsoft.com/win/2004/08/events" xmlns:w="http://manifests.microsoft.com/win/2004/08/windows/events"
    xmlns:f="urn:etw-manifest:fragments">
    <instrumentation><events>
        <provider name="Small" guid="{{5a9c1e70-3f5d-4b58-9a0e-7d1f0c2b8e41}}" symbol="SMALL" resourceFileName="a" messageFileName="a">{lists}</provider>
    </events></instrumentation>{localization}
</instrumentationManifest>
"#
    )
}

/// Checks that nothing was removed, and that the result compiles. Returns it.
fn inserted(text: &str, declaration: &Declaration) -> String {
    let edited = String::from_utf8(add(text.as_bytes(), declaration).unwrap().bytes).unwrap();
    let mut characters = edited.chars();
    assert!(
        text.chars().all(|old| characters.any(|new| new == old)),
        "{edited}"
    );
    edited
}

#[test]
fn empty_and_missing_lists_are_completed() {
    let declaration = Declaration::Event(event(""));
    let tables = "<localization><resources culture=\"en-US\"/></localization>";
    for (lists, localization) in [
        ("", ""),
        ("\n", tables),
        ("<events/>", "<localization/>"),
        ("<templates/><events />", tables),
        ("<channels/>", "<localization>\n</localization>"),
    ] {
        let text = small(lists, localization);
        let edited = inserted(&text, &declaration);
        for part in [
            r#"<event value="1" symbol="QueueGrew" level="w:Warning" template="QueueGrew" message="$(string.QueueGrew)"/>"#,
            "<templates>",
            r#"culture="en-US""#,
            "<stringTable>",
        ] {
            assert_eq!(edited.matches(part).count(), 1, "{part}\n{edited}");
        }
    }
}

#[test]
fn an_empty_list_gets_the_indentation_of_the_document() {
    let edited = inserted(
        &small("\n            <events/>\n        ", ""),
        &Declaration::Event(event("")),
    );
    let lines: Vec<&str> = edited.lines().collect();
    let at = lines.iter().position(|it| it.trim() == "<events>").unwrap();
    assert_eq!(lines[at], "            <events>");
    assert!(
        lines[at + 1].starts_with("                <event value="),
        "{edited}"
    );
    assert_eq!(lines[at + 2], "            </events>");
}

#[test]
fn ids_that_are_reserved_for_fragments_are_not_free() {
    let text = small("<events><event value=\"9\"/></events>", "");
    let text = text.replace("symbol=\"SMALL\"", "symbol=\"SMALL\" f:ids=\"10-19 30-39\"");
    assert_eq!(
        add_event(text.as_bytes(), &event("")).declaration,
        "event 20 (QueueGrew)"
    );
}

#[test]
fn a_translation_may_bring_its_locale() {
    let mut event = event("");
    event.translations = vec![("fr-FR".to_owned(), "La file '%1' a %2 articles.".to_owned())];
    let edited = inserted(&small("", ""), &Declaration::Event(event));
    assert_eq!(edited.matches("<localization>").count(), 1, "{edited}");
    assert_eq!(edited.matches("<resources ").count(), 2, "{edited}");
}

#[test]
fn keywords_channels_and_locales_are_added() {
    let text = String::from_utf8(shipped()).unwrap();
    let keyword = Declaration::Keyword(NewKeyword {
        name: "Retries".to_owned(),
        message: "Retries".to_owned(),
        translations: vec![("es-ES".to_owned(), "Reintentos".to_owned())],
        ..NewKeyword::default()
    });
    let channel = Declaration::Channel(NewChannel {
        provider: String::new(),
        name: "Audit".to_owned(),
        kind: ChannelKind::Operational,
        enabled: true,
        message: String::new(),
        translations: Vec::new(),
    });
    let name = "Microsoft-Windows-Application Server-Applications";
    for (declaration, lines, line) in [
        (
            keyword,
            3,
            r#"<keyword name="Retries" mask="0x1" message="$(string.Retries)"/>"#.to_owned(),
        ),
        (
            channel,
            1,
            format!(
                r#"<channel chid="Audit" name="{name}/Audit" type="Operational" enabled="true"/>"#
            ),
        ),
    ] {
        let edited = inserted(&text, &declaration);
        assert_eq!(
            edited.lines().count(),
            text.lines().count() + lines,
            "{edited}"
        );
        assert!(
            edited.lines().any(|it| it.trim() == line),
            "{line}\n{edited}"
        );
    }
    let locale = Declaration::Locale("fr-FR".to_owned());
    let edited = inserted(&text, &locale);
    assert_eq!(edited.matches("Session dispatch failed.").count(), 2);
    let source = Source::new("edited.man", edited.as_str());
    let outcome = compile(&source, &Options::new());
    assert_eq!(outcome.manifest.unwrap().localization().cultures().len(), 3);
    let again = add(edited.as_bytes(), &locale).unwrap_err();
    assert_eq!(again.to_string(), "the manifest has the locale `fr-FR`");
}

fn manifests(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            manifests(&path, found);
        } else if path.extension().is_some_and(|it| it == "man") {
            found.push(path);
        }
    }
}

/// Adds an event to every manifest of a folder that compiles.
fn edit_all(folder: &Path) -> usize {
    let mut paths = Vec::new();
    manifests(folder, &mut paths);
    let mut edited = 0;
    for path in paths {
        let bytes = fs::read(&path).unwrap();
        let Ok(source) = Source::decode("input.man", &bytes) else {
            continue;
        };
        let Some(manifest) = compile(&source, &Options::new()).manifest else {
            continue;
        };
        let Some(provider) = manifest.providers().first() else {
            continue;
        };
        let declaration = Declaration::Event(event(provider.name()));
        let changed = match add(&bytes, &declaration) {
            Ok(changed) => changed.bytes,
            Err(error) => panic!("{}: {error}", path.display()),
        };
        let changed = Source::decode("edited.man", &changed).unwrap();
        let mut characters = changed.text().chars();
        let stays = |old: char| characters.any(|new| new == old);
        assert!(source.text().chars().all(stays), "{}", path.display());
        edited += 1;
    }
    edited
}

#[test]
fn every_accepted_manifest_gets_an_event() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/accept");
    assert!(edit_all(&fixtures) >= 3);
}

#[test]
#[ignore = "needs the corpus of real manifests"]
fn every_real_manifest_gets_an_event() {
    let corpus = std::env::var_os("ETW_MANIFEST_CORPUS");
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let corpus = corpus.map_or(default, PathBuf::from);
    assert!(edit_all(&corpus.join("corpus/handwritten")) >= 10);
}

#[test]
fn unknown_names_are_rejected() {
    let error = |change: &dyn Fn(&mut NewEvent)| {
        let mut event = event("");
        change(&mut event);
        add(&shipped(), &Declaration::Event(event))
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        error(&|it| it.level = "Loud".into()),
        "the provider has no level `Loud`"
    );
    assert_eq!(
        error(&|it| it.channel = "Nowhere".into()),
        "the provider has no channel `Nowhere`"
    );
    assert_eq!(
        error(&|it| it.provider = "Other".into()),
        "the manifest has no provider `Other`"
    );
}
