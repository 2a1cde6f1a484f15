//! [`ActivityLayer`]: gives spans activity ids.

use core::sync::atomic::{AtomicU64, Ordering};
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::sync::OnceLock;

use tracing_core::Subscriber;
use tracing_core::span::{Attributes, Id};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::{LookupSpan, SpanRef};

use storage::ENTERED;

use crate::{Activity, Guid};

/// Gives each span an activity id, and the thread that enters it that activity.
///
/// Events that are emitted within the span without an activity belong to it, for ETW, `user_events` and listeners. When the
/// thread leaves the span, it gets back the activity that it had before.
///
/// ```
/// use etw_provider::Activity;
/// use etw_provider::tracing::ActivityLayer;
/// use tracing_subscriber::layer::SubscriberExt;
///
/// let subscriber = tracing_subscriber::registry().with(ActivityLayer::new());
/// tracing::subscriber::with_default(subscriber, || {
///     let span = tracing::info_span!("request").entered();
///     assert!(Activity::current().is_some());
///     drop(span);
///     assert_eq!(Activity::current(), None);
/// });
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct ActivityLayer {
    _private: (),
}

impl ActivityLayer {
    /// Makes a layer for a subscriber with a registry.
    #[must_use]
    pub const fn new() -> Self {
        Self { _private: () }
    }
}

impl ActivityLayer {
    /// Returns the activity of a span.
    pub(super) fn activity_of<'a, R: LookupSpan<'a>>(span: &SpanRef<'a, R>) -> Option<Guid> {
        span.extensions().get::<SpanActivity>().map(|it| it.0)
    }
}

/// The activity of a span, stored in the registry.
struct SpanActivity(Guid);

#[allow(
    clippy::missing_const_for_thread_local,
    reason = "the macro hides the `const` on targets without native thread locals"
)]
mod storage {
    use core::cell::RefCell;
    use std::vec::Vec;

    use tracing_core::span::Id;

    use crate::Guid;

    std::thread_local! {
        /// The spans that the thread is in, and the activity that it had before each.
        pub(super) static ENTERED: RefCell<Vec<(Id, Option<Guid>)>> = const { RefCell::new(Vec::new()) };
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for ActivityLayer {
    fn on_new_span(&self, _attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        if let Some(span) = context.span(id) {
            let mut extensions = span.extensions_mut();
            // Another layer may have given it one.
            if extensions.get_mut::<SpanActivity>().is_none() {
                extensions.insert(SpanActivity(new_activity()));
            }
        }
    }

    fn on_enter(&self, id: &Id, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        let Some(activity) = Self::activity_of(&span) else {
            return;
        };
        let before = Activity::set_current(Some(activity));
        ENTERED.with_borrow_mut(|entered| entered.push((id.clone(), before)));
    }

    fn on_exit(&self, id: &Id, _context: Context<'_, S>) {
        ENTERED.with_borrow_mut(|entered| {
            let position = entered.iter().rposition(|(entered, _)| entered == id);
            let Some(position) = position else { return };
            let (_, before) = entered.remove(position);
            match entered.get_mut(position) {
                // Spans may be left in any order: the one that was entered next restores the activity.
                Some((_, of_next)) => *of_next = before,
                None => {
                    Activity::set_current(before);
                }
            }
        });
    }
}

/// Makes a unique id in the form of a random UUID: a random number for the process, and the number of the activity.
fn new_activity() -> Guid {
    static PROCESS: OnceLock<u64> = OnceLock::new();
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let process = *PROCESS.get_or_init(|| RandomState::new().build_hasher().finish());
    let number = u128::from(NEXT.fetch_add(1, Ordering::Relaxed));
    let version = 4 << 76;
    let variant = 2 << 62;
    let high = u128::from(process) << 64 & !(0xF << 76);
    Guid::from_u128(high | version | variant | number & !(3 << 62))
}
