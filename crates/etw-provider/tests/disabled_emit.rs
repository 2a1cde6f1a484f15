//! A disabled event costs one load, one test and one branch: seen in the compiler's output.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A library that emits one event, in the shape of generated code.
const PROBE: &str = r#"
#![crate_type = "lib"]
use etw_provider::{Activity, EnableWord, Event, Outcome, Provider, ProviderIdentity, Guid};
static ENABLE: [EnableWord; 2] = [EnableWord::new(2, 1), EnableWord::new(4, 1)];
static PROVIDER: Provider = Provider::new(
    &ProviderIdentity { name: "Probe", guid: Guid::ZERO, traits: &[], control_guid: None },
    &ENABLE,
);
#[unsafe(no_mangle)]
pub fn probe_emit(event: &dyn Event) -> Outcome {
    if ENABLE[1].is_enabled() { PROVIDER.write(event, &Activity::CURRENT) } else { Outcome::Disabled }
}
"#;

#[test]
fn a_disabled_event_is_one_load_one_test_one_branch() {
    if !cfg!(all(target_arch = "x86_64", target_os = "linux")) {
        println!("skipped: it reads the assembly of x86_64 Linux");
        return;
    }
    let assembly = compile_probe();
    let head = function(&assembly, "probe_emit");
    println!("{}", head.join("\n"));
    let mnemonics: Vec<_> = head
        .iter()
        .map(|line| line.split('\t').next().unwrap())
        .collect();
    // What follows the branch not taken is the answer, `Outcome::Disabled`, and the way back.
    assert_eq!(
        mnemonics[..5],
        ["movl", "testl", "jne", "xorl", "retq"],
        "{head:#?}"
    );
    let memory = |line: &&&str| line.contains('(');
    assert_eq!(
        head[..5].iter().filter(memory).count(),
        1,
        "only the load touches memory: {head:#?}"
    );
}

/// Compiles the runtime and the probe with optimisation and returns the probe's assembly.
fn compile_probe() -> String {
    let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("disabled_emit");
    fs::create_dir_all(&directory).unwrap();
    fs::write(directory.join("probe.rs"), PROBE).unwrap();
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs");
    let library = library.to_str().unwrap();
    rustc(
        &directory,
        &[
            "--crate-name=etw_provider",
            "--crate-type=rlib",
            "--cfg=feature=\"std\"",
            "--cfg=feature=\"user-events\"",
            library,
        ],
    );
    rustc(
        &directory,
        &[
            "--emit=asm",
            "--extern=etw_provider=libetw_provider.rlib",
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
        .args(["--edition=2024", "-Copt-level=3", "--cap-lints=allow"])
        .args(arguments);
    assert!(
        command.status().expect("rustc runs").success(),
        "{command:?}"
    );
}

/// The instructions of a function, without the assembler's directives and labels.
fn function<'a>(assembly: &'a str, name: &str) -> Vec<&'a str> {
    let label = format!("{name}:");
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
