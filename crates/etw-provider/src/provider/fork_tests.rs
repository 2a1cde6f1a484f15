//! The child of a fork emits even if locks are held that no thread of the child releases.

#[path = "../../tests/in_child/mod.rs"]
mod in_child;
#[path = "../../tests/ping/mod.rs"]
mod ping;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::registration::Phase;
use crate::{Outcome, Provider, Status};
use in_child::in_child;
use ping::{Pinger, emit, pinger_of, provider};

/// Attaches a listener and returns its guard and the number of its calls.
fn counted(provider: &'static Pinger) -> (crate::ListenerGuard, Arc<AtomicUsize>) {
    let calls = Arc::new(AtomicUsize::new(0));
    let seen = calls.clone();
    let guard = provider.listen(move |_| {
        seen.fetch_add(1, Ordering::Relaxed);
    });
    (guard, calls)
}

#[test]
fn a_fork_during_the_first_registration_leaves_listeners_their_events() {
    let provider = provider();
    let (_guard, calls) = counted(provider);
    assert!(provider.registration.lock() == Phase::Waiting);
    in_child(|| {
        assert_eq!(emit(provider, 1), Outcome::Written);
        assert_eq!(emit(provider, 2), Outcome::Written);
        assert_eq!(calls.load(Ordering::Relaxed), 2);
        assert_eq!(provider.status(), Status::Waiting);
    });
    provider.registration.unlock(Phase::Waiting);
    assert_eq!(emit(provider, 3), Outcome::Written);
}

#[test]
fn a_fork_while_a_guard_is_dropped_leaves_events_enabled() {
    let provider = provider();
    let (_guard, calls) = counted(provider);
    core::mem::forget(provider.register());
    provider.registration.lock();
    in_child(|| {
        assert_eq!(emit(provider, 1), Outcome::Written);
        assert_eq!(calls.load(Ordering::Relaxed), 1);
    });
    provider.registration.unlock(Phase::Registered);
}

#[test]
fn a_fork_while_listeners_come_and_go_loses_at_most_their_events() {
    let provider = provider();
    let (_guard, calls) = counted(provider);
    emit(provider, 1);
    provider.listeners.with_all_locks_held(|| {
        in_child(|| {
            assert_eq!(emit(provider, 2), Outcome::Disabled);
            assert_eq!(calls.load(Ordering::Relaxed), 1);
        });
    });
    assert_eq!(emit(provider, 3), Outcome::Written);
    assert_eq!(calls.load(Ordering::Relaxed), 2);
}

#[test]
fn a_fork_does_not_make_the_first_event_of_a_fragment_wait() {
    let provider = provider();
    let fragment = pinger_of(4, 2, |words| Provider::extending(provider, words));
    let (_guard, calls) = counted(provider);
    emit(provider, 1);
    provider.listeners.with_all_locks_held(|| {
        in_child(|| {
            assert_eq!(emit(fragment, 2), Outcome::Disabled);
            assert_eq!(calls.load(Ordering::Relaxed), 1);
        });
    });
    provider.registration.lock();
    in_child(|| {
        // Listeners need no registration.
        assert_eq!(emit(fragment, 3), Outcome::Written);
        assert_eq!(calls.load(Ordering::Relaxed), 2);
    });
    provider.registration.unlock(Phase::Registered);
    assert_eq!(emit(fragment, 4), Outcome::Written);
}
