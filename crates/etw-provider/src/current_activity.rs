//! The activity of a thread. Its events belong to it unless they have an activity themselves.

use crate::{Activity, Guid};
use storage::CURRENT;

#[allow(
    clippy::missing_const_for_thread_local,
    reason = "the macro hides the `const` on targets without native thread locals"
)]
mod storage {
    use std::cell::Cell;

    use crate::Guid;

    std::thread_local! {
        pub(super) static CURRENT: Cell<Option<Guid>> = const { Cell::new(None) };
    }
}

impl Activity {
    /// Returns the activity that [`set_current`](Self::set_current) has given to the calling thread.
    #[must_use]
    pub fn current() -> Option<Guid> {
        CURRENT.get()
    }

    /// Gives the calling thread an activity, or takes it away, and returns the one that it had.
    ///
    /// Events that the thread emits without an activity belong to this one from then on. On Windows, so do the events of other
    /// providers on this thread.
    ///
    /// ```
    /// use etw_provider::{Activity, Guid};
    ///
    /// let before = Activity::set_current(Some(Guid::from_u128(0x1234)));
    /// // … emit events that belong together …
    /// Activity::set_current(before);
    /// ```
    #[allow(
        clippy::must_use_candidate,
        reason = "few callers need the previous activity"
    )]
    pub fn set_current(id: Option<Guid>) -> Option<Guid> {
        #[cfg(windows)]
        crate::sink::set_thread_activity(id.unwrap_or(Guid::ZERO));
        CURRENT.replace(id)
    }
}

#[cfg(test)]
mod tests {
    use crate::{Activity, Guid};

    #[test]
    fn an_activity_is_that_of_its_thread_and_the_event_s_own_comes_first() {
        let (one, two) = (Guid::from_u128(1), Guid::from_u128(2));
        assert_eq!(Activity::set_current(Some(one)), None);
        assert_eq!(Activity::CURRENT.or_current().id(), Some(&one));
        assert_eq!(Activity::new(two).or_current().id(), Some(&two));
        let elsewhere = std::thread::spawn(Activity::current);
        assert_eq!(elsewhere.join().unwrap(), None);
        assert_eq!(Activity::set_current(None), Some(one));
        assert_eq!(Activity::current(), None);
    }
}
