//! Defines the command line.

mod add;
mod diagnostics;

use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use etw_manifest::diagnostic::Code;
use etw_manifest::registration::WindowsPath;
use etw_manifest::resource::{Machine, McVersion};

pub(crate) use add::{Add, AddChannel, AddEvent, AddKeyword};
pub(crate) use diagnostics::{Diagnostics, Format, Shell};

/// Checks and compiles Windows instrumentation manifests, on any OS.
#[derive(Parser, Debug)]
#[command(name = "etw-manifest", version, about, arg_required_else_help = true)]
#[command(after_help = "Exit codes:
  0  success
  1  a manifest was rejected, a file could not be decompiled (`decompile`), or a change breaks readers of the events (`diff`)
  2  the command could not run")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Report every problem of one or more manifests.
    Check(Check),
    /// Print the Rust code that a build script generates.
    Expand(Expand),
    /// Print a manifest with all names resolved and all numbers assigned.
    Inspect(Inspect),
    /// Write the resources that Event Viewer reads, as mc.exe, rc.exe and a linker do.
    Resource(Resource),
    /// Write the files that register a provider on Windows: scripts, installer fragments, a check.
    RegisterKit(RegisterKit),
    /// Add a declaration to a manifest in place.
    #[command(
        subcommand,
        after_help = "Example:\n  etw-manifest add event provider.man --symbol Queued --level Warning --message \"Queued.\""
    )]
    Add(Add),
    /// Print a manifest and its fragments as one manifest.
    Merge(Merge),
    /// Print the manifest of compiled resources.
    Decompile(Decompile),
    /// Write reference pages of the events, in any language of the manifest.
    Doc(Doc),
    /// Compare two manifests and list the changes, with their impact on readers of the events.
    Diff(Diff),
    /// Explain a code such as ETW0802.
    Explain(Explain),
    /// Write a starter manifest and a build script into a package.
    Init(Init),
    /// Print completions for a shell.
    Completions(Completions),
    /// Print the man page, or write one for every command.
    Man(Man),
}

#[derive(Args, Debug)]
#[command(after_help = "Examples:
  etw-manifest check manifests
  etw-manifest check --fix provider.man
  etw-manifest check --deny ETW0218 --message-format json provider.man
  etw-manifest check - --stdin-name provider.man < provider.man
  etw-manifest check retries.man --base provider.man")]
pub(crate) struct Check {
    /// The manifests: files, folders, patterns such as `*.man`, or `-` for standard input.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Apply the suggestions that certainly fix a problem. A manifest from standard input is printed.
    #[arg(long)]
    pub(crate) fix: bool,
    #[command(flatten)]
    pub(crate) fragments: Fragments,
    #[command(flatten)]
    pub(crate) diagnostics: Diagnostics,
}

#[derive(Args, Debug)]
#[command(after_help = "Examples:
  etw-manifest expand provider.man > provider.rs
  etw-manifest expand retries.man --base provider.man --base-path ::provider_events")]
pub(crate) struct Expand {
    /// A manifest.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The path of the runtime in the generated code; a fragment uses the one that its base re-exports.
    #[arg(long, value_name = "PATH", value_parser = parse_rust_path)]
    pub(crate) runtime_path: Option<String>,
    /// The path of the module with the code of the manifest that FILE extends.
    #[arg(long, value_name = "PATH", default_value = "::base", value_parser = parse_rust_path, requires = "base")]
    pub(crate) base_path: String,
    #[command(flatten)]
    pub(crate) fragments: Fragments,
    #[command(flatten)]
    pub(crate) diagnostics: Diagnostics,
}

#[derive(Args, Debug)]
#[command(after_help = "Examples:
  etw-manifest inspect provider.man
  etw-manifest inspect --format json provider.man | jq '.providers[].events[].id'")]
pub(crate) struct Inspect {
    /// A manifest.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The output format.
    #[arg(long, value_enum, default_value_t = InspectFormat::Text)]
    pub(crate) format: InspectFormat,
    #[command(flatten)]
    pub(crate) fragments: Fragments,
    #[command(flatten)]
    pub(crate) diagnostics: Diagnostics,
}

#[derive(Args, Debug)]
#[command(
    after_help = "Writes STEMTEMP.BIN, MSG00001.bin and so on, STEM.rc, STEM.res, STEM.obj (for LLVM's linker),
