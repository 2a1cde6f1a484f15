//! The tables of consumers.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::build::Profile;
use super::consumer::Generator;
use super::manifest;
use super::measure::{Measured, Steps, Subject, measure};
use crate::compile::Input;
use crate::effort::Effort;
use crate::markdown::{Table, bytes, milliseconds};
use crate::report::{Goal, Part};

const METHOD: &str = "\
Each consumer has a build script of one line, a library of generated code, and a program that emits every event once \
(for `prost`, encodes every message). CPU seconds of user and system together, not incremental, offline; the least of several builds. \
The events have the shapes of the shipped provider's. The floor is an empty build script that depends on `quick-xml`, `proc-macro2` \
and `quote`; `prost-build` gets messages of the same shapes as a descriptor set, without `protoc`.
";

/// The reasons for missed goals.
const MISSED: &str = "\
Ours and `prost` divide the work differently: most of our code is generic and costs little until it is used, and also less then. Alone, ours \
costs a few percent more, because each event has a documented struct, a function, a decoder and metadata. These changes helped: one description for each \
template instead of each event, comparing and copying the enum of all events without an arm for each, and fewer attributes.
";

/// Measures and reports.
#[must_use]
pub fn report(effort: Effort) -> Part {
    let folder = Folder::new();
    let subjects = subjects(effort.quick);
    let (profiles, generators) = if effort.quick {
        (&Profile::ALL[..1], &Generator::ALL[..2])
    } else {
        (&Profile::ALL[..], Generator::ALL)
    };
    let mut all = Vec::new();
    for &profile in profiles {
        for &generator in generators {
            let subjects = if generator == Generator::Floor {
                &subjects[..1]
            } else {
                &subjects
            };
            all.push(measure(
                &folder.0,
                generator,
                profile,
                subjects,
                effort.repeats,
            ));
        }
    }
    let mut text = format!("{METHOD}\n{}\n", dependencies(&all));
    for &profile in profiles {
        let its: Vec<&Measured> = all.iter().filter(|it| it.profile == profile).collect();
        let _ = writeln!(
            text,
            "### The consumer itself, `{}`\n\n{}",
            profile.name(),
            steps(&its, &subjects)
        );
    }
    let _ = writeln!(
        text,
        "### For each event\n\n{PER_EVENT}\n{}\n{MISSED}",
        per_event(&all, &subjects)
    );
    Part {
        title: "The cost for a consumer",
        text,
        goals: goals(&all, &subjects),
    }
}

