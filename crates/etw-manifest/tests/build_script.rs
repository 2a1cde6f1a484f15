//! `Build` in a build script: what it reads of cargo's variables, and what it tells cargo.
//!
//! Cargo's variables are those of a process, so each build script is a process of its own: this test program again,
//! told to run only the test `build_script`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

use etw_manifest::Build;

/// The test that is a build script if this variable is set: its words are calls of `Build`.
const SCRIPT: &str = "BUILD_SCRIPT";

#[test]
fn build_script() {
    let Ok(script) = env::var(SCRIPT) else { return };
    let call = |build: Build, word: &str| match word {
        "link" => build.link(),
        "dependencies" => build.dependencies(),
        word => match word.split_once('=') {
            Some(("extends", package)) => build.extends(package),
            Some(("fragment", path)) => build.fragment(path),
            Some(("module", path)) => build.module(path),
            Some(("checked-in", path)) => build.checked_in(path),
            Some(("visibility", visibility)) => build.visibility(visibility),
            Some(("at", path)) => build.extends_at("one-events", path),
            _ => build.manifest(word),
        },
    };
    // The test harness may have begun a line.
    println!();
    script.split_whitespace().fold(Build::new(), call).compile();
}

/// A build script's folder, with manifests of three providers in it.
struct Package(PathBuf);

impl Package {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("build-script");
        let folder = folder.join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("out")).unwrap();
        for (name, digit) in [("One", 1), ("Two", 2), ("Three", 3)] {
            fs::write(folder.join(format!("{name}.man")), manifest(name, digit)).unwrap();
        }
        Self(folder)
    }

    fn path(&self, file: &str) -> String {
        self.0.join(file).to_str().unwrap().to_owned()
    }

    /// The lines for cargo, with `ROOT` for the folder.
    fn run(&self, script: &str, variables: &[(&str, &str)]) -> Vec<String> {
        let output = self.try_run(script, variables);
        assert!(output.status.success(), "{output:?}");
        let text = String::from_utf8(output.stdout).unwrap();
        let lines = text.lines().filter_map(|line| line.strip_prefix("cargo::"));
        lines.map(|line| self.without_root(line)).collect()
    }

    fn try_run(&self, script: &str, variables: &[(&str, &str)]) -> Output {
        let clean = env::vars().filter(|(name, _)| {
            !["CARGO_CFG_", "DEP_", "CARGO_MANIFEST_LINKS", "CI"]
                .iter()
                .any(|it| name.starts_with(it))
        });
        Command::new(env::current_exe().unwrap())
            .args(["build_script::build_script", "--exact", "--nocapture"])
            .env_clear()
            .envs(clean)
            .env("OUT_DIR", self.0.join("out"))
            .env(SCRIPT, script)
            .envs(variables.iter().copied())
            .current_dir(&self.0)
            .output()
            .unwrap()
    }

    /// With `ROOT` for the folder, which is absolute in other words where paths begin with a drive.
    fn without_root(&self, line: &str) -> String {
        let slashes = |path: &Path| path.to_str().unwrap().replace('\\', "/");
        let line = line.replace('\\', "/");
        let line = line.replace(&slashes(&std::path::absolute(&self.0).unwrap()), "ROOT");
        line.replace(&slashes(&self.0), "ROOT")
    }

    /// The outputs by name.
    fn outputs(&self) -> BTreeMap<String, Vec<u8>> {
        let entries = fs::read_dir(self.0.join("out")).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
        paths
            .map(|path| (name(&path), fs::read(&path).unwrap()))
            .collect()
    }
}

/// A manifest with one event, whose message nobody uses twice; and a string that nobody uses, which is a warning.
fn manifest(name: &str, digit: u8) -> String {
    format!(
        r#"<instrumentationManifest xmlns="http://schemas.microsoft.com/win/2004/08/events" xmlns:win="http://manifests.microsoft.com/win/2004/08/windows/events">
  <instrumentation>
    <events>
      <provider name="Example-{name}" guid="{{0000000{digit}-0000-0000-0000-000000000000}}" symbol="{name}" resourceFileName="a.exe" messageFileName="a.exe">
        <events><event value="1" symbol="E{name}" level="win:Error" message="$(string.E)"/></events>
      </provider>
    </events>
  </instrumentation>
  <localization>
    <resources culture="en-US">
      <stringTable><string id="E" value="{name}."/><string id="Unused" value="-"/></stringTable>
    </resources>
  </localization>
</instrumentationManifest>
"#
    )
}

