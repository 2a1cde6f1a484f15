//! `etw-manifest add`: adds a declaration to a manifest in place.

use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::process::ExitCode;

use etw_manifest::diagnostic::{Diagnostic, MessageFormat};
use etw_manifest::edit::{Declaration, NewChannel, NewEvent, NewKeyword, add};
use etw_manifest::files;
use etw_manifest::source::Source;
use etw_manifest::{Options, compile};

use crate::arguments::{Add, AddChannel, AddEvent, AddKeyword};
use crate::input::{is_stdin, read};
use crate::output::{Stream, tell};
use crate::report::Failure;

pub(crate) fn run(arguments: Add) -> Result<ExitCode, Failure> {
    let (path, declaration) = match arguments {
        Add::Event(it) => (it.place.file.clone(), event(it)),
        Add::Keyword(it) => (it.place.file.clone(), keyword(it)),
        Add::Channel(it) => (it.place.file.clone(), channel(it)),
        Add::Locale(it) => (it.file, required("name", it.name).map(Declaration::Locale)),
    };
    let declaration = declaration.map_err(|error| Failure::text(&path, error))?;
    let bytes = read(&path)?;
    match add(&bytes, &declaration) {
        Ok(added) => {
            if is_stdin(&path) {
                Stream::Output.write(&added.bytes)?;
            } else {
                let changed = files::write_all([(path.clone(), &added.bytes)], &[]);
                changed.map_err(|it| Failure::new(&it.path, &it.error))?;
            }
            tell(&format!("added {}", added.declaration));
            show_new_warnings(&path, &bytes, &added.bytes);
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            tell(&format!("error: {}: {error}", path.display()));
            Ok(ExitCode::FAILURE)
        }
    }
}

fn event(arguments: AddEvent) -> Result<Declaration, String> {
    let message = arguments.texts.message.map_or_else(|| ask("message"), Ok);
    Ok(Declaration::Event(NewEvent {
        provider: arguments.place.provider.unwrap_or_default(),
        symbol: required("symbol", arguments.symbol)?,
        level: required("level", arguments.level)?,
        channel: arguments.channel.unwrap_or_default(),
        task: arguments.task.unwrap_or_default(),
        opcode: arguments.opcode.unwrap_or_default(),
        keywords: arguments.keyword,
        fields: arguments.field,
        message: message?,
        translations: arguments.texts.translation,
    }))
}

fn keyword(arguments: AddKeyword) -> Result<Declaration, String> {
    Ok(Declaration::Keyword(NewKeyword {
        provider: arguments.place.provider.unwrap_or_default(),
        name: required("name", arguments.name)?,
        mask: arguments.mask,
        message: arguments.texts.message.unwrap_or_default(),
        translations: arguments.texts.translation,
    }))
}

fn channel(arguments: AddChannel) -> Result<Declaration, String> {
    Ok(Declaration::Channel(NewChannel {
        provider: arguments.place.provider.unwrap_or_default(),
        name: required("name", arguments.name)?,
        kind: arguments.kind,
        enabled: arguments.enabled,
        message: arguments.texts.message.unwrap_or_default(),
        translations: arguments.texts.translation,
    }))
}

/// Shows the warnings that the manifest did not have before, such as a missing translation.
fn show_new_warnings(path: &Path, old: &[u8], new: &[u8]) {
    let checked = |bytes: &[u8]| {
        let source = Source::decode(path.display().to_string(), bytes).ok()?;
        let diagnostics = compile(&source, &Options::new()).diagnostics;
        Some((source, diagnostics))
    };
    let (Some((_, old)), Some((source, new))) = (checked(old), checked(new)) else {
        return;
    };
    let old: Vec<&str> = old.iter().map(Diagnostic::message).collect();
    for diagnostic in new.iter().filter(|it| !old.contains(&it.message())) {
        tell(&diagnostic.render(&source, MessageFormat::Short));
    }
}

/// Returns an argument, which is asked for at a terminal.
fn required(name: &str, value: Option<String>) -> Result<String, String> {
    let value = value.map_or_else(|| ask(name), Ok)?;
    if value.is_empty() {
        return Err(format!("a {name} is needed: --{name}"));
    }
    Ok(value)
}

/// Asks at a terminal, and returns an empty text elsewhere.
fn ask(name: &str) -> Result<String, String> {
    let mut line = String::new();
    if io::stdin().is_terminal() {
        let _ = Stream::Errors.write(format!("{name}: "));
        let asked = io::stdin().read_line(&mut line);
        asked.map_err(|error| error.to_string())?;
    }
    Ok(line.trim().to_owned())
}
