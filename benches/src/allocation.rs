//! [`Counting`], an allocator that counts allocations while that is switched on.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

/// The system's allocator with counters.
pub struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

static ON: AtomicBool = AtomicBool::new(false);
static CALLS: AtomicUsize = AtomicUsize::new(0);
static NOW: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

/// The allocations of a piece of work.
#[derive(Clone, Copy, Debug)]
pub struct Allocated {
    /// The number of allocations.
    pub calls: usize,
    /// The most bytes in use at a time.
    pub peak: usize,
}

/// Does the work and counts its allocations, one piece of work at a time.
pub fn count<T>(work: impl FnOnce() -> T) -> (T, Allocated) {
    for counter in [&CALLS, &NOW, &PEAK] {
        counter.store(0, Relaxed);
    }
    ON.store(true, Relaxed);
    let result = work();
    ON.store(false, Relaxed);
    let (calls, peak) = (CALLS.load(Relaxed), PEAK.load(Relaxed));
    (result, Allocated { calls, peak })
}

fn note(allocated: usize, freed: usize) {
    if !ON.load(Relaxed) {
        return;
    }
    CALLS.fetch_add(usize::from(allocated > 0), Relaxed);
    let now = NOW.load(Relaxed).wrapping_add(allocated);
    // The work may free memory from before the count, so the sum may be negative for a while.
    if now <= usize::MAX / 2 {
        PEAK.fetch_max(now, Relaxed);
    }
    NOW.store(now.wrapping_sub(freed), Relaxed);
}

// SAFETY: every call is passed to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        note(layout.size(), 0);
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        note(0, layout.size());
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        note(size, layout.size());
        // SAFETY: as the caller promises.
        unsafe { System.realloc(pointer, layout, size) }
    }
}
