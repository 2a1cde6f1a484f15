//! The five functions of advapi32 that the sink calls.

use core::ffi::c_void;

use super::{EnableCallback, EventDataDescriptor};
use crate::{EventDescriptor, Guid};

// On 32-bit x86 the functions are exported without the `_name@size` of their calling convention.
#[cfg_attr(
    target_arch = "x86",
    link(
        name = "advapi32",
        kind = "raw-dylib",
        import_name_type = "undecorated"
    )
)]
#[cfg_attr(not(target_arch = "x86"), link(name = "advapi32", kind = "raw-dylib"))]
unsafe extern "system" {
    pub(super) fn EventRegister(
        provider_id: *const Guid,
        enable_callback: Option<EnableCallback>,
        callback_context: *mut c_void,
        handle: *mut u64,
    ) -> u32;

    pub(super) fn EventSetInformation(
        handle: u64,
        class: i32,
        information: *const c_void,
        size: u32,
    ) -> u32;

    pub(super) fn EventWriteTransfer(
        handle: u64,
        descriptor: *const EventDescriptor,
        activity_id: *const Guid,
        related_activity_id: *const Guid,
        data_count: u32,
        data: *const EventDataDescriptor,
    ) -> u32;

    pub(super) fn EventUnregister(handle: u64) -> u32;

    #[cfg(feature = "std")]
    pub(super) fn EventActivityIdControl(control_code: u32, activity_id: *mut Guid) -> u32;
}
