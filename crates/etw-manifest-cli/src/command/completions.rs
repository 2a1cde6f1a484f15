//! `etw-manifest completions`: what a shell needs to complete the command line.

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

/// In the script for bash, what a subcommand is called where it is recognised and where its options stand. `clap_complete`
/// gives the hyphen of our own name two forms, so that nothing behind a subcommand would be completed.
fn with_one_name(script: &str) -> String {
    script.replace("etw__subcmd__manifest", "etw__manifest")
}
