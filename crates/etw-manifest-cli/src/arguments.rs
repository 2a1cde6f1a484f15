//! The command line as clap reads it.

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::{env, io};

use clap::{Args, Parser, Subcommand, ValueEnum};
use etw_manifest::diagnostic::{Code, MessageFormat};
use etw_manifest::registration::WindowsPath;
use etw_manifest::resource::{Machine, McVersion};
use etw_manifest::{LintLevel, Options};

/// Checks and compiles Windows instrumentation manifests, on any OS.
#[derive(Parser, Debug)]
#[command(name = "etw-manifest", version, about, arg_required_else_help = true)]
#[command(after_help = "Exit codes:
  0  done
  1  a manifest breaks a rule, a file cannot be read back (`decompile`), or a change breaks those who read the events (`diff`)
  2  the command could not be carried out")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Report every problem of manifests.
    Check(Check),
    /// Print the Rust code that a build script generates.
    Expand(Expand),
    /// Print the resolved manifest: names, numbers, message ids.
    Inspect(Inspect),
    /// Write the resources that Event Viewer reads: what mc.exe, rc.exe and a linker make.
    Resource(Resource),
    /// Write what registers the events with Windows: commands, installer fragments, a check.
    RegisterKit(RegisterKit),
    /// Print the manifest from which compiled resources were made.
    Decompile(Decompile),
    /// Write reference pages of the events, in any language of the manifest.
    Doc(Doc),
    /// Compare two manifests: what changed, and whether readers of the events notice.
    Diff(Diff),
    /// Explain a code such as ETW0802.
    Explain(Explain),
    /// Start: write a manifest and a build script into a package.
    Init(Init),
    /// Print completions for a shell.
    Completions(Completions),
    /// Print the man page, or write one for every command.
    Man(Man),
}

