//! `explain`.

use crate::run;

#[test]
fn a_code_is_explained_whatever_its_case() {
    for code in ["ETW0802", "etw0802"] {
        let run = run(&["explain", code]);
        assert_eq!(run.code, 0, "{run:?}");
        assert!(run.output.starts_with("# ETW0802: two events"), "{run:?}");
        assert_eq!(run.errors, "");
    }
}

#[test]
fn without_a_code_all_are_listed() {
    let run = run(&["explain"]);
    assert_eq!(run.code, 0);
    assert!(run.output.lines().count() > 100);
    assert!(
        run.output
            .contains("\nETW1001  a change since the baseline")
    );
}

#[test]
fn an_unknown_code_is_2() {
    let run = run(&["explain", "ETW9999"]);
    assert_eq!(run.code, 2);
    assert!(run.errors.contains("unknown code"), "{run:?}");
}
