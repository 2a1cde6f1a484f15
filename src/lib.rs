//! The `ActivationServices` events of the Windows provider *Microsoft-Windows-Application Server-Applications*
//! as typed Rust events: how a listener service accepts sessions and starts the application that serves them.
//!
//! Each of the 31 events is a struct with an `emit` method, and a function. All of it is generated: `build.rs`
//! compiles `manifests/activation-services.man`, and the documentation of each struct shows the attributes of the event and its
//! message in English and Spanish. An event added to the manifest appears here after the next build.
//!
//! A disabled event costs one load and one branch. On Windows, events go to Event Tracing for Windows; on every
//! system, listeners in the same process receive them:
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