STEM.o (for GNU's) and STEM.dll, with the stem of the first manifest. Several manifests become one resource, because a file can contain only one.

Example:
  etw-manifest resource manifests/activation-services.man --out target/resources"
)]
pub(crate) struct Resource {
    /// The manifests.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The folder to write to; made if it does not exist.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// The version of mc.exe whose layout to write: 6.3, 10.0.10240 or 10.0.16299.
    #[arg(long, value_name = "VERSION", default_value_t)]
    pub(crate) mc_version: McVersion,
    /// Write exactly the bytes of mc.exe, even where its message tables return the wrong text.
    #[arg(long)]
    pub(crate) bug_compatible: bool,
    /// The processor of the objects and the DLL.
    #[arg(long, value_enum, default_value_t = Processor::X64)]
    pub(crate) machine: Processor,
    #[command(flatten)]
    pub(crate) fragments: Fragments,
    #[command(flatten)]
    pub(crate) diagnostics: Diagnostics,
}

#[derive(Args, Debug)]
#[command(
    after_help = "Writes STEM.man (with the real file names), register.cmd, unregister.cmd, check.ps1, STEM.wxs (for WiX) and
STEM.appxmanifest (for MSIX), with the stem of the manifest.

Example:
  etw-manifest register-kit manifests/store.man --resource '%ProgramFiles%\\Store\\store.exe' --out kit"
)]
pub(crate) struct RegisterKit {
    /// A manifest.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The absolute Windows path of the program or DLL with the resources on the target machine.
    #[arg(long, value_name = "PATH", value_parser = WindowsPath::parse)]
    pub(crate) resource: WindowsPath,
    /// The folder to write to; made if it does not exist.
    #[arg(long, value_name = "DIR", default_value = "register-kit")]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) fragments: Fragments,
    #[command(flatten)]
    pub(crate) diagnostics: Diagnostics,
}

#[derive(Args, Debug)]
#[command(
    after_help = "The output is for mc.exe and wevtutil: it has no attributes of our own namespace.

Example:
  etw-manifest merge provider.man retries.man > whole.man"
)]
pub(crate) struct Merge {
    /// The manifest.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The fragments that extend it.
    #[arg(value_name = "FRAGMENT")]
    pub(crate) fragments: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) diagnostics: Diagnostics,
}

#[derive(ValueEnum, Clone, Copy, Debug)]
pub(crate) enum Processor {
    X64,
    X86,
    Arm64,
}

impl From<Processor> for Machine {
    fn from(processor: Processor) -> Self {
        match processor {
            Processor::X64 => Self::X64,
            Processor::X86 => Self::X86,
            Processor::Arm64 => Self::Arm64,
        }
    }
}

#[derive(Args, Debug)]
#[command(after_help = "Examples:
  etw-manifest decompile C:/Windows/System32/drivers/http.sys > http.man
  etw-manifest decompile providerTEMP.BIN --messages en-US=MSG00001.bin")]
pub(crate) struct Decompile {
    /// An executable, a DLL, a .res file, or a ...TEMP.BIN file of mc.exe.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// A message table that is not in the file, with its locale.
    #[arg(long, value_name = "LOCALE=FILE", value_parser = parse_messages)]
    pub(crate) messages: Vec<(String, PathBuf)>,
}

#[derive(Args, Debug)]
#[command(after_help = "Examples:
  etw-manifest doc provider.man --locale es-ES --out docs/es
  etw-manifest doc provider.man --format html --out docs
  etw-manifest doc provider.man --locale de-DE --strings de.txt --out docs/de

Texts that the manifest lacks in the locale are taken from another locale of the same language (es-MX: es-ES), then from
en-US, then from the first locale. Files of the same name are overwritten; other files stay.

A strings file has one line `key = text` for each title to replace; lines that start with # are ignored. Keys:
  properties, id, version, keywords, level, channel, task, opcode, description, message, details,
  item-name, item-type, item-description, event, events, channels, levels, tasks, opcodes,
  name, value, text, search, shown, all, contents")]
pub(crate) struct Doc {
    /// A manifest.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The locale of the pages.
    #[arg(long, value_name = "LOCALE", default_value = "en-US")]
    pub(crate) locale: String,
    /// The folder to write to; it is made if it does not exist.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// The format of the pages.
    #[arg(long, value_enum, default_value_t = DocFormat::Markdown)]
    pub(crate) format: DocFormat,
    /// A strings file with titles in another language; English and Spanish are built in.
    #[arg(long, value_name = "FILE")]
    pub(crate) strings: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) fragments: Fragments,
    #[command(flatten)]
    pub(crate) diagnostics: Diagnostics,
}

