//! `check` and `expand`.

use crate::{GOOD, file, folder, refuses_bad_manifests, run, shipped};

#[test]
fn a_good_manifest_is_0_and_a_summary() {
    let run = run(&["check", &shipped()]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(run.errors, "");
    assert_eq!(run.output, "1 manifest checked: 0 errors, 0 warnings\n");
}

#[test]
fn a_bad_manifest_is_1_and_a_missing_one_2() {
    refuses_bad_manifests(&|path| vec!["check".into(), path.into()], "check");
}

#[test]
fn lints_can_be_denied_and_silenced() {
    let folder = folder("lints");
    let unused = GOOD.replace(
        "<string id",
        "<string id=\"Unused\" value=\"x\"/><string id",
    );
    let path = file(&folder, "harbour.man", &unused);
    let warned = run(&["check", &path]);
    assert_eq!(warned.code, 0, "{warned:?}");
    assert!(warned.output.contains("warning[ETW0"), "{warned:?}");
    assert!(
        warned.output.ends_with("0 errors, 1 warning\n"),
        "{warned:?}"
    );
    let denied = run(&["check", "--deny", "warnings", &path]);
    assert_eq!(denied.code, 1, "{denied:?}");
    assert!(denied.output.contains("error[ETW0"), "{denied:?}");
    let silent = run(&["check", "--allow", "warnings", &path]);
    assert_eq!(silent.output, "1 manifest checked: 0 errors, 0 warnings\n");
}

#[test]
fn problems_can_be_one_line_each() {
    let folder = folder("formats");
    let bad = GOOD.replace("win:Informational", "win:Info");
    let path = file(&folder, "bad.man", &bad);
    let short = run(&["check", "--message-format", "short", &path]);
    assert_eq!(short.output.lines().count(), 1, "{short:?}");
    let json = run(&["check", "--message-format", "json", &path]);
    assert_eq!(json.output.lines().count(), 1, "{json:?}");
    assert!(json.output.starts_with("{\"message\":\""), "{json:?}");
    assert!(!json.output.contains('\u{1B}'), "no color in a pipe");
}

#[test]
fn several_manifests_are_checked_in_one_run() {
    let folder = folder("several");
    let good = file(&folder, "good.man", GOOD);
    let bad = file(&folder, "bad.man", "<nothing/>");
    let run = run(&["check", &bad, &good, &shipped()]);
    assert_eq!(run.code, 1);
    assert!(
        run.output
            .ends_with("3 manifests checked: 1 error, 0 warnings\n"),
        "{run:?}"
    );
}

#[test]
fn a_missing_manifest_hides_no_problem_of_others() {
    let folder = folder("missing");
    let bad = file(&folder, "bad.man", "<nothing/>");
    let missing = |name| folder.join(name).display().to_string();
    let run = run(&["check", &missing("no.man"), &bad, &missing("nor.man")]);
    assert_eq!(run.code, 2, "{run:?}");
    for part in ["error[ETW0005]", "1 manifest checked: 1 error"] {
        assert!(run.output.contains(part), "{part}: {run:?}");
    }
    for part in ["no.man: ", "nor.man: "] {
        assert!(run.errors.contains(part), "{part}: {run:?}");
    }
}

#[test]
fn expand_prints_rust() {
    let run = run(&["expand", &shipped()]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.output.contains("pub struct DispatchSessionFailed"));
    assert!(run.output.contains("etw_provider"));
    let other = crate::run(&["expand", "--runtime-path", "::mine::runtime", &shipped()]);
    assert!(other.output.contains("::mine::runtime"));
    assert!(!other.output.contains("etw_provider"));
}

#[test]
fn expand_refuses_bad_manifests() {
    refuses_bad_manifests(&|path| vec!["expand".into(), path.into()], "expand");
}

#[test]
fn what_a_rebuilt_manifest_gets_wrong_can_be_repaired() {
    let folder = folder("lenient");
    let rebuilt = GOOD.replace("win:Informational", "win:Always");
    let path = file(&folder, "rebuilt.man", &rebuilt);
    let strict = run(&["check", &path]);
    assert_eq!(strict.code, 1, "{strict:?}");
    let lenient = run(&["check", "--lenient", &path]);
    assert_eq!(lenient.code, 0, "{lenient:?}");
    assert!(lenient.output.contains("repaired: "), "{lenient:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_device_without_an_end_is_not_read_to_its_end() {
    let endless = run(&["check", "--message-format", "short", "/dev/zero"]);
    assert_eq!(endless.code, 1, "{endless:?}");
    let error = "/dev/zero:1:1: error[ETW0002]: the manifest is larger than 256 MiB";
    assert!(endless.output.starts_with(error), "{endless:?}");
}
