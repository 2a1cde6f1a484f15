//! `etw-manifest check`: reports every problem, and fixes some.

use std::path::Path;
use std::process::ExitCode;
use std::{fs, mem};

use etw_manifest::diagnostic::Code;
use etw_manifest::edit::fix;
use etw_manifest::files::write_all;

use crate::arguments::{Check, Format};
use crate::input::{expand, is_stdin, read};
use crate::output::{Stream, tell};
use crate::progress::Progress;
use crate::report::{Failure, Reporter, compile_bytes};

/// The result of the run so far.
#[derive(Default)]
struct Sum {
    checked: usize,
    errors: usize,
    warnings: usize,
    fixed: usize,
    /// The code of the first diagnostic.
    first: Option<Code>,
    unreadable: Vec<Failure>,
}

pub(crate) fn run(arguments: &Check) -> Result<ExitCode, Failure> {
    // A fixed manifest from standard input goes to standard output.
    let prints = arguments.fix && arguments.files.iter().any(|it| is_stdin(it));
    let stream = match prints {
        true => Stream::Errors,
        false => Stream::Output,
    };
    let mut reporter = Reporter::new(&arguments.diagnostics, stream);
    let files = expand(&arguments.files);
    let mut progress = Progress::new("manifests checked", files.len());
    let mut sum = Sum::default();
    for file in files {
        let checked =
            file.and_then(|it| check(&it, arguments, &mut reporter, &mut progress, &mut sum));
        // The other manifests may have problems too.
        sum.unreadable.extend(checked.err());
        progress.step();
    }
    drop(progress);
    reporter.finish()?;
    for failure in &sum.unreadable {
        tell(&format!("error: {failure}"));
    }
    if arguments.diagnostics.message_format == Format::Human && !arguments.diagnostics.shell.quiet {
        stream.write(summary(&sum))?;
    }
    Ok(match sum.errors {
        _ if !sum.unreadable.is_empty() => ExitCode::from(2),
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

fn check(
    path: &Path,
    arguments: &Check,
    reporter: &mut Reporter<'_>,
    progress: &mut Progress,
    sum: &mut Sum,
) -> Result<(), Failure> {
    let paths = arguments.fragments.files(path);
    let files = paths.iter().map(|path| read(path));
    let mut files = files.collect::<Result<Vec<_>, _>>()?;
    if arguments.fix {
        sum.fixed += fix_files(&paths, &mut files, arguments)?;
    }
    let compiled = compile_bytes(&paths, files, reporter, || progress.clear())?;
    sum.checked += 1;
    sum.errors += compiled.errors;
    sum.warnings += compiled.warnings;
    sum.first = sum.first.or(compiled.first);
    Ok(())
}

/// Fixes the files of one manifest, and returns the number of applied suggestions.
fn fix_files(
    paths: &[&Path],
    files: &mut Vec<Vec<u8>>,
    arguments: &Check,
) -> Result<usize, Failure> {
    let bytes: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
    let fixed = fix(&bytes, &arguments.diagnostics.options());
    let count = fixed.as_ref().map_or(0, |it| it.count);
    let before = match fixed {
        Some(fixed) => mem::replace(files, fixed.files),
        None => files.clone(),
    };
    let mut changed = Vec::new();
    for ((path, old), new) in paths.iter().zip(&before).zip(&*files) {
        if is_stdin(path) {
            Stream::Output.write(new)?;
        } else if old != new {
            // The file that a link leads to is fixed, not the link.
            let path = fs::canonicalize(path).map_err(|error| Failure::new(path, &error))?;
            changed.push((path, new));
        }
    }
    write_all(changed, &[]).map_err(|it| Failure::new(&it.path, &it.error))?;
    Ok(count)
}

fn summary(sum: &Sum) -> String {
    let explain = sum.first.map(|code| {
        format!(
            "For more about a code, try `etw-manifest explain {}`.\n",
            code.id()
        )
    });
    let fixed = match sum.fixed {
        0 => String::new(),
        count => format!(", {} fixed", self::count(count, "problem")),
    };
    format!(
        "{}{} checked: {}, {}{fixed}\n",
        explain.unwrap_or_default(),
        count(sum.checked, "manifest"),
        count(sum.errors, "error"),
        count(sum.warnings, "warning"),
    )
}

fn count(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}
