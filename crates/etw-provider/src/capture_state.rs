//! The hook that emits the state of a program when a session asks for it.

use crate::Provider;
use crate::sync::OnceLock;

impl Provider {
    /// Sets the function that is called when an ETW session asks for the provider's state. It emits events for everything
    /// that is open, loaded or running, so that a trace that begins late can start from them.
    ///
    /// The function runs on a thread of ETW. It must be quick and must neither register nor unregister. Its panics are caught.
    /// Only the first function is set: returns `true` if this is the first.
    pub fn on_capture_state(&'static self, hook: fn(&'static Provider)) -> bool {
        self.root().capture_state.set(hook).is_ok()
    }

    /// Calls the hook if there is one.
    #[cfg(any(windows, loom, test))]
    pub(crate) fn capture_state(&'static self) {
        if let Some(hook) = self.capture_state.get() {
            // A panic must not unwind into the operating system. The panic hook has reported it.
            let run = || drop(std::panic::catch_unwind(|| hook(self)));
            // ETW must not be asked to register a fragment from within its callback.
            self.without_registering(run);
        }
    }
}

/// The function, once it is set.
pub(crate) type Hook = OnceLock<fn(&'static Provider)>;

#[cfg(test)]
mod tests {
    use core::sync::atomic::{AtomicUsize, Ordering};

    use crate::{Guid, Provider, ProviderIdentity};

    #[test]
    fn the_first_hook_is_called_and_its_panic_ends_there() {
        static IDENTITY: ProviderIdentity = ProviderIdentity::new("Test", Guid::ZERO);
        static PROVIDER: Provider = Provider::new(&IDENTITY, &[]);
        static FRAGMENT: Provider = Provider::extending(&PROVIDER, &[]);
        static CALLS: AtomicUsize = AtomicUsize::new(0);
        PROVIDER.capture_state();
        assert!(PROVIDER.on_capture_state(|_| {
            CALLS.fetch_add(1, Ordering::Relaxed);
            panic!("a panic of the hook");
        }));
        assert!(!PROVIDER.on_capture_state(|_| ()));
        assert!(
            !FRAGMENT.on_capture_state(|_| ()),
            "the hook is that of its provider"
        );
        PROVIDER.capture_state();
        assert_eq!(CALLS.load(Ordering::Relaxed), 1);
    }
}
