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
//! #     pub static PROVIDER: runtime::Provider = runtime::Provider::new(
//! #         &runtime::ProviderIdentity { name: "Shop", guid: runtime::Guid::from_u128(1), traits: &[], control_guid: None },
//! #         &ENABLE,
//! #     );
//! #     static OUT_OF_STOCK: runtime::Template = runtime::template!([
//! #         runtime::Field::data("Item", runtime::InType::UnicodeString, runtime::OutType::String),
//! #         runtime::Field::data("Missing", runtime::InType::UInt32, runtime::OutType::UnsignedInt),
//! #     ]);
//! #     static EVENT: runtime::EventMetadata = runtime::EventMetadata {
//! #         symbol: "OutOfStock", name: "OutOfStock", word: 0, template: &OUT_OF_STOCK,
//! #         descriptor: runtime::EventDescriptor { id: 7, version: 0, channel: 0, level: 2, opcode: 0, task: 0, keyword: 1 },
//! #     };
//! #     pub struct OutOfStock<'a> { pub item: &'a str, pub missing: u32 }
//! #     impl OutOfStock<'_> {
//! #         pub fn emit(&self) -> runtime::Outcome {
//! #             if ENABLE[0].is_enabled() { PROVIDER.write(self, &runtime::Activity::CURRENT) } else { runtime::Outcome::Disabled }
//! #         }
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
//! While nobody listens, that is one load, one test and one branch; the fields are not looked at. While
//! somebody does, the fields are encoded on the stack without allocation. Emitting never waits, and panics only
//! if a listener does; what became of the event is its [`Outcome`], which most programs drop.
//!
//! # Who listens
//!
//! * **Windows**: sessions of Event Tracing for Windows, and through them the Event Log. The first event
//!   registers the provider; a program that wants to decide when calls [`Provider::register`], and a library
//!   that can be unloaded must. See [`Registration`].
//! * **Linux**: perf and ftrace, through `user_events`, where the kernel has it and lets the process use it;
//!   [`Provider::status`] tells.
//! * **Any system**: the program's `tracing` subscriber, with the feature of that name.
//! * **Any system**: a [`Listener`] within the program, attached by [`Provider::attach`] or, for a function,
//!   [`Provider::listen`].
//! * **Tests**: a [`Recorder`].
//!
//! # Who reads
//!
//! Generated types implement [`Decode`]: from a payload back to the event, without a copy, whatever the bytes are.
//! [`Fields`] needs no generated types, only [`EventMetadata`]. [`ProviderMetadata::renderer`] gives a [`Renderer`],
//! which says an event in a language of the manifest and shows it as Event XML and as JSON. A program that only emits
//! carries none of this.
//!
//! # What an event can carry
//!
//! Strings are [`UnicodeText`] or [`AnsiText`]: UTF-8 and UTF-16 alike, borrowed or owned. Functions such as
//! `emit_dispatch_session_failed` take `&str`. Structs take any form, the same for all Unicode strings of one event, and for all
//! ANSI strings: beside a literal, a `String` is written `name.as_str()`, and where one of them is UTF-16, all are [`Text`].
//!
//! An event is written whole or not at all: one that is larger than [`MAX_PAYLOAD`], or whose lists disagree about their
//! common length, is [refused](Refusal) and counted by [`Provider::refused`]. A NUL inside a string that ends with one is
//! replaced, so that no text can cut a field off or pose as the next.
//!
//! # Features
//!
//! * `user-events` (default): the sink of Linux.
//! * `tracing`: events reach the subscriber of `tracing`. `tracing-subscriber`: its spans are activities.
//! * `std` (default): listeners, the recorder, [`Fields`], [`Renderer`], `SystemTime`, and text in `String` and `Vec`. Without
//!   it the crate needs neither a heap nor an operating system beyond the sink.
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
mod current_activity;
mod decode;
mod descriptor;
mod document;
mod enable;
mod event;
#[cfg(all(target_os = "linux", feature = "user-events"))]
mod event_header;
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
pub use decode::{
    Array, ArrayIter, Decode, DecodeError, PayloadReader, ReadElement, ReadElementOfLength,
};
#[cfg(feature = "std")]
pub use decode::{Elements, FieldValue, Fields, Value};
pub use descriptor::EventDescriptor;
pub use document::{Document, UserContent, UserElement};
pub use enable::EnableWord;
pub use event::{Encoded, Event, Storage};
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
#[cfg(feature = "std")]
pub use render::{EventRecord, NoTexts, Renderer, StatusCode, SystemTexts};
pub use sid::Sid;
#[cfg(loom)]
pub use sink::Etw;
pub use status_code::{HResult, NtStatus, Win32Error};
pub use template::Template;
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
