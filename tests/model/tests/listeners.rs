//! Listeners that come and go, and change their minds, while events are emitted.

mod explore;
#[path = "../../../crates/etw-provider/tests/ping/mod.rs"]
mod ping;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use etw_provider::{EmittedEvent, Listener, Outcome};
use explore::{explore, explore_preempting};
use loom::sync::atomic::AtomicBool as ModelBool;
use loom::thread;
use ping::{Pinger, emit, provider};

/// Notices calls after it was detached. The atomics of `std` are no part of the model: they see what happens in an order of
/// events, and add none.
#[derive(Default)]
struct Watched {
    calls: AtomicUsize,
    running: AtomicUsize,
    detached: AtomicBool,
}

impl Watched {
    fn assert_detached(&self) {
        assert_eq!(self.running.load(Ordering::SeqCst), 0);
        self.detached.store(true, Ordering::SeqCst);
    }

    fn take_calls(&self) -> usize {
        self.calls.swap(0, Ordering::SeqCst)
    }
}

impl Listener for Watched {
    fn on_event(&self, _event: &EmittedEvent<'_>) {
        assert!(!self.detached.load(Ordering::SeqCst));
        self.running.fetch_add(1, Ordering::SeqCst);
        thread::yield_now();
        self.running.fetch_sub(1, Ordering::SeqCst);
        self.calls.fetch_add(1, Ordering::SeqCst);
    }
}

/// A registered provider.
fn registered() -> &'static Pinger {
    let provider = provider();
    core::mem::forget(provider.register());
    provider
}

#[test]
fn no_call_runs_or_comes_after_a_listener_is_detached() {
    explore_preempting(2, || {
        let provider = registered();
        let watched = Arc::new(Watched::default());
        let guard = provider.attach(watched.clone());
        let emitters = [1, 2].map(|number| thread::spawn(move || emit(provider, number)));
        drop(guard);
        watched.assert_detached();
        assert_eq!(Arc::strong_count(&watched), 1);
        for emitter in emitters {
            emitter.join().unwrap();
        }
        assert_eq!(emit(provider, 3), Outcome::Disabled);
        assert!(!provider.words()[0].is_enabled());
    });
}

#[test]
fn a_listener_that_stays_gets_every_event_while_another_comes_and_goes() {
    explore_preempting(3, || {
        let provider = registered();
        let stays = Arc::new(Watched::default());
        let _guard = provider.attach(stays.clone());
        let other = thread::spawn(move || drop(provider.listen(|_| ())));
        assert_eq!(emit(provider, 1), Outcome::Written);
        assert_eq!(emit(provider, 2), Outcome::Written);
        other.join().unwrap();
        assert_eq!(stays.take_calls(), 2);
        assert_eq!(emit(provider, 3), Outcome::Written);
        assert_eq!(stays.take_calls(), 1);
    });
}

#[test]
fn a_place_that_is_used_again_keeps_its_listeners_apart() {
    explore_preempting(3, || {
        let provider = registered();
        let first = Arc::new(Watched::default());
        let guard = provider.attach(first.clone());
        let emitter = thread::spawn(move || {
            emit(provider, 1);
            emit(provider, 2);
        });
        drop(guard);
        first.assert_detached();
        let second = Arc::new(Watched::default());
        let guard = provider.attach(second.clone());
        emitter.join().unwrap();
        second.take_calls();
        assert_eq!(emit(provider, 3), Outcome::Written);
        assert_eq!(second.take_calls(), 1);
        drop(guard);
        assert_eq!(emit(provider, 4), Outcome::Disabled);
    });
}

#[test]
fn a_listener_attached_while_another_goes_stays() {
    explore(|| {
        let provider = registered();
        let goes = provider.listen(|_| ());
        let other = thread::spawn(move || drop(goes));
        let stays = Arc::new(Watched::default());
        let guard = provider.attach(stays.clone());
        other.join().unwrap();
        assert_eq!(emit(provider, 1), Outcome::Written);
        assert_eq!(stays.take_calls(), 1);
        drop(guard);
        assert!(!provider.words()[0].is_enabled());
    });
}

#[test]
fn threads_that_attach_at_once_do_not_take_the_same_vacant_place() {
    explore(|| {
        let provider = registered();
        drop(provider.listen(|_| ()));
        all_are_called(provider, 2);
    });
}

#[test]
fn threads_that_attach_at_once_do_not_make_the_same_place() {
    explore_preempting(2, || all_are_called(registered(), 3));
}

/// Attaches so many listeners, each on a thread of its own; an event reaches each of them once.
fn all_are_called(provider: &'static Pinger, count: usize) {
    let listeners: Vec<_> = (0..count).map(|_| Arc::new(Watched::default())).collect();
    let attach = |listener: &Arc<Watched>| {
        let listener = listener.clone();
        thread::spawn(move || provider.attach(listener))
    };
    let threads: Vec<_> = listeners.iter().map(attach).collect();
    let guards: Vec<_> = threads.into_iter().map(|it| it.join().unwrap()).collect();
    assert_eq!(emit(provider, 1), Outcome::Written);
    assert!(listeners.iter().all(|listener| listener.take_calls() == 1));
    drop(guards);
    assert!(!provider.words()[0].is_enabled());
}

/// Wants all or nothing.
struct Changing(ModelBool);

impl Listener for Changing {
    fn wants(&self, _level: u8, _keyword: u64) -> bool {
        self.0.load(Ordering::Acquire)
    }

    fn on_event(&self, _event: &EmittedEvent<'_>) {}
}

#[test]
fn of_two_refreshes_the_later_has_the_last_word() {
    explore(|| {
        let provider = registered();
        let listener = Arc::new(Changing(ModelBool::new(true)));
        let guard = loom::sync::Arc::new(provider.attach(listener.clone()));
        let (other_guard, other_listener) = (guard.clone(), listener.clone());
        let other = thread::spawn(move || {
            other_listener.0.store(false, Ordering::Release);
            other_guard.refresh();
        });
        listener.0.store(true, Ordering::Release);
        guard.refresh();
        other.join().unwrap();
        let wanted = listener.0.load(Ordering::Acquire);
        assert_eq!(provider.words()[0].is_enabled(), wanted);
    });
}

#[test]
fn a_refresh_that_meets_the_end_enables_nothing() {
    explore(|| {
        let provider = registered();
        let watched = Arc::new(Watched::default());
        let guard = provider.attach(watched.clone());
        let other = thread::spawn(guard.late_refresh(true));
        drop(guard);
        watched.assert_detached();
        other.join().unwrap();
        assert!(!provider.words()[0].is_enabled());
        assert_eq!(emit(provider, 1), Outcome::Disabled);
    });
}

#[test]
fn a_listener_attached_while_the_provider_is_unregistered_is_silent_until_it_registers() {
    explore(|| {
        let provider = registered();
        let other = thread::spawn(move || provider.listen(|_| ()));
        provider.unregister();
        let guard = other.join().unwrap();
        assert!(!provider.words()[0].is_enabled());
        assert_eq!(emit(provider, 1), Outcome::Disabled);
        let _registration = provider.register();
        assert_eq!(emit(provider, 2), Outcome::Written);
        drop(guard);
        assert_eq!(emit(provider, 3), Outcome::Disabled);
    });
}
