//! [`Activity`]: which piece of work an event belongs to.

use crate::Guid;

/// The activity of an event, and the activity that caused it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Activity {
    id: Option<Guid>,
    related: Option<Guid>,
}

impl Activity {
    /// The activity of the calling thread; no related activity.
    ///
    /// That is the one of [`set_current`](Self::set_current), if it has been called on this thread, else the
    /// one that Windows keeps, else none.
    pub const CURRENT: Self = Self {
        id: None,
        related: None,
    };

    /// The activity with this id.
    #[must_use]
    pub const fn new(id: Guid) -> Self {
        Self {
            id: Some(id),
            related: None,
        }
    }

    /// The same activity, caused by another: what the event that starts an activity says.
    #[must_use]
    pub const fn with_related(self, related: Guid) -> Self {
        Self {
            related: Some(related),
            ..self
        }
    }

    /// This activity; without an id, that of the calling thread, if it has one.
    pub(crate) fn or_current(&self) -> Self {
        #[cfg(feature = "std")]
        let id = self.id.or_else(Self::current);
        #[cfg(not(feature = "std"))]
        let id = self.id;
        Self { id, ..*self }
    }

    /// The id; `None` for that of the calling thread.
    #[must_use]
    pub const fn id(&self) -> Option<&Guid> {
        self.id.as_ref()
    }

    /// The id of the activity that caused this one.
    #[must_use]
    pub const fn related(&self) -> Option<&Guid> {
        self.related.as_ref()
    }
}
