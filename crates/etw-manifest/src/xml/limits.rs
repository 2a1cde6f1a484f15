//! Limits of a document.

/// The size of a document that is read.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    /// The greatest depth of elements, small enough to drop the tree recursively.
    pub(super) depth: usize,
    /// The greatest number of elements and attributes.
    pub(super) nodes: usize,
}

/// Far beyond every real manifest. The largest known one has 60,000 elements, eight deep.
pub(super) const LIMITS: Limits = Limits {
    depth: 128,
    nodes: 20_000_000,
};
