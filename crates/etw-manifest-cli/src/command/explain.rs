//! `etw-manifest explain`: prints the explanation of a code, or all codes.

use std::fmt::Write as _;
use std::process::ExitCode;

use etw_manifest::diagnostic::codes;

use crate::arguments::Explain;
use crate::command::print;
use crate::report::Failure;

#[expect(
    clippy::unnecessary_wraps,
    reason = "every command has the same signature"
)]
pub(crate) fn run(arguments: &Explain) -> Result<ExitCode, Failure> {
    let text = arguments
        .code
        .map_or_else(list, |code| format!("{}\n", code.explanation().trim_end()));
    Ok(print(&text))
}

fn list() -> String {
    codes::ALL.iter().fold(String::new(), |mut text, code| {
        let _ = writeln!(text, "{}  {}", code.id(), code.title());
        text
    })
}
