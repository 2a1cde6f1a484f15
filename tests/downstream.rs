//! Builds and runs what users of the compiler build and run: the first example, then crates outside this workspace.
//!
//! Those crates share one target directory, so that the compiler is built once for all of them, and start from this
//! workspace's lock file, so that they resolve offline to the versions that are already here.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const README: &str = include_str!("../README.md");
const RECIPE: &str = include_str!("../manifests/README.md");
const RELEASED: &str = include_str!("../manifests/released/activation-services.man");

/// Where the consumers are built: `target/downstream`.
fn target_dir() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("downstream")
}

/// `cargo run` in a consumer crate; returns what it printed.
fn run(consumer: &Path) -> String {
    in_consumer(consumer, "run")
}

/// A cargo command in a consumer crate; returns what it printed.
fn in_consumer(consumer: &Path, subcommand: &str) -> String {
    printed_by(consumer_command(consumer, subcommand))
}

fn consumer_command(consumer: &Path, subcommand: &str) -> Command {
    let lock_file = Path::new(ROOT).join("Cargo.lock");
    fs::copy(lock_file, consumer.join("Cargo.lock")).expect("the lock file can be copied");
    let mut command = cargo(consumer, subcommand);
    command
        .env_remove("CI")
        .env("CARGO_TARGET_DIR", target_dir())
        .env("ETW_MANIFEST_CORPUS", corpus())
        // Nobody debugs these builds or repeats them, so they need not pay for either.
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_INCREMENTAL", "0");
    command
}

fn cargo(package: &Path, subcommand: &str) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command
        .args([subcommand, "--offline", "--quiet"])
        .current_dir(package);
    command
}

/// Standard output of a command that succeeds; a panic with everything it said if it fails.
fn printed_by(mut command: Command) -> String {
    let output = command.output().expect("cargo starts");
    let stdout = String::from_utf8_lossy(&output.stdout);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{command:?} failed ({})\n--- stdout\n{stdout}\n--- stderr\n{stderr}",
        output.status,
    );
    stdout.into_owned()
}

fn committed(name: &str) -> PathBuf {
    Path::new(ROOT).join("tests/downstream").join(name)
}

#[test]
fn a_crate_with_a_manifest_of_its_own_builds_and_emits() {
    let printed = run(&committed("own-provider"));
    assert!(
        printed.contains("the events of Example-Harbour are as expected"),
        "{printed}"
    );
}

/// README shows this crate, and its test attaches a recorder to the shipped provider.
#[test]
fn a_crate_that_extends_the_shipped_provider_is_the_one_of_the_readme() {
    let extended = committed("extended");
    for file in ["build.rs", "src/main.rs", "manifests/retries.man"] {
        let text = fs::read_to_string(extended.join(file)).expect("a text");
        assert!(README.contains(&text), "README.md does not show {file}");
    }
    let printed = in_consumer(&extended, "test");
    assert!(printed.contains("1 passed"), "{printed}");
}

#[test]
fn a_crate_with_checked_in_code_is_built_without_the_compiler() {
    let user = committed("checked-in-user");
    assert_eq!(run(&user), "Version 1.0 has started as process 7.\n");
    let mut tree = consumer_command(&user, "tree");
    tree.args(["--edges", "normal,build", "--prefix", "none"]);
    let tree = printed_by(tree);
    assert_eq!(tree.lines().count(), 3, "{tree}");

    // The code is that of the manifest.
    let mut regenerate = consumer_command(&committed("checked-in"), "build");
    regenerate.env("CI", "1").args(["--features", "regenerate"]);
    printed_by(regenerate);
}

const HARBOUR: &str = include_str!("downstream/own-provider/manifests/harbour.man");

const HARBOUR_BUILD: &str = r#"
fn main() {
    etw_manifest::Build::new().manifest("manifests/harbour.man").visibility("pub(crate)").compile();
}
"#;

/// Emits one event as a struct and one by its function; the other two are a unit struct and one with fields.
const HARBOUR_MAIN: &str = r#"
etw_provider::include_manifest!("harbour");

fn main() {
    ShipRefused { ship: "Ana", reason: Reason::STORM }.emit();
    emit_ship_loaded("Ana", &[10, 20]);
}
"#;

#[test]
fn rustc_names_the_events_that_are_never_emitted() {
    let files = [
        ("build.rs", HARBOUR_BUILD),
        ("src/main.rs", HARBOUR_MAIN),
        ("manifests/harbour.man", HARBOUR),
    ];
    let mut build = consumer_command(&write_consumer("never-emitted", files), "build");
    let output = build.output().expect("cargo starts");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    let warnings: Vec<&str> = stderr
        .lines()
        .filter(|it| it.starts_with("warning: ") && !it.contains(" generated "))
        .collect();
    let expected = [
        "warning: struct `HarbourOpened` is never constructed",
        "warning: struct `ShipInspected` is never constructed",
    ];
    assert_eq!(warnings, expected, "{stderr}");
}

