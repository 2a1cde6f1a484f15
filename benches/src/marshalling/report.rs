//! The tables of enabled events.

use super::contenders;
use crate::contender::{Contender, allocations_in_child, find, race_in_child};
use crate::effort::Effort;
use crate::instructions;
use crate::markdown::{Table, nanoseconds, ratio};
use crate::race::Time;
use crate::report::{Goal, Part};

const METHOD: &str = "\
The cost of an event before the system is called. “By hand” does the same as the C code that mc.exe generates: UTF-16 on the stack and an array of \
`EVENT_DATA_DESCRIPTOR`, one for each field. “The system's copy” copies the bytes of each descriptor, as the system does; ours has only one descriptor. \
`emit()` is everything: the test of the enable word, the stack buffer, the encoding, and a listener of the process that discards the \
bytes. The subscribers of `tracing` discard the event. `ratio` is relative to the first row, in the same race.
";

/// The reasons for missed goals.
const MISSED: &str = "\
Why not closer to the code by hand? That code is one inlined function, and it does not move the numbers. Ours makes \
two calls (`encode` through `&dyn Event`, and the conversion, which would otherwise be copied into each of several hundred \
events), checks that each field fits, looks for a NUL inside the text, and moves every field into one buffer. The system has to move them anyway: \
including its copy, the larger event is cheaper with one buffer. Keeping the position in the buffer in a register helped most; converting \
the end of a text in an overlapping word instead of byte by byte helped as well (three fields: from 1.5× to 1.4×).

Why not three times faster than `tracing`? If its subscriber ignores the fields, `tracing` passes references and converts no text. Ours converts the text in \
about the same time, and half of that is the conversion. If the subscriber reads the fields, ours is faster.
";

/// Measures and reports.
#[must_use]
pub fn report(effort: Effort) -> Part {
    let order = measure("order", effort);
    let batch = measure("batch", effort);
    let text = format!(
        "{METHOD}\n### Three fields: a number, forty characters, a number\n\n{}\n\
         ### Twelve fields, four of them arrays or binary\n\n{}\n{MISSED}",
        table(&order, effort),
        table(&batch, effort)
    );
    Part {
        title: "An enabled event, up to the system",
        text,
        goals: [goals("3 fields", &order), goals("12 fields", &batch)].concat(),
    }
}

/// A contender, its time, and the time of our encoding in the same race.
struct Row {
    contender: Contender,
    time: Time,
    encode: Time,
}

/// The contenders of one event.
struct Measured(Vec<Row>);

impl Measured {
    fn row(&self, name: &str) -> Option<&Row> {
        let is_it = |it: &&Row| it.contender.id.rsplit("::").next() == Some(name);
        self.0.iter().find(is_it)
    }

    /// Returns the shortest times of one of ours and of another, from one race.
    fn race(&self, ours: &str, other: &str) -> Option<(f64, f64)> {
        let (ours, other) = (self.row(ours)?, self.row(other)?);
        let ours = if ours.contender.id.ends_with("::encode") {
            other.encode
        } else {
            ours.time
        };
        Some((ours.shortest, other.time.shortest))
    }
}

/// Races all contenders of an event; each subscriber of `tracing` in a separate race.
fn measure(event: &str, effort: Effort) -> Measured {
    let ours = format!("{event}::encode");
    let all = contenders()
        .into_iter()
        .filter(|it| it.id.starts_with(event));
    let (alone, together): (Vec<_>, Vec<_>) = all.partition(|it| it.id.contains("tracing"));
    let groups = [together]
        .into_iter()
        .chain(alone.into_iter().map(|it| vec![it]));
    let mut measured = Vec::new();
    for group in groups {
        let others = group.iter().map(|it| it.id).filter(|id| *id != ours);
        let ids: Vec<&str> = [&*ours].into_iter().chain(others).collect();
        let times = race_in_child(&ids, effort);
        for (id, time) in ids.iter().zip(&times) {
            if *id != ours || measured.is_empty() {
                measured.push(Row {
                    contender: find(id).expect("it ran"),
                    time: *time,
                    encode: times[0],
                });
            }
        }
    }
    Measured(measured)
}

fn table(measured: &Measured, effort: Effort) -> Table {
    let mut table = Table::new(&[
        "",
        "shortest",
        "median",
        "ratio",
        "instructions",
        "allocations",
    ]);
    let count = instructions::available() && !effort.quick;
    for row in &measured.0 {
        let Row {
            contender,
            time,
            encode,
        } = row;
        let instructions = count
            .then(|| instructions::per_call(contender.id))
            .flatten();
        table.row([
            contender.name.to_owned(),
            nanoseconds(time.shortest),
            nanoseconds(time.median),
            ratio(time.shortest, encode.shortest),
            instructions.map_or("–".into(), |it| format!("{it:.0}")),
            allocations_in_child(contender.id).to_string(),
        ]);
    }
    table
}

fn goals(event: &str, measured: &Measured) -> Vec<Goal> {
    let against = |what: &str| format!("{event} encoded, against {what}");
    let at_most = |ours: &str, other: &str, what: &str| {
        let (ours, theirs) = measured.race(ours, other)?;
        Some(Goal::at_most(against(what), ours / theirs, 1.2).absolute(&nanoseconds(ours)))
    };
    let faster = |other: &str, what: &str| {
        let (ours, theirs) = measured.race("encode", other)?;
        Some(Goal::faster(against(what), theirs / ours, 3.0).absolute(&nanoseconds(ours)))
    };
    let copied = "the same, both with the system's copy";
    let goals = [
        at_most("encode", "by_hand", "descriptors by hand"),
        at_most("encode_and_copy", "by_hand_and_copy", copied),
        faster("tracing", "`tracing` whose subscriber ignores the fields"),
        faster(
            "tracing_visiting",
            "`tracing` whose subscriber copies the fields",
        ),
        Some(no_allocation(event, measured)),
    ];
    goals.into_iter().flatten().collect()
}

/// Returns the goal for allocations of a whole emit, which includes the encoding.
fn no_allocation(event: &str, measured: &Measured) -> Goal {
    let emits = measured.0.iter().map(|it| it.contender.id);
    let emits = emits.filter(|id| id.ends_with("emit"));
    let allocations = emits.map(allocations_in_child).sum();
    Goal::none(format!("{event} emitted, allocations"), allocations)
}
