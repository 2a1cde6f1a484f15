//! `Build`, as a build script uses it: what it writes, and what it leaves alone.

use std::fs;
use std::path::{Path, PathBuf};

use etw_manifest::diagnostic::MessageFormat;
use etw_manifest::{Build, Error, ErrorKind, Guid};

use crate::expect::assert_file;

const GOOD: &str = r#"<instrumentationManifest xmlns="http://schemas.microsoft.com/win/2004/08/events" xmlns:win="http://manifests.microsoft.com/win/2004/08/windows/events">
  <instrumentation>
    <events>
      <provider name="Harbour" guid="{0f7a9c1e-3b52-4c8d-9e61-5a2b8d407c13}" symbol="HARBOUR" resourceFileName="h.dll" messageFileName="h.dll">
        <events>
          <event value="1" symbol="Docked" level="win:Informational" message="$(string.Docked)"/>
          <event value="2" symbol="Sailed" level="win:Informational" message="$(string.Sailed)"/>
        </events>
      </provider>
    </events>
  </instrumentation>
  <localization>
    <resources culture="en-US">
      <stringTable>
        <string id="Docked" value="A ship has docked."/>
        <string id="Sailed" value="A ship has sailed."/>
      </stringTable>
    </resources>
  </localization>
</instrumentationManifest>
"#;

/// A folder of its own for each test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("build")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn build(folder: &Path) -> Result<(), Error> {
    Build::new()
        .manifest(folder.join("harbour.man"))
        .out_dir(folder)
        .try_compile()
}

#[test]
fn three_mistakes_are_three_diagnostics_in_one_run_each_at_its_place() {
    let folder = folder("three");
    let bad = GOOD
        .replace(
            "level=\"win:Informational\" message=\"$(string.Docked)\"",
            "level=\"win:Info\" message=\"$(string.Docked)\"",
        )
        .replace("value=\"2\"", "value=\"two\"")
        .replace("$(string.Sailed)", "$(string.Sialed)");
    fs::write(folder.join("harbour.man"), bad).unwrap();
    let ErrorKind::Manifest { problems, .. } = build(&folder).unwrap_err().into_kind() else {
        panic!("accepted")
    };
    let lines: Vec<String> = problems
        .iter()
        .map(|(source, it)| it.render(source, MessageFormat::Short))
        .map(|line| line.split_once("harbour.man:").unwrap().1.to_owned())
        .collect();
    assert_eq!(
        lines,
        [
            "6:51: error[ETW0811]: the level `win:Info` is not declared",
            "7:25: error[ETW0105]: `value` is `two`, which is not a number",
            "7:90: error[ETW0201]: the string `Sialed` is not defined",
        ]
    );
}

#[test]
fn a_failed_build_leaves_the_old_output() {
    let folder = folder("failed");
    fs::write(folder.join("harbour.man"), GOOD).unwrap();
    build(&folder).unwrap();
    let before = fs::read_to_string(folder.join("harbour.rs")).unwrap();
    assert!(before.contains("pub struct Docked"));
    fs::write(
        folder.join("harbour.man"),
        GOOD.replace("value=\"2\"", "value=\"1\""),
    )
    .unwrap();
    assert!(build(&folder).is_err());
    assert_eq!(
        fs::read_to_string(folder.join("harbour.rs")).unwrap(),
        before
    );
}

#[test]
fn the_output_is_touched_only_if_it_changes() {
    let folder = folder("unchanged");
    let time = || {
        fs::metadata(folder.join("harbour.rs"))
            .unwrap()
            .modified()
            .unwrap()
    };
    fs::write(folder.join("harbour.man"), GOOD).unwrap();
    build(&folder).unwrap();
    let first = time();
    fs::write(
        folder.join("harbour.man"),
        format!("{GOOD}<!-- a comment -->\n"),
    )
    .unwrap();
    build(&folder).unwrap();
    assert_eq!(time(), first);
    fs::write(
        folder.join("harbour.man"),
        GOOD.replace("Docked\" level", "Moored\" level"),
    )
    .unwrap();
    build(&folder).unwrap();
    assert!(
        fs::read_to_string(folder.join("harbour.rs"))
            .unwrap()
            .contains("pub struct Moored")
    );
    assert!(time() >= first);
}

#[test]
fn one_bad_manifest_of_two_writes_neither() {
    let folder = folder("neither");
    fs::write(folder.join("harbour.man"), GOOD).unwrap();
    fs::write(folder.join("bad.man"), "<nothing/>").unwrap();
    let build = Build::new()
        .manifest(folder.join("harbour.man"))
        .manifest(folder.join("bad.man"));
    assert!(build.out_dir(&folder).try_compile().is_err());
    assert!(!folder.join("harbour.rs").exists());
}

