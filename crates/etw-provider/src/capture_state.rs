//! The hook for a session that asks a provider to write down its present state.

use crate::Provider;
use crate::sync::OnceLock;

impl Provider {
    /// Sets what to call when an ETW session asks for the provider's state, so that a trace which begins late
    /// can start from it: the function emits events that say what is open, loaded or running.
    ///
    /// The function runs on a thread of ETW; it must be quick and must neither register nor unregister. A panic
    /// in it ends there. Only the first function that is set counts: the result tells whether it is this one.
    pub fn on_capture_state(&'static self, hook: fn(&'static Provider)) -> bool {
        self.capture_state.set(hook).is_ok()
    }

    /// Calls the hook, if there is one.
    #[cfg(any(windows, loom, test))]
    pub(crate) fn capture_state(&'static self) {
        if let Some(hook) = self.capture_state.get() {
            // The caller is the operating system, which knows no panics; the panic hook has reported this one.
            drop(std::panic::catch_unwind(|| hook(self)));
        }
    }
}

/// The hook, once it is set.
pub(crate) type Hook = OnceLock<fn(&'static Provider)>;

#[cfg(test)]
mod tests {
    use core::sync::atomic::{AtomicUsize, Ordering};

    use crate::{Guid, Provider, ProviderIdentity};

    #[test]
    fn the_first_hook_is_called_and_its_panic_ends_there() {
        static IDENTITY: ProviderIdentity = ProviderIdentity {
            name: "Test",
            guid: Guid::ZERO,
            traits: &[],
            control_guid: None,
        };
        static PROVIDER: Provider = Provider::new(&IDENTITY, &[]);
        static CALLS: AtomicUsize = AtomicUsize::new(0);
        PROVIDER.capture_state();
        assert!(PROVIDER.on_capture_state(|_| {
            CALLS.fetch_add(1, Ordering::Relaxed);
            panic!("a panic of the hook");
        }));
        assert!(!PROVIDER.on_capture_state(|_| ()));
        PROVIDER.capture_state();
        assert_eq!(CALLS.load(Ordering::Relaxed), 1);
    }
}
