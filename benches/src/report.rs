//! [`Part`], the results for one subject with their goals, and the files they are written to.

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
    /// The goals of this section.
    pub goals: Vec<Goal>,
}

/// A goal and the measured result.
#[derive(Clone)]
pub struct Goal {
    /// The measured quantity.
    what: String,
    /// The result.
    measured: String,
    /// The goal.
    goal: String,
    /// Whether the result meets the goal.
    met: bool,
}

impl Goal {
    /// Returns the goal that a ratio is at most this.
    #[must_use]
    pub fn at_most(what: impl Into<String>, ratio: f64, most: f64) -> Self {
        Self::new(what, times(ratio), format!("≤ {most}×"), ratio <= most)
    }

    /// Returns the goal that ours is at least this many times faster.
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

    /// Returns the goal that a number is zero.
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
        }
    }

    /// Adds the time or size itself.
    #[must_use]
    pub fn absolute(mut self, absolute: &str) -> Self {
        self.measured = format!("{} ({absolute})", self.measured);
        self
    }
}

impl fmt::Display for Part {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "## {}\n\n{}\n", self.title, self.text.trim_end())
    }
}

const INTRODUCTION: &str = "\
# Speed

One command measures everything on this page again in about ten minutes (`--quick` takes one; `disabled`, `marshalling`, `text`, \
`compile` and `downstream` select a part):

```console
$ cargo run --release --manifest-path benches/Cargo.toml --all-features --bin speed -- --update
```

It needs no network after `cargo fetch --manifest-path benches/Cargo.toml`. Without `--all-features` it measures only our code, \
and with `--features comparisons` everything except `simdutf`, which needs a C++ compiler. Valgrind (instructions), binutils (machine code), real \
manifests (`ETW_MANIFEST_CORPUS`) and .NET's generators (`DOTNET_SCRIPTS`) are optional.
";

/// Returns the whole report.
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

/// Returns the goals as a table.
fn goals<'a>(goals: impl Iterator<Item = &'a Goal>) -> String {
    let mut table = Table::new(&["", "measured", "goal", "met"]);
    for it in goals {
        let met = if it.met { "yes" } else { "**no**" };
        table.row([&it.what, &it.measured, &it.goal, met].map(|it| it.to_owned()));
    }
    table.to_string()
}

/// Describes the machine and the compiler.
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

/// The goals that the README shows, each with its words for them.
const HEADLINES: [(&str, &str); 4] = [
    (
        "disabled event, against one load and one branch",
        "A disabled event, compared with one load and one branch",
    ),
    (
        "3 fields encoded, against descriptors by hand",
        "An enabled event with three fields, compared with C-like code by hand",
    ),
    (
        "3 fields emitted, allocations",
        "Allocations of an enabled event",
    ),
    (
        "rustc on the generated code per event, `dev`, against prost",
        "Compile time of the code for one event, compared with a message of prost",
    ),
];

/// Writes `docs/speed.md`, and the headlines between the marks in `README.md`.
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
    let measured = |name: &str| {
        let mut goals = parts.iter().flat_map(|it| &it.goals);
        let goal = goals.find(|it| it.what == name);
        goal.map_or("not measured", |it| it.measured.as_str())
    };
    let headlines = HEADLINES.map(|(name, words)| format!("- {words}: {}\n", measured(name)));
    let headlines = headlines.concat();
    write(
        readme,
        &format!("{before}{}{headlines}{}{after}", MARKS[0], MARKS[1]),
    );
}

fn write(path: PathBuf, text: &str) {
    std::fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
