//! [`ProviderIdentity`]: who a provider is to the operating system.

use crate::Guid;

/// Who a provider is to the operating system.
#[derive(Debug)]
pub struct ProviderIdentity {
    /// The name, such as `Company-Product-Component`.
    pub name: &'static str,
    /// The GUID under which its events are decoded.
    pub guid: Guid,
    /// The provider traits in the layout of `EventProviderSetTraits`; empty for none.
    pub traits: &'static [u8],
    /// The GUID under which sessions enable it, if that is another one.
    pub control_guid: Option<Guid>,
}
