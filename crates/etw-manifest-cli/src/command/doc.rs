//! `etw-manifest doc`: reference pages of the events.

use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use etw_manifest::doc::{Options, Words};
use etw_manifest::model::Manifest;

use crate::arguments::Doc;
use crate::progress::Progress;
use crate::report::{Failure, compile_file};

pub(crate) fn run(arguments: &Doc) -> Result<ExitCode, Failure> {
    let mut options = Options::new(&arguments.locale);
    if let Some(path) = &arguments.strings {
        options = options.words(words(path, &arguments.locale)?);
    }
    let compiled = compile_file(&arguments.file, &arguments.diagnostics)?;
    let Some(manifest) = compiled.manifest else {
        return Ok(ExitCode::FAILURE);
    };
    tell_language(&manifest, &arguments.locale);
    let pages = if arguments.html {
        vec![("index.html".to_owned(), manifest.to_html(&options))]
    } else {
        manifest.to_markdown(&options)
    };
    write(&arguments.out, &pages)?;
    let files = if pages.len() == 1 { "file" } else { "files" };
    eprintln!(
        "{} {files} written to {}",
        pages.len(),
        arguments.out.display()
    );
    Ok(ExitCode::SUCCESS)
}

fn words(path: &Path, locale: &str) -> Result<Words, Failure> {
    let failure = |error| Failure::new(path, &error);
    let text = fs::read_to_string(path).map_err(failure)?;
    let words = Words::of(locale).parse(&text);
    words.map_err(|error| failure(io::Error::new(io::ErrorKind::InvalidData, error)))
}

/// Says so where the reader gets another language than the one asked for.
fn tell_language(manifest: &Manifest, locale: &str) {
    let culture = manifest.culture_for(locale);
    if let Some(culture) = culture.filter(|it| !it.eq_ignore_ascii_case(locale)) {
        eprintln!("note: the manifest has no texts in {locale:?}; those in {culture} stand in");
    }
}

fn write(folder: &Path, pages: &[(String, String)]) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| Failure::new(folder, &error))?;
    let mut progress = Progress::new("pages written", pages.len());
    for (name, text) in pages {
        progress.step();
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| Failure::new(&path, &error))?;
    }
    Ok(())
}
