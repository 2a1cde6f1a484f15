//! Every code is explained, and the examples in its explanation are true: the wrong one is refused with this code, the
//! right one is not.

use std::collections::BTreeSet;

use etw_manifest::diagnostic::{Code, Diagnostic, MessageFormat, Severity, codes};
use etw_manifest::source::Source;
use etw_manifest::{Options, compile};
use quick_xml::Reader;
use quick_xml::events::Event;

/// Codes whose wrong example would be too long to print, cannot be printed at all, or needs a second manifest.
const ABRIDGED: [&str; 14] = [
    "ETW0001", "ETW0002", "ETW0206", "ETW0215", "ETW0502", "ETW0608", "ETW0804", "ETW1001",
    "ETW1101", "ETW1102", "ETW1103", "ETW1104", "ETW1105", "ETW1106",
];

#[test]
fn every_explanation_has_the_same_form() {
    for code in codes::ALL {
        let text = code.explanation();
        let title = format!("# {}: {}\n\n", code.id(), code.title());
        assert!(
            text.starts_with(&title),
            "{}: the title is not that of the table",
            code.id()
        );
        assert!(
            text.matches("```xml\n").count() == 2,
            "{}: two examples",
            code.id()
        );
        assert!(text.contains("\n\nWrong:\n\n```xml\n"), "{}", code.id());
        assert!(text.contains("\n\nRight:\n\n```xml\n"), "{}", code.id());
        for number in code.microsoft() {
            assert!(
                text.contains(&number.to_string()),
                "{}: names {number}",
                code.id()
            );
        }
    }
}

#[test]
fn ids_are_unique_and_in_order() {
    let numbers: Vec<&str> = codes::ALL.iter().map(|code| &code.id()[1..]).collect();
    assert!(
        numbers.is_sorted_by(|left, right| left < right),
        "{numbers:?}"
    );
}

#[test]
fn wrong_examples_are_refused_for_the_reason_given() {
    for code in codes::ALL
        .iter()
        .filter(|code| !ABRIDGED.contains(&code.id()))
    {
        let manifest = manifest(example(*code, "Wrong"));
        let diagnostics = diagnostics(&manifest);
        let found = diagnostics
            .iter()
            .any(|diagnostic| diagnostic.code() == *code);
        assert!(
            found,
            "{}\n{manifest}\n{}",
            code.id(),
            shown(&manifest, &diagnostics)
        );
    }
}

#[test]
fn right_examples_are_accepted() {
    for code in codes::ALL
        .iter()
        .filter(|code| !ABRIDGED.contains(&code.id()))
    {
        let manifest = manifest(example(*code, "Right"));
        let diagnostics = diagnostics(&manifest);
        let fault = |it: &Diagnostic| it.severity() == Severity::Error || it.code() == *code;
        let found = diagnostics.iter().any(fault);
        assert!(
            !found,
            "{}\n{manifest}\n{}",
            code.id(),
            shown(&manifest, &diagnostics)
        );
    }
}

fn diagnostics(manifest: &str) -> Vec<Diagnostic> {
    compile(&Source::new("example.man", manifest), &Options::new()).diagnostics
}

fn shown(manifest: &str, diagnostics: &[Diagnostic]) -> String {
    let source = Source::new("example.man", manifest);
    diagnostics
        .iter()
        .map(|it| it.render(&source, MessageFormat::Short) + "\n")
        .collect()
}

fn example(code: Code, heading: &str) -> &'static str {
    let text = code.explanation();
    let (_, rest) = text
        .split_once(&format!("\n{heading}:\n\n```xml\n"))
        .expect(heading);
    rest.split_once("\n```\n")
        .expect("the end of the example")
        .0
}

