//! A disabled event costs one load, one test and one branch, whatever receives the enabled ones: seen in what the compiler makes
//! of the generated code.
//!
//! Windows is looked at where the environment variable `ETW_MANIFEST_PROBE_WINDOWS` has the options with which rustc compiles for it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Functions that emit a shipped event, in each way that there is.
const PROBE: &str = r#"
#![crate_type = "lib"]
include!(env!("GENERATED"));
use etw_provider::{Activity, Outcome};
#[unsafe(no_mangle)]
pub fn probe_struct(app_domain: &str) -> Outcome { DispatchSessionFailed { app_domain }.emit() }
#[unsafe(no_mangle)]
pub fn probe_constant() { DispatchSessionFailed { app_domain: "/LM/W3SVC/1/ROOT" }.emit(); }
#[unsafe(no_mangle)]
pub fn probe_function(uri: &str, count: i32, app_domain: &str) -> Outcome {
    emit_pending_session_queue_full(uri, count, app_domain)
}
#[unsafe(no_mangle)]
pub fn probe_units(app_domain: &[u16]) -> Outcome {
    PROVIDER.emit_fields::<WasConnected>(&Activity::CURRENT, move |payload| payload.unicode_string(app_domain))
}
#[unsafe(no_mangle)]
pub fn probe_among_others(app_domain: &str, before: fn(), after: fn()) {
    before();
    emit_dispatch_session_failed(app_domain);
    after();
}
"#;

/// A library with the shipped events.
const LIBRARY: &str = r#"
#![crate_type = "lib"]
include!(env!("GENERATED"));
"#;

/// A function of another crate that emits one of them.
const USER: &str = r#"
#![crate_type = "lib"]
#[unsafe(no_mangle)]
pub fn probe_elsewhere(app_domain: &str) {
    events::DispatchSessionFailed { app_domain }.emit();
}
"#;

/// What the compiler is asked for.
struct Backend {
    name: &'static str,
    /// Options for another target than this machine.
    target: Vec<String>,
    features: &'static [&'static str],
}

#[test]
fn a_disabled_event_is_one_load_one_test_one_branch() {
    if !cfg!(all(target_arch = "x86_64", target_os = "linux")) {
        println!("skipped: it reads the assembly that a compiler for x86_64 Linux makes");
        return;
    }
    let here = |name, features| Backend {
        name,
        target: Vec::new(),
        features,
    };
    check(&here("user_events", &["std", "user-events"]));
    check(&here("listeners", &["std"]));
    check_library(&here("library", &["std", "user-events"]), "@GOTPCREL");
    match std::env::var("ETW_MANIFEST_PROBE_WINDOWS") {
        Ok(options) => {
            let windows = |name| Backend {
                name,
                target: options.split_whitespace().map(str::to_owned).collect(),
                features: &["std"],
            };
            check(&windows("etw"));
            check_library(&windows("etw_library"), "__imp_");
        }
        Err(_) => println!("skipped: Windows; no options for it are given"),
    }
}

fn check(backend: &Backend) {
    let assembly = compile_probe(backend);
    // Unwinding on Windows knows one frame for a whole function, so that one which can emit may have it in any case.
    let has_frame = !backend.target.is_empty();
    for name in ["struct", "constant", "function", "units"] {
        let mut body = function(&assembly, &format!("probe_{name}"));
        body.retain(|line| !(has_frame && is_frame(line)));
        check_head(&body, backend.name);
        // What follows the branch not taken is the answer, `Outcome::Disabled`, and the way back.
        let disabled = body.iter().skip_while(|line| mnemonic(line) != "jne");
        let disabled = disabled.skip(1).map(|line| mnemonic(line));
        let answer: Vec<&str> = disabled.take_while(|it| *it != "retq").collect();
        assert!(matches!(answer[..], [] | ["xorl"]), "{body:#?}");
    }
    // Between two calls there is nothing else, frame or not.
    let body = function(&assembly, "probe_among_others");
    let call = body.iter().position(|line| mnemonic(line) == "callq");
    check_head(&body[call.unwrap() + 1..], backend.name);
}

