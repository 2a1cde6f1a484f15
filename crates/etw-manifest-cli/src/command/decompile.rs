//! `etw-manifest decompile`: prints the manifest of compiled resources.

use std::path::Path;
use std::process::ExitCode;

use etw_manifest::decompile::{Input, decompile};
use etw_manifest::{files, locale};

use crate::arguments::Decompile;
use crate::command::print;
use crate::output::tell;
use crate::report::Failure;

pub(crate) fn run(arguments: &Decompile) -> Result<ExitCode, Failure> {
    let file = read(&arguments.file)?;
    let mut tables = Vec::new();
    for (name, path) in &arguments.messages {
        let language = locale::language_id(name)
            .ok_or_else(|| Failure::text(path, format!("`{name}` is not a known locale")))?;
        tables.push((language, read(path)?));
    }
    let message_tables: Vec<(u16, &[u8])> = tables
        .iter()
        .map(|(language, bytes)| (*language, bytes.as_slice()))
        .collect();
    let name = arguments
        .file
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    let input = Input {
        file: &file,
        message_tables: &message_tables,
        file_name: &name,
    };
    match decompile(&input) {
        Ok(decompiled) => {
            if !decompiled.is_exact(&input) {
                let file = arguments.file.display();
                tell(&format!(
                    "warning: {file}: the manifest compiles to different bytes"
                ));
            }
            Ok(print(&decompiled.manifest))
        }
        Err(error) => {
            tell(&format!("error: {}: {error}", arguments.file.display()));
            Ok(ExitCode::FAILURE)
        }
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    files::read_whole(path).map_err(|error| Failure::new(path, &error))
}
