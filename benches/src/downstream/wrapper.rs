//! Makes this program a wrapper of rustc that logs the cost of each crate.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode};

use super::usage;

/// Names the log file. If it is set, this program acts as rustc.
const LOG: &str = "ETW_MANIFEST_RUSTC_LOG";

/// A compiled crate.
#[derive(Clone, Debug)]
pub(super) struct Compiled {
    /// The package.
    pub(super) package: String,
    /// The crate in the package.
    pub(super) name: String,
    /// `lib`, `bin`, `proc-macro`.
    pub(super) kind: String,
    /// Seconds.
    pub(super) cpu: f64,
}

/// Runs rustc if cargo has started this program as its wrapper.
#[must_use]
pub fn run() -> Option<ExitCode> {
    let log = std::env::var_os(LOG)?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (rustc, arguments) = arguments.split_first()?;
    let used = usage::run(Command::new(rustc).args(arguments)).ok()?;
    if let Some(name) = value_of("--crate-name", arguments)
        // Cargo also asks rustc for its version and targets.
        && name != "___"
    {
        let kind = value_of("--crate-type", arguments).unwrap_or("bin");
        let package = std::env::var("CARGO_PKG_NAME").unwrap_or_default();
        let mut file = OpenOptions::new()
            .append(true)
            .create(true)
            .open(log)
            .ok()?;
        writeln!(file, "{package} {name} {kind} {}", used.cpu).ok()?;
    }
    Some(ExitCode::from(u8::from(!used.success)))
}

fn value_of<'a>(option: &str, arguments: &'a [String]) -> Option<&'a str> {
    let position = arguments.iter().position(|it| it == option)?;
    arguments.get(position + 1).map(String::as_str)
}

/// Makes a cargo command use the wrapper.
pub(super) fn wrap(cargo: &mut Command, log: &Path) {
    cargo
        .env(
            "RUSTC_WRAPPER",
            std::env::current_exe().expect("this program has a file"),
        )
        .env(LOG, log);
}

/// Reads the log; it is empty if nothing was compiled.
pub(super) fn read(log: &Path) -> Vec<Compiled> {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    text.lines().filter_map(parse).collect()
}

fn parse(line: &str) -> Option<Compiled> {
    let mut parts = line.split(' ').map(str::to_owned);
    Some(Compiled {
        package: parts.next()?,
        name: parts.next()?,
        kind: parts.next()?,
        cpu: parts.next()?.parse().ok()?,
    })
}
