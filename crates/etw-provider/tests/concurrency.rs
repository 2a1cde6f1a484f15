//! Many threads at once: nothing is lost, torn or left running.
#![cfg(feature = "std")]

mod ping;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use etw_provider::{EmittedEvent, Listener, Outcome, Recorder, Status};
use ping::{Pinger, emit, provider};

const THREADS: u32 = 8;
// Interpreted programs are slow.
const EVENTS: u32 = if cfg!(miri) { 20 } else { 5_000 };

/// Emits from many threads while `meanwhile` runs again and again on another.
fn while_emitting(provider: &'static Pinger, meanwhile: impl Fn() + Sync) {
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                meanwhile();
            }
        });
        let emit_all = move |thread| {
            for event in 0..EVENTS {
                emit(provider, thread * EVENTS + event);
            }
        };
        let emitters: Vec<_> = (0..THREADS)
            .map(|thread| scope.spawn(move || emit_all(thread)))
            .collect();
        for emitter in emitters {
            emitter.join().unwrap();
        }
        done.store(true, Ordering::Relaxed);
    });
}

#[test]
fn a_listener_that_stays_gets_every_event_while_others_come_and_go() {
    let provider = provider();
    let recorder = Recorder::attach(provider);
    while_emitting(provider, || drop(provider.listen(|_| ())));
    let mut numbers: Vec<_> = recorder
        .take()
        .iter()
        .map(|event| u32::from_le_bytes(event.payload[..].try_into().unwrap()))
        .collect();
    numbers.sort_unstable();
    assert!(numbers.into_iter().eq(0..THREADS * EVENTS));
}

/// Notices calls after it was detached.
#[derive(Default)]
struct Watched {
    running: AtomicUsize,
    detached: AtomicBool,
    violated: AtomicBool,
}

impl Listener for Watched {
    fn on_event(&self, _event: &EmittedEvent<'_>) {
        self.running.fetch_add(1, Ordering::SeqCst);
        if self.detached.load(Ordering::SeqCst) {
            self.violated.store(true, Ordering::SeqCst);
        }
        thread::yield_now();
        self.running.fetch_sub(1, Ordering::SeqCst);
    }
}

#[test]
fn no_call_runs_or_comes_after_a_listener_is_detached() {
    let provider = provider();
    while_emitting(provider, || {
        let watched = Arc::new(Watched::default());
        let guard = provider.attach(watched.clone());
        thread::yield_now();
        drop(guard);
        watched.detached.store(true, Ordering::SeqCst);
        assert_eq!(watched.running.load(Ordering::SeqCst), 0);
        thread::yield_now();
        assert!(!watched.violated.load(Ordering::SeqCst));
        assert_eq!(Arc::strong_count(&watched), 1);
    });
    emit(provider, 0);
    assert!(!provider.words()[0].is_enabled());
}

#[test]
fn registering_and_unregistering_while_others_emit() {
    let provider = provider();
    let recorder = Recorder::attach(provider);
    while_emitting(provider, || drop(provider.register()));
    assert_eq!(provider.status(), Status::Unregistered);
    assert_eq!(emit(provider, 0), Outcome::Disabled);
    let _registration = provider.register();
    let _forget = recorder.take();
    assert_eq!(emit(provider, 0), Outcome::Written);
    assert_eq!(recorder.take().len(), 1);
}

#[test]
fn many_threads_race_for_the_first_event() {
    for _ in 0..if cfg!(miri) { 5 } else { 200 } {
        let provider = provider();
        let recorder = Recorder::attach(provider);
        thread::scope(|scope| {
            for number in 0..4 {
                scope.spawn(move || assert_eq!(emit(provider, number), Outcome::Written));
            }
        });
        assert_eq!(recorder.take().len(), 4);
        assert!(ping::is_settled(provider.status()));
    }
}

#[test]
fn many_threads_attach_at_once() {
    let provider = provider();
    let calls = Arc::new(AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..THREADS {
            let calls = calls.clone();
            scope.spawn(move || {
                let count = move |_: &EmittedEvent<'_>| {
                    calls.fetch_add(1, Ordering::Relaxed);
                };
                core::mem::forget(provider.listen(count));
            });
        }
    });
    emit(provider, 0);
    assert_eq!(calls.load(Ordering::Relaxed), THREADS as usize);
}
