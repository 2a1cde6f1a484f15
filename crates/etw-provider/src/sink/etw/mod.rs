//! [`Sink`] of Windows: Event Tracing for Windows, through five functions of advapi32.
#![allow(
    unsafe_code,
    reason = "system calls, and the callback that the system calls"
)]

#[cfg_attr(loom, path = "model.rs")]
mod system;

use core::ffi::c_void;
use core::ptr;

use crate::enable::SessionFilter;
use crate::sync::atomic::{AtomicU64, Ordering};
use crate::sync::const_unless_loom;
use crate::{Activity, EnableWord, EventDescriptor, EventMetadata, Guid, Outcome, Provider};
#[cfg(loom)]
pub use system::Etw;
#[cfg(all(windows, feature = "std"))]
use system::EventActivityIdControl;
use system::{EventRegister, EventSetInformation, EventUnregister, EventWriteTransfer};

/// A registration as ETW knows it; 0 while there is none.
pub(crate) struct Sink {
    handle: AtomicU64,
}

impl Sink {
    const_unless_loom! {
    pub(crate) const fn new() -> Self {
        Self {
            handle: AtomicU64::new(0),
        }
    }
    }

    /// Registers the provider. If a session waits for it, the callback has run when this returns.
    pub(crate) fn register(&self, provider: &'static Provider) -> Result<(), u32> {
        let identity = provider.identity();
        let guid = identity.control_guid.as_ref().unwrap_or(&identity.guid);
        let context = ptr::from_ref(provider).cast_mut().cast();
        let mut handle = 0;
        // SAFETY:
        // * `guid` and `handle` are valid for the call.
        // * `context` is a `&'static Provider`, which is what the callback takes it for at any later time.
        // * The callback is code of this module. A module that is unloaded must unregister first, which
        //   `Registration` documents.
        let code = unsafe { EventRegister(guid, Some(on_control), context, &raw mut handle) };
        if code != SUCCESS {
            return Err(code);
        }
        set_traits(handle, identity.traits);
        self.handle.store(handle, Ordering::Release);
        Ok(())
    }

    pub(crate) fn unregister(&self, _provider: &'static Provider) {
        let handle = self.handle.swap(0, Ordering::AcqRel);
        if handle != 0 {
            // SAFETY: the handle comes from `EventRegister`, and the swap gives it to one thread only.
            unsafe { EventUnregister(handle) };
        }
    }

    /// Writes an event. The handle may be unregistered by another thread meanwhile: ETW checks handles, and
    /// gives an error for one that is gone.
    pub(crate) fn write(
        &self,
        _word: &'static EnableWord,
        event: &'static EventMetadata,
        activity: &Activity,
        payload: &[u8],
    ) -> Outcome {
        let handle = self.handle.load(Ordering::Acquire);
        if handle == 0 {
            return Outcome::Disabled;
        }
        match transfer(handle, &event.descriptor, activity, payload) {
            SUCCESS => Outcome::Written,
            INVALID_HANDLE => Outcome::Disabled,
            code => Outcome::Failed(code),
        }
    }
}

/// Writes an event as one data descriptor, or none if there is no data.
fn transfer(handle: u64, descriptor: &EventDescriptor, activity: &Activity, payload: &[u8]) -> u32 {
    // A payload is at most `MAX_PAYLOAD` bytes.
    let size = u32::try_from(payload.len()).unwrap_or(u32::MAX);
    let data = EventDataDescriptor {
        pointer: payload.as_ptr() as u64,
        size,
        reserved: 0,
    };
    // SAFETY:
    // * The structures have the layout of the platform's headers and are valid for the call.
    // * `data` describes exactly the payload, which is valid for the call; ETW copies it.
    unsafe {
        EventWriteTransfer(
            handle,
            descriptor,
            activity.id().map_or(ptr::null(), ptr::from_ref),
            activity.related().map_or(ptr::null(), ptr::from_ref),
            u32::from(size != 0),
            &raw const data,
        )
    }
}

/// Tells ETW which activity the calling thread works for; that of zeros for none.
#[cfg(all(windows, feature = "std"))]
pub(crate) fn set_thread_activity(mut id: Guid) {
    // SAFETY: `id` is valid for the call, which reads it.
    unsafe { EventActivityIdControl(EVENT_ACTIVITY_CTRL_SET_ID, &raw mut id) };
}

/// Tells ETW the provider's name and group. A version of Windows that does not take them does without.
fn set_traits(handle: u64, traits: &'static [u8]) {
    if let Ok(size @ 1..) = u32::try_from(traits.len()) {
        // SAFETY:
        // * The handle comes from `EventRegister`.
        // * The traits are valid for reads of `size` bytes, and for as long as ETW may refer to them: they are
        //   static. ETW only reads them.
        unsafe {
            EventSetInformation(
                handle,
                EVENT_PROVIDER_SET_TRAITS,
                traits.as_ptr().cast(),
                size,
            )
        };
    }
}

/// The callback: a session enables or disables the provider or asks for its state. The values are those of
/// all sessions together.
unsafe extern "system" fn on_control(
    _source: *const Guid,
    control_code: u32,
    level: u8,
    match_any_keyword: u64,
    match_all_keyword: u64,
    _filter: *const c_void,
    context: *mut c_void,
) {
    // SAFETY: `context` is what `Sink::register` passed: a `&'static Provider`.
    let provider: &'static Provider = unsafe { &*context.cast_const().cast() };
    match control_code {
        DISABLE => provider
            .words()
            .iter()
            .for_each(|word| word.set(EnableWord::ETW, false)),
        ENABLE => SessionFilter {
            level,
            match_any_keyword,
            match_all_keyword,
        }
        .apply(provider.words()),
        #[cfg(feature = "std")]
        CAPTURE_STATE => provider.capture_state(),
        // Control codes that do not concern us, or are still to come.
        _ => {}
    }
}

const SUCCESS: u32 = 0;
const INVALID_HANDLE: u32 = 6;
const EVENT_PROVIDER_SET_TRAITS: i32 = 2;
#[cfg(all(windows, feature = "std"))]
const EVENT_ACTIVITY_CTRL_SET_ID: u32 = 2;
const DISABLE: u32 = 0;
const ENABLE: u32 = 1;
#[cfg(feature = "std")]
const CAPTURE_STATE: u32 = 2;

/// `EVENT_DATA_DESCRIPTOR`
#[repr(C)]
pub(crate) struct EventDataDescriptor {
    pointer: u64,
    size: u32,
    reserved: u32,
}

/// `PENABLECALLBACK`
type EnableCallback =
    unsafe extern "system" fn(*const Guid, u32, u8, u64, u64, *const c_void, *mut c_void);
