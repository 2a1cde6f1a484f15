//! Input that is made to hurt: an error with a place, in bounded time and memory.

use std::fmt::Write as _;

use crate::hostile_text::{self, repeated};
use crate::memory::measure;
use etw_manifest::diagnostic::{Diagnostic, MessageFormat, Severity};
use etw_manifest::source::Source;
use etw_manifest::{Options, compile};

/// The diagnostics of a text, after so much allocation as its size allows: memory stands for work here, because it is
/// the same on every machine.
fn compiled(bytes: &[u8]) -> (Source, Vec<Diagnostic>) {
    let compile = || match Source::decode("hostile.man", bytes) {
        Ok(source) => {
            let outcome = compile(&source, &Options::new());
            (source, outcome.diagnostics)
        }
        Err((source, error)) => (source, vec![error.into()]),
    };
    let (compiled, memory) = measure(compile);
    let size = bytes.len();
    assert!(
        memory.total < 1_500 * size + 200_000,
        "{memory:?} for {size}"
    );
    compiled
}

/// Compiles a text and draws every diagnostic.
fn judge(bytes: &[u8]) -> Vec<Diagnostic> {
    let (source, diagnostics) = compiled(bytes);
    for diagnostic in &diagnostics {
        let span = diagnostic.span();
        assert!(source.text().get(span.range()).is_some(), "{span:?}");
        let drawing = diagnostic.render(&source, MessageFormat::Human { color: false });
        assert!(!drawing.is_empty() && drawing.len() < 20_000);
    }
    diagnostics
}

/// The codes of the errors, each once.
fn refused(bytes: &[u8]) -> Vec<&'static str> {
    let diagnostics = judge(bytes);
    let errors = diagnostics
        .iter()
        .filter(|it| it.severity() == Severity::Error);
    let mut codes: Vec<_> = errors.map(|it| it.code().id()).collect();
    codes.sort_unstable();
    codes.dedup();
    assert!(!codes.is_empty());
    codes
}

fn document(lists: &str, localization: &str) -> Vec<u8> {
    hostile_text::document(lists, localization).into_bytes()
}

#[test]
fn deep_nesting_is_refused() {
    let deep = "<a>".repeat(100_000);
    assert_eq!(refused(deep.as_bytes()), ["ETW0002"]);
    let closed = format!("{deep}{}", "</a>".repeat(100_000));
    assert_eq!(refused(&document(&closed, "")), ["ETW0002"]);
    let user_data = format!(
        "<templates><template tid=\"T\"><UserData>{closed}</UserData></template></templates>"
    );
    assert_eq!(refused(&document(&user_data, "")), ["ETW0002"]);
}

#[test]
fn a_huge_value_is_no_problem_and_not_shown_whole() {
    let huge = "x".repeat(1_000_000);
    let long = &huge[..200_000];
    assert_eq!(
        refused(format!("<a b=\"{huge}\"/>").as_bytes()),
        ["ETW0005"]
    );
    for attribute in [
        "level", "task", "opcode", "keywords", "template", "channel", "message", "symbol", "value",
    ] {
        let mut event = format!("<event {attribute}=\"{long}\"");
        event += if attribute == "value" {
            "/>"
        } else {
            " value=\"1\"/>"
        };
        let events = format!("<events>{event}</events>");
        // A long symbol is none the worse for it.
        if attribute == "symbol" {
            assert!(judge(&document(&events, "")).is_empty());
        } else {
            assert_eq!(refused(&document(&events, "")).len(), 1, "{attribute}");
        }
    }
}

#[test]
fn entities_do_not_expand() {
    let bomb = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>";
    assert_eq!(refused(bomb.as_bytes()), ["ETW0004"]);
    assert_eq!(
        refused(b"<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>"),
        ["ETW0004"]
    );
    let many = "&amp;".repeat(100_000);
    assert_eq!(
        refused(format!("<a b=\"{many}\">{many}</a>").as_bytes()),
        ["ETW0005"]
    );
    let unknown = "&nope;".repeat(20_000);
    assert_eq!(refused(format!("<a>{unknown}</a>").as_bytes()), ["ETW0003"]);
}

