//! Whether a document is a manifest or a fragment of one.

/// The purpose of a document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Role {
    /// Declares providers.
    Manifest,
    /// Extends providers of a manifest.
    Fragment,
}
