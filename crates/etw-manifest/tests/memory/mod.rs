//! How much memory a piece of work needs, for tests that hold it against the size of the input.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

thread_local! {
    static NOW: Cell<usize> = const { Cell::new(0) };
    static PEAK: Cell<usize> = const { Cell::new(0) };
    static TOTAL: Cell<usize> = const { Cell::new(0) };
}

/// Counts the bytes of each thread.
pub(crate) struct Counting;

impl Counting {
    fn add(size: usize) {
        let now = NOW.get() + size;
        NOW.set(now);
        PEAK.set(PEAK.get().max(now));
        TOTAL.set(TOTAL.get() + size);
    }
}

// SAFETY: every call goes to the system allocator unchanged.
#[allow(unsafe_code, reason = "an allocator is unsafe to implement")]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        Self::add(layout.size());
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // What another thread allocated may be freed here.
        NOW.set(NOW.get().saturating_sub(layout.size()));
        // SAFETY: the pointer comes from `alloc` above, hence from the system allocator.
        unsafe { System.dealloc(pointer, layout) }
    }
}

/// What a piece of work asked of this thread's memory.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Memory {
    /// The most bytes at once.
    pub(crate) peak: usize,
    /// All bytes: a measure of work that is the same on every machine.
    pub(crate) total: usize,
}

/// The result of some work, and the memory it took.
pub(crate) fn measure<T>(work: impl FnOnce() -> T) -> (T, Memory) {
    let (now, total) = (NOW.get(), TOTAL.get());
    PEAK.set(now);
    let result = work();
    let memory = Memory {
        peak: PEAK.get() - now,
        total: TOTAL.get() - total,
    };
    (result, memory)
}
