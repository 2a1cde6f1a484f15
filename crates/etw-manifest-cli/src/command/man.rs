//! `etw-manifest man`: prints or writes man pages.

use std::fs;
use std::process::ExitCode;

use clap::CommandFactory as _;

use crate::arguments::{Arguments, Man};
use crate::command::print;
use crate::report::Failure;

pub(crate) fn run(arguments: &Man) -> Result<ExitCode, Failure> {
    let command = Arguments::command();
    let Some(folder) = &arguments.out else {
        let mut page = Vec::new();
        // Writing to memory cannot fail.
        let _ = clap_mangen::Man::new(command).render(&mut page);
        return Ok(print(&String::from_utf8_lossy(&page)));
    };
    fs::create_dir_all(folder).map_err(|error| Failure::new(folder, &error))?;
    clap_mangen::generate_to(command, folder).map_err(|error| Failure::new(folder, &error))?;
    eprintln!("man pages written to {}", folder.display());
    Ok(ExitCode::SUCCESS)
}
