//! [`FakeEtw`]: a stand-in for the ETW functions of advapi32 that records calls and enables providers.
#![allow(
    unsafe_code,
    reason = "functions with the calling convention of the platform"
)]

use std::collections::BTreeMap;
use std::ffi::c_void;
use std::sync::{Mutex, MutexGuard, PoisonError};

use etw_provider::{EventDescriptor, Guid};

use crate::import_table::repoint;

/// The filter of a session: level, any keyword, all keywords.
pub type Session = (u8, u64, u64);

/// A call of `EventWriteTransfer`.
#[derive(Clone, Debug, PartialEq)]
pub struct Write {
    /// The registration.
    pub handle: u64,
    /// The descriptor of the event.
    pub descriptor: EventDescriptor,
    /// The activity, if the call has one.
    pub activity: Option<Guid>,
    /// The activity that caused that one.
    pub related: Option<Guid>,
    /// The number of data descriptors.
    pub descriptors: u32,
    /// The payload.
    pub bytes: Vec<u8>,
}

/// The calls so far, and the results of later calls.
#[derive(Default)]
pub struct State {
    /// The GUID of each `EventRegister`, in order, also of those that failed. A handle is the number of the call, from 1.
    pub registered: Vec<Guid>,
    /// The handles passed to `EventUnregister`, in order.
    pub unregistered: Vec<u64>,
    /// The traits passed to `EventSetInformation`, in order.
    pub traits: Vec<Vec<u8>>,
    /// The events, in order.
    pub writes: Vec<Write>,
    /// The number of calls of `EventWriteTransfer` with a handle that was not registered. They fail, as in ETW.
    pub stray_writes: usize,
    /// The activities passed to `EventActivityIdControl`, in order.
    pub activities: Vec<Guid>,
    /// The result of `EventRegister`.
    pub register_code: u32,
    /// The result of `EventWriteTransfer`.
    pub write_code: u32,
    /// A session that is waiting for all providers: each is enabled while it registers.
    pub waiting: Option<Session>,
    /// Called inside `EventRegister`, after the session's callback.
    pub while_registering: Option<fn()>,
    /// The callback of each registered provider, by handle.
    pub callbacks: BTreeMap<u64, Callback>,
}

/// The callback of a provider, and its context.
#[derive(Clone, Copy)]
pub struct Callback {
    function: EnableCallback,
    context: usize,
}

impl State {
    /// Returns the registered handles.
    #[must_use]
    pub fn live(&self) -> Vec<u64> {
        self.callbacks.keys().copied().collect()
    }
}

static STATE: Mutex<Option<State>> = Mutex::new(None);
static SERIAL: Mutex<()> = Mutex::new(());

/// The stand-in. There is one at a time, because a program has one import table.
pub struct FakeEtw(#[allow(dead_code, reason = "held")] MutexGuard<'static, ()>);

impl FakeEtw {
    /// Receives the calls of this program from now on.
    ///
    /// # Panics
    /// If the program does not import the functions.
    #[must_use]
    pub fn install(state: State) -> Self {
        let serial = SERIAL.lock().unwrap_or_else(PoisonError::into_inner);
        *lock() = Some(state);
        for (function, replacement) in [
            ("EventRegister", event_register as *const c_void),
            (
                "EventSetInformation",
                event_set_information as *const c_void,
            ),
            ("EventWriteTransfer", event_write_transfer as *const c_void),
            ("EventUnregister", event_unregister as *const c_void),
        ] {
            // SAFETY: the functions below have the signatures of the originals.
            unsafe { repoint("advapi32.dll", function, replacement) };
        }
        Self(serial)
    }

    /// Receives the calls of `EventActivityIdControl` too, which not every program imports.
    ///
    /// # Panics
    /// If the program does not import it.
    #[must_use]
    pub fn with_activities(self) -> Self {
        let replacement = event_activity_id_control as *const c_void;
        // SAFETY: the function has the signature of the original.
        unsafe { repoint("advapi32.dll", "EventActivityIdControl", replacement) };
        self
    }

    /// Passes the calls and results to a function.
    ///
    /// # Panics
    /// Never: a stand-in that exists is installed.
    pub fn with<R>(&self, look: impl FnOnce(&mut State) -> R) -> R {
        record(look)
    }

    /// Returns the writes so far, and forgets them.
    #[must_use]
    pub fn take_writes(&self) -> Vec<Write> {
        self.with(|state| std::mem::take(&mut state.writes))
    }

    /// Calls every registered provider back as ETW does, with filter data that must not be touched.
    pub fn control(&self, code: u32, (level, any, all): Session) {
        let source = Guid::ZERO;
        let filter = std::ptr::without_provenance::<c_void>(1);
        let callbacks = self.with(|state| state.callbacks.clone());
        for Callback { function, context } in callbacks.into_values() {
            // SAFETY: the provider registered the callback with this context, and callers do not unregister meanwhile.
            unsafe {
                function(
                    &raw const source,
                    code,
                    level,
                    any,
                    all,
                    filter,
                    context as *mut c_void,
                );
            };
        }
    }

    /// Enables every registered provider with this filter.
    pub fn enable(&self, session: Session) {
        self.control(1, session);
    }

    /// Disables every registered provider.
    pub fn disable(&self) {
        self.control(0, (0, 0, 0));
    }
}

type EnableCallback =
    unsafe extern "system" fn(*const Guid, u32, u8, u64, u64, *const c_void, *mut c_void);

const INVALID_HANDLE: u32 = 6;
const SET_TRAITS: i32 = 2;

fn lock() -> MutexGuard<'static, Option<State>> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn record<R>(change: impl FnOnce(&mut State) -> R) -> R {
    change(lock().as_mut().expect("the stand-in is installed"))
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
        let number = state.registered.len() as u64;
        if state.register_code == 0 {
            let context = context as usize;
            let function = callback;
            state
                .callbacks
                .insert(number, Callback { function, context });
        }
        (
            state.register_code,
            state.waiting,
            state.while_registering,
            number,
        )
    });
    if code != 0 {
        return code;
    }
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
    0
}

unsafe extern "system" fn event_set_information(
    _handle: u64,
    class: i32,
    data: *const u8,
    size: u32,
) -> u32 {
    assert_eq!(class, SET_TRAITS);
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
        if !state.callbacks.contains_key(&handle) {
            state.stray_writes += 1;
            return INVALID_HANDLE;
        }
        state.writes.push(write);
        state.write_code
    })
}

unsafe extern "system" fn event_activity_id_control(code: u32, id: *mut Guid) -> u32 {
    // `EVENT_ACTIVITY_CTRL_SET_ID`
    assert_eq!(code, 2);
    // SAFETY: the caller passes a valid GUID.
    let id = unsafe { *id };
    record(|state| state.activities.push(id));
    0
}

unsafe extern "system" fn event_unregister(handle: u64) -> u32 {
    record(|state| {
        state.unregistered.push(handle);
        match state.callbacks.remove(&handle) {
            Some(_) => 0,
            None => INVALID_HANDLE,
        }
    })
}
