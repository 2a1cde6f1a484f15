//! `etw-manifest doc`: writes reference pages of the events.

use std::path::Path;
use std::process::ExitCode;

use etw_manifest::doc::{Options, Words};
use etw_manifest::files;
use etw_manifest::model::Manifest;

use crate::arguments::{Doc, DocFormat};
use crate::command::write;
use crate::input::one;
use crate::report::{Failure, compile_file};

pub(crate) fn run(arguments: &Doc) -> Result<ExitCode, Failure> {
    let mut options = Options::new(&arguments.locale);
    if let Some(path) = &arguments.strings {
        options = options.words(words(path, &arguments.locale)?);
    }
    let file = one(&arguments.file)?;
    let compiled = compile_file(&file, &arguments.fragments, &arguments.diagnostics)?;
    let Some(manifest) = compiled.manifest else {
        return Ok(ExitCode::FAILURE);
    };
    tell_language(&manifest, arguments);
    let pages = match arguments.format {
        DocFormat::Html => vec![("index.html".to_owned(), manifest.to_html(&options))],
        DocFormat::Markdown => manifest.to_markdown(&options),
    };
    let count = pages.len();
    let mut inputs = vec![file];
    inputs.extend(arguments.strings.clone());
    write(&arguments.out, pages, &inputs)?;
    let files = if count == 1 { "file" } else { "files" };
    let shell = &arguments.diagnostics.shell;
    shell.note(&format!(
        "{count} {files} written to {}",
        arguments.out.display()
    ));
    Ok(ExitCode::SUCCESS)
}

fn words(path: &Path, locale: &str) -> Result<Words, Failure> {
    let bytes = files::read_whole(path).map_err(|error| Failure::new(path, &error))?;
    let text =
        std::str::from_utf8(&bytes).map_err(|error| Failure::text(path, error.to_string()))?;
    let words = Words::of(locale).parse(text);
    words.map_err(|error| Failure::text(path, error.to_string()))
}

/// Prints a note if the pages use the texts of another locale.
fn tell_language(manifest: &Manifest, arguments: &Doc) {
    let locale = &*arguments.locale;
    let nearest = manifest.nearest_locale(locale);
    if let Some(nearest) = nearest.filter(|it| !it.eq_ignore_ascii_case(locale)) {
        arguments.diagnostics.shell.note(&format!(
            "note: the manifest has no texts in {locale:?}; the pages use those in {nearest}"
        ));
    }
}