const GNU: [(&str, &str); 3] = [
    ("CARGO_CFG_TARGET_OS", "windows"),
    ("CARGO_CFG_TARGET_ENV", "gnu"),
    ("CARGO_CFG_TARGET_ARCH", "x86_64"),
];

/// The lines with one of these instructions.
fn only(lines: &[String], instruction: &str) -> Vec<String> {
    let lines = lines
        .iter()
        .filter_map(|line| line.strip_prefix(instruction));
    lines.map(str::to_owned).collect()
}

#[test]
fn each_linker_gets_the_file_that_it_takes() {
    let package = Package::new("linkers");
    let os = ("CARGO_CFG_TARGET_OS", "windows");
    let arch = ("CARGO_CFG_TARGET_ARCH", "aarch64");
    let env = |env| ("CARGO_CFG_TARGET_ENV", env);
    for (variables, file) in [
        (
            vec![os, arch, env("gnu"), ("CARGO_CFG_TARGET_ABI", "")],
            "events.o",
        ),
        (
            vec![os, arch, env("gnu"), ("CARGO_CFG_TARGET_ABI", "llvm")],
            "events.obj",
        ),
        (vec![os, arch, env("msvc")], "events.res"),
        (
            vec![os, ("CARGO_CFG_TARGET_ARCH", "arm"), env("msvc")],
            "events.res",
        ),
    ] {
        let lines = package.run("One.man link", &variables);
        assert_eq!(
            only(&lines, "rustc-link-arg="),
            [format!("ROOT/out/{file}")]
        );
        assert!(package.outputs().contains_key(file));
    }
    let linux = [("CARGO_CFG_TARGET_OS", "linux"), env("gnu"), arch];
    for (script, variables) in [
        ("One.man link", &linux[..]),
        ("One.man", &GNU),
        ("link", &GNU),
    ] {
        let lines = package.run(script, variables);
        assert!(
            only(&lines, "rustc-link-arg=").is_empty(),
            "{script} {variables:?}"
        );
    }
}

#[test]
fn a_library_hands_on_its_manifests_if_it_has_links() {
    let package = Package::new("library");
    let links = [("CARGO_MANIFEST_LINKS", "one")];
    let expected = [
        "ETW_PACKAGE=etw-manifest",
        "ETW_RUNTIME=::etw_manifest::etw_provider",
        "ETW_MODULE_0=::etw_manifest",
        "ETW_MANIFEST_0=ROOT/One.man",
        "ETW_MODULE_1=::etw_manifest::events::two",
        "ETW_MANIFEST_1=ROOT/Two.man",
    ];
    let said = package.run("One.man Two.man module=events::two", &links);
    assert_eq!(only(&said, "metadata="), expected);
    assert!(only(&package.run("One.man Two.man", &[]), "metadata=").is_empty());
}

#[test]
fn an_application_merges_what_it_is_handed_each_file_once() {
    let package = Package::new("application");
    let (one, two) = (package.path("One.man"), package.path("Two.man"));
    let detour = package.path("out/../Two.man");
    let handed = [
        ("DEP_B_ETW_MANIFEST_0", one.as_str()),
        ("DEP_B_ETW_MANIFEST_1", &detour),
        ("DEP_A_ETW_MANIFEST_0", &two),
        ("DEP_A_ROOT", "/elsewhere"),
    ];
    let lines = package.run("Three.man dependencies link", &[&GNU[..], &handed].concat());
    assert_eq!(only(&lines, "rustc-link-arg="), ["ROOT/out/events.o"]);
    assert_eq!(
        only(&lines, "rerun-if-changed="),
        ["Three.man", "ROOT/Two.man", "ROOT/One.man"]
    );
    let warnings = only(&lines, "warning=").join("\n");
    assert!(warnings.contains("Three.man"), "its own warnings are shown");
    assert!(!warnings.contains("One.man"), "those of others are not");
    let outputs = package.outputs();
    let names: Vec<_> = outputs.keys().map(String::as_str).collect();
    assert_eq!(names, ["Three.rs", "etw_manifest_index.rs", "events.o"]);
    let object = &outputs["events.o"];
    let template = object.windows(4).position(|it| it == b"CRIM").unwrap();
    assert_eq!(object[template + 12..][..4], [3, 0, 0, 0]);
}

