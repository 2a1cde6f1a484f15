//! Nothing that a manifest says becomes code, markup or a command: every output for a manifest of hostile texts has the
//! structure of that for the same manifest with harmless ones.

use std::str::FromStr;

use etw_manifest::diagnostic::{MessageFormat, Severity};
use etw_manifest::model::Manifest;
use etw_manifest::registration::{self, File, WindowsPath};
use etw_manifest::resource::{Options as ResourceOptions, Resources};
use etw_manifest::source::Source;
use etw_manifest::{Options, compile, doc};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quick_xml::events::Event;
use serde_json::Value;

/// Texts that would be more than text somewhere: in Rust, rustdoc, Markdown, HTML, XML, JSON, cmd.exe, PowerShell.
const HOSTILE: [&str; 36] = [
    "*/ } fn evil() {} /*",
    "\" ] fn evil() {} #[doc = \"",
    "\"#; fn evil() {} r#\"",
    "\\\" evil \\",
    "'a' '\\'' b'x' b\"x c\"x",
    "r#\"x\"# r##\"y\"##",
    "a\nfn evil() {}",
    "a\r#[cfg(evil)] fn evil() {}",
    "a\r\n#![feature(evil)]",
    "a\u{2028}fn evil() {}\u{2029}\u{85}x",
    "\u{202E}lave\u{2066} x\u{200F}",
    "/// evil",
    "//! evil",
    "// evil \\",
    "/* evil",
    "`evil` ``` `",
    "```\nfn evil() {}\n```",
    "[`evil`] [evil](javascript:evil) ![x](y)",
    "<script>evil()</script><img src=x onerror=evil()>",
    "</script><!-- evil",
    "--><evil/><!--",
    "]]><evil/><![CDATA[",
    "' onload='evil()' \" onload=\"evil()\"",
    "{} {0} {{ }} {evil:?}",
    "$evil $(evil) `n @evil",
    "''; evil; '",
    "\u{2019}; evil; \u{2018} \u{201B}",
    "\" & evil & rem \" %PATH% !PATH! ^",
    "x> evil.txt | evil",
    "%1 %n %% %0",
    "r#fn",
    "crate::evil!()",
    "Self",
    "_",
    "../../../evil",
    "CON",
];

/// Where a text stands. A place may refuse it, or give it an identifier's form.
const PLACES: [&str; 15] = [
    "PROVIDER",
    "CHANNEL",
    "LEVEL",
    "TASK",
    "OPCODE",
    "KEYWORD",
    "MAP",
    "TEMPLATE",
    "ITEM",
    "EVENT",
    "SYMBOL",
    "FILE",
    "MESSAGE",
    "DESCRIPTION",
    "USERDATA",
];

const MANIFEST: &str = r#"<instrumentationManifest xmlns="http://schemas.microsoft.com/win/2004/08/events"
    xmlns:win="http://manifests.microsoft.com/win/2004/08/windows/events" xmlns:doc="urn:etw-manifest:documentation">
  <instrumentation><events>
    <provider name="PROVIDER" guid="{00000000-0000-0000-0000-000000000001}" symbol="SYMBOL" message="$(string.m)"
        resourceFileName="FILE" messageFileName="FILE" doc:description="$(string.d)">
      <channels><channel name="CHANNEL" chid="c" type="Operational" message="$(string.m)"/></channels>
      <levels><level name="LEVEL" value="20" message="$(string.m)"/></levels>
      <tasks><task name="TASK" value="1" message="$(string.m)"/></tasks>
      <opcodes><opcode name="OPCODE" value="20" message="$(string.m)"/></opcodes>
      <keywords><keyword name="KEYWORD" mask="0x1" message="$(string.m)"/></keywords>
      <maps><valueMap name="MAP"><map value="1" message="$(string.m)"/></valueMap></maps>
      <templates><template tid="TEMPLATE">
        <data name="ITEM" inType="win:UInt32" map="MAP" doc:description="$(string.d)"/>
        <UserData><U a="USERDATA">USERDATA</U></UserData>
      </template></templates>
      <events><event value="1" symbol="SYMBOL" name="EVENT" channel="c" level="LEVEL" task="TASK" opcode="OPCODE"
        keywords="K2" template="TEMPLATE" message="$(string.m)" doc:description="$(string.d)"/></events>
    </provider>
  </events></instrumentation>
  <localization><resources culture="en-US"><stringTable>
    <string id="m" value="MESSAGE"/><string id="d" value="DESCRIPTION"/>
  </stringTable></resources></localization>
