//! [`Contender`]: one way to do something, by a name that child processes find it by.

use std::process::Command;

use crate::allocation;
use crate::effort::Effort;
use crate::race::{Run, Time, race};
use crate::{disabled, marshalling};

/// One way to do something.
#[derive(Clone, Copy)]
pub struct Contender {
    /// What a child process is told to run.
    pub id: &'static str,
    /// What a reader is told.
    pub name: &'static str,
    /// Sets up what it needs, once in a process.
    pub prepare: fn(),
    /// Does it so many times.
    pub run: fn(u64),
}

/// The argument that makes a child process run contenders against each other.
const RACE: &str = "--race";
/// The argument that makes a child process run one contender so many times.
pub(crate) const REPEAT: &str = "--repeat";
/// The argument that makes a child process count the allocations of a contender.
const ALLOCATIONS: &str = "--allocations";

/// The contender with this id.
#[must_use]
pub fn find(id: &str) -> Option<Contender> {
    let all = disabled::contenders().into_iter();
    all.chain(marshalling::contenders()).find(|it| it.id == id)
}

/// Does what a child process is told to; false if the arguments are not those of one.
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

/// Runs contenders against each other in a process of their own, because subscribers and listeners of one would be seen
/// by others.
#[must_use]
pub fn race_in_child(ids: &[&str], effort: Effort) -> Vec<Time> {
    let quick = effort.quick.to_string();
    let arguments = [&[RACE, &quick], ids].concat();
    printed_by_child(&arguments)
        .lines()
        .map(parse_time)
        .collect()
}

/// What such a child does: `true|false ID…`.
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

/// What a child does that is told to repeat: `ID TIMES`.
fn repeat_as_child(arguments: &[String]) {
    let [id, times] = arguments else {
        panic!("usage: {REPEAT} ID TIMES");
    };
    let contender = known(id);
    (contender.prepare)();
    (contender.run)(times.parse().expect("a number"));
}

/// How often a call of a contender allocates, rounded up.
#[must_use]
pub fn allocations_in_child(id: &str) -> usize {
    printed_by_child(&[ALLOCATIONS, id])
        .trim()
        .parse()
        .expect("a number")
}

/// What such a child does: `ID`.
fn allocations_as_child(arguments: &[String]) {
    const CALLS: usize = 1024;
    let [id] = arguments else {
        panic!("usage: {ALLOCATIONS} ID");
    };
    let contender = known(id);
    (contender.prepare)();
    // What happens only once is not what a call costs.
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