#[test]
fn two_manifests_in_one_module_build_without_a_warning() {
    let printed = run(&committed("two-manifests"));
    assert_eq!(printed, "EXAMPLE_HARBOUR and EXAMPLE_FERRIES\n");
}

#[test]
fn code_of_another_contract_names_the_crate_to_update() {
    let check = |version: u32| {
        let code = format!("etw_provider::contract!({version});\n");
        let files = [("build.rs", "fn main() {}\n"), ("src/lib.rs", &code)];
        let consumer = write_consumer("contract", files);
        let output = consumer_command(&consumer, "check").output();
        output.expect("cargo starts")
    };
    assert!(check(1).status.success());
    for (version, sentence) in [
        (
            0,
            "an older `etw-manifest` than this `etw-provider` serves: update `etw-manifest`",
        ),
        (
            999,
            "a newer `etw-manifest` than this `etw-provider` serves: update `etw-provider`",
        ),
    ] {
        let output = check(version);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(
            !output.status.success() && stderr.contains(sentence),
            "{stderr}"
        );
    }
}

#[test]
fn a_program_that_logs_with_tracing_is_seen_in_the_event_log() {
    let consumer = committed("tracing");
    assert_eq!(run(&consumer), "");
    let printed = in_consumer(&consumer, "test");
    assert!(printed.contains("1 passed"), "{printed}");
}

#[test]
fn a_program_without_the_feature_is_told_about_it() {
    let check = |main: &str| {
        let include = "etw_provider::include_manifest!(\"contoso-harbour\");";
        let main = format!("{include}\nfn main() {{ {main} }}\n");
        let build = include_str!("downstream/tracing/build.rs");
        let files = [("build.rs", build), ("src/main.rs", &main)];
        let consumer = write_consumer("without-feature", files);
        let output = consumer_command(&consumer, "check").output();
        output.expect("cargo starts")
    };
    assert!(check("TracingError::is_enabled();").status.success());
    let stderr = check("tracing_layer();").stderr;
    let stderr = String::from_utf8_lossy(&stderr);
    for sentence in [
        "`tracing_layer` needs the feature `tracing-subscriber` of `etw-provider`",
        "features = [\"tracing-subscriber\"]",
    ] {
        assert!(stderr.contains(sentence), "{stderr}");
    }
}

/// The folder named by `ETW_MANIFEST_CORPUS`, else the one beside the workspace.
fn corpus() -> PathBuf {
    let beside = || Path::new(ROOT).join("../shared");
    std::env::var_os("ETW_MANIFEST_CORPUS").map_or_else(beside, PathBuf::from)
}

#[test]
#[ignore = "needs the reference material: see CONTRIBUTING.md"]
fn real_manifests_with_every_type_survive_a_round_trip() {
    let printed = run(&committed("round-trip"));
    assert!(printed.contains("137 events of TypeMangling"), "{printed}");
    assert!(printed.contains("events of ProviderName1"), "{printed}");
}