#[test]
fn a_library_in_between_hands_on_what_it_was_handed() {
    let package = Package::new("between");
    let one = package.path("One.man");
    let variables = [
        ("CARGO_MANIFEST_LINKS", "between"),
        ("DEP_A_ETW_MANIFEST_0", &one),
    ];
    let expected = [
        "ETW_PACKAGE=etw-manifest",
        "ETW_RUNTIME=::etw_manifest::etw_provider",
        "ETW_MODULE_0=::etw_manifest",
        "ETW_MANIFEST_0=ROOT/Two.man",
        "ETW_MANIFEST_1=ROOT/One.man",
    ];
    let lines = package.run("Two.man dependencies", &variables);
    assert_eq!(only(&lines, "metadata="), expected);
}

#[test]
fn an_application_that_is_handed_nothing_is_told() {
    let package = Package::new("nothing");
    let lines = package.run("dependencies link", &GNU);
    assert!(only(&lines, "rustc-link-arg=").is_empty());
    let [warning] = only(&lines, "warning=").try_into().unwrap();
    assert!(warning.contains("`links`"), "{warning}");
}

#[test]
fn no_output_says_where_it_was_made() {
    let variables = [&GNU[..], &[("CARGO_MANIFEST_LINKS", "one")]].concat();
    let outputs = ["here", "quite/another place"].map(|name| {
        let package = Package::new(name);
        package.run("One.man Two.man link", &variables);
        package.outputs()
    });
    assert_eq!(outputs[0].len(), 4);
    assert!(outputs[0] == outputs[1]);
}

/// A fragment of the provider of `One.man`.
fn fragment(id: u16) -> String {
    manifest("One", 1)
        .replace(
            "value=\"1\" symbol=\"EOne\"",
            &format!("value=\"{id}\" symbol=\"E{id}\""),
        )
        .replace("resourceFileName=\"a.exe\" messageFileName=\"a.exe\"", "")
        .replace("symbol=\"One\"", "")
        .replace("<string id=\"Unused\" value=\"-\"/>", "")
}

#[test]
fn a_fragment_joins_the_manifest_of_a_dependency() {
    let package = Package::new("extending");
    fs::write(package.path("more.man"), fragment(2)).unwrap();
    fs::write(package.path("other.man"), fragment(3)).unwrap();
    let (one, other) = (package.path("One.man"), package.path("other.man"));
    let variables = [
        ("CARGO_MANIFEST_LINKS", "more"),
        ("DEP_ONE_ETW_PACKAGE", "one-events"),
        ("DEP_ONE_ETW_MANIFEST_0", one.as_str()),
        ("DEP_OTHER_ETW_PACKAGE", "other"),
        ("DEP_OTHER_ETW_MANIFEST_0", &one),
        ("DEP_OTHER_ETW_MANIFEST_0_1", &other),
    ];
    let lines = package.run(
        "extends=one-events more.man link",
        &[&GNU[..], &variables].concat(),
    );
    assert_eq!(only(&lines, "warning="), Vec::<String>::new());
    let expected = [
        "ETW_PACKAGE=etw-manifest",
        "ETW_RUNTIME=::etw_manifest::etw_provider",
        "ETW_MODULE_0=::etw_manifest",
        "ETW_MANIFEST_0=ROOT/One.man",
        "ETW_MANIFEST_0_1=ROOT/more.man",
    ];
    assert_eq!(only(&lines, "metadata="), expected);
    let names: Vec<String> = package.outputs().into_keys().collect();
    assert_eq!(names, ["etw_manifest_index.rs", "events.o", "more.rs"]);
    // The application that uses both fragments has them in one provider.
    let lines = package.run("extends=one-events more.man dependencies", &variables);
    let expected = [&expected[..], &["ETW_MANIFEST_0_2=ROOT/other.man"]].concat();
    assert_eq!(only(&lines, "metadata="), expected);
}

