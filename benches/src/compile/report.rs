//! The tables of compilations.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use super::growth::exponent;
use super::{Input, Measured, dotnet, measure};
use crate::effort::Effort;
use crate::markdown::{Table, bytes, milliseconds, ratio};
use crate::report::{Goal, Part};

const METHOD: &str = "\
From the bytes of a manifest to Rust text, `WEVT_TEMPLATE` and message tables, in memory. The XML pass is the floor: `quick-xml` reads the same \
bytes and every attribute. Times are the shortest; the peak is the most memory in use at a time, measured by a counting allocator.
";

const BUILD_SCRIPT: &str = "\
The same as cargo compiles build scripts by default: `opt-level = 0` with debug assertions, also for the XML reader.
";

/// The reasons for missed goals.
const MISSED: &str = "\
Why more than ten passes when optimised? The pass keeps nothing, and `quick-xml` is very fast. The compiler keeps every name and value with its span, \
resolves and checks them, and writes two or three times as many bytes as it reads. It once took over a hundred passes. These changes helped: printing each piece of \
generated code once and filling its holes (most of all), values that stay slices of the manifest, one look at each attribute, and a \
description for each template instead of each event. A quarter of the remaining time is memory management.
";

/// Measures and reports.
#[must_use]
pub fn report(effort: Effort) -> Part {
    let sizes: &[usize] = if effort.quick {
        &[100, 1000]
    } else {
        &[1000, 10_000, 100_000]
    };
    let release = rows(&arguments(sizes), |argument| {
        Input::new(argument).map(|it| measure(&it, effort.repeats))
    });
    let mut text = format!(
        "{METHOD}\n{}\n{}\n",
        table(&release),
        growth(&release, sizes)
    );
    let mut goals = against_pass(&release, "compiled (optimised)");
    if !effort.quick {
        let small = arguments(&sizes[..2]);
        let rows = in_build_script_profile(&small, effort.repeats);
        let _ = writeln!(text, "{BUILD_SCRIPT}\n{}", table(&rows));
        goals.extend(against_pass(&rows, "compiled (as build scripts are)"));
    }
    let (comparison, goal) = against_dotnet(&release, effort.repeats);
    let _ = write!(text, "{comparison}\n{MISSED}");
    Part {
        title: "Compiling a manifest",
        text,
        goals: goals.into_iter().chain(goal).collect(),
    }
}

fn arguments(sizes: &[usize]) -> Vec<String> {
    let made = sizes.iter().map(usize::to_string);
    Input::reported().into_iter().chain(made).collect()
}

/// Measures the inputs that exist.
fn rows(arguments: &[String], measure: impl Fn(&str) -> Option<Measured>) -> Vec<Measured> {
    let rows = arguments.iter().filter_map(|argument| {
        let row = measure(argument);
        if row.is_none() {
            eprintln!("skipped: {argument} is not here");
        }
        row
    });
    rows.collect()
}

/// Builds the program `compile` in that profile and runs it.
fn in_build_script_profile(arguments: &[String], repeats: usize) -> Vec<Measured> {
    let there = arguments.iter().filter(|it| Input::new(it).is_some());
    let mut command = Command::new(env!("CARGO"));
    command
        .args([
            "run",
            "--quiet",
            "--offline",
            "--profile",
            "build-script",
            "--bin",
            "compile",
        ])
        .arg("--manifest-path")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))
        .args(["--", "--rows", &repeats.to_string()])
        .args(there);
    let output = command.output().expect("cargo starts");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {errors}");
    let text = String::from_utf8_lossy(&output.stdout);
    let rows = text.lines().map(|line| line.parse().expect("a row"));
    rows.collect()
}

fn table(rows: &[Measured]) -> Table {
    let mut table = Table::new(&[
        "manifest",
        "size",
        "events",
        "XML pass",
        "front end",
        "Rust text",
        "resources",
        "all",
        "passes",
        "peak",
    ]);
    for row in rows {
        let [pass, front_end, rust, resources] = row.seconds.map(milliseconds);
        table.row([
            row.name.clone(),
            bytes(row.bytes),
            row.events.to_string(),
            pass,
            front_end,
            rust,
            resources,
            milliseconds(row.all()),
            ratio(row.all(), row.seconds[0]),
            bytes(row.peak),
        ]);
    }
    table
}

/// Describes the growth over the synthetic manifests, which come last.
fn growth(rows: &[Measured], sizes: &[usize]) -> String {
    let made = &rows[rows.len() - sizes.len()..];
    let of = |value: fn(&Measured) -> f64| {
        let points: Vec<_> = made.iter().map(|it| (it.bytes as f64, value(it))).collect();
        exponent(&points)
    };
    format!(
        "From {} to {} events, time grows with the power {:.2} of the size (front end {:.2}, Rust text {:.2}, resources {:.2}), memory with \
         {:.2}, the XML pass with {:.2}.\n",
        sizes[0],
        sizes[sizes.len() - 1],
        of(Measured::all),
        of(|it| it.seconds[1]),
        of(|it| it.seconds[2]),
        of(|it| it.seconds[3]),
        of(|it| it.peak as f64),
        of(|it| it.seconds[0]),
    )
}

/// Returns the goals for the largest real manifest and for the worst manifest.
fn against_pass(rows: &[Measured], compiled: &str) -> Vec<Goal> {
    let goal = |it: &Measured| {
        let what = format!("`{}` {compiled}, against one XML pass", it.name);
        Goal::at_most(what, it.passes(), 10.0).absolute(&milliseconds(it.all()))
    };
    let is_real = |it: &&Measured| it.name.contains('.');
    let largest = rows.iter().filter(is_real).max_by_key(|it| it.bytes);
    let worst = rows.iter().max_by(|a, b| a.passes().total_cmp(&b.passes()));
    // A synthetic manifest is listed only if it is worse than the real one.
    let worst = worst.filter(|it| largest.is_none_or(|largest| largest.passes() < it.passes()));
    largest.into_iter().chain(worst).map(goal).collect()
}

/// Returns the goal against .NET's generators on the largest real manifest, if both exist.
fn against_dotnet(rows: &[Measured], repeats: usize) -> (String, Option<Goal>) {
    let is_theirs = |it: &&String| it.ends_with("ClrEtwAll.man");
    let manifest = Input::reported().iter().find(is_theirs).cloned();
    let ours = rows.iter().find(|it| it.name.ends_with("ClrEtwAll.man"));
    let theirs = manifest.and_then(|it| dotnet::seconds(Path::new(&it), repeats));
    let (Some(ours), Some(theirs)) = (ours, theirs) else {
        return (format!("{}\n", dotnet::ABSENT), None);
    };
    let text = format!(
        "`genEventing.py` and `genLttngProvider.py` of .NET's runtime take {} for `{}`, one process each; ours takes {}, within one.\n",
        milliseconds(theirs),
        ours.name,
        milliseconds(ours.all())
    );
    let goal = Goal::faster(
        "`ClrEtwAll.man`, against .NET's generators",
        theirs / ours.all(),
        20.0,
    )
    .absolute(&milliseconds(ours.all()));
    (text, Some(goal))
}