#[test]
fn what_is_no_text_is_refused() {
    let wide = |units: &[u16]| -> Vec<u8> {
        let marked = [&[0xFEFF], units].concat();
        marked.into_iter().flat_map(u16::to_le_bytes).collect()
    };
    assert_eq!(refused(&wide(&[0x3C, 0xD800, 0x61])), ["ETW0001"]);
    assert_eq!(refused(&wide(&[0xDC00])), ["ETW0001"]);
    assert_eq!(refused(&[0xFF, 0xFE, 0x3C]), ["ETW0001"]);
    assert_eq!(refused(&[0xFE, 0xFF, 0xD8]), ["ETW0001"]);
    assert_eq!(refused(b"<a>\xC3\x28</a>"), ["ETW0001"]);
    assert_eq!(refused(&[0xFF; 1_000]), ["ETW0001"]);
    assert_eq!(refused(b"<a \0/>"), ["ETW0003"]);
    assert_eq!(refused(&[0; 1_000]), ["ETW0003"]);
    for empty in [&b""[..], &[0xEF, 0xBB, 0xBF], &[0xFF, 0xFE], b"  \n"] {
        assert_eq!(refused(empty), ["ETW0003"]);
    }
    let mut manifest = document("<events><event value=\"1\" symbol=\"A\0B\"/></events>", "");
    assert_eq!(refused(&manifest), ["ETW0003", "ETW0109"]);
    manifest.truncate(manifest.len() / 2);
    assert_eq!(refused(&manifest), ["ETW0003"]);
}

#[test]
fn many_mistakes_are_bounded() {
    let undefined = repeated(3_000, |text, index| {
        write!(
            text,
            "<event value=\"{index}\" level=\"L{index}\" task=\"T{index}\" template=\"X\"/>"
        )
        .unwrap();
    });
    let declared = repeated(3_000, |text, index| {
        write!(text, "<task name=\"Task{index}\" value=\"{index}\"/>").unwrap();
    });
    let lists = format!("<tasks>{declared}</tasks><events>{undefined}</events>");
    assert!(judge(&document(&lists, "")).len() <= 1_000);
}

#[test]
fn many_attributes_are_bounded() {
    let attributes = repeated(3_000, |text, index| {
        write!(text, " a{index}=\"\"").unwrap();
    });
    assert_eq!(
        refused(&document(
            &format!("<events><event value=\"1\"{attributes}/></events>"),
            ""
        )),
        ["ETW0102"]
    );
}

#[test]
fn many_inserts_are_bounded() {
    let inserts = "%99".repeat(50_000);
    let strings = format!(
        "<resources culture=\"en-US\"><stringTable><string id=\"S\" value=\"{inserts}\"/></stringTable></resources>"
    );
    let event = "<events><event value=\"1\" message=\"$(string.S)\"/></events>";
    assert_eq!(refused(&document(event, &strings)), ["ETW0214", "ETW0215"]);
}

#[test]
fn items_that_count_each_other_are_bounded() {
    let items = repeated(2_000, |text, index| {
        write!(text, "<data name=\"I{index}\" inType=\"win:UInt32\"/><data name=\"A{index}\" inType=\"win:UInt8\" count=\"I{index}\"/>").unwrap();
    });
    let template = format!(
        "<templates><template tid=\"T\">{items}<struct name=\"S\">{items}</struct></template></templates>"
    );
    assert_eq!(refused(&document(&template, "")), ["ETW0608"]);
}

#[test]
fn languages_times_strings_are_bounded() {
    let tables = repeated(5_000, |text, index| {
        write!(
            text,
            "<resources culture=\"x-{index}\"><stringTable/></resources>"
        )
        .unwrap();
    });
    let strings = repeated(5_000, |text, index| {
        write!(text, "<string id=\"S{index}\" value=\"x\"/>").unwrap();
    });
    let events = repeated(5_000, |text, index| {
        write!(
            text,
            "<event value=\"{index}\" message=\"$(string.S{index})\"/>"
        )
        .unwrap();
    });
    let tables = format!(
        "<resources culture=\"en-US\"><stringTable>{strings}</stringTable></resources>{tables}"
    );
    assert_eq!(
        refused(&document(&format!("<events>{events}</events>"), &tables)),
        ["ETW0002", "ETW0222"]
    );
}
