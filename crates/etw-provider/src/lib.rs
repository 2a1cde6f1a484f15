//! The runtime of events that `etw-manifest` generates from a Windows instrumentation manifest.
#![no_std]
#![deny(unsafe_code)]

#[cfg(any(feature = "std", test))]
extern crate std;

mod activity;
mod buffer;
#[cfg(feature = "std")]
mod capture_state;
mod descriptor;
mod enable;
mod event;
mod field;
mod guid;
mod identity;
#[cfg(feature = "std")]
mod listener;
mod localized_text;
mod metadata;
mod outcome;
mod payload;
mod port;
mod provider;
#[cfg(feature = "std")]
mod recorder;
mod registration;
mod sid;
mod sink;
pub mod size;
mod status_code;
mod text;
mod time;
mod transcode;
mod utf16;

pub use activity::Activity;
pub use descriptor::EventDescriptor;
pub use enable::EnableWord;
pub use event::Event;
pub use field::{Extent, Field, FieldKind, InType, OutType};
pub use guid::{Guid, ParseGuidError};
pub use identity::ProviderIdentity;
#[cfg(feature = "std")]
pub use listener::{EmittedEvent, Listener, ListenerGuard};
pub use localized_text::LocalizedText;
pub use metadata::{
    Channel, ChannelKind, EventEntry, EventMetadata, Keyword, Level, Map, MapItem, MapKind, Opcode,
    ProviderMetadata, Task,
};
pub use outcome::{Outcome, Refusal};
pub use payload::{MAX_PAYLOAD, Payload};
pub use port::Port;
pub use provider::Provider;
#[cfg(feature = "std")]
pub use recorder::{RecordedEvent, Recorder};
pub use registration::{Registration, Status};
pub use sid::Sid;
pub use status_code::{HResult, NtStatus, Win32Error};
pub use text::{AnsiText, Text, UnicodeText};
pub use time::{DateTime, FileTime};
pub use utf16::Utf16Le;

/// Includes the module that a build script generated from the manifest `<stem>.man`.
///
/// ```ignore
/// etw_provider::include_manifest!("activation-services");
/// ```
#[macro_export]
macro_rules! include_manifest {
    ($stem:literal) => {
        include!(concat!(env!("OUT_DIR"), "/", $stem, ".rs"));
    };
}
