//! [`Contender`]: one way to do a piece of work, with an id by which child processes find it.

use std::process::Command;

use crate::allocation;
use crate::effort::Effort;
use crate::race::{Run, Time, race};
use crate::{disabled, marshalling};

/// One way to do a piece of work.
#[derive(Clone, Copy)]
pub struct Contender {
    /// The id that child processes get as an argument.
    pub id: &'static str,
    /// The name in the report.
    pub name: &'static str,
    /// Prepares the process, once.
    pub prepare: fn(),
    /// Does the work the given number of times.
    pub run: fn(u64),
}

/// The argument that makes a child process run contenders against each other.
const RACE: &str = "--race";
/// The argument that makes a child process run one contender repeatedly.
pub(crate) const REPEAT: &str = "--repeat";
/// The argument that makes a child process count the allocations of a contender.
const ALLOCATIONS: &str = "--allocations";

/// Returns the contender with this id.
#[must_use]
pub fn find(id: &str) -> Option<Contender> {
    let all = disabled::contenders().into_iter();
    all.chain(marshalling::contenders()).find(|it| it.id == id)
}

/// Does the work of a child process; returns `false` if the arguments are not those of a child process.
#[must_use]
pub fn run_as_child(arguments: &[String]) -> bool {
    let Some((first, rest)) = arguments.split_first() else {
        return false;
    };
    match first.as_str() {
        RACE => race_as_child(rest),
        REPEAT => repeat_as_child(rest),
        ALLOCATIONS => allocations_as_child(rest),
        _ => return false,
    }
    true
}

/// Runs contenders against each other in a separate process, because subscribers and listeners of one would affect
/// the others.
#[must_use]
pub fn race_in_child(ids: &[&str], effort: Effort) -> Vec<Time> {
    let quick = effort.quick.to_string();
    let arguments = [&[RACE, &quick], ids].concat();
    printed_by_child(&arguments)
        .lines()
        .map(parse_time)
        .collect()
}

/// The child process for a race: `true|false ID…`.
fn race_as_child(arguments: &[String]) {
    let (quick, ids) = arguments.split_first().expect("quick or not");
    let effort = if quick == "true" {
        Effort::QUICK
    } else {
        Effort::FULL
    };
    let contenders: Vec<Contender> = ids.iter().map(|id| known(id)).collect();
    for contender in &contenders {
        (contender.prepare)();
    }
    let mut runs: Vec<Run<'_>> = contenders
        .iter()
        .map(|it| Box::new(it.run) as Run<'_>)
        .collect();
    for time in race(&mut runs, effort) {
        println!("{} {}", time.shortest, time.median);
    }
}

/// The child process that repeats one contender: `ID TIMES`.
fn repeat_as_child(arguments: &[String]) {
    let [id, times] = arguments else {
        panic!("usage: {REPEAT} ID TIMES");
    };
    let contender = known(id);
    (contender.prepare)();
    (contender.run)(times.parse().expect("a number"));
}

/// Returns the number of allocations for each call of a contender, rounded up.
#[must_use]
pub fn allocations_in_child(id: &str) -> usize {
    printed_by_child(&[ALLOCATIONS, id])
        .trim()
        .parse()
        .expect("a number")
}

/// The child process that counts allocations: `ID`.
fn allocations_as_child(arguments: &[String]) {
    const CALLS: usize = 1024;
    let [id] = arguments else {
        panic!("usage: {ALLOCATIONS} ID");
    };
    let contender = known(id);
    (contender.prepare)();
    // Work that happens only once does not count as a cost of each call.
    (contender.run)(16);
    let ((), allocated) = allocation::count(|| (contender.run)(CALLS as u64));
    println!("{}", allocated.calls.div_ceil(CALLS));
}

/// Runs this program with other arguments and returns what it prints.
fn printed_by_child(arguments: &[&str]) -> String {
    let mut child = Command::new(std::env::current_exe().expect("this program has a file"));
    let output = child.args(arguments).output().expect("it starts");
    assert!(output.status.success(), "{child:?}: {output:?}");
    String::from_utf8(output.stdout).expect("it prints text")
}

fn known(id: &str) -> Contender {
    find(id).unwrap_or_else(|| panic!("there is no contender {id}"))
}

fn parse_time(line: &str) -> Time {
    let mut numbers = line.split(' ').map(|it| it.parse().expect("a number"));
    let mut next = || numbers.next().expect("two numbers");
    Time {
        shortest: next(),
        median: next(),
    }
}
