//! The table of disabled events.

use std::fmt::Write as _;

use super::{CALLS, contenders};
use crate::contender::{Contender, race_in_child};
use crate::effort::Effort;
use crate::markdown::{Table, nanoseconds, ratio};
use crate::race::Time;
use crate::report::{Goal, Part};
use crate::{assembly, instructions};

const BARE: &str = "disabled::bare::load";
const OURS: &str = "speed::own::emit";

/// The contenders that have a goal.
const MEASURED: [(&str, &str); 2] = [
    (OURS, "disabled event"),
    (
        "disabled::ours::as_struct",
        "disabled event of a provider in a library",
    ),
];

/// Those that set the subscriber of the whole process.
const SUBSCRIBERS: [&str; 2] = ["disabled::tracing::never", "disabled::tracing::sometimes"];

/// Measures and reports.
#[must_use]
pub fn report(effort: Effort) -> Part {
    let count = instructions::available();
    let mut table = Table::new(&[
        "",
        "shortest",
        "median",
        "ratio",
        "instructions",
        "code per call",
    ]);
    let mut goals = Vec::new();
    for (contender, time, bare) in times(effort) {
        if let Some((_, what)) = MEASURED.iter().find(|(id, _)| *id == contender.id) {
            goals.push(goal(what, time, bare));
        }
        let counted = count && (!effort.quick || [BARE, OURS].contains(&contender.id));
        let instructions = counted
            .then(|| instructions::per_call(contender.id))
            .flatten();
        let size = assembly::size(&function(contender.id, "sixteen"));
        table.row([
            contender.name.to_owned(),
            nanoseconds(time.shortest),
            nanoseconds(time.median),
            ratio(time.shortest, bare.shortest),
            instructions.map_or("–".into(), |it| format!("{it:.1}")),
            size.map_or("–".into(), |it| format!("{} bytes", it.div_ceil(CALLS))),
        ]);
    }
    Part {
        title: "A disabled event",
        text: format!("{METHOD}\n{table}\n{}", listings()),
        goals,
    }
}

fn goal(what: &str, ours: Time, bare: Time) -> Goal {
    let what = format!("{what}, against one load and one branch");
    let ratio = ours.shortest / bare.shortest;
    Goal::at_most(what, ratio, 1.1).absolute(&nanoseconds(ours.shortest))
}

const METHOD: &str = "\
An event with one text and no listener. Sixteen calls in a row make the loop around them negligible; \
`ratio` compares the shortest times within one race. Instructions are executed instructions, counted by valgrind, and include a sixteenth of \
the loop. Code is the number of bytes that each call adds to a program: the executed part, and the part for enabled events. \
`tracelogging` is measured on Windows only, because elsewhere its events compile to nothing. It \
reads its state without atomics, so one test serves several calls in a row. A program finds the words of a library \
through a table of addresses, because the library might be shared: one more load, on every system. `lto = \"fat\"` avoids it, and so \
does `-Crelocation-model=static` on Linux.
";

/// Each contender with its time and the time of the bare load in the same race.
fn times(effort: Effort) -> Vec<(Contender, Time, Time)> {
    let all = contenders();
    let (alone, together): (Vec<Contender>, Vec<Contender>) =
        all.into_iter().partition(|it| SUBSCRIBERS.contains(&it.id));
    let mut results = race_against_bare(&together, effort);
    for contender in alone {
        results.extend(race_against_bare(&[contender], effort));
    }
    results
}

fn race_against_bare(contenders: &[Contender], effort: Effort) -> Vec<(Contender, Time, Time)> {
    let others = contenders.iter().filter(|it| it.id != BARE);
    let ids: Vec<&str> = [BARE].into_iter().chain(others.map(|it| it.id)).collect();
    let times = race_in_child(&ids, effort);
    let time_of = |it: &Contender| times[ids.iter().position(|id| *id == it.id).expect("it ran")];
    contenders
        .iter()
        .map(|it| (*it, time_of(it), times[0]))
        .collect()
}

/// Returns the machine code of one call, for the floor and for ours.
fn listings() -> String {
    let mut text = String::new();
    for (id, title) in [(BARE, "The floor"), (OURS, "Ours")] {
        if let Some(instructions) = assembly::of(&function(id, "one")) {
            let _ = writeln!(
                text,
                "{title}:\n\n```asm\n{}\n```\n",
                instructions.join("\n")
            );
        }
    }
    text
}

fn function(id: &str, name: &str) -> String {
    match id.strip_prefix("speed::") {
        Some(_) => format!("{id}::{name}"),
        None => format!("{}::{id}::{name}", env!("CARGO_CRATE_NAME")),
    }
}
