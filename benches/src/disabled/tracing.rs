//! `tracing`, without a subscriber and with subscribers that reject the event.

use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::{Interest, Subscriber, set_global_default};
use tracing::{Event, Metadata};

use super::calls;
use crate::contender::Contender;

// One expansion each, because a callsite caches the interest of the subscriber.
calls!(nobody, |text| tracing::error!(app_domain = text));
calls!(never, |text| tracing::error!(app_domain = text));
calls!(sometimes, |text| tracing::error!(app_domain = text));

pub(super) const CONTENDERS: [Contender; 3] = [
    Contender {
        id: "disabled::tracing::nobody",
        name: "`tracing::error!(app_domain)`, no subscriber",
        prepare: || {},
        run: nobody::run,
    },
    Contender {
        id: "disabled::tracing::never",
        name: "`tracing::error!(app_domain)`, a subscriber that rejects it once",
        prepare: || subscribe(Interest::never),
        run: never::run,
    },
    Contender {
        id: "disabled::tracing::sometimes",
        name: "`tracing::error!(app_domain)`, a subscriber that rejects it each time",
        prepare: || subscribe(Interest::sometimes),
        run: sometimes::run,
    },
];

fn subscribe(interest: fn() -> Interest) {
    set_global_default(Unwilling(interest)).expect("it is the only one in this process");
}

/// Rejects every event, once for each callsite or at each call.
struct Unwilling(fn() -> Interest);

impl Subscriber for Unwilling {
    fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
        (self.0)()
    }

    fn enabled(&self, _: &Metadata<'_>) -> bool {
        false
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event<'_>) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}