#[derive(Args, Debug)]
#[command(after_help = "Examples:
  etw-manifest check manifests/*.man
  etw-manifest check --deny ETW0218 --message-format json provider.man")]
pub(crate) struct Check {
    /// Manifests.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) diagnostics: Diagnostics,
}

#[derive(Args, Debug)]
#[command(after_help = "Example:
  etw-manifest expand provider.man > provider.rs")]
pub(crate) struct Expand {
    /// A manifest.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Where the generated code finds the runtime.
    #[arg(long, value_name = "PATH", default_value = "::etw_provider", value_parser = parse_runtime_path)]
    pub(crate) runtime_path: String,
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
    /// JSON for tools, a table for people.
    #[arg(long, value_enum, default_value_t = InspectFormat::Text)]
    pub(crate) format: InspectFormat,
    #[command(flatten)]
    pub(crate) diagnostics: Diagnostics,
}

#[derive(Args, Debug)]
#[command(
    after_help = "Writes STEMTEMP.BIN, MSG00001.bin and so on, STEM.rc, STEM.res, STEM.obj (for LLVM's linker),
STEM.o (for GNU's) and STEM.dll, with the stem of the first manifest. Several manifests become one resource, because a file can hold only one.

Example:
  etw-manifest resource manifests/activation-services.man --out target/resources"
)]
pub(crate) struct Resource {
    /// Manifests.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The folder to write to; made if it does not exist.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// The generation of mc.exe whose layout to write: 6.3, 10.0.10240 or 10.0.16299.
    #[arg(long, value_name = "VERSION", default_value_t)]
    pub(crate) mc_version: McVersion,
    /// Exactly mc.exe's bytes, even where its message tables answer with the wrong text.
    #[arg(long)]
    pub(crate) bug_compatible: bool,
    /// The processor of the object and the DLL.
    #[arg(long, value_enum, default_value_t = Processor::X64)]
    pub(crate) machine: Processor,
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
    /// Where the program or DLL with the resources is on the machine that is to know the events: an absolute Windows path.
    #[arg(long, value_name = "PATH", value_parser = WindowsPath::parse)]
    pub(crate) resource: WindowsPath,
    /// The folder to write to; made if it does not exist.
    #[arg(long, value_name = "DIR", default_value = "register-kit")]
    pub(crate) out: PathBuf,
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
    /// An executable, a DLL, a .res file, or what mc.exe writes as ...TEMP.BIN.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// A message table that is not in the file, with its culture.
    #[arg(long, value_name = "CULTURE=FILE", value_parser = parse_messages)]
    pub(crate) messages: Vec<(String, PathBuf)>,
}

#[derive(Args, Debug)]
#[command(after_help = "Examples:
  etw-manifest doc provider.man --locale es-ES --out docs/es
  etw-manifest doc provider.man --html --out docs
  etw-manifest doc provider.man --locale de-DE --strings de.txt --out docs/de

Texts that the manifest lacks in the locale are taken from another culture of the same language (es-MX: es-ES), then from
en-US, then from the first culture. Files of the same name are overwritten; others are left alone.

A strings file has a line `key = text` for each title to replace; lines that start with # mean nothing. Keys:
  properties, id, version, keywords, level, channel, task, opcode, description, message, details,
  item-name, item-type, item-description, event, events, channels, levels, tasks, opcodes,
  name, value, text, search, shown")]
pub(crate) struct Doc {
    /// A manifest.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The language of the pages.
    #[arg(long, value_name = "LOCALE", default_value = "en-US")]
    pub(crate) locale: String,
    /// The folder to write to; it is made if it does not exist.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Write one searchable page, index.html, instead of Markdown.
    #[arg(long)]
    pub(crate) html: bool,
    /// Titles of sections and columns in another language; English and Spanish are built in.
    #[arg(long, value_name = "FILE")]
    pub(crate) strings: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) diagnostics: Diagnostics,
}

#[derive(Args, Debug)]
#[command(after_help = "Examples:
  etw-manifest diff released/provider.man provider.man
  etw-manifest diff --format json old.man new.man | jq '.changes[] | select(.impact == \"breaking\")'

Exit codes:
  0  no changes, or none that breaks those who read the events
  1  a breaking change, or a manifest that breaks a rule
  2  the command could not be carried out")]
pub(crate) struct Diff {
    /// The older manifest.
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// The newer manifest.
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    /// JSON for tools, lines for people.
    #[arg(long, value_enum, default_value_t = InspectFormat::Text)]
    pub(crate) format: InspectFormat,
    #[command(flatten)]
    pub(crate) diagnostics: Diagnostics,
}

#[derive(Args, Debug)]
#[command(after_help = "Examples:
  etw-manifest init
  etw-manifest init service --provider Example-Harbour

Nothing is overwritten: a build script that exists is left alone, and a manifest that exists is an error. The provider's
GUID follows from its name, as EventSource and TraceLogging derive it.")]
pub(crate) struct Init {
    /// The folder of the package.
    #[arg(value_name = "DIR", default_value = ".")]
    pub(crate) folder: PathBuf,
    /// The provider's name; without one, it is made from the name of the package.
    #[arg(long, value_name = "NAME")]
    pub(crate) provider: Option<String>,
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
    /// A code that a diagnostic showed; without one, all codes are listed.
    #[arg(value_name = "CODE", value_parser = parse_code)]
    pub(crate) code: Option<Code>,
}

#[derive(ValueEnum, Clone, Copy, Debug)]
pub(crate) enum InspectFormat {
    Json,
    Text,
}

/// How problems are shown, and which lints matter.
#[derive(Args, Debug)]
pub(crate) struct Diagnostics {
    /// How to write problems.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(crate) message_format: Format,
    /// Silence a lint, or all of them with `warnings`.
    #[arg(long, value_name = "CODE", value_parser = parse_lint)]
    allow: Vec<Lint>,
    /// Warn of a lint that an earlier option silenced or denied.
    #[arg(long, value_name = "CODE", value_parser = parse_lint)]
    warn: Vec<Lint>,
    /// Make an error of a lint, or of all of them with `warnings`.
    #[arg(long, value_name = "CODE", value_parser = parse_lint)]
    deny: Vec<Lint>,
    /// Repair what tools that rebuild manifests from compiled providers get wrong, with a warning for each repair.
    #[arg(long)]
    lenient: bool,
}

#[derive(ValueEnum, Clone, Copy, Debug)]
pub(crate) enum Format {
    /// With the source and a caret under the place.
    Human,
    /// One JSON object on each line.
    Json,
    /// One line each.
    Short,
}

/// One lint, or all of them.
#[derive(Clone, Copy, Debug)]
enum Lint {
    One(Code),
    Every,
}

impl Diagnostics {
    /// How problems are written to this terminal.
    pub(crate) fn format(&self) -> MessageFormat {
        match self.message_format {
            Format::Human => {
                let color = io::stderr().is_terminal()
                    && env::var_os("NO_COLOR").is_none_or(|it| it.is_empty());
                MessageFormat::Human { color }
            }
            Format::Json => MessageFormat::Json,
            Format::Short => MessageFormat::Short,
        }
    }

    /// The options for the compiler.
    pub(crate) fn options(&self) -> Options {
        let levels = [
            (&self.allow, LintLevel::Allow),
            (&self.deny, LintLevel::Deny),
            (&self.warn, LintLevel::Warn),
        ];
        let all = levels
            .into_iter()
            .flat_map(|(lints, level)| lints.iter().map(move |lint| (*lint, level)));
        let start = if self.lenient {
            Options::new().lenient()
        } else {
            Options::new()
        };
        all.fold(start, |options, (lint, level)| match lint {
            Lint::One(code) => options.lint(code, level),
            Lint::Every => options.every_lint(level),
        })
    }
}

fn parse_runtime_path(text: &str) -> Result<String, String> {
    if etw_manifest::is_runtime_path(text) {
        Ok(text.to_owned())
    } else {
        Err("expected a path of Rust, such as ::etw_provider".to_owned())
    }
}

fn parse_code(text: &str) -> Result<Code, String> {
    Code::find(text)
        .ok_or_else(|| "there is no such code; `etw-manifest explain` lists them all".to_owned())
}

fn parse_lint(text: &str) -> Result<Lint, String> {
    if text.eq_ignore_ascii_case("warnings") {
        return Ok(Lint::Every);
    }
    let code = parse_code(text)?;
    match code.severity() {
        etw_manifest::diagnostic::Severity::Warning => Ok(Lint::One(code)),
        etw_manifest::diagnostic::Severity::Error => Err(format!(
            "{} is a rule, not a lint: it is always an error",
            code.id()
        )),
    }
}

fn parse_messages(text: &str) -> Result<(String, PathBuf), String> {
    let (culture, path) = text
        .split_once('=')
        .ok_or("expected CULTURE=FILE, such as en-US=MSG00001.bin")?;
    Ok((culture.to_owned(), PathBuf::from(path)))
}
