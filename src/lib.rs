//! The `ActivationServices` events of the Windows provider *Microsoft-Windows-Application Server-Applications*
//! as typed Rust events: how a listener service accepts sessions and starts the application that serves them.
//!
//! Each of the 31 events is a struct with an `emit` method, and a function. Nothing here is written by hand: `build.rs`
//! compiles `manifests/activation-services.man`, and what the manifest says of an event, its message in two languages
//! included, stands in the documentation of its struct. An event added to the manifest appears here after the next build.
//!
//! An event costs one load and one branch while nobody listens. On Windows it goes to Event Tracing for Windows; on every
//! system, listeners within the process can have it:
//!
//! ```
//! use activation_services_events::etw_provider::Recorder;
//! use activation_services_events::{DispatchSessionFailed, PROVIDER};
//!
//! let recorder = Recorder::of_this_thread(&PROVIDER);
//! DispatchSessionFailed { app_domain: "Store" }.emit();
//!
//! let events = recorder.events();
//! assert_eq!(events[0].event.descriptor.id, 4031);
//! assert_eq!(events[0].payload, b"S\0t\0o\0r\0e\0\0\0");
//! ```

pub use etw_provider;

etw_provider::include_manifest!("activation-services");