/// A folder that is removed when dropped.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let path =
            std::env::temp_dir().join(format!("etw-manifest-downstream-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("there is room for consumers");
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Synthetic manifests, and the largest real provider of this family if it is here.
fn subjects(quick: bool) -> Vec<Subject> {
    let counts: &[usize] = if quick { &[1, 31] } else { &[1, 31, 481] };
    let mut subjects: Vec<Subject> = counts.iter().map(|&it| made(it)).collect();
    let real = Input::reported()
        .into_iter()
        .find(|it| it.ends_with(".manifest"));
    match real.filter(|_| !quick).and_then(|it| Input::new(&it)) {
        Some(input) => subjects.push(Subject {
            label: "real".to_owned(),
            name: "481 real events".to_owned(),
            events: 481,
            manifest: String::from_utf8(input.bytes).expect("inputs are UTF-8"),
        }),
        None => eprintln!("skipped: a consumer of the real provider with 481 events"),
    }
    subjects
}

fn made(events: usize) -> Subject {
    Subject {
        label: events.to_string(),
        name: events.to_string(),
        events,
        manifest: manifest::of_events(events),
    }
}

fn dependencies(all: &[Measured]) -> Table {
    let mut table = Table::new(&[
        "",
        "profile",
        "crates",
        "CPU for them",
        "build without a change",
        "compiled by it",
        "script runs again",
    ]);
    for it in all {
        table.row([
            it.generator.name().to_owned(),
            it.profile.name().to_owned(),
            it.dependencies.crates.to_string(),
            milliseconds(it.dependencies.cpu),
            milliseconds(it.rebuilds.cpu),
            it.rebuilds.compiled.to_string(),
            if it.rebuilds.script_runs { "yes" } else { "no" }.to_owned(),
        ]);
    }
    table
}

fn steps(all: &[&Measured], subjects: &[Subject]) -> Table {
    let mut table = Table::new(&[
        "",
        "events",
        "script compiled",
        "script run",
        "generated code",
        "program using it",
        "uses",
        "its size",
    ]);
    for measured in all {
        for (steps, subject) in measured.steps.iter().zip(subjects) {
            table.row([
                measured.generator.name().to_owned(),
                subject.name.clone(),
                milliseconds(steps.script),
                milliseconds(steps.run),
                milliseconds(steps.library),
                milliseconds(steps.program),
                steps.used.to_string(),
                bytes(steps.size as usize),
            ]);
        }
    }
    table
}

const PER_EVENT: &str = "\
The difference between the largest and the smallest synthetic consumer, divided by the number of events between them.
";

/// The cost of one more event.
struct PerEvent {
    run: f64,
    library: f64,
    program: f64,
    size: f64,
}

fn of_one_event(measured: &Measured, subjects: &[Subject]) -> Option<PerEvent> {
    let made = subjects.iter().rposition(|it| it.label != "real")?;
    let (small, large) = (measured.steps.first()?, measured.steps.get(made)?);
    let events = subjects[made]
        .events
        .checked_sub(subjects[0].events)
        .filter(|it| *it > 0)? as f64;
    let each = |of: fn(&Steps) -> f64| (of(large) - of(small)) / events;
    Some(PerEvent {
        run: each(|it| it.run),
        library: each(|it| it.library),
        program: each(|it| it.program),
        size: each(|it| it.size as f64),
    })
}

fn per_event(all: &[Measured], subjects: &[Subject]) -> Table {
    let mut table = Table::new(&[
        "",
        "profile",
        "script run",
        "generated code",
        "program using it",
        "bytes of it",
    ]);
    for measured in all {
        let Some(it) = of_one_event(measured, subjects) else {
            continue;
        };
        table.row([
            measured.generator.name().to_owned(),
            measured.profile.name().to_owned(),
            milliseconds(it.run),
            milliseconds(it.library),
            milliseconds(it.program),
            format!("{:.0}", it.size),
        ]);
    }
    table
}

#[cfg(feature = "comparisons")]
fn goals(all: &[Measured], subjects: &[Subject]) -> Vec<Goal> {
    let of = |generator: Generator, profile: Profile| {
        let is_it = |it: &&Measured| it.generator == generator && it.profile == profile;
        of_one_event(all.iter().find(is_it)?, subjects)
    };
    let both = |profile| {
        Some((
            profile,
            of(Generator::Ours, profile)?,
            of(Generator::Prost, profile)?,
        ))
    };
    let pairs = Profile::ALL.into_iter().filter_map(both);
    pairs
        .flat_map(|(profile, ours, prost)| against_prost(profile, &ours, &prost))
        .collect()
}

/// Goals for the code alone, and for the code with a use of it.
#[cfg(feature = "comparisons")]
fn against_prost(profile: Profile, ours: &PerEvent, prost: &PerEvent) -> [Goal; 2] {
    let goal = |what: &str, cost: fn(&PerEvent) -> f64| {
        let what = format!("{what}, `{}`, against prost", profile.name());
        let goal = Goal::at_most(what, cost(ours) / cost(prost), 1.0);
        goal.absolute(&milliseconds(cost(ours)))
    };
    [
        goal("rustc on the generated code per event", |it| it.library),
        goal("the same and a use of each event", |it| {
            it.library + it.program
        }),
    ]
}

#[cfg(not(feature = "comparisons"))]
fn goals(_: &[Measured], _: &[Subject]) -> Vec<Goal> {
    Vec::new()
}
