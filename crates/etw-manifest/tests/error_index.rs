//! `docs/errors.md` lists every code.

use std::fmt::Write as _;
use std::path::Path;

use crate::expect::assert_file;
use etw_manifest::diagnostic::{Code, Severity, codes};

/// The first two digits of a code and the topic of the codes that begin with them.
const SECTIONS: [(&str, &str); 13] = [
    ("00", "The document"),
    ("01", "Elements, attributes and values"),
    ("02", "Strings and localization"),
    ("03", "Providers"),
    ("04", "Levels, tasks, opcodes and keywords"),
    ("05", "Channels"),
    ("06", "Templates and their items"),
    ("07", "Maps"),
    ("08", "Events"),
    ("09", "Filters"),
    ("10", "Comparison with a baseline"),
    ("11", "Fragments"),
    ("12", "Generated Rust"),
];

#[test]
fn the_index_lists_every_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/errors.md");
    assert_file(&path, index().as_bytes());
}

fn index() -> String {
    let mut page = String::from(
        "# Errors and warnings\n\n\
         An error stops the build. A warning does not, unless the build denies it; a build may also allow it. Codes \
         never change. `etw-manifest explain ETW0802` prints the page that a link below leads to. The last column has \
         the numbers under which mc.exe reports the same problem.\n",
    );
    for (digits, title) in SECTIONS {
        let _ = write!(
            page,
            "\n## {title}\n\n| code | severity | rule | mc.exe |\n|---|---|---|---|\n"
        );
        for code in codes::ALL
            .iter()
            .filter(|code| code.id()[3..].starts_with(digits))
        {
            page.push_str(&row(*code));
        }
    }
    page
}

fn row(code: Code) -> String {
    let numbers: Vec<String> = code.microsoft().iter().map(ToString::to_string).collect();
    let (id, title) = (code.id(), code.title());
    let severity = match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    format!(
        "| [{id}](../src/diagnostic/explanations/{id}.md) | {severity} | {title} | {} |\n",
        numbers.join(", ")
    )
}

#[test]
fn every_code_has_a_section() {
    for code in codes::ALL {
        assert!(
            SECTIONS
                .iter()
                .any(|(digits, _)| code.id()[3..].starts_with(digits)),
            "{}",
            code.id()
        );
    }
}
