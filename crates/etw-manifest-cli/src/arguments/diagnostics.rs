//! Defines the options for diagnostics, lints, and the terminal.

use std::env;

use clap::{Args, ValueEnum};
use etw_manifest::diagnostic::{Code, MessageFormat, Severity};
use etw_manifest::{LintLevel, Options};

use super::parse_code;
use crate::output::Stream;

/// Options for diagnostics and lints.
#[derive(Args, Debug)]
pub(crate) struct Diagnostics {
    /// The format of diagnostics.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(crate) message_format: Format,
    /// Allow a lint, or all of them with `warnings`.
    #[arg(long, value_name = "CODE", value_parser = parse_lint)]
    allow: Vec<Lint>,
    /// Warn about a lint that another option allows or denies.
    #[arg(long, value_name = "CODE", value_parser = parse_lint)]
    warn: Vec<Lint>,
    /// Report a lint as an error, or all of them with `warnings`.
    #[arg(long, value_name = "CODE", value_parser = parse_lint)]
    deny: Vec<Lint>,
    /// Repair common mistakes of tools that rebuild manifests from compiled providers, with a warning for each repair.
    #[arg(long)]
    lenient: bool,
    /// Whether the command generates code, for which some lints are errors.
    #[arg(skip)]
    pub(crate) generates_code: bool,
    /// The name of the manifest that `-` reads from standard input.
    #[arg(long, value_name = "NAME", default_value = "stdin")]
    pub(crate) stdin_name: String,
    #[command(flatten)]
    pub(crate) shell: Shell,
}

/// Options for the terminal.
#[derive(Args, Debug)]
pub(crate) struct Shell {
    /// When to use colors; for `auto`, `NO_COLOR`, `CLICOLOR_FORCE` and `CARGO_TERM_COLOR` decide.
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    color: Color,
    /// Print no summaries and notes.
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

#[derive(ValueEnum, Clone, Copy, Debug)]
enum Color {
    /// At a terminal.
    Auto,
    Always,
    Never,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Format {
    /// With the source and carets.
    Human,
    /// One JSON object per line.
    Json,
    /// One line per diagnostic.
    Short,
    /// Annotations of GitHub Actions.
    Github,
    /// One SARIF document.
    Sarif,
}

/// One lint, or all of them.
#[derive(Clone, Copy, Debug)]
enum Lint {
    One(Code),
    Every,
}

impl Shell {
    /// Returns `true` if a stream gets colors.
    pub(crate) fn colors(&self, stream: Stream) -> bool {
        let set = |name| env::var_os(name).filter(|it| !it.is_empty());
        match self.color {
            Color::Always => return true,
            Color::Never => return false,
            Color::Auto => {}
        }
        if set("NO_COLOR").is_some() {
            return false;
        }
        if set("CLICOLOR_FORCE").is_some_and(|it| it != "0") {
            return true;
        }
        match set("CARGO_TERM_COLOR") {
            Some(when) if when == "always" => true,
            Some(when) if when == "never" => false,
            _ => stream.is_terminal(),
        }
    }

    /// Writes a line to standard error unless only results are wanted.
    pub(crate) fn note(&self, line: &str) {
        if !self.quiet {
            crate::output::tell(line);
        }
    }
}

impl Diagnostics {
    /// Returns the format of single diagnostics, or `None` for a format that has one document for all.
    pub(crate) fn format(&self, stream: Stream) -> Option<MessageFormat> {
        Some(match self.message_format {
            Format::Human => MessageFormat::Human {
                color: self.shell.colors(stream),
            },
            Format::Json => MessageFormat::Json,
            Format::Short => MessageFormat::Short,
            Format::Github => MessageFormat::Github,
            Format::Sarif => return None,
        })
    }

    /// Returns the options of the compiler.
    pub(crate) fn options(&self) -> Options {
        let levels = [
            (&self.allow, LintLevel::Allow),
            (&self.deny, LintLevel::Deny),
            (&self.warn, LintLevel::Warn),
        ];
        let all = levels
            .into_iter()
            .flat_map(|(lints, level)| lints.iter().map(move |lint| (*lint, level)));
        let mut start = Options::new();
        if self.lenient {
            start = start.lenient();
        }
        if self.generates_code {
            start = start.generates_code();
        }
        all.fold(start, |options, (lint, level)| match lint {
            Lint::One(code) => options.lint(code, level),
            Lint::Every => options.every_lint(level),
        })
    }
}

fn parse_lint(text: &str) -> Result<Lint, String> {
    if text.eq_ignore_ascii_case("warnings") {
        return Ok(Lint::Every);
    }
    let code = parse_code(text)?;
    match code.severity() {
        Severity::Warning => Ok(Lint::One(code)),
        Severity::Error => Err(format!(
            "{} is not a lint: it is always an error",
            code.id()
        )),
    }
}
