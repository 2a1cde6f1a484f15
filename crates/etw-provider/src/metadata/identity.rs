//! [`ProviderIdentity`]: the name and GUID under which the operating system knows a provider.

use core::convert::identity;

use crate::Guid;

description! {
    /// The name and GUID under which the operating system knows a provider.
    pub struct ProviderIdentity {
        /// Returns the name, such as `Company-Product-Component`.
        name: &'static str,
        /// Returns the GUID that decoders find the manifest by.
        guid: Guid,
    }
    optional {
        /// Returns the provider traits in the layout of `EventProviderSetTraits`; empty if there are none.
        traits: &'static [u8] = &[], with_traits(&'static [u8]) = identity;
        /// Returns the GUID by which sessions enable the provider, if it differs from [`guid`](Self::guid).
        control_guid: Option<Guid> = None, with_control_guid(Guid) = Some;
    }
}