</instrumentationManifest>"#;

fn escaped(text: &str) -> String {
    let one = |it: char| match it {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '"' => "&quot;".to_owned(),
        '\n' | '\r' | '\u{85}' | '\u{2028}' => format!("&#{};", u32::from(it)),
        it => it.to_string(),
    };
    text.chars().map(one).collect()
}

/// The manifest with a text in one place and a harmless word in all others.
fn with(place: &str, text: &str) -> String {
    let mut manifest = MANIFEST.replace(
        "<keyword name=\"KEYWORD\"",
        "<keyword name=\"K2\" mask=\"0x2\"/><keyword name=\"KEYWORD\"",
    );
    for other in PLACES {
        let value = if other == place {
            escaped(text)
        } else {
            harmless(other)
        };
        for quote in ["\"", ">"] {
            let end = if quote == "\"" { "\"" } else { "<" };
            manifest = manifest.replace(
                &format!("{quote}{other}{end}"),
                &format!("{quote}{value}{end}"),
            );
        }
    }
    manifest
}

fn harmless(place: &str) -> String {
    let (first, rest) = place.split_at(1);
    format!("Harmless{first}{}", rest.to_lowercase())
}

/// Everything that is written for a manifest, without the texts.
#[derive(PartialEq, Debug)]
struct Shape {
    rust: Vec<String>,
    json: Vec<String>,
    html: Vec<String>,
    markdown: Vec<usize>,
    installer: Vec<String>,
    power_shell: String,
    commands: Vec<String>,
    script: Vec<String>,
}

fn shape(text: &str, stem: &str) -> Option<Shape> {
    let source = Source::new("input.man", text);
    let outcome = compile(&source, &Options::new());
    for diagnostic in &outcome.diagnostics {
        let drawing = diagnostic.render(&source, MessageFormat::Human { color: false });
        assert!(
            !drawing.contains(['\r', '\u{202E}', '\u{2066}']),
            "{drawing:?}"
        );
    }
    let manifest = outcome.manifest.or_else(|| {
        assert!(
            outcome
                .diagnostics
                .iter()
                .any(|it| it.severity() == Severity::Error)
        );
        compile(&source, &Options::new().lenient()).manifest
    })?;
    let path = WindowsPath::parse(r"C:\Harmless\harmless.exe").unwrap();
    let kit = registration::kit(text.as_bytes(), &source, &manifest, &path, stem);
    let file = |end: &str| {
        let file = kit.iter().find(|it| it.name.ends_with(end));
        file.map_or("", |it| std::str::from_utf8(&it.bytes).unwrap())
    };
    Some(Shape {
        rust: rust(&manifest.to_rust("::etw_provider")),
        json: json(&serde_json::from_str(&manifest.to_json()).expect("JSON")),
        html: tags(&manifest.to_html(&doc::Options::new("en-US"))),
        markdown: markdown(&manifest),
        installer: [elements(file(".wxs")), elements(file(".appxmanifest"))].concat(),
        power_shell: without_quoted(file("check.ps1")),
        commands: commands(&kit),
        script: script(&manifest, stem),
    })
}

/// The tokens without names, values and documentation.
fn rust(text: &str) -> Vec<String> {
    let tokens = TokenStream::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let mut shape = Vec::new();
    flatten(tokens, &mut shape);
    shape
}

