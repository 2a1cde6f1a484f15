//! Reports that a provider could not be registered, to a hook and to `tracing`.

use crate::Provider;

/// The function, once it is set.
#[cfg(feature = "std")]
pub(crate) type Hook = crate::sync::OnceLock<fn(&'static Provider, u32)>;

impl Provider {
    /// Sets the function that is called when the operating system rejects the provider or a fragment, with the code that
    /// [`Status::Failed`](crate::Status::Failed) documents. It runs on the thread that registers, which may be a thread that
    /// emits. Only the first function is set: returns `true` if this is the first.
    ///
    /// With the feature `tracing` the subscriber gets an event as well, of level `WARN` on Windows. Elsewhere, where it is usual
    /// that the system does not take events, the level is `DEBUG`.
    #[cfg(feature = "std")]
    pub fn on_registration_failure(&'static self, hook: fn(&'static Provider, u32)) -> bool {
        self.root().failure.set(hook).is_ok()
    }

    /// Reports the result of registering, without locks held.
    pub(crate) fn report(&'static self, result: Result<(), u32>) {
        let (provider, Err(code)) = (self.root(), result) else {
            return;
        };
        #[cfg(feature = "tracing")]
        crate::tracing::report_failure(provider, code);
        #[cfg(feature = "std")]
        if let Some(hook) = provider.failure.get() {
            hook(provider, code);
        }
        let _ = (provider, code);
    }
}
