//! The GUID that a provider's name implies, for providers that do not choose one.

use crate::guid::Guid;
use crate::hash::sha1;

/// The namespace under which names are hashed: that of .NET's `EventSource` and of `TraceLogging`.
const NAMESPACE: [u8; 16] = [
    0x48, 0x2C, 0x2D, 0xB2, 0xC3, 0x90, 0x47, 0xC8, 0x87, 0xF8, 0x1A, 0x15, 0xBF, 0xC1, 0x30, 0xFB,
];

impl Guid {
    /// Returns the GUID that ETW tools derive from a provider's name, regardless of case: the start of a SHA-1 over a namespace
    /// and the name. It is an identifier and gives no security.
    ///
    /// ```
    /// let guid = etw_manifest::Guid::of_provider("Microsoft-Diagnostics-DiagnosticSource");
    /// assert_eq!(guid.to_string(), "{adb401e1-5296-51f8-c125-5fda75826144}");
    /// ```
    #[must_use]
    pub fn of_provider(name: &str) -> Self {
        let mut message = NAMESPACE.to_vec();
        let upper: String = name.chars().map(uppercase).collect();
        message.extend(upper.encode_utf16().flat_map(u16::to_be_bytes));
        let digest = sha1::digest(&message);
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        // Version 5, a name hashed with SHA-1, where Windows' memory order has the version.
        bytes[7] = (bytes[7] & 0x0F) | 0x50;
        Self::from_bytes(bytes)
    }
}

/// One character for one, as .NET does it: `ß` stays.
fn uppercase(character: char) -> char {
    let mut upper = character.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(only), None) => only,
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use crate::guid::Guid;

    #[test]
    fn names_give_the_guids_of_other_tools() {
        let known = [
            (
                "microsoft-applicationinsights-core",
                "{74af9f20-af6a-5582-9382-f21f674fb271}",
            ),
            (
                "Microsoft-Diagnostics-DiagnosticSource",
                "{adb401e1-5296-51f8-c125-5fda75826144}",
            ),
        ];
        for (name, guid) in known {
            assert_eq!(Guid::of_provider(name).to_string(), guid);
        }
    }
}
