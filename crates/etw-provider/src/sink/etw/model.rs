//! The ETW of models: a stand-in for advapi32 with one session, which remembers its events.
#![allow(non_snake_case, reason = "the functions have their names from Windows")]

use core::ffi::c_void;
use std::vec::Vec;

use super::{DISABLE, ENABLE, EnableCallback, EventDataDescriptor, INVALID_HANDLE, SUCCESS};
use crate::sync::Mutex;
use crate::sync::atomic::{AtomicBool, Ordering};
use crate::{EventDescriptor, Guid};

/// The ETW of the model that is running.
pub struct Etw;

impl Etw {
    /// Starts the session, or changes its filter: a level (0 for all), and any of these keywords.
    pub fn enable(level: u8, match_any_keyword: u64) {
        let mut control = SYSTEM.control.lock().unwrap();
        control.wanted = Some((level, match_any_keyword));
        control.call_all();
    }

    /// Ends the session. All callbacks have run when this returns.
    pub fn disable() {
        let mut control = SYSTEM.control.lock().unwrap();
        control.wanted = None;
        control.call_all();
    }

    /// Makes threads that register or unregister wait until the result is dropped.
    #[must_use]
    pub fn pause() -> impl Drop {
        SYSTEM.control.lock().unwrap()
    }

    /// Returns the number of registrations.
    #[must_use]
    pub fn registrations() -> usize {
        SYSTEM
            .control
            .lock()
            .unwrap()
            .registered
            .iter()
            .flatten()
            .count()
    }

    /// Returns the number of registrations so far, with those that have ended.
    #[must_use]
    pub fn registrations_ever() -> usize {
        SYSTEM.control.lock().unwrap().registered.len()
    }

    /// Returns the numbers in the events of the session, and forgets them.
    #[must_use]
    pub fn take_events() -> Vec<u32> {
        core::mem::take(&mut *SYSTEM.events.lock().unwrap())
    }
}

/// One more than the largest number of registrations of a model.
const HANDLES: usize = 6;

loom::lazy_static! {
    static ref SYSTEM: System = System {
        control: Mutex::new(Control { registered: Vec::new(), wanted: None }),
        valid: core::array::from_fn(|_| AtomicBool::new(false)),
        events: std::sync::Mutex::new(Vec::new()),
    };
}

struct System {
    /// Held while callbacks run, so that none runs once `EventUnregister` has returned.
    control: Mutex<Control>,
    /// Whether a handle is registered. Relaxed, because ETW promises no order either.
    valid: [AtomicBool; HANDLES],
    /// In a lock of `std`, so that the model does not try its orders.
    events: std::sync::Mutex<Vec<u32>>,
}

struct Control {
    /// By handle; `None` after it was unregistered.
    registered: Vec<Option<Registered>>,
    wanted: Option<(u8, u64)>,
}

#[derive(Clone, Copy)]
struct Registered {
    callback: EnableCallback,
    /// An address, as a number because pointers are not `Send`.
    context: usize,
}

impl Control {
    fn call_all(&self) {
        for registered in self.registered.iter().flatten() {
            self.call(*registered);
        }
    }

    fn call(&self, Registered { callback, context }: Registered) {
        let (code, (level, any)) = match self.wanted {
            Some(wanted) => (ENABLE, wanted),
            None => (DISABLE, (0, 0)),
        };
        let (source, filter, context) = (Guid::ZERO, core::ptr::null(), context as *mut c_void);
        // SAFETY: the callback is registered and gets the context that it was registered with.
        unsafe { callback(&raw const source, code, level, any, 0, filter, context) }
    }
}

/// Registers. If there is a session, the callback runs before this returns.
pub(super) unsafe fn EventRegister(
    _provider_id: *const Guid,
    callback: Option<EnableCallback>,
    context: *mut c_void,
    handle: *mut u64,
) -> u32 {
    let registered = Registered {
        callback: callback.unwrap(),
        context: context as usize,
    };
    let mut control = SYSTEM.control.lock().unwrap();
    control.registered.push(Some(registered));
    let number = control.registered.len();
    SYSTEM.valid[number].store(true, Ordering::Relaxed);
    if control.wanted.is_some() {
        control.call(registered);
    }
    // SAFETY: the contract of the function.
    unsafe { *handle = number as u64 };
    SUCCESS
}

pub(super) unsafe fn EventSetInformation(_: u64, _: i32, _: *const c_void, _: u32) -> u32 {
    SUCCESS
}

/// Takes an event whose payload is one number. The session does not filter, because providers do.
pub(super) unsafe fn EventWriteTransfer(
    handle: u64,
    _descriptor: *const EventDescriptor,
    _activity_id: *const Guid,
    _related_activity_id: *const Guid,
    data_count: u32,
    data: *const EventDataDescriptor,
) -> u32 {
    if !SYSTEM.valid[handle as usize].load(Ordering::Relaxed) {
        return INVALID_HANDLE;
    }
    // SAFETY: the contract of the function.
    let data = unsafe { &*data };
    assert_eq!((data_count, data.size, data.reserved), (1, 4, 0));
    // SAFETY: the contract of the function; a payload need not be aligned.
    let number = unsafe { (data.pointer as *const u32).read_unaligned() };
    SYSTEM.events.lock().unwrap().push(number);
    SUCCESS
}

pub(super) unsafe fn EventUnregister(handle: u64) -> u32 {
    let mut control = SYSTEM.control.lock().unwrap();
    SYSTEM.valid[handle as usize].store(false, Ordering::Relaxed);
    let registered = control.registered[handle as usize - 1].take();
    assert!(registered.is_some(), "unregistered twice");
    SUCCESS
}
