//! [`limit_bursts`]: limits how many events of a callsite a layer emits.

use core::time::Duration;
use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Instant;

use tracing_core::callsite::Identifier;

use super::EventLayer;
use crate::tracing::target::lock;

/// Limits a layer to this number of events of each callsite in each period. When the next period of a callsite begins, a
/// `TracingWarn` reports the number of events that were left out.
///
/// ```ignore
/// let layer = etw_provider::tracing::limit_bursts(tracing_layer(), 100, Duration::from_secs(1));
/// ```
#[must_use]
pub fn limit_bursts<S>(mut layer: EventLayer<S>, events: u32, period: Duration) -> EventLayer<S> {
    layer.inner_mut().bursts = Some(Bursts {
        events,
        period,
        callsites: Mutex::default(),
    });
    layer
}

/// The limit, and the events of each callsite in its period.
pub(super) struct Bursts {
    events: u32,
    period: Duration,
    callsites: Mutex<HashMap<Identifier, Burst>>,
}

struct Burst {
    start: Instant,
    events: u32,
}

impl Bursts {
    /// Counts an event. Returns `None` if it is too many, else the number of events that the period before has left out.
    pub(super) fn admit(&self, callsite: Identifier, now: Instant) -> Option<u32> {
        let mut callsites = lock(&self.callsites);
        let burst = callsites.entry(callsite).or_insert(Burst {
            start: now,
            events: 0,
        });
        let mut left_out = 0;
        if now.saturating_duration_since(burst.start) >= self.period {
            left_out = burst.events.saturating_sub(self.events);
            *burst = Burst {
                start: now,
                events: 0,
            };
        }
        burst.events = burst.events.saturating_add(1);
        (burst.events <= self.events).then_some(left_out)
    }
}
