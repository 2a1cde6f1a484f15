//! `diff`.

use crate::{GOOD, file, folder, refuses_bad_manifests, run, shipped};

#[test]
fn the_same_manifest_is_0() {
    let run = run(&["diff", &shipped(), &shipped()]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(run.output, "no changes\n");
    assert_eq!(run.errors, "");
}

#[test]
fn a_compatible_change_is_0() {
    let folder = folder("diff-compatible");
    let old = file(&folder, "old.man", GOOD);
    let new = GOOD.replace("A ship has docked.", "A ship is here.");
    let new = file(&folder, "new.man", &new);
    let run = run(&["diff", &old, &new]);
    assert_eq!(run.code, 0, "{run:?}");
    let expected = "\
Harbour
  note[message-text-changed]: event 1 (Docked): the message in en-US was `A ship has docked.`, is `A ship is here.`
0 breaking changes, 0 compatible changes, 1 note
";
    assert_eq!(run.output, expected);
}

#[test]
fn a_breaking_change_is_1() {
    let folder = folder("diff-breaking");
    let old = file(&folder, "old.man", GOOD);
    let new = GOOD.replace("win:Informational", "win:Error");
    let new = file(&folder, "new.man", &new);
    let text = run(&["diff", &old, &new]);
    assert_eq!(text.code, 1, "{text:?}");
    assert_eq!(text.errors, "");
    let expected = "  breaking[event-level-changed]: event 1 (Docked): the level was `win:Informational`, is `win:Error`\n";
    assert!(text.output.contains(expected), "{text:?}");
    let json = run(&["diff", "--format", "json", &old, &new]);
    assert_eq!(json.code, 1);
    assert!(
        json.output.starts_with("{\n  \"breaking\": 1,\n"),
        "{json:?}"
    );
    assert!(json.output.contains("\"kind\": \"event-level-changed\""));
}

#[test]
fn bad_manifests_are_refused_on_either_side() {
    refuses_bad_manifests(
        &|path| vec!["diff".into(), path.into(), shipped()],
        "diff-old",
    );
    refuses_bad_manifests(
        &|path| vec!["diff".into(), shipped(), path.into()],
        "diff-new",
    );
}
