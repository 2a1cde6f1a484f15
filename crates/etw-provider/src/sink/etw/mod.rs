//! The [`Sink`] of Windows: Event Tracing for Windows, through five functions of advapi32.
//!
//! A fragment registers the GUID of its provider once more, which a process may do. So its callback sets only its words, and no
//! state has to be handed from one registration to another.
#![allow(unsafe_code, reason = "system calls and their callback")]

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

/// The handle of a registration; 0 while there is none.
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

    /// Registers a provider or fragment, unless it is registered. If a session is waiting for it, the callback runs before this
    /// returns.
    pub(crate) fn register(&self, provider: &'static Provider) -> Result<(), u32> {
        if self.handle.load(Ordering::Acquire) != 0 {
            return Ok(());
        }
        let identity = provider.identity();
        let guid = identity.control_guid().unwrap_or(identity.guid());
        let context = ptr::from_ref(provider).cast_mut().cast();
        let mut handle = 0;
        // SAFETY:
        // * `guid` and `handle` are valid for the call.
        // * `context` is a `&'static Provider`, as the callback expects.
        // * The callback is code of this module. A module that is unloaded must unregister first, which
        //   `Registration` documents.
        let code =
            unsafe { EventRegister(&raw const guid, Some(on_control), context, &raw mut handle) };
        if code != SUCCESS {
            return Err(code);
        }
        set_traits(handle, identity.traits());
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

    /// Writes an event. If another thread unregisters the handle meanwhile, ETW returns an error.
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
        match transfer(handle, event.descriptor(), activity, payload) {
            SUCCESS => Outcome::Written,
            INVALID_HANDLE => Outcome::Disabled,
            code => Outcome::Failed(code),
        }
    }
}

/// Writes an event as one data descriptor, or none if the payload is empty.
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

/// Sets the activity that ETW keeps for the calling thread; zeros for no activity.
#[cfg(all(windows, feature = "std"))]
pub(crate) fn set_thread_activity(mut id: Guid) {
    // SAFETY: `id` is valid for the call, which reads it.
    unsafe { EventActivityIdControl(EVENT_ACTIVITY_CTRL_SET_ID, &raw mut id) };
}

/// Sets the provider's name and group in ETW. Versions of Windows without that function do not need them.
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

/// The callback: a session enables or disables the provider or asks for its state. The values are those of all sessions
/// together.
unsafe extern "system" fn on_control(
    _source: *const Guid,
    control_code: u32,
    level: u8,
    match_any_keyword: u64,
    match_all_keyword: u64,
    _filter: *const c_void,
    context: *mut c_void,
) {
    // SAFETY: `Sink::register` passed a `&'static Provider` as `context`.
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
        // A fragment has another registration, whose session asks the provider as well.
        CAPTURE_STATE if provider.is_root() => provider.capture_state(),
        // Control codes without an effect here, or of later versions of Windows.
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
