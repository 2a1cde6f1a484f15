//! `etw-manifest init`: writes a starter manifest and a build script into a package.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use etw_manifest::Guid;
use etw_manifest::source::Source;
use etw_manifest::{Options, compile};

use crate::arguments::Init;
use crate::command::print;
use crate::report::Failure;

const STARTER: &str = include_str!("starter.man");

pub(crate) fn run(arguments: &Init) -> Result<ExitCode, Failure> {
    let folder = &arguments.folder;
    let (name, stem) = if let Some(name) = &arguments.provider {
        (name.clone(), file_stem(name))
    } else {
        let package = package_name(folder)?;
        (pascal_case(&package), file_stem(&package))
    };
    let manifest = starter(&name, &stem).map_err(|error| Failure::new(Path::new(&name), &error))?;
    let path = folder.join("manifests").join(format!("{stem}.man"));
    create(&path, &manifest)?;
    let mut report = format!("created {}\n", path.display());
    report.push_str(&build_script(folder, &stem)?);
    report.push_str(&next_steps(&name, &stem));
    Ok(print(&report))
}

/// Returns the starter manifest, or an error if it does not compile, because providers cannot have this name.
fn starter(name: &str, stem: &str) -> io::Result<String> {
    let invalid = |what: String| io::Error::new(io::ErrorKind::InvalidInput, what);
    if name.chars().any(char::is_control) {
        return Err(invalid(
            "the name of a provider must be one line".to_owned(),
        ));
    }
    let guid = Guid::of_provider(name).to_string();
    let text = STARTER
        .replace("@GUID@", &guid)
        .replace("@SYMBOL@", &symbol(name))
        .replace("@STEM@", stem)
        .replace("@NAME@", &escaped(name));
    let outcome = compile(&Source::new(name, text.as_str()), &Options::new());
    match outcome.diagnostics.first() {
        None => Ok(text),
        Some(diagnostic) => Err(invalid(diagnostic.message().to_owned())),
    }
}

/// Writes a build script unless there is one, and reports which.
fn build_script(folder: &Path, stem: &str) -> Result<String, Failure> {
    let call = format!("etw_manifest::Build::new().manifest(\"manifests/{stem}.man\").compile();");
    let path = folder.join("build.rs");
    if path.symlink_metadata().is_ok() {
        let path = path.display();
        return Ok(format!(
            "{path} already exists; add this to its `main`:\n\n    {call}\n"
        ));
    }
    let text = format!(
        "//! Compiles the manifest to the Rust code that `include_manifest!` includes.\n\nfn main() {{\n    {call}\n}}\n"
    );
    create(&path, &text)?;
    Ok(format!("created {}\n", path.display()))
}

fn next_steps(name: &str, stem: &str) -> String {
    let guid = Guid::of_provider(name);
    format!(
        "\nThe GUID {guid} is derived from the name {name}, as EventSource and TraceLogging do.\n\n\
         Next, run in the folder of the package:\n\n    \
         cargo add etw-provider\n    \
         cargo add --build etw-manifest\n\n\
         and add to src/lib.rs or src/main.rs:\n\n    \
         etw_provider::include_manifest!(\"{stem}\");\n\n\
         Then emit the first event:\n\n    \
         Started {{ version: env!(\"CARGO_PKG_VERSION\") }}.emit();\n"
    )
}

/// Creates a file, which must not exist, and its folder.
fn create(path: &Path, text: &str) -> Result<(), Failure> {
    let failure = |error| Failure::new(path, &error);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failure)?;
    }
    let mut file = File::create_new(path).map_err(failure)?;
    file.write_all(text.as_bytes()).map_err(failure)
}

/// Returns the name of the package in its Cargo.toml, or the name of the folder.
fn package_name(folder: &Path) -> Result<String, Failure> {
    let path = folder.join("Cargo.toml");
    let from_cargo = fs::read_to_string(path).ok().and_then(|text| {
        let package = text.split("[package]").nth(1)?.to_owned();
        let mut keys = package.lines().take_while(|line| !line.starts_with('['));
        keys.find_map(|line| {
            let value = line.trim_start().strip_prefix("name")?;
            let value = value.trim_start().strip_prefix('=')?.trim_start();
            // A comment may follow the closing quote.
            let quote = value.chars().next().filter(|it| matches!(it, '"' | '\''))?;
            Some(value[1..].split(quote).next()?.to_owned())
        })
    });
    if let Some(name) = from_cargo.filter(|name| !name.is_empty()) {
        return Ok(name);
    }
    let failure = |error| Failure::new(folder, &error);
    let folder: PathBuf = std::path::absolute(folder).map_err(failure)?;
    let name = folder.components().next_back();
    let name = name.map(|it| it.as_os_str().to_string_lossy().into_owned());
    Ok(name.unwrap_or_default())
}

/// Returns `MyService` for `my-service`.
fn pascal_case(name: &str) -> String {
    let words = name.split(|it: char| !it.is_alphanumeric());
    let mut pascal = String::new();
    for word in words {
        let mut rest = word.chars();
        pascal.extend(rest.next().map(|it| it.to_ascii_uppercase()));
        pascal.push_str(rest.as_str());
    }
    if pascal.is_empty() {
        pascal.push_str("Provider");
    }
    pascal
}

/// Returns a file name for every system and for `include_manifest!`.
fn file_stem(name: &str) -> String {
    let safe = |it: char| match it {
        '0'..='9' | 'a'..='z' | 'A'..='Z' => it.to_ascii_lowercase(),
        _ => '-',
    };
    let stem: String = name.chars().map(safe).collect();
    match stem.trim_matches('-') {
        "" => "provider".to_owned(),
        stem => stem.to_owned(),
    }
}

/// Returns a C identifier.
fn symbol(name: &str) -> String {
    let symbol = file_stem(name).replace('-', "_").to_ascii_uppercase();
    match symbol.as_bytes()[0] {
        b'0'..=b'9' => format!("PROVIDER_{symbol}"),
        _ => symbol,
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}
