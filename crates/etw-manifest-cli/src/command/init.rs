//! `etw-manifest init`: writes a starter manifest, a build script and a module of events into a package.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use etw_manifest::Guid;
use etw_manifest::source::Source;
use etw_manifest::starter::{self, file_stem};
use etw_manifest::{Options, compile};

use crate::arguments::Init;
use crate::command::print;
use crate::report::Failure;

/// Options of `cargo add` until the packages are in a registry. RELEASING.md empties it.
const SOURCE: &str = concat!(" --git ", env!("CARGO_PKG_REPOSITORY"));

const MANIFEST: &str = include_str!("starter.man");

const BUILD: &str = r#"fn main() {
    etw_manifest::Build::new()
        .manifest("manifests/@STEM@.man")
        // Keep a copy of each released manifest: changes that break its readers then
        // stop the build. This needs the feature `baseline` of etw-manifest.
        // .baseline("manifests/released/@STEM@.man")
        .link()
        .compile();
}
"#;

const EVENTS: &str = r#"etw_provider::include_manifest!("@STEM@");

#[test]
fn the_start_is_reported() {
    let recorder = etw_provider::Recorder::of_this_thread(&PROVIDER);
    emit_started("1.0", 7);
    let message = METADATA.renderer("en-US").message(&recorder.events()[0]);
    assert_eq!(message.unwrap(), "Version 1.0 has started as process 7.");
}
"#;

const INCLUDE: &str = "etw_provider::include_manifest!(\"@STEM@\");\n";

const LAYER: &str = "and give the layer to the subscriber of the program:\n\n    \
                     tracing_subscriber::registry().with(events::tracing_layer()).init();\n";

const FORWARD: &str = "\nAdd the feature `tracing` to etw-provider to see the events in the program's `tracing` subscriber as well:\n\n    \
     let _forwarding = etw_provider::tracing::forward(&events::METADATA);\n";

pub(crate) fn run(arguments: &Init) -> Result<ExitCode, Failure> {
    let folder = &arguments.folder;
    let package = package_name(folder)?;
    let name = arguments.provider.clone();
    let name = name.unwrap_or_else(|| pascal_case(&package));
    let stem = file_stem(&package);
    let is_program = is_program(folder);
    let file = match is_program {
        true => format!("{package}.exe"),
        false => format!("{}.dll", package.replace('-', "_")),
    };
    let (template, events) = match arguments.tracing {
        true => (starter::TRACING, INCLUDE),
        false => (MANIFEST, EVENTS),
    };
    let manifest = manifest(template, &name, &file);
    let manifest = manifest.map_err(|error| Failure::new(Path::new(&name), &error))?;
    let path = folder.join("manifests").join(format!("{stem}.man"));
    create(&path, &manifest)?;
    let mut report = format!("created {}\n", path.display());
    for (path, text) in [("build.rs", BUILD), ("src/events.rs", events)] {
        let path = folder.join(path);
        report.push_str(&create_or_show(&path, &text.replace("@STEM@", &stem))?);
    }
    report.push_str(&match arguments.tracing {
        true => next_steps(&name, " --features tracing-subscriber", LAYER),
        false => next_steps(&name, "", first_event(is_program)) + FORWARD,
    });
    Ok(print(&report))
}

/// Returns the starter manifest, or an error if it does not compile, because providers cannot have this name.
fn manifest(template: &str, name: &str, file: &str) -> io::Result<String> {
    let invalid = |what: String| io::Error::new(io::ErrorKind::InvalidInput, what);
    if name.chars().any(char::is_control) {
        return Err(invalid(
            "the name of a provider must be one line".to_owned(),
        ));
    }
    let text = starter::fill(template, name, file, Guid::of_provider(name));
    let outcome = compile(&Source::new(name, text.as_str()), &Options::new());
    match outcome.diagnostics.first() {
        None => Ok(text),
        Some(diagnostic) => Err(invalid(diagnostic.message().to_owned())),
    }
}

/// Creates a file unless it exists, and reports which. Shows the text of an existing file, for the user to add.
fn create_or_show(path: &Path, text: &str) -> Result<String, Failure> {
    let shown = path.display();
    if path.symlink_metadata().is_ok() {
        return Ok(format!(
            "{shown} already exists; add to it:\n\n{}\n",
            indented(text)
        ));
    }
    create(path, text)?;
    Ok(format!("created {shown}\n"))
}

/// Returns how a program or library emits its first event.
fn first_event(is_program: bool) -> &'static str {
    match is_program {
        true => {
            "and emit the first event in src/main.rs:\n\n    \
             mod events;\n\n    \
             fn main() {\n        \
             events::emit_started(env!(\"CARGO_PKG_VERSION\"), std::process::id());\n    \
             }\n"
        }
        false => {
            "add `pub mod events;` to src/lib.rs, and `links` to Cargo.toml, so that applications can link the resources:\n\n    \
             [package]\n    \
             links = \"a name of your choice\"\n"
        }
    }
}

fn next_steps(name: &str, features: &str, use_it: &str) -> String {
    let guid = Guid::of_provider(name);
    format!(
        "\nThe GUID {guid} is derived from the name {name}, as EventSource and TraceLogging do.\n\n\
         Next, add the runtime and the compiler, in the folder of the package:\n\n    \
         cargo add{SOURCE} etw-provider{features}\n    \
         cargo add{SOURCE} --build etw-manifest\n\n\
         {use_it}"
    )
}

fn indented(text: &str) -> String {
    let lines = text.lines().map(|line| format!("    {line}"));
    lines.collect::<Vec<_>>().join("\n")
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

/// Returns the name of the package in a folder, as its Cargo.toml has it.
fn package_name(folder: &Path) -> Result<String, Failure> {
    let path = folder.join("Cargo.toml");
    let text = fs::read_to_string(&path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            let help = "there is no package: Cargo.toml is missing; `cargo new` makes one";
            Failure::text(folder, help.to_owned())
        }
        _ => Failure::new(&path, &error),
    })?;
    name_in(&text).ok_or_else(|| {
        let help = "there is no `[package]` with a `name`; give the folder of a package, not of a workspace";
        Failure::text(&path, help.to_owned())
    })
}

fn name_in(cargo_toml: &str) -> Option<String> {
    let mut lines = cargo_toml.lines().map(str::trim);
    lines.find(|line| line.starts_with("[package]"))?;
    let name = lines
        .take_while(|line| !line.starts_with('['))
        .find_map(|line| {
            let value = line.strip_prefix("name")?.trim_start();
            let value = value.strip_prefix('=')?.trim_start();
            // A comment may follow the closing quote.
            let quote = value.chars().next().filter(|it| matches!(it, '"' | '\''))?;
            value[1..].split(quote).next()
        });
    name.filter(|name| !name.is_empty()).map(str::to_owned)
}

/// Returns whether a package has a binary; Windows looks for resources in that file.
fn is_program(folder: &Path) -> bool {
    let has = |path: &str| folder.join(path).exists();
    has("src/main.rs") || has("src/bin") && !has("src/lib.rs")
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
