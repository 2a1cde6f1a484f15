//! The child of a fork: the kernel treats its enable words as it treats those of its parent.

#[path = "../../../crates/etw-provider/tests/in_child/mod.rs"]
mod in_child;

use etw_provider::Outcome;

use crate::lifecycle::{emit, provider, records};
use crate::tracefs;
use in_child::in_child;

pub(crate) fn a_child_is_enabled_and_disabled_as_its_parent() {
    let provider = provider("Forked");
    let _registration = provider.register();
    let records = records(|| {
        in_child(|| {
            tracefs::enable("Forked_L4K10", true);
            assert!(soon(|| provider.is_enabled()));
            assert_eq!(emit(provider, b"child"), Outcome::Written);
        });
        assert!(soon(|| provider.is_enabled()));
        assert_eq!(emit(provider, b"parent"), Outcome::Written);
        in_child(|| {
            assert_eq!(emit(provider, b"second child"), Outcome::Written);
            tracefs::enable("Forked_L4K10", false);
            assert!(soon(|| !provider.is_enabled()));
            assert_eq!(emit(provider, b""), Outcome::Disabled);
        });
        assert!(soon(|| !provider.is_enabled()));
    });
    assert_eq!(records.len(), 3);
}

/// Waits for the kernel, which updates a page that was copied for a child in a task of its own.
fn soon(condition: impl Fn() -> bool) -> bool {
    (0..1_000).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(1));
        condition()
    })
}

pub(crate) fn what_a_child_unregisters_stays_registered_in_its_parent() {
    let provider = provider("Child");
    let registration = provider.register();
    tracefs::enable("Child_L4K10", true);
    in_child(|| {
        provider.unregister();
        assert!(!provider.is_enabled());
        assert_eq!(emit(provider, b""), Outcome::Disabled);
        let _again = provider.register();
        assert_eq!(emit(provider, b"1"), Outcome::Written);
    });
    for enabled in [false, true] {
        tracefs::enable("Child_L4K10", enabled);
        assert!(soon(|| provider.is_enabled() == enabled));
    }
    assert_eq!(emit(provider, b"2"), Outcome::Written);
    drop(registration);
    assert!(!provider.is_enabled());
}

pub(crate) fn the_first_event_of_a_child_registers_it_alone() {
    let name = provider("Alone");
    let _registration = name.register();
    tracefs::enable("Alone_L4K10", true);
    let late = provider("Alone");
    in_child(|| assert_eq!(emit(late, b"3"), Outcome::Written));
    assert_eq!(emit(late, b"4"), Outcome::Written);
}