#[derive(Args, Debug)]
#[command(after_help = "Examples:
  etw-manifest diff released/provider.man provider.man
  etw-manifest diff --format json old.man new.man | jq '.changes[] | select(.impact == \"breaking\")'

Exit codes:
  0  no breaking change
  1  a breaking change, or a manifest was rejected
  2  the command could not run")]
pub(crate) struct Diff {
    /// The older manifest.
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// The newer manifest.
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    /// The output format.
    #[arg(long, value_enum, default_value_t = InspectFormat::Text)]
    pub(crate) format: InspectFormat,
    #[command(flatten)]
    pub(crate) fragments: Fragments,
    #[command(flatten)]
    pub(crate) diagnostics: Diagnostics,
}

#[derive(Args, Debug)]
#[command(after_help = "Examples:
  etw-manifest init
  etw-manifest init service --provider Example-Harbour

Writes a manifest, `build.rs` and `src/events.rs` with a test. No file is overwritten: an existing Rust file stays, and an
existing manifest is an error. The GUID of the provider is derived from its name, as EventSource and TraceLogging do.")]
pub(crate) struct Init {
    /// The folder of the package.
    #[arg(value_name = "DIR", default_value = ".")]
    pub(crate) folder: PathBuf,
    /// The name of the provider [default: derived from the name of the package].
    #[arg(long, value_name = "NAME")]
    pub(crate) provider: Option<String>,
    /// Write the manifest for a program that logs with `tracing`, with an event for each level.
    #[arg(long)]
    pub(crate) tracing: bool,
}

#[derive(Args, Debug)]
#[command(after_help = "Examples:
  etw-manifest completions bash > ~/.local/share/bash-completion/completions/etw-manifest
  etw-manifest completions fish > ~/.config/fish/completions/etw-manifest.fish")]
pub(crate) struct Completions {
    /// The shell.
    #[arg(value_name = "SHELL", value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Args, Debug)]
#[command(after_help = "Examples:
  etw-manifest man | man -l -
  etw-manifest man --out ~/.local/share/man/man1")]
pub(crate) struct Man {
    /// Write the page of every command to this folder instead of printing one.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Args, Debug)]
#[command(after_help = "Example:
  etw-manifest explain ETW0802")]
pub(crate) struct Explain {
    /// A code of a diagnostic [default: list all codes].
    #[arg(value_name = "CODE", value_parser = parse_code)]
    pub(crate) code: Option<Code>,
    #[command(flatten)]
    pub(crate) shell: Shell,
}

#[derive(ValueEnum, Clone, Copy, Debug)]
pub(crate) enum InspectFormat {
    /// For tools.
    Json,
    /// For people.
    Text,
}

#[derive(ValueEnum, Clone, Copy, Debug)]
pub(crate) enum DocFormat {
    /// One page for each event.
    Markdown,
    /// One searchable page, index.html.
    Html,
}

/// The files that one provider is in besides the named manifest.
#[derive(Args, Debug)]
pub(crate) struct Fragments {
    /// A fragment that extends the manifest; it can be repeated.
    #[arg(long, value_name = "FILE")]
    pub(crate) with: Vec<PathBuf>,
    /// The manifest that FILE extends, if FILE is a fragment.
    #[arg(long, value_name = "FILE")]
    pub(crate) base: Option<PathBuf>,
}

impl Fragments {
    pub(crate) fn is_empty(&self) -> bool {
        self.with.is_empty() && self.base.is_none()
    }

    /// Returns all files: the manifest, then its fragments.
    pub(crate) fn files<'f>(&'f self, file: &'f Path) -> Vec<&'f Path> {
        let mut files: Vec<&Path> = self.base.iter().map(PathBuf::as_path).collect();
        files.push(file);
        files.extend(self.with.iter().map(PathBuf::as_path));
        files
    }
}

fn parse_rust_path(text: &str) -> Result<String, String> {
    if etw_manifest::is_runtime_path(text) {
        Ok(text.to_owned())
    } else {
        Err("expected a Rust path, such as ::etw_provider".to_owned())
    }
}

fn parse_code(text: &str) -> Result<Code, String> {
    Code::find(text)
        .ok_or_else(|| "unknown code; `etw-manifest explain` lists all codes".to_owned())
}

fn parse_messages(text: &str) -> Result<(String, PathBuf), String> {
    let (locale, path) = text
        .split_once('=')
        .ok_or("expected LOCALE=FILE, such as en-US=MSG00001.bin")?;
    Ok((locale.to_owned(), PathBuf::from(path)))
}
