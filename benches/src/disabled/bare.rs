//! The floor: the load of a word, and a branch.

use std::hint::black_box;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use super::calls;
use crate::contender::Contender;

static WORD: AtomicU32 = AtomicU32::new(0);

#[cold]
#[inline(never)]
fn wanted(text: &str) {
    black_box(text);
}

calls!(load, |text| if WORD.load(Relaxed) != 0 {
    wanted(text);
});

pub(super) const CONTENDER: Contender = Contender {
    id: "disabled::bare::load",
    name: "a relaxed load of an `AtomicU32` and a branch",
    prepare,
    run: load::run,
};

/// Makes the compiler assume that the word changes.
fn prepare() {
    black_box(&WORD).store(0, Relaxed);
}
