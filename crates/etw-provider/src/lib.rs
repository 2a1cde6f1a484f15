//! The runtime of events that `etw-manifest` generates from a Windows instrumentation manifest.
//!
//! A program seldom names this crate beyond [`include_manifest!`]; the generated code calls it.
//!
//! # Emitting
//!
//! A build script compiles `manifests/shop.man`; the program includes the result and emits.
//!
//! ```
//! # mod events {
//! #     // etw_provider::include_manifest!("shop");
//! #     use etw_provider as runtime;
//! #     static ENABLE: [runtime::EnableWord; 1] = [runtime::EnableWord::new(2, 1)];
//! #     static IDENTITY: runtime::ProviderIdentity = runtime::ProviderIdentity::new("Shop", runtime::Guid::from_u128(1));
//! #     pub static PROVIDER: runtime::Provider = runtime::Provider::new(&IDENTITY, &ENABLE);
//! #     static OUT_OF_STOCK: runtime::Template = runtime::template!([
//! #         runtime::Field::new("Item", runtime::InType::UnicodeString, runtime::OutType::String),
//! #         runtime::Field::new("Missing", runtime::InType::UInt32, runtime::OutType::UnsignedInt),
//! #     ]);
//! #     static EVENT: runtime::EventMetadata = runtime::EventMetadata::new(
//! #         "OutOfStock", runtime::EventDescriptor::new(7, 0).with_level(2).with_keyword(1), &ENABLE[0], &OUT_OF_STOCK,
//! #     );
//! #     #[derive(Clone, Copy)] pub struct OutOfStock<'a> { pub item: &'a str, pub missing: u32 }
//! #     impl OutOfStock<'_> {
//! #         pub fn emit(&self) -> runtime::Outcome { PROVIDER.emit(&ENABLE[0], self, &runtime::Activity::CURRENT) }
//! #     }
//! #     impl runtime::Event for OutOfStock<'_> {
//! #         fn metadata(&self) -> &'static runtime::EventMetadata { &EVENT }
//! #         fn encode<'p>(&self, storage: runtime::Storage<'p>) -> runtime::Encoded<'p> {
//! #             let mut payload = runtime::Payload::new(storage);
//! #             payload.unicode_string(self.item);
//! #             payload.u32(self.missing);
//! #             payload.finish()
//! #         }
//! #     }
//! # }
//! use events::OutOfStock;
//!
//! OutOfStock { item: "lamp", missing: 2 }.emit();
//! # #[cfg(feature = "std")] {
//!
//! // In a test:
//! use etw_provider::{Fields, Recorder};
//!
//! let recorder = Recorder::of_this_thread(&events::PROVIDER);
//! OutOfStock { item: "lamp", missing: 2 }.emit();
//! let [event] = recorder.take().try_into().unwrap();
//! let fields = Fields::new(event.event.fields(), &event.payload);
//! assert_eq!(fields.to_string(), "{Item: lamp, Missing: 2}");
//! # }
//! ```
//!
//! A disabled event costs one load, one test and one branch, and its fields are not read. An enabled event is encoded on the
//! stack without allocation. Emitting never waits, and panics only if a listener does. It returns an [`Outcome`], which most
//! programs ignore.
//!
//! # Listeners
//!
//! * **Windows**: sessions of Event Tracing for Windows, and through them the Event Log. The first event registers the
//!   provider. A program may do so earlier by [`Provider::register`], and a library that can be unloaded must. See
//!   [`Registration`].
//! * **Linux**: perf and ftrace, through `user_events`, if the kernel has it and the process may use it; see
//!   [`Provider::status`].
//! * **Any system**: the program's `tracing` subscriber, with the feature of that name and one line at the start of `main`:
//!   `let _forwarding = etw_provider::tracing::forward(&METADATA);`
//! * **Any system**: a [`Listener`] within the program, attached by [`Provider::attach`] or, for a function,
//!   [`Provider::listen`].
//! * **Tests**: a [`Recorder`].
//!
//! # Reading events
//!
//! Generated types implement [`Decode`], which reads a payload into a view of the event, without a copy, and accepts any
//! bytes. [`Fields`] needs only [`EventMetadata`]. [`ProviderMetadata::renderer`] makes a [`Renderer`], which shows an event as
//! its message in a locale of the manifest, as Event XML and as JSON. A program that only emits does not link any of this.
//!
//! # Texts and limits
//!
//! Text fields are `&str`. The views that `decode` returns have [`Text`] and [`AnsiText`], which compare with `str`. To emit
//! UTF-16 without a conversion, see [`Provider::emit_fields`].
//!
//! An event is delivered whole or not at all. If it is larger than [`MAX_PAYLOAD`], or if lists with a common count differ in
//! length, it is [refused](Refusal) and counted by [`Provider::refused`]. In a string that ends with a NUL, a NUL inside the
//! text is replaced, because readers would take the rest of the text for the next field.
//!
//! # Features
//!
//! * `user-events` (default): the sink of Linux.
//! * `tracing`: `tracing::forward(&METADATA)` forwards events to the subscriber of `tracing`. `tracing-subscriber`: its spans
//!   are activities, and the events of a program that logs with `tracing` reach the operating system.
//! * `std` (default): listeners, the recorder, [`Fields`], [`Renderer`], `SystemTime`, and conversions of `String` and `Vec`.
//!   Without it the crate needs no heap.
#![no_std]
#![deny(unsafe_code)]