#[test]
fn what_is_no_manifest_problem_has_an_error_of_its_own() {
    let folder = folder("errors");
    let missing = Build::new()
        .manifest(folder.join("no.man"))
        .out_dir(&folder)
        .try_compile();
    let kind = |result: Result<(), Error>| result.unwrap_err().into_kind();
    assert!(matches!(kind(missing), ErrorKind::Read { .. }));
    fs::write(folder.join("harbour.man"), GOOD).unwrap();
    let twice = Build::new()
        .manifest(folder.join("harbour.man"))
        .manifest(folder.join("harbour.man"));
    assert!(matches!(
        kind(twice.out_dir(&folder).try_compile()),
        ErrorKind::SameName { .. }
    ));
    let build = Build::new().manifest(folder.join("harbour.man"));
    let crate_name = build.out_dir(&folder).runtime_path("::etw-provider");
    assert!(matches!(
        kind(crate_name.try_compile()),
        ErrorKind::RustPath { .. }
    ));
    assert!(!folder.join("harbour.rs").exists());
}

#[test]
fn an_error_is_said_in_words_even_by_debug() {
    let folder = folder("words");
    let said = |result: Result<(), Error>| format!("{:?}", result.unwrap_err());
    let twice = Build::new().manifest("a.man").manifest("a.man");
    let missing = said(twice.out_dir(&folder).try_compile());
    assert!(missing.starts_with("cannot read a.man: "), "{missing}");
    assert!(missing.contains("; the path starts at "), "{missing}");

    let path = folder.join("harbour.man");
    fs::write(
        &path,
        GOOD.replace("win:Informational", "win:Informatoinal"),
    )
    .unwrap();
    let refused = said(build(&folder));
    assert!(refused.starts_with("error[ETW0811]: "), "{refused}");
    assert!(refused.contains("^^^^^^^ unknown level"), "{refused}");

    fs::write(&path, GOOD).unwrap();
    let twice = Build::new().manifest(&path).manifest(&path);
    let twice = said(twice.out_dir(&folder).try_compile());
    assert!(
        twice.ends_with("harbour.man is given twice; remove one"),
        "{twice}"
    );
}

#[test]
fn the_folder_leaves_no_trace_in_the_output() {
    let outputs = ["here", "quite/another/place"].map(|name| {
        let folder = folder(name);
        fs::write(folder.join("harbour.man"), GOOD).unwrap();
        build(&folder).unwrap();
        ["harbour.rs", "events.res"].map(|file| fs::read(folder.join(file)).unwrap())
    });
    assert!(outputs[0] == outputs[1]);
}

#[test]
fn a_provider_for_tracing_is_made_from_its_name() {
    let folder = folder("tracing");
    let build = || Build::new().tracing("Contoso-Harbour").out_dir(&folder);
    build().try_compile().unwrap();
    build().try_compile().unwrap();
    let manifest = fs::read(folder.join("contoso-harbour.man")).unwrap();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    assert_file(&fixtures.join("expand/tracing/input.man"), &manifest);
    let code = fs::read_to_string(folder.join("contoso-harbour.rs")).unwrap();
    assert!(code.contains("runtime::tracing_layer!(METADATA, "));
    assert!(folder.join("events.res").exists());

    let other = Build::new().tracing_with_guid("7 Häfen", Guid::from_u128(7));
    other.out_dir(&folder).try_compile().unwrap();
    let code = fs::read_to_string(folder.join("7-h-fen.rs")).unwrap();
    assert!(code.contains("\"7 Häfen\""));
    assert!(code.contains("from_u128(0x00000000_0000_0000_0000_000000000007)"));

    // Nothing in a name is markup.
    let hostile = Build::new().tracing("a\"/><x b=\"&");
    let rejected = hostile.out_dir(&folder).try_compile().unwrap_err();
    assert!(
        rejected
            .to_string()
            .contains("name=\"a&quot;/>&lt;x b=&quot;&amp;")
    );

    let twice = build().manifest(folder.join("contoso-harbour.man"));
    assert!(matches!(
        twice.try_compile().unwrap_err().kind(),
        ErrorKind::SameName { .. }
    ));
}

#[test]
fn a_provider_for_tracing_has_the_events_of_its_fragments() {
    let folder = folder("tracing-fragment");
    let fragment = r#"<instrumentationManifest xmlns="http://schemas.microsoft.com/win/2004/08/events"
    xmlns:win="http://manifests.microsoft.com/win/2004/08/windows/events">
  <instrumentation>
    <events>
      <provider name="Contoso-Harbour">
        <events>
          <event value="100" symbol="Docked" channel="OPERATIONAL" level="win:Informational" message="$(string.Docked)"/>
        </events>
      </provider>
    </events>
  </instrumentation>
  <localization>
    <resources culture="en-US">
      <stringTable>
        <string id="Docked" value="A ship has docked."/>
      </stringTable>
    </resources>
  </localization>
</instrumentationManifest>
"#;
    fs::write(folder.join("docks.man"), fragment).unwrap();
    let build = Build::new()
        .tracing("Contoso-Harbour")
        .fragment(folder.join("docks.man"));
    build.out_dir(&folder).try_compile().unwrap();
    let code = fs::read_to_string(folder.join("contoso-harbour.rs")).unwrap();
    assert!(code.contains("pub struct Docked"));
    assert!(code.contains("runtime::tracing_layer!("));
}
