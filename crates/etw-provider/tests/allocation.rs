//! An event that someone wants is emitted without allocating.
#![cfg(feature = "std")]

mod generated;

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use etw_provider::Outcome;
use generated::example_every_type::{Blob, Lists, PROVIDER, Point, State, emit_message};

thread_local! {
    #[allow(clippy::missing_const_for_thread_local, reason = "it is const; on Windows clippy misses that")]
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

/// Counts the allocations of each thread.
struct Counting;

// SAFETY: every call goes to the system allocator unchanged.
#[allow(unsafe_code, reason = "an allocator is unsafe to implement")]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.set(ALLOCATIONS.get() + 1);
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the pointer comes from `alloc` above, hence from the system allocator.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[test]
fn emitting_does_not_allocate() {
    let _registration = PROVIDER.register();
    let _guard = PROVIDER.listen(|event| assert!(event.payload.len() < 70_000));
    let (text, bytes) = ("ñ".repeat(3000), vec![0; 40_000]);
    let points = [Point {
        x: 1,
        label: "label",
    }];
    let lists = Lists {
        numbers: &[1],
        points: &points,
        name: "n",
        code: b"abc",
        flags: &[true; 2],
        state: State(3),
    };
    let before = ALLOCATIONS.get();
    assert_eq!(emit_message("short", 1), Outcome::Written);
    assert_eq!(emit_message(&text, 1), Outcome::Written);
    assert_eq!(Blob { bytes: &bytes }.emit(), Outcome::Written);
    assert_eq!(lists.emit(), Outcome::Written);
    assert_eq!(ALLOCATIONS.get(), before);
    drop(vec![1]);
    assert_eq!(ALLOCATIONS.get(), before + 1, "the counter counts");
}
