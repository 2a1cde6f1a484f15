//! `etw-manifest man`: prints or writes man pages.

use std::process::ExitCode;

use clap::{Command, CommandFactory as _};

use crate::arguments::{Arguments, Man};
use crate::command::{print, write};
use crate::output::tell;
use crate::report::Failure;

pub(crate) fn run(arguments: &Man) -> Result<ExitCode, Failure> {
    let command = Arguments::command();
    let Some(folder) = &arguments.out else {
        return Ok(print(&String::from_utf8_lossy(&page(command).1)));
    };
    let mut command = command.disable_help_subcommand(true);
    // Only a built command knows the full names of its subcommands, which are those of the files.
    command.build();
    let mut pages = Vec::new();
    add_pages(command, &mut pages);
    write(folder, pages, &[])?;
    tell(&format!("man pages written to {}", folder.display()));
    Ok(ExitCode::SUCCESS)
}

/// Adds the pages of a command and its subcommands.
fn add_pages(command: Command, pages: &mut Vec<(String, Vec<u8>)>) {
    let shown = command.get_subcommands().filter(|it| !it.is_hide_set());
    for subcommand in shown.cloned() {
        add_pages(subcommand, pages);
    }
    pages.push(page(command));
}

/// Returns the file name and the content of one page.
fn page(command: Command) -> (String, Vec<u8>) {
    let page = clap_mangen::Man::new(command);
    let mut content = Vec::new();
    // Writing to memory cannot fail.
    let _ = page.render(&mut content);
    (page.get_filename(), content)
}
