//! `etw-manifest completions`: prints a completion script for a shell.

use std::process::ExitCode;

use clap::CommandFactory as _;

use crate::arguments::{Arguments, Completions};
use crate::command::print;
use crate::report::Failure;

#[expect(
    clippy::unnecessary_wraps,
    reason = "every command has the same signature"
)]
pub(crate) fn run(arguments: &Completions) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    let mut command = Arguments::command();
    clap_complete::generate(arguments.shell, &mut command, "etw-manifest", &mut script);
    Ok(print(&with_one_name(&String::from_utf8_lossy(&script))))
}

/// Fixes the script for bash. `clap_complete` writes the hyphen of our name in two forms, so that bash would not find the
/// options of a subcommand.
fn with_one_name(script: &str) -> String {
    script.replace("etw__subcmd__manifest", "etw__manifest")
}
