//! [`Listening`]: the filter that disables events while nobody listens to them.

use core::fmt;

use tracing_core::Metadata;
use tracing_core::subscriber::Interest;
use tracing_subscriber::layer::{Context, Filter};

use super::levels::{Levels, index};
use super::{changes, declared};
use crate::tracing::callsite::is_forwarded;
use crate::{EnableWord, Status};

/// The filter of an [`EventLayer`](super::EventLayer): lets events and spans pass while somebody listens to their level.
pub struct Listening {
    levels: &'static Levels,
    words: [&'static EnableWord; 5],
    is_watched: bool,
}

impl Listening {
    pub(super) fn new(levels: &'static Levels) -> Self {
        let word = |index: usize| (levels.events()[index].metadata)().word();
        Self {
            levels,
            words: core::array::from_fn(word),
            is_watched: changes::watch(),
        }
    }

    fn is_enabled(&self, metadata: &Metadata<'_>) -> bool {
        self.words[index(*metadata.level())].is_enabled()
            || declared::named(self.levels, metadata).is_some_and(|it| it.event.word().is_enabled())
            || declared::has_id(metadata)
    }

    /// Returns `true` if every change of a word is noted. The Linux kernel sets its bits silently.
    fn knows_changes(&self) -> bool {
        let has_user_events = cfg!(all(target_os = "linux", feature = "user-events"));
        self.is_watched
            && !(has_user_events && self.levels.provider().status() == Status::Registered)
    }
}

impl<S> Filter<S> for Listening {
    fn enabled(&self, metadata: &Metadata<'_>, _context: &Context<'_, S>) -> bool {
        self.is_enabled(metadata) && !is_forwarded(metadata)
    }

    fn callsite_enabled(&self, metadata: &'static Metadata<'static>) -> Interest {
        if is_forwarded(metadata) {
            Interest::never()
        } else if !self.knows_changes() {
            Interest::sometimes()
        } else if self.is_enabled(metadata) {
            Interest::always()
        } else {
            Interest::never()
        }
    }
}

impl fmt::Debug for Listening {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Listening").finish_non_exhaustive()
    }
}
