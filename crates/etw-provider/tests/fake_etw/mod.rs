//! Stands in for the ETW functions of advapi32: records the calls, and enables providers as a session would.
#![allow(
    unsafe_code,
    reason = "functions that are called as the platform's are"
)]

use std::ffi::c_void;
use std::sync::{Mutex, MutexGuard, PoisonError};

use etw_provider::{EventDescriptor, Guid};

use crate::import_table::repoint;

/// What a session asks for: level, any keyword, all keywords.
pub(crate) type Session = (u8, u64, u64);

/// A call of `EventWriteTransfer`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Write {
    pub(crate) handle: u64,
    pub(crate) descriptor: EventDescriptor,
    pub(crate) activity: Option<Guid>,
    pub(crate) related: Option<Guid>,
    pub(crate) descriptors: u32,
    pub(crate) bytes: Vec<u8>,
}

/// What has been called, and what the calls answer.
#[derive(Default)]
pub(crate) struct State {
    pub(crate) registered: Vec<Guid>,
    pub(crate) unregistered: Vec<u64>,
    pub(crate) traits: Vec<Vec<u8>>,
    pub(crate) writes: Vec<Write>,
    pub(crate) register_code: u32,
    pub(crate) write_code: u32,
    /// A session that waits for the provider: it is enabled while it registers.
    pub(crate) waiting: Option<Session>,
    /// Called inside `EventRegister`, after the session's callback.
    pub(crate) while_registering: Option<fn()>,
    pub(crate) callback: Option<(EnableCallback, usize)>,
}

static STATE: Mutex<Option<State>> = Mutex::new(None);
static SERIAL: Mutex<()> = Mutex::new(());

/// The stand-in; only one at a time, since a program has one import table.
pub(crate) struct FakeEtw(#[allow(dead_code, reason = "held")] MutexGuard<'static, ()>);

impl FakeEtw {
    pub(crate) fn install(state: State) -> Self {
        let serial = SERIAL.lock().unwrap_or_else(PoisonError::into_inner);
        *STATE.lock().unwrap_or_else(PoisonError::into_inner) = Some(state);
        // SAFETY: the functions below have the signatures of the originals.
        unsafe {
            repoint(
                "advapi32.dll",
                "EventRegister",
                event_register as *const c_void,
            );
            repoint(
                "advapi32.dll",
                "EventSetInformation",
                event_set_information as *const c_void,
            );
            repoint(
                "advapi32.dll",
                "EventWriteTransfer",
                event_write_transfer as *const c_void,
            );
            repoint(
                "advapi32.dll",
                "EventUnregister",
                event_unregister as *const c_void,
            );
        }
        Self(serial)
    }

    /// Looks at the calls, or changes the answers.
    #[allow(
        clippy::unused_self,
        reason = "there is something to look at only while it is installed"
    )]
    pub(crate) fn with<R>(&self, look: impl FnOnce(&mut State) -> R) -> R {
        look(
            STATE
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .as_mut()
                .unwrap(),
        )
    }

    /// The writes so far, which are then forgotten.
    pub(crate) fn take_writes(&self) -> Vec<Write> {
        self.with(|state| std::mem::take(&mut state.writes))
    }

    /// Calls the provider back as ETW does.
    pub(crate) fn control(&self, code: u32, (level, any, all): Session) {
        let (callback, context) = self.with(|state| state.callback).unwrap();
        let source = Guid::ZERO;
        // SAFETY: the callback and its context are those that the provider registered.
        unsafe {
            callback(
                &raw const source,
                code,
                level,
                any,
                all,
                std::ptr::null(),
                context as *mut c_void,
            );
        };
    }

    pub(crate) fn enable(&self, session: Session) {
        self.control(1, session);
    }

    pub(crate) fn disable(&self) {
        self.control(0, (0, 0, 0));
    }
}

pub(crate) type EnableCallback =
    unsafe extern "system" fn(*const Guid, u32, u8, u64, u64, *const c_void, *mut c_void);

fn record<R>(change: impl FnOnce(&mut State) -> R) -> R {
    change(
        STATE
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .as_mut()
            .unwrap(),
    )
}

unsafe extern "system" fn event_register(
    guid: *const Guid,
    callback: EnableCallback,
    context: *mut c_void,
    handle: *mut u64,
) -> u32 {
    // SAFETY: the caller passes a valid GUID.
    let guid = unsafe { *guid };
    let (code, waiting, meanwhile, number) = record(|state| {
        state.registered.push(guid);
        state.callback = Some((callback, context as usize));
        (
            state.register_code,
            state.waiting,
            state.while_registering,
            state.registered.len() as u64,
        )
    });
    if code == 0 {
        if let Some((level, any, all)) = waiting {
            // SAFETY: as ETW does, before the caller knows its handle.
            unsafe {
                callback(
                    &raw const guid,
                    1,
                    level,
                    any,
                    all,
                    std::ptr::null(),
                    context,
                );
            };
        }
        if let Some(meanwhile) = meanwhile {
            meanwhile();
        }
        // SAFETY: the caller passes a place for the handle.
        unsafe { *handle = number };
    }
    code
}

unsafe extern "system" fn event_set_information(
    _handle: u64,
    class: i32,
    data: *const u8,
    size: u32,
) -> u32 {
    assert_eq!(class, 2);
    // SAFETY: the caller passes `size` bytes.
    let bytes = unsafe { std::slice::from_raw_parts(data, size as usize) };
    record(|state| state.traits.push(bytes.to_vec()));
    0
}

#[repr(C)]
#[derive(Clone, Copy)]
struct Data {
    pointer: u64,
    size: u32,
    reserved: u32,
}

unsafe extern "system" fn event_write_transfer(
    handle: u64,
    descriptor: *const EventDescriptor,
    activity: *const Guid,
    related: *const Guid,
    count: u32,
    data: *const Data,
) -> u32 {
    // SAFETY: the caller passes `count` data descriptors, each of valid memory, and GUIDs or null.
    let write = unsafe {
        let data = if count == 0 {
            &[]
        } else {
            std::slice::from_raw_parts(data, count as usize)
        };
        assert!(data.iter().all(|data| data.reserved == 0));
        let bytes =
            |data: &Data| std::slice::from_raw_parts(data.pointer as *const u8, data.size as usize);
        Write {
            handle,
            descriptor: *descriptor,
            activity: activity.as_ref().copied(),
            related: related.as_ref().copied(),
            descriptors: count,
            bytes: data.iter().flat_map(bytes).copied().collect(),
        }
    };
    record(|state| {
        state.writes.push(write);
        state.write_code
    })
}

unsafe extern "system" fn event_unregister(handle: u64) -> u32 {
    record(|state| state.unregistered.push(handle));
    0
}