fn flatten(tokens: TokenStream, shape: &mut Vec<String>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(punct)
                if punct.as_char() == '#' && tokens.next_if(is_doc).is_some() => {}
            TokenTree::Punct(punct) => shape.push(punct.as_char().to_string()),
            TokenTree::Ident(_) => shape.push("name".to_owned()),
            TokenTree::Literal(_) => shape.push("value".to_owned()),
            TokenTree::Group(group) => {
                shape.push(format!("{:?}", group.delimiter()));
                flatten(group.stream(), shape);
                // A list that is broken over lines ends with a comma, and long names break more lists.
                if shape.last().is_some_and(|last| last == ",") {
                    shape.pop();
                }
                shape.push("end".to_owned());
            }
        }
    }
}

/// `[doc = "…"]` and nothing else.
fn is_doc(token: &TokenTree) -> bool {
    let TokenTree::Group(group) = token else {
        return false;
    };
    let tokens: Vec<_> = group.stream().into_iter().collect();
    let [
        TokenTree::Ident(name),
        TokenTree::Punct(equals),
        TokenTree::Literal(_),
    ] = &tokens[..]
    else {
        return false;
    };
    group.delimiter() == Delimiter::Bracket && name == "doc" && equals.as_char() == '='
}

fn json(value: &Value) -> Vec<String> {
    match value {
        Value::Object(map) => {
            let members = map
                .iter()
                .map(|(key, value)| [vec![key.clone()], json(value)].concat());
            members.flatten().chain(["}".to_owned()]).collect()
        }
        Value::Array(list) => list.iter().flat_map(json).chain(["]".to_owned()]).collect(),
        _ => vec!["value".to_owned()],
    }
}

/// Every tag of a page with the names of its attributes; a line break in a text may be one.
fn tags(html: &str) -> Vec<String> {
    let tags = html
        .split('<')
        .skip(1)
        .filter(|it| !it.starts_with("br") && !it.starts_with("wbr"));
    let name = |tag: &str| {
        let tag = tag.split('>').next().unwrap_or_default();
        let parts = tag.split('"').step_by(2).map(str::trim);
        parts.collect::<Vec<_>>().join(" ")
    };
    tags.map(name).collect()
}

/// Links, images, code spans and HTML of all pages: what is not escaped.
fn markdown(manifest: &Manifest) -> Vec<usize> {
    let pages = manifest.to_markdown(&doc::Options::new("en-US"));
    let plain = |name: &str| {
        name.bytes()
            .all(|it| it.is_ascii_alphanumeric() || b"-_.".contains(&it))
    };
    assert!(pages.iter().all(|(name, _)| plain(name)));
    let one = |(_, text): &(String, String)| {
        let text = text
            .replace("\\\\", "")
            .replace("\\[", "")
            .replace("\\]", "")
            .replace("\\<", "");
        text.matches("](").count() + text.matches("![").count() + text.matches('<').count()
    };
    pages.iter().map(one).collect()
}

/// Elements and the names of their attributes.
fn elements(xml: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut names = Vec::new();
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(tag) | Event::Empty(tag) => {
                names.push(format!("{:?}", tag.name()));
                let attributes = tag.attributes().map(|it| format!("{:?}", it.unwrap().key));
                names.extend(attributes);
            }
            Event::Eof => return names,
            _ => {}
        }
    }
}

/// PowerShell outside of its strings, in which two quotation marks of any form stand for one.
fn without_quoted(text: &str) -> String {
    let mut outside = String::new();
    let mut inside = false;
    let is_quote = |it: char| matches!(it, '\'' | '\u{2018}'..='\u{201B}');
    let text = text.trim_start_matches('\u{FEFF}');
    for line in text.split("\r\n").filter(|line| !line.starts_with('#')) {
        for character in line.chars() {
            inside ^= is_quote(character);
            if !inside {
                outside.push(character);
            }
        }
        outside.push('\n');
    }
    assert!(!inside, "a string that never ends");
    outside.replace(['\'', '\u{2018}', '\u{2019}', '\u{201A}', '\u{201B}'], "")
}

