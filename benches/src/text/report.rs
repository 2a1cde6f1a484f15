//! The table of conversions.

use std::hint::black_box;
use std::mem::MaybeUninit;

use etw_provider::Event as _;

use super::convert;
use super::samples::{LENGTHS, SCRIPTS, sample};
use crate::effort::Effort;
use crate::events::Note;
use crate::markdown::{Table, nanoseconds};
use crate::race::{Run, race};
use crate::report::Part;

/// Bytes for the longest sample and its NUL.
const ROOM: usize = 16_384;

const METHOD: &str = "\
Valid UTF-8 in five scripts, converted into existing memory; shortest times of one race for each row. Ours is the \
whole encoding of an event with one string, including its NUL, and replaces NULs inside the text; the others only convert. \
`widening` tests for ASCII and then runs a loop that the compiler vectorises; other texts take `encode_utf16`. We use neither crate: \
`simdutf` is C++, which every program that emits an event would have to compile, and `encoding_rs` is this fast only with `std` and with \
the macros of `multiversion`.
";

/// Measures and reports.
#[must_use]
pub fn report(effort: Effort) -> Part {
    let mut table = Table::new(&[&["text", "characters", "ours"], OTHERS].concat());
    for (script, characters) in SCRIPTS {
        for length in LENGTHS {
            let times = race(&mut ways(&sample(characters, length)), effort);
            let cells = [script.to_owned(), length.to_string()];
            let times = times.iter().map(|it| nanoseconds(it.shortest));
            table.row(cells.into_iter().chain(times));
        }
    }
    Part {
        title: "UTF-8 to UTF-16",
        text: format!("{METHOD}\n{table}"),
        goals: Vec::new(),
    }
}

const OTHERS: &[&str] = &[
    "`encode_utf16`",
    "widening",
    #[cfg(feature = "comparisons")]
    "`encoding_rs`",
    #[cfg(feature = "simdutf")]
    "`simdutf`",
];

fn ways(text: &str) -> Vec<Run<'_>> {
    vec![
        ours(text),
        way(text, convert::standard),
        way(text, convert::widen),
        #[cfg(feature = "comparisons")]
        by_encoding_rs(text),
        #[cfg(feature = "simdutf")]
        way(text, convert::with_simdutf),
    ]
}

#[cfg(feature = "comparisons")]
fn by_encoding_rs(text: &str) -> Run<'_> {
    let mut units = vec![0; ROOM];
    Box::new(move |times| {
        for _ in 0..times {
            black_box(convert::with_encoding_rs(black_box(text), &mut units));
            black_box(units.as_ptr());
        }
    })
}

fn ours(text: &str) -> Run<'_> {
    let mut storage = vec![MaybeUninit::uninit(); 2 * ROOM];
    Box::new(move |times| {
        for _ in 0..times {
            let event = Note {
                text: black_box(text),
            };
            black_box(event.encode(&mut storage).is_ok());
            black_box(storage.as_ptr());
        }
    })
}

fn way<'a>(text: &'a str, convert: impl convert::Convert + 'a) -> Run<'a> {
    let mut units = vec![MaybeUninit::uninit(); ROOM];
    Box::new(move |times| {
        for _ in 0..times {
            black_box(convert(black_box(text), &mut units));
            black_box(units.as_ptr());
        }
    })
}
