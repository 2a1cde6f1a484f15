//! Events as events of [`tracing`](https://docs.rs/tracing), and its spans as activities.
//!
//! [`forward`] lets each event of a provider reach the current subscriber:
//!
//! | in `tracing` | from the manifest |
//! |---|---|
//! | level | critical and error `ERROR`, warning `WARN`, informational and level 0 `INFO`, verbose `DEBUG`, above `TRACE` |
//! | target | the name of the provider |
//! | name | the symbol of the event |
//! | `message` | its message in one language, with the values in it |
//! | `etw.id`, `etw.version` | numbers |
//! | `etw.channel`, `etw.task`, `etw.opcode`, `etw.keywords` | names, where the event has them |
//! | `etw.activity_id`, `etw.related_activity_id` | where it has them |
//! | further fields | those of the event: integers, floating point numbers, booleans; anything else as text |
//!
//! A field of the event that is called like one of these is recorded as `field.message` and so on.
//!
//! What filters the subscriber has, `EnvFilter` for example, decides which events are enabled: one that is filtered out
//! by its target, level or field names costs the same load and branch as one that nobody listens to, and a filter
//! that is reloaded takes effect as it does for other events. What a filter decides at each event, it is asked at
//! each event.
//!
//! `tracing` knows events by callsites that live as long as the program, so the first [`forward`] of a provider
//! allocates one for each of its events, for good.
//!
//! With the feature `tracing-subscriber`, [`ActivityLayer`] gives each span an activity id, which events that are
//! emitted within it belong to, on every operating system.

#[cfg(feature = "tracing-subscriber")]
mod activity_layer;
mod bridge;
mod callsite;
mod values;

use std::sync::PoisonError;

#[cfg(feature = "tracing-subscriber")]
pub use activity_layer::ActivityLayer;
use bridge::Bridge;

use crate::ProviderMetadata;

/// Forwards the events of a provider to the current subscriber until the result is dropped; messages are in the
/// default language of the manifest.
///
/// ```
/// # static WORDS: [etw_provider::EnableWord; 0] = [];
/// # static IDENTITY: etw_provider::ProviderIdentity = etw_provider::ProviderIdentity {
/// #     name: "P", guid: etw_provider::Guid::ZERO, traits: &[], control_guid: None };
/// # static PROVIDER: etw_provider::Provider = etw_provider::Provider::new(&IDENTITY, &WORDS);
/// # static METADATA: etw_provider::ProviderMetadata = etw_provider::ProviderMetadata {
/// #     provider: &PROVIDER, symbol: "P", locales: &["en-US"], message: etw_provider::LocalizedText::EMPTY,
/// #     channels: &[], levels: &[], tasks: &[], opcodes: &[], keywords: &[], maps: &[], events: &[] };
/// // At the start of the program, with the `METADATA` of the generated module:
/// let _forwarding = etw_provider::tracing::forward(&METADATA);
/// ```
pub fn forward(metadata: &'static ProviderMetadata) -> Forwarding {
    Forwarding::new(metadata, None)
}

/// Forwards the events of a provider, with messages in the language that [`ProviderMetadata::locale_index`]
/// finds for `locale`.
pub fn forward_in(metadata: &'static ProviderMetadata, locale: &str) -> Forwarding {
    Forwarding::new(metadata, Some(locale))
}

/// Keeps the events of a provider forwarded.
///
/// While there are several for one provider, its events still reach the subscriber once, in the language that
/// was asked for last.
#[must_use = "forwarding ends when this is dropped"]
#[derive(Debug)]
pub struct Forwarding {
    bridge: &'static Bridge,
}

impl Forwarding {
    fn new(metadata: &'static ProviderMetadata, locale: Option<&str>) -> Self {
        let bridge = Bridge::of(metadata);
        bridge.begin(locale.map_or(0, |locale| metadata.locale_index(locale)));
        Self { bridge }
    }
}

impl Drop for Forwarding {
    fn drop(&mut self) {
        self.bridge.end();
    }
}

/// What a lock holds, also after a panic of one who held it.
fn lock<T>(mutex: &std::sync::Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