/// Command files without remarks and without what stands between quotation marks.
fn commands(kit: &[File]) -> Vec<String> {
    let is_command = |it: &&File| {
        it.name
            .rsplit_once('.')
            .is_some_and(|(_, end)| end == "cmd")
    };
    let files = kit.iter().filter(is_command);
    let texts = files.map(|it| String::from_utf8(it.bytes.clone()).unwrap());
    let lines = |text: String| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let code = |line: &String| !line.starts_with("rem ") && !line.starts_with("chcp ");
    let outside = |line: String| line.split('"').step_by(2).collect::<Vec<_>>().join("\"");
    texts.flat_map(lines).filter(code).map(outside).collect()
}

fn script(manifest: &Manifest, stem: &str) -> Vec<String> {
    let resources = Resources::new(manifest, ResourceOptions::default());
    let text = resources.rc_text(stem, None).replace("\"\"", "");
    let lines = text.lines().filter(|line| !line.starts_with("#pragma"));
    let outside = |line: &str| line.split('"').step_by(2).collect::<Vec<_>>().join("\"");
    lines.map(outside).collect()
}

fn expected() -> Shape {
    shape(&with("", ""), "harmless").expect("accepted")
}

/// Panics where two shapes differ, and shows only where.
fn assert_same(found: &Shape, expected: &Shape, what: &str) {
    let at = found
        .rust
        .iter()
        .zip(&expected.rust)
        .position(|(a, b)| a != b);
    assert!(found.rust == expected.rust, "Rust: {what} at {at:?}");
    assert_eq!(found.json, expected.json, "JSON: {what}");
    assert_eq!(found.html, expected.html, "HTML: {what}");
    assert_eq!(found.markdown, expected.markdown, "Markdown: {what}");
    assert_eq!(found.installer, expected.installer, "XML: {what}");
    assert_eq!(
        found.power_shell, expected.power_shell,
        "PowerShell: {what}"
    );
    assert_eq!(found.commands, expected.commands, "cmd.exe: {what}");
    assert_eq!(found.script, expected.script, "resource script: {what}");
}

#[test]
fn texts_of_a_manifest_stay_texts() {
    let expected = expected();
    let mut accepted = 0;
    for place in PLACES {
        for text in HOSTILE {
            if let Some(found) = shape(&with(place, text), "harmless") {
                accepted += 1;
                assert_same(&found, &expected, &format!("{text:?} as {place}"));
            }
        }
    }
    // Messages and descriptions take all of them, names most.
    assert!(accepted > 300, "{accepted}");
}

#[test]
fn the_name_of_a_manifest_stays_a_name() {
    let expected = expected();
    for stem in HOSTILE {
        let found = shape(&with("", ""), stem).expect("accepted");
        assert_same(
            &found,
            &expected,
            &format!("{stem:?} as the name of the file"),
        );
    }
    for stem in ["RESOURCE", "a\u{202E}b", "a;b", ""] {
        let found = shape(&with("", ""), stem).expect("accepted");
        assert_same(&found, &expected, stem);
    }
}

#[test]
fn files_of_a_kit_stay_in_their_folder() {
    let text = with("FILE", "..\\..\\evil.dll");
    let source = Source::new("input.man", text.as_str());
    let manifest = compile(&source, &Options::new()).manifest.unwrap();
    let path = WindowsPath::parse(r"C:\a\b.exe").unwrap();
    for stem in HOSTILE {
        for file in registration::kit(text.as_bytes(), &source, &manifest, &path, stem) {
            assert!(
                !file.name.contains(['/', '\\', '"', '\n', '\r', ':']),
                "{}",
                file.name
            );
            assert!(!String::from_utf8_lossy(&file.bytes).contains("evil.dll"));
        }
    }
}
