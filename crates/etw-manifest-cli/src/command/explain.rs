//! `etw-manifest explain`: prints the explanation of a code, or all codes.

use std::fmt::Write as _;
use std::process::ExitCode;

use etw_manifest::diagnostic::codes;

use crate::arguments::Explain;
use crate::output::Stream;
use crate::report::Failure;

pub(crate) fn run(arguments: &Explain) -> Result<ExitCode, Failure> {
    let text = match arguments.code {
        Some(code) if arguments.shell.colors(Stream::Output) => drawn(code.explanation()),
        Some(code) => format!("{}\n", code.explanation().trim_end()),
        None => list(),
    };
    Stream::Output.write(text)?;
    Ok(ExitCode::SUCCESS)
}

fn list() -> String {
    codes::ALL.iter().fold(String::new(), |mut text, code| {
        let _ = writeln!(text, "{}  {}", code.id(), code.title());
        text
    })
}

const BOLD: &str = "\x1b[1m";
const CODE: &str = "\x1b[36m";
const PLAIN: &str = "\x1b[0m";

/// Returns the Markdown of an explanation with colors in place of its signs.
fn drawn(markdown: &str) -> String {
    let mut text = String::new();
    let mut fenced = false;
    for line in markdown.trim_end().lines() {
        if line.starts_with("```") {
            fenced = !fenced;
            continue;
        }
        let _ = match line.strip_prefix("# ") {
            _ if fenced => writeln!(text, "    {CODE}{line}{PLAIN}"),
            Some(title) => writeln!(text, "{BOLD}{}{PLAIN}", title.replace('`', "")),
            None => writeln!(text, "{}", with_code(line)),
        };
    }
    text
}

/// Returns a line with colors in place of its backquotes.
fn with_code(line: &str) -> String {
    let pieces = line.split('`').enumerate();
    pieces.fold(String::new(), |mut text, (index, piece)| {
        let _ = match index % 2 {
            0 => write!(text, "{piece}"),
            _ => write!(text, "{CODE}{piece}{PLAIN}"),
        };
        text
    })
}
