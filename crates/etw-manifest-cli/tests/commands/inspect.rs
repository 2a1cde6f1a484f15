//! `inspect`.

use crate::{refuses_bad_manifests, run, shipped};

#[test]
fn people_get_a_table() {
    let run = run(&["inspect", &shipped()]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(run.errors, "");
    let line = " 4031 v0 DispatchSessionFailed: channel 18, level 2, opcode 0, task 2500, keywords 0x2000000000000800\n";
    assert!(run.output.contains(line), "{}", run.output);
}

#[test]
fn tools_get_json() {
    let run = run(&["inspect", "--format", "json", &shipped()]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(
        run.output
            .starts_with("{\n  \"schema\": 1,\n  \"providers\": [")
    );
    assert!(run.output.ends_with("}\n"));
    assert!(run.output.contains("\"id\": 4031,"));
}

#[test]
fn bad_manifests_are_refused() {
    for format in ["text", "json"] {
        let arguments = |path: &str| {
            let words = ["inspect", "--format", format, path];
            words.map(str::to_owned).to_vec()
        };
        refuses_bad_manifests(&arguments, &format!("inspect-{format}"));
    }
}