/// Where an example's outermost elements belong.
#[derive(Default)]
struct Places {
    root: String,
    events: String,
    provider: String,
    items: String,
    strings: String,
    lists: Vec<(&'static str, String)>,
}

/// The lists of a provider and their elements, in the order of the schema.
const LISTS: [(&str, &[&str]); 9] = [
    ("channels", &["channel", "importChannel"]),
    ("levels", &["level"]),
    ("tasks", &["task"]),
    ("opcodes", &["opcode"]),
    ("keywords", &["keyword"]),
    ("maps", &["valueMap", "bitMap"]),
    ("templates", &["template"]),
    ("filters", &["filter"]),
    ("events", &["event"]),
];

/// A whole manifest around an example, which shows only what matters.
fn manifest(example: &str) -> String {
    let whole = [
        "<?xml",
        "<!DOCTYPE",
        "<instrumentationManifest",
        "<manifest",
    ];
    if whole.iter().any(|start| example.contains(start)) {
        return example.to_owned();
    }
    let mut places = Places::default();
    for (name, text) in outermost(example) {
        places.add(name, text);
    }
    if !example.contains("<string ") {
        places.define_strings(example);
    }
    places.manifest()
}

/// The outermost elements of an example.
fn outermost(example: &str) -> Vec<(&str, &str)> {
    let mut reader = Reader::from_str(example);
    let mut found = Vec::new();
    let (mut depth, mut start) = (0, 0);
    loop {
        let before = usize::try_from(reader.buffer_position()).unwrap();
        let event = reader.read_event().expect(example);
        let after = usize::try_from(reader.buffer_position()).unwrap();
        match event {
            Event::Start(_) | Event::Empty(_) if depth == 0 => start = before,
            Event::Eof => return found,
            _ => {}
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Empty(_) => {}
            _ => continue,
        }
        if depth == 0 {
            let text = &example[start..after];
            let end = text[1..].find([' ', '\n', '/', '>']).unwrap() + 1;
            found.push((&text[1..end], text));
        }
    }
}

impl Places {
    fn add(&mut self, name: &str, text: &str) {
        if let Some((list, _)) = LISTS.iter().find(|(_, elements)| elements.contains(&name)) {
            match self.lists.iter_mut().find(|(known, _)| known == list) {
                Some((_, elements)) => elements.push_str(text),
                None => self.lists.push((list, text.to_owned())),
            }
            return;
        }
        match name {
            "instrumentation" | "localization" => self.root.push_str(text),
            "resources" => self.root.push_str(&element("localization", text)),
            "provider" => self.events.push_str(text),
            "message" => self.events.push_str(&element("messageTable", text)),
            "string" => self.strings.push_str(text),
            "data" | "struct" => self.items.push_str(text),
            "patternMap" => {
                let maps = element("patternMaps", text);
                self.provider.push_str(&element("namedQueries", &maps));
            }
            _ => self.provider.push_str(text),
        }
    }

    /// Texts for what the example refers to and does not define.
    fn define_strings(&mut self, example: &str) {
        let references = example.split("$(string.").skip(1);
        let ids: BTreeSet<&str> = references
            .filter_map(|rest| rest.split_once(')'))
            .map(|(id, _)| id)
            .collect();
        let define = |id: &str| format!("<string id=\"{id}\" value=\"Text of {id}\"/>");
        self.strings.extend(ids.into_iter().map(define));
    }

    /// The content of the provider around the example.
    fn provider(&self) -> String {
        let mut provider = self.provider.clone();
        if !self.items.is_empty() {
            let template = format!("<template tid=\"Example\">{}</template>", self.items);
            provider.push_str(&element("templates", &template));
        }
        for (list, _) in LISTS {
            let written = self.lists.iter().find(|(known, _)| *known == list);
            let shown = written.map(|(_, elements)| element(list, elements));
            provider.extend(shown);
        }
        provider
    }

    fn manifest(self) -> String {
        let mut root = self.root.clone();
        if !root.contains("<instrumentation>") {
            let mut events = self.events.clone();
            let provider = self.provider();
            if !provider.is_empty() || !events.contains("<provider") {
                let own = format!("<provider {PROVIDER}>{provider}</provider>");
                events.push_str(&own);
            }
            root.push_str(&element("instrumentation", &element("events", &events)));
        }
        if !root.contains("<localization") && !self.strings.is_empty() {
            let table = element("stringTable", &self.strings);
            let resources = format!("<resources culture=\"en-US\">{table}</resources>");
            root.push_str(&element("localization", &resources));
        }
        format!("<instrumentationManifest {NAMESPACES}>\n{root}\n</instrumentationManifest>")
    }
}

const PROVIDER: &str = "name=\"Contoso-Harbour\" symbol=\"HARBOUR\" \
     guid=\"{C651F5F6-1C0D-492E-8AE1-B4EFD7C9D500}\" \
     resourceFileName=\"harbour.dll\" messageFileName=\"harbour.dll\"";

const NAMESPACES: &str = "xmlns=\"http://schemas.microsoft.com/win/2004/08/events\" \
     xmlns:win=\"http://manifests.microsoft.com/win/2004/08/windows/events\" \
     xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"";

fn element(name: &str, content: &str) -> String {
    format!("<{name}>{content}</{name}>")
}
