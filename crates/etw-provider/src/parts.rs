//! [`Parts`]: a provider and its fragments.

use crate::Provider;

/// Iterates over a provider and the fragments that have joined it.
#[derive(Clone)]
pub(crate) struct Parts(Option<&'static Provider>);

impl Parts {
    pub(crate) const fn new(root: &'static Provider) -> Self {
        Self(Some(root))
    }
}

impl Iterator for Parts {
    type Item = &'static Provider;

    fn next(&mut self) -> Option<&'static Provider> {
        let part = self.0?;
        self.0 = part.next.get();
        Some(part)
    }
}