#[test]
fn the_code_of_a_fragment_names_the_paths_of_its_base() {
    let package = Package::new("paths");
    fs::write(package.path("more.man"), fragment(2)).unwrap();
    let one = package.path("One.man");
    let variables = [
        ("DEP_ONE_ETW_PACKAGE", "one-events"),
        ("DEP_ONE_ETW_MANIFEST_0", one.as_str()),
    ];
    let paths = [
        ("DEP_ONE_ETW_MODULE_0", "::one_events::events"),
        ("DEP_ONE_ETW_RUNTIME", "::one_events::runtime"),
    ];
    for (script, more, module, runtime) in [
        // A build script of plain `std` hands on no paths.
        (
            "extends=one-events",
            &[][..],
            "::one_events",
            "::one_events::etw_provider",
        ),
        (
            "extends=one-events",
            &paths,
            "::one_events::events",
            "::one_events::runtime",
        ),
        (
            "at=::renamed::events",
            &paths,
            "::renamed::events",
            "::renamed::runtime",
        ),
    ] {
        package.run(&format!("{script} more.man"), &[&variables, more].concat());
        let code = String::from_utf8(package.outputs()["more.rs"].clone()).unwrap();
        for expected in [
            format!("use {runtime} as runtime;"),
            format!("extending(&{module}::one::PROVIDER"),
            format!("with_base(&{module}::one::METADATA)"),
        ] {
            assert!(code.contains(&expected), "{expected}\n{code}");
        }
    }
}

#[test]
fn checked_in_code_is_rewritten_and_in_continuous_integration_compared() {
    let package = Package::new("checked-in");
    let (script, file) = (
        "One.man checked-in=src/events.rs Two.man",
        package.path("src/events.rs"),
    );
    package.run(script, &[]);
    let code = fs::read_to_string(&file).unwrap();
    assert!(code.contains("struct EOne"), "{code}");
    let names: Vec<String> = package.outputs().into_keys().collect();
    assert_eq!(names, ["Two.rs", "etw_manifest_index.rs", "events.res"]);

    let ci = [("CI", "true")];
    fs::write(&file, code.replace('\n', "\r\n")).unwrap();
    package.run(script, &ci);
    let stale = code.replace("struct EOne", "struct EUn");
    fs::write(&file, &stale).unwrap();
    let output = package.try_run(script, &ci);
    assert!(!output.status.success());
    let text = String::from_utf8(output.stderr).unwrap();
    for line in [
        "--- src/events.rs",
        "-    pub struct EUn;",
        "+    pub struct EOne;",
    ] {
        assert!(text.lines().any(|it| it == line), "{text}");
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), stale);
    package.run(script, &[("CI", "false")]);
    assert_eq!(fs::read_to_string(&file).unwrap(), code);
}

#[test]
fn a_wrong_visibility_or_module_is_an_error() {
    let package = Package::new("misuse");
    for (script, word) in [
        ("visibility=private One.man", "`pub(crate)`"),
        ("One.man module=two-words", "`two-words`"),
        ("module=events One.man", "`Build::module`"),
    ] {
        let output = package.try_run(script, &[]);
        assert!(!output.status.success());
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(text.contains(word), "{text}");
    }
}

#[test]
fn fragments_of_one_package_are_one_manifest() {
    let package = Package::new("fragments");
    fs::write(package.path("more.man"), fragment(2)).unwrap();
    package.run("One.man fragment=more.man Two.man", &[]);
    let outputs = package.outputs();
    let names: Vec<_> = outputs.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        ["One.rs", "Two.rs", "etw_manifest_index.rs", "events.res"]
    );
    let code = String::from_utf8(outputs["One.rs"].clone()).unwrap();
    assert!(code.contains("struct E2"), "{code}");
}

#[test]
fn a_base_that_is_not_handed_on_is_an_error_with_both_reasons() {
    let package = Package::new("no-base");
    fs::write(package.path("more.man"), fragment(2)).unwrap();
    let one = package.path("One.man");
    let variables = [
        ("DEP_ONE_ETW_PACKAGE", "one-events"),
        ("DEP_ONE_ETW_MANIFEST_0", one.as_str()),
    ];
    let output = package.try_run("extends=two-events more.man", &variables);
    assert!(!output.status.success());
    let text = String::from_utf8(output.stderr).unwrap();
    for word in ["`two-events`", "[dependencies]", "`links`", "one-events"] {
        assert!(text.contains(word), "{text}");
    }
}