#[cfg(any(feature = "std", test))]
extern crate std;
// So that unit tests can use modules of the integration tests.
#[cfg(test)]
extern crate self as etw_provider;

mod activity;
mod buffer;
#[cfg(feature = "std")]
mod capture_state;
#[cfg(feature = "std")]
mod coverage;
#[cfg(feature = "std")]
mod current_activity;
mod decode;
mod emit_fields;
mod enable;
mod event;
#[cfg(all(target_os = "linux", feature = "user-events"))]
mod event_header;
mod failure;
mod field;
mod generated;
mod guid;
#[cfg(feature = "std")]
mod json_text;
#[cfg(feature = "std")]
mod listener;
#[cfg(feature = "std")]
mod listeners;
mod metadata;
mod outcome;
mod parts;
mod payload;
mod port;
mod provider;
#[cfg(feature = "std")]
mod recorder;
mod registration;
#[cfg(feature = "std")]
mod render;
mod sid;
mod sink;
mod status_code;
mod sync;
mod template;
mod text;
mod time;
#[cfg(feature = "tracing")]
pub mod tracing;
mod transcode;
mod utf16;

pub use activity::Activity;
#[cfg(feature = "std")]
pub use coverage::Coverage;
pub use decode::{
    Array, ArrayIter, Decode, DecodeError, Decoded, PayloadReader, ReadElement, ReadElementOfLength,
};
#[cfg(feature = "std")]
pub use decode::{Elements, FieldValue, Fields, Value};
pub use enable::EnableWord;
pub use event::{Encoded, Event, Storage};
pub use field::{Extent, Field, FieldKind, InType, OutType};
#[cfg(not(feature = "tracing-subscriber"))]
#[doc(hidden)]
pub use generated::TracingSubscriberFeature;
pub use generated::UnknownValue;
#[doc(hidden)]
pub use generated::lengths;
pub use guid::{Guid, ParseGuidError};
#[cfg(feature = "std")]
pub use listener::{EmittedEvent, Listener, ListenerGuard};
pub use metadata::{
    Channel, ChannelKind, Document, EventDescriptor, EventEntry, EventMetadata, Keyword, Level,
    LocalizedText, Map, MapItem, MapKind, Opcode, ProviderIdentity, ProviderMetadata, Task,
    UserContent, UserElement,
};
pub use outcome::{Outcome, Refusal};
pub use payload::{IntoElements, MAX_PAYLOAD, Payload};
pub use port::Port;
pub use provider::Provider;
#[cfg(feature = "std")]
pub use recorder::{RecordedEvent, Recorder};
pub use registration::{Registration, Status};
#[cfg(feature = "std")]
pub use render::{EventRecord, NoTexts, Renderer, StatusCode, SystemTexts};
pub use sid::Sid;
#[cfg(loom)]
pub use sink::Etw;
pub use status_code::{HResult, NtStatus, Win32Error};
pub use template::Template;
pub use text::{AnsiText, Text, utf16_len};
pub use time::{DateTime, FileTime};
pub use utf16::Utf16Le;

/// Includes the module that a build script generated from the manifest `<stem>.man`. For any other stem, the error lists the
/// manifests of the build script.
///
/// ```ignore
/// etw_provider::include_manifest!("activation-services");
/// ```
#[macro_export]
macro_rules! include_manifest {
    ($stem:tt) => {
        const _: () = {
            mod index {
                include!(concat!(env!("OUT_DIR"), "/etw_manifest_index.rs"));
                etw_manifest_index! { $stem }
            }
        };
        include!(concat!(env!("OUT_DIR"), "/", $stem, ".rs"));
    };
}
