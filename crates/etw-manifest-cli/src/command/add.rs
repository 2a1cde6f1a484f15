//! `etw-manifest add`: adds a declaration to a manifest in place.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

use etw_manifest::diagnostic::MessageFormat;
use etw_manifest::edit::{NewEvent, add_event};
use etw_manifest::files;
use etw_manifest::source::Source;
use etw_manifest::{Options, compile};

use crate::arguments::AddEvent;
use crate::report::{Failure, show};

pub(crate) fn event(arguments: AddEvent) -> Result<ExitCode, Failure> {
    let path = &arguments.file;
    let failure = |error| Failure::new(path, &error);
    let bytes = files::read(path).map_err(failure)?;
    let message = arguments.message.map_or_else(|| ask("message"), Ok);
    let event = NewEvent {
        provider: arguments.provider,
        symbol: required("symbol", arguments.symbol, path)?,
        level: required("level", arguments.level, path)?,
        channel: arguments.channel,
        task: arguments.task,
        opcode: arguments.opcode,
        keywords: arguments.keyword,
        fields: arguments.field,
        message: message.map_err(failure)?,
        translations: arguments.translation,
    };
    match add_event(&bytes, &event) {
        Ok((edited, id)) => {
            let changed = files::write_all([(path.clone(), &edited)], &[]);
            changed.map_err(|it| Failure::new(&it.path, &it.error))?;
            eprintln!("added event {id} ({})", event.symbol);
            warn_of_strings(path, &edited, &event.symbol);
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            eprintln!("error: {}: {error}", path.display());
            Ok(ExitCode::FAILURE)
        }
    }
}

/// Shows the warnings that the new event causes, such as a missing translation.
fn warn_of_strings(path: &Path, bytes: &[u8], symbol: &str) {
    let Ok(source) = Source::decode(path.display().to_string(), bytes) else {
        return;
    };
    let outcome = compile(&source, &Options::new());
    for diagnostic in outcome
        .diagnostics
        .iter()
        .filter(|it| it.message().contains(symbol))
    {
        show(&source, diagnostic, MessageFormat::Short);
    }
}

/// Returns an argument, which is asked for at a terminal.
fn required(name: &str, value: Option<String>, path: &Path) -> Result<String, Failure> {
    let value = value.map_or_else(|| ask(name), Ok);
    let value = value.map_err(|error| Failure::new(path, &error))?;
    if value.is_empty() {
        let error = format!("the event needs a {name}: --{name}");
        return Err(Failure::text(path, error));
    }
    Ok(value)
}

/// Asks at a terminal, and returns an empty text elsewhere.
fn ask(name: &str) -> io::Result<String> {
    let mut line = String::new();
    if io::stdin().is_terminal() {
        eprint!("{name}: ");
        io::stderr().flush()?;
        io::stdin().read_line(&mut line)?;
    }
    Ok(line.trim().to_owned())
}