#[test]
fn a_library_with_a_provider_and_every_type_passes_its_tests() {
    let printed = in_consumer(&committed("library"), "test");
    assert!(printed.contains("1 passed"), "{printed}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_library_is_unloaded_and_loaded_again() {
    let printed = in_consumer(&committed("plugin"), "test");
    assert!(printed.contains("1 passed"), "{printed}");
}

/// That its resources are right only a Windows build shows; `.ci/windows.sh` runs its tests.
#[test]
fn an_application_uses_the_providers_of_two_libraries() {
    let printed = run(&committed("application"));
    assert!(
        printed.contains("4031 of Microsoft-Windows-Application Server-Applications"),
        "{printed}"
    );
    assert!(printed.contains("4031 of Example-Every-Type"), "{printed}");
}

#[test]
fn the_first_example_shows_event_4031_in_both_languages() {
    let mut command = cargo(Path::new(ROOT), "run");
    command.args(["--example", "dispatch_session_failed"]);
    let printed = printed_by(command);
    for fact in [
        "4031 DispatchSessionFailed",
        "Error",
        "Microsoft-Windows-Application Server-Applications/Analytic",
        "ActivationServices",
        "Session dispatch failed.",
        "Error en la distribución de la sesión.",
    ] {
        assert!(printed.contains(fact), "{fact:?} is not in\n{printed}");
    }
}

/// The code blocks of `manifests/README.md` that hold XML, in order.
fn recipe() -> [&'static str; 4] {
    let blocks: Vec<&str> = RECIPE
        .split("```xml\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap_or(rest))
        .collect();
    blocks.try_into().expect("event, template, two languages")
}

/// The released manifest with the README's steps applied to it.
fn manifest_with_the_recipe_applied() -> String {
    let [event, template, english, spanish] = recipe();
    let (before_spanish, spanish_table) = RELEASED
        .split_once(r#"<resources culture="es-ES">"#)
        .expect("a Spanish table");
    let english_part = before(before_spanish, "</events>", event);
    let english_part = before(&english_part, "</templates>", template);
    let english_part = before(&english_part, "</stringTable>", english);
    let spanish_part = before(spanish_table, "</stringTable>", spanish);
    format!(r#"{english_part}<resources culture="es-ES">{spanish_part}"#)
}

/// `text` with `addition` before the first `end`.
fn before(text: &str, end: &str, addition: &str) -> String {
    assert!(text.contains(end), "no {end}");
    text.replacen(end, &format!("{addition}{end}"), 1)
}

const APPENDED_BUILD: &str = r#"
fn main() {
    etw_manifest::Build::new().manifest("manifests/activation-services.man").compile();
}
"#;

/// Emits the appended event and prints it, then prints the generated code.
const APPENDED_MAIN: &str = r#"
etw_provider::include_manifest!("activation-services");

fn main() {
    let recorder = etw_provider::Recorder::attach(&PROVIDER);
    emit_dispatch_session_queued("net.tcp://localhost/orders", 7);
    for event in recorder.events() {
        let descriptor = event.event.descriptor();
        println!("{} {} {:?}", descriptor.id, event.event.symbol(), event.payload);
    }
    println!("{}", include_str!(concat!(env!("OUT_DIR"), "/activation-services.rs")));
}
"#;

/// A crate with these files.
fn write_consumer<const N: usize>(name: &str, files: [(&str, &str); N]) -> PathBuf {
    let consumer = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let cargo_toml = format!(
        "[package]\nname = '{name}'\nversion = '0.0.0'\nedition = '2024'\n\
         [dependencies]\netw-provider.path = '{ROOT}/crates/etw-provider'\n\
         [build-dependencies]\netw-manifest.path = '{ROOT}/crates/etw-manifest'\n\
         [workspace]\n"
    );
    for (file, content) in [("Cargo.toml", cargo_toml.as_str())].iter().chain(&files) {
        let file = consumer.join(file);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder can be made");
        fs::write(file, content).expect("a file can be written");
    }
    consumer
}

/// The doc comment directly above `pub struct {name}` in generated code, as one line.
fn rustdoc_of(name: &str, generated: &str) -> String {
    let (above, _) = generated
        .split_once(&format!("pub struct {name}"))
        .unwrap_or_else(|| panic!("no struct {name} in\n{generated}"));
    let lines: Vec<&str> = above.lines().map(str::trim).collect();
    let start = lines
        .iter()
        .rposition(|line| !line.is_empty() && !line.starts_with("///") && !line.starts_with("#["));
    let attributes = &lines[start.map_or(0, |line| line + 1)..];
    let words = attributes.iter().flat_map(|line| line.split_whitespace());
    words
        .filter(|&word| word != "///")
        .collect::<Vec<_>>()
        .join(" ")
}

/// What the payload of the appended event must be: text, number.
fn appended_payload() -> Vec<u8> {
    let text = |text: &str| -> Vec<u8> {
        let units = text.encode_utf16().chain([0]);
        units.flat_map(u16::to_le_bytes).collect()
    };
    [text("net.tcp://localhost/orders"), vec![7, 0, 0, 0]].concat()
}

#[test]
fn an_event_appended_as_the_readme_says_is_emitted_and_documented() {
    // Nothing but the manifest knows the fields of the event.
    let manifest = manifest_with_the_recipe_applied();
    let files = [
        ("build.rs", APPENDED_BUILD),
        ("src/main.rs", APPENDED_MAIN),
        ("manifests/activation-services.man", &manifest),
    ];
    let consumer = write_consumer("appended", files);
    let printed = run(&consumer);
    let (emitted, generated) = printed.split_once('\n').expect("event, then code");
    assert_eq!(
        emitted,
        format!("4035 DispatchSessionQueued {:?}", appended_payload())
    );

    let rustdoc = rustdoc_of("DispatchSessionQueued", generated);
    for fact in [
        "4035",
        "ActivationServices",
        "entries",
        "Emitted when a session has to wait for its dispatch.",
    ] {
        assert!(rustdoc.contains(fact), "{fact:?} is not in\n{rustdoc}");
    }
}