/// From another crate, one more load finds the word, because the library might be shared. Not where the program is not position
/// independent.
fn check_library(backend: &Backend, address: &str) {
    let directory = compile_runtime(backend);
    fs::write(directory.join("events.rs"), LIBRARY).unwrap();
    fs::write(directory.join("user.rs"), USER).unwrap();
    run(rustc(&directory, backend).args([RUNTIME, "events.rs"]));
    let user = |model: &[&str]| {
        let events = "--extern=events=libevents.rlib";
        let mut user = rustc(&directory, backend);
        run(user
            .args(TO_ASSEMBLY)
            .args(["-L.", RUNTIME, events, "user.rs"])
            .args(model));
        fs::read_to_string(directory.join("user.s")).unwrap()
    };
    let assembly = user(&[]);
    let mut body = function(&assembly, "probe_elsewhere");
    body.retain(|line| backend.target.is_empty() || !is_frame(line));
    assert_eq!(mnemonic(body[0]), "movq", "{body:#?}");
    assert!(body[0].contains(address), "{body:#?}");
    check_head(&body[1..], backend.name);
    if backend.target.is_empty() {
        let assembly = user(&[STATIC]);
        check_head(&function(&assembly, "probe_elsewhere"), backend.name);
    }
}

fn check_head(body: &[&str], backend: &str) {
    println!("{backend}:\n{}", body.join("\n"));
    let before = body.iter().take_while(|line| !line.starts_with('j'));
    let before: Vec<&str> = before.map(|line| mnemonic(line)).collect();
    // The load may be part of the test.
    let expected: &[&str] = match before.len() {
        1 => &["cmpl"],
        _ => &["movl", "testl"],
    };
    assert_eq!(before, expected, "{backend}: {body:#?}");
    assert_eq!(mnemonic(body[before.len()]), "jne", "{backend}: {body:#?}");
}

/// Whether an instruction makes or ends a function's frame.
fn is_frame(line: &str) -> bool {
    matches!(mnemonic(line), "pushq" | "popq")
        || matches!(mnemonic(line), "subq" | "addq") && line.ends_with(", %rsp")
}

fn mnemonic(line: &str) -> &str {
    line.split('\t').next().unwrap_or("")
}

const RUNTIME: &str = "--extern=etw_provider=libetw_provider.rlib";
const TO_ASSEMBLY: [&str; 2] = ["--emit=asm", "-Ccodegen-units=1"];
/// Addresses are absolute, as in a program that is not position independent; else an instruction computes the address.
const STATIC: &str = "-Crelocation-model=static";

/// Compiles the runtime and the probe with optimisation and returns the probe's assembly.
fn compile_probe(backend: &Backend) -> String {
    let directory = compile_runtime(backend);
    fs::write(directory.join("probe.rs"), PROBE).unwrap();
    run(rustc(&directory, backend)
        .args(TO_ASSEMBLY)
        .args([RUNTIME, STATIC, "probe.rs"]));
    fs::read_to_string(directory.join("probe.s")).unwrap()
}

/// Compiles the runtime, and returns the folder of its library.
fn compile_runtime(backend: &Backend) -> PathBuf {
    let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let directory = directory.join("disabled_emit").join(backend.name);
    fs::create_dir_all(&directory).unwrap();
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/etw-provider/src/lib.rs");
    let mut runtime = rustc(&directory, backend);
    let features = backend.features.iter();
    runtime.args(features.map(|it| format!("--cfg=feature=\"{it}\"")));
    run(runtime
        .args(["--crate-name=etw_provider", "--crate-type=rlib"])
        .arg(library));
    directory
}

fn rustc(directory: &Path, backend: &Backend) -> Command {
    let compiler = std::env::var_os("RUSTC").unwrap_or("rustc".into());
    let mut command = Command::new(compiler);
    command
        .current_dir(directory)
        .env(
            "GENERATED",
            concat!(env!("OUT_DIR"), "/activation-services.rs"),
        )
        .args(["--edition=2024", "-Copt-level=3", "--cap-lints=allow"])
        .args(&backend.target);
    command
}

fn run(command: &mut Command) {
    let status = command.status().expect("rustc runs");
    assert!(status.success(), "{command:?}");
}

/// The instructions of a function, which may be another name of one that does the same, without the assembler's directives and labels.
fn function<'a>(assembly: &'a str, of: &str) -> Vec<&'a str> {
    let alias = format!("\t.set {of}, ");
    let name = assembly.lines().find_map(|line| line.strip_prefix(&*alias));
    let label = format!("{}:", name.unwrap_or(of));
    let lines = assembly.lines().skip_while(|line| *line != label).skip(1);
    // The end of a function in ELF and in COFF.
    let ends = |line: &str| line.starts_with("\t.size") || line.starts_with("\t.seh_endproc");
    let lines = lines.take_while(|line| !ends(line));
    lines
        .filter(|line| is_instruction(line))
        .map(str::trim)
        .collect()
}

fn is_instruction(line: &str) -> bool {
    line.starts_with('\t') && !line.starts_with("\t.")
}
