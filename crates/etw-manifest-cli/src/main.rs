//! The command `etw-manifest`: the compiler at the terminal, on any OS.
#![forbid(unsafe_code)]

mod arguments;
mod command;
mod input;
mod output;
mod progress;
mod report;

use std::process::ExitCode;

use clap::Parser as _;

use arguments::{Arguments, Command};

/// Exits with 0 for success, 1 for a rejected manifest or a breaking change, and 2 if the command could not run.
fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match arguments.command {
        Command::Check(it) => command::check::run(&it),
        Command::Expand(mut it) => command::expand::run(&mut it),
        Command::Inspect(it) => command::inspect::run(&it),
        Command::Doc(it) => command::doc::run(&it),
        Command::Diff(it) => command::diff::run(&it),
        Command::Resource(it) => command::resource::run(&it),
        Command::RegisterKit(it) => command::register_kit::run(&it),
        Command::Add(it) => command::add::run(it),
        Command::Merge(it) => command::merge::run(&it),
        Command::Decompile(it) => command::decompile::run(&it),
        Command::Explain(it) => command::explain::run(&it),
        Command::Init(it) => command::init::run(&it),
        Command::Completions(it) => command::completions::run(&it),
        Command::Man(it) => command::man::run(&it),
    };
    result.unwrap_or_else(|failure| {
        output::tell(&format!("error: {failure}"));
        ExitCode::from(2)
    })
}
