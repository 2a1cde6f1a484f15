//! [`Part`]: what was measured about one subject, and whether it is what it was meant to be; and where that is written.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::markdown::{Table, times};

/// A section of the report.
pub struct Part {
    /// Its heading.
    pub title: &'static str,
    /// Markdown.
    pub text: String,
    /// What was to be reached.
    pub goals: Vec<Goal>,
}

/// Something that was to be reached.
#[derive(Clone)]
pub struct Goal {
    /// What was measured.
    what: String,
    /// The result.
    measured: String,
    /// The goal.
    goal: String,
    /// Whether the result is as good.
    met: bool,
    /// Whether it stands in the README.
    headline: bool,
}

impl Goal {
    /// A ratio that is to be this at most.
    #[must_use]
    pub fn at_most(what: impl Into<String>, ratio: f64, most: f64) -> Self {
        Self::new(what, times(ratio), format!("≤ {most}×"), ratio <= most)
    }

    /// How many times faster it is, which is to be this at least.
    #[must_use]
    pub fn faster(what: impl Into<String>, faster: f64, least: f64) -> Self {
        let measured = if faster < 1.0 {
            format!("{} slower", times(faster.recip()))
        } else {
            format!("{} faster", times(faster))
        };
        Self::new(
            what,
            measured,
            format!("≥ {least}× faster"),
            faster >= least,
        )
    }

    /// A number that is to be zero.
    #[must_use]
    pub fn none(what: impl Into<String>, count: usize) -> Self {
        Self::new(what, count.to_string(), "0".to_owned(), count == 0)
    }

    fn new(what: impl Into<String>, measured: String, goal: String, met: bool) -> Self {
        Self {
            what: what.into(),
            measured,
            goal,
            met,
            headline: false,
        }
    }

    /// The same, with the time or size itself.
    #[must_use]
    pub fn absolute(mut self, absolute: &str) -> Self {
        self.measured = format!("{} ({absolute})", self.measured);
        self
    }

    /// The same, to stand in the README.
    #[must_use]
    pub fn headline(mut self) -> Self {
        self.headline = true;
        self
    }
}

impl fmt::Display for Part {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "## {}\n\n{}\n", self.title, self.text.trim_end())
    }
}

const INTRODUCTION: &str = "\
# What it costs

Made by one command, which measures everything below again (about ten minutes; `--quick` takes one, `disabled`, `marshalling`, `text`, \
`compile` and `downstream` are its parts):

```console
$ cargo run --release --manifest-path benches/Cargo.toml --all-features --bin speed -- --update
```

It needs no network once `cargo fetch --manifest-path benches/Cargo.toml` has run. Without `--all-features` it measures us alone, \
with `--features comparisons` all but `simdutf`, which needs a C++ compiler. What it can do without is left out where it is missing: valgrind (instructions), binutils (machine code), real \
manifests (`ETW_MANIFEST_CORPUS`), .NET's generators (`DOTNET_SCRIPTS`).
";

/// The whole report.
#[must_use]
pub fn document(parts: &[Part]) -> String {
    let goals = goals(parts.iter().flat_map(|it| &it.goals));
    let parts: Vec<String> = parts.iter().map(Part::to_string).collect();
    format!(
        "{INTRODUCTION}\n{}\n{goals}\n{}",
        machine(),
        parts.join("\n")
    )
}

/// Goals as a table.
fn goals<'a>(goals: impl Iterator<Item = &'a Goal>) -> String {
    let mut table = Table::new(&["", "measured", "goal", "met"]);
    for it in goals {
        let met = if it.met { "yes" } else { "**no**" };
        table.row([&it.what, &it.measured, &it.goal, met].map(|it| it.to_owned()));
    }
    table.to_string()
}

/// With what it was measured.
fn machine() -> String {
    let rustc = Command::new("rustc").arg("--version").output();
    let rustc = rustc.map_or(String::new(), |it| {
        String::from_utf8_lossy(&it.stdout).into_owned()
    });
    let processor = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processor
        .lines()
        .find_map(|it| it.strip_prefix("model name"));
    let model = model.map_or(std::env::consts::ARCH, |it| {
        it.trim_start_matches([' ', '\t', ':'])
    });
    format!(
        "These figures: {}, {model}, {}.\n",
        rustc.trim(),
        std::env::consts::OS
    )
}

/// Writes `docs/speed.md`, and the headlines between their marks in `README.md`.
pub fn update(parts: &[Part]) {
    const MARKS: [&str; 2] = ["<!-- speed -->\n", "<!-- /speed -->"];
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    write(root.join("docs/speed.md"), &document(parts));
    let readme = root.join("README.md");
    let text = std::fs::read_to_string(&readme).expect("README.md can be read");
    let (before, rest) = text.split_once(MARKS[0]).expect("README.md has a mark");
    let (_, after) = rest
        .split_once(MARKS[1])
        .expect("README.md has a second mark");
    let headlines = parts
        .iter()
        .flat_map(|it| &it.goals)
        .filter(|it| it.headline);
    let headlines = goals(headlines);
    write(
        readme,
        &format!("{before}{}{headlines}{}{after}", MARKS[0], MARKS[1]),
    );
}

fn write(path: PathBuf, text: &str) {
    std::fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
