//! An event is added in place: the result compiles, and all other bytes stay.

use std::fs;
use std::path::{Path, PathBuf};

use etw_manifest::edit::{NewEvent, NewField, add_event};
use etw_manifest::model::InType;
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
    fs::read(root.join("../../manifests/activation-services.man")).unwrap()
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
    let (edited, _) = add_event(text.as_bytes(), event).unwrap();
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
    let first = add_event(&shipped(), &event("")).unwrap();
    let mut second = event("");
    second.symbol = "QueueShrank".to_owned();
    let (edited, id) = add_event(&first.0, &second).unwrap();
    assert_eq!(id, first.1 + 1);
    let edited = String::from_utf8(edited).unwrap();
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
    let (edited, _) = add_event(&wide(&text), &event("")).unwrap();
    let (expected, _) = add_event(text.as_bytes(), &event("")).unwrap();
    assert_eq!(edited, wide(std::str::from_utf8(&expected).unwrap()));
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

/// Adds an event to every manifest of a folder that compiles and has a locale for the message.
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
        let changed = match add_event(&bytes, &event(provider.name())) {
            Ok((changed, _)) => changed,
            Err(error) if error.to_string().contains("no `resources`") => continue,
            Err(error) => panic!("{}: {error}", path.display()),
        };
        let changed = Source::decode("edited.man", &changed).unwrap();
        if source.text().contains('\n') && !source.text().contains("/></") {
            added(source.text(), changed.text());
        }
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
        add_event(&shipped(), &event).unwrap_err().to_string()
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
