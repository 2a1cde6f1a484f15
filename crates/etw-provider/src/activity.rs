//! [`Activity`]: the piece of work that an event belongs to.

use crate::Guid;

/// The id of the activity of an event, and of the activity that caused it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Activity {
    id: Option<Guid>,
    related: Option<Guid>,
}

impl Activity {
    /// The activity of the calling thread, without a related activity.
    ///
    /// The thread has the activity that [`set_current`](Self::set_current) gave it, else the one that Windows keeps, else none.
    pub const CURRENT: Self = Self {
        id: None,
        related: None,
    };

    /// Makes an activity with this id.
    #[must_use]
    pub const fn new(id: Guid) -> Self {
        Self {
            id: Some(id),
            related: None,
        }
    }

    /// Sets the activity that caused this one, for the event that starts it.
    #[must_use]
    pub const fn with_related(self, related: Guid) -> Self {
        Self {
            related: Some(related),
            ..self
        }
    }

    /// Returns this activity. If it has no id, it gets that of the calling thread.
    pub(crate) fn or_current(&self) -> Self {
        #[cfg(feature = "std")]
        let id = self.id.or_else(Self::current);
        #[cfg(not(feature = "std"))]
        let id = self.id;
        Self { id, ..*self }
    }

    /// Returns the id; `None` for the activity of the calling thread.
    #[must_use]
    pub const fn id(&self) -> Option<&Guid> {
        self.id.as_ref()
    }

    /// Returns the id of the activity that caused this one.
    #[must_use]
    pub const fn related(&self) -> Option<&Guid> {
        self.related.as_ref()
    }
}
