//! A disabled event costs one load, one test and one branch: seen in what the compiler makes of the generated code.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Functions that emit a shipped event, in each way that there is.
const PROBE: &str = r#"
#![crate_type = "lib"]
include!(env!("GENERATED"));
use etw_provider::Outcome;
#[unsafe(no_mangle)]
pub fn probe_struct(app_domain: &str) -> Outcome { DispatchSessionFailed { app_domain }.emit() }
#[unsafe(no_mangle)]
pub fn probe_constant() { DispatchSessionFailed { app_domain: "/LM/W3SVC/1/ROOT" }.emit(); }
#[unsafe(no_mangle)]
pub fn probe_function(uri: &str, count: i32, app_domain: &str) -> Outcome {
    emit_pending_session_queue_full(uri, count, app_domain)
}
#[unsafe(no_mangle)]
pub fn probe_units(app_domain: &[u16]) -> Outcome { WasConnected { app_domain }.emit() }
#[unsafe(no_mangle)]
pub fn probe_owned(app_domain: &String) -> Outcome { WasDisconnected { app_domain }.emit() }
"#;

#[test]
fn a_disabled_event_is_one_load_one_test_one_branch() {
    if !cfg!(all(target_arch = "x86_64", target_os = "linux")) {
        println!("skipped: it reads the assembly of x86_64 Linux");
        return;
    }
    let assembly = compile_probe();
    for name in ["struct", "constant", "function", "units", "owned"] {
        let name = format!("probe_{name}");
        let head = function(&assembly, &name);
        println!("{name}:\n{}", head.join("\n"));
        let before_the_branch = head.iter().take_while(|line| !line.starts_with('j'));
        let before: Vec<&str> = before_the_branch.copied().collect();
        // The load may be part of the test.
        let expected: &[&str] = match before.len() {
            1 => &["cmpl"],
            _ => &["movl", "testl"],
        };
        let mnemonics: Vec<&str> = before.iter().map(|line| mnemonic(line)).collect();
        assert_eq!(mnemonics, expected, "{head:#?}");
        assert_eq!(mnemonic(head[before.len()]), "jne", "{head:#?}");
        // What follows the branch not taken is the answer, `Outcome::Disabled`, and the way back.
        let disabled = head[before.len() + 1..].iter().map(|line| mnemonic(line));
        let answer: Vec<&str> = disabled.take_while(|it| *it != "retq").collect();
        assert!(matches!(answer[..], [] | ["xorl"]), "{head:#?}");
    }
}

fn mnemonic(line: &str) -> &str {
    line.split('\t').next().unwrap_or("")
}

/// Compiles the runtime and the probe with optimisation and returns the probe's assembly. Addresses are absolute, as
/// in a program that is not position independent; else there is an instruction that computes the address.
fn compile_probe() -> String {
    let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("disabled_emit");
    fs::create_dir_all(&directory).unwrap();
    fs::write(directory.join("probe.rs"), PROBE).unwrap();
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/etw-provider/src/lib.rs");
    rustc(
        &directory,
        &[
            "--crate-name=etw_provider",
            "--crate-type=rlib",
            "--cfg=feature=\"std\"",
            "--cfg=feature=\"user-events\"",
            library.to_str().unwrap(),
        ],
    );
    rustc(
        &directory,
        &[
            "--emit=asm",
            "--extern=etw_provider=libetw_provider.rlib",
            "-Ccodegen-units=1",
            "-Crelocation-model=static",
            "probe.rs",
        ],
    );
    fs::read_to_string(directory.join("probe.s")).unwrap()
}

fn rustc(directory: &Path, arguments: &[&str]) {
    let compiler = std::env::var_os("RUSTC").unwrap_or("rustc".into());
    let mut command = Command::new(compiler);
    command
        .current_dir(directory)
        .env(
            "GENERATED",
            concat!(env!("OUT_DIR"), "/activation-services.rs"),
        )
        .args(["--edition=2024", "-Copt-level=3", "--cap-lints=allow"])
        .args(arguments);
    assert!(
        command.status().expect("rustc runs").success(),
        "{command:?}"
    );
}

/// The instructions of a function, which may be another name of one that does the same, without the assembler's directives and labels.
fn function<'a>(assembly: &'a str, of: &str) -> Vec<&'a str> {
    let alias = format!("\t.set {of}, ");
    let name = assembly.lines().find_map(|line| line.strip_prefix(&*alias));
    let label = format!("{}:", name.unwrap_or(of));
    let lines = assembly.lines().skip_while(|line| *line != label).skip(1);
    let lines = lines.take_while(|line| !line.starts_with("\t.size"));
    lines
        .filter(|line| is_instruction(line))
        .map(str::trim)
        .collect()
}

fn is_instruction(line: &str) -> bool {
    line.starts_with('\t') && !line.starts_with("\t.")
}
