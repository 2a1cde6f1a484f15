//! The GUID that a provider's name implies, for providers that do not choose one.

use crate::guid::Guid;

/// The namespace under which names are hashed: that of .NET's `EventSource` and of `TraceLogging`.
const NAMESPACE: [u8; 16] = [
    0x48, 0x2C, 0x2D, 0xB2, 0xC3, 0x90, 0x47, 0xC8, 0x87, 0xF8, 0x1A, 0x15, 0xBF, 0xC1, 0x30, 0xFB,
];

impl Guid {
    /// The GUID that ETW tools derive from a provider's name, whatever its case: the start of a SHA-1 over a namespace
    /// and the name. It identifies and protects nothing.
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
        let digest = sha1(message);
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

/// FIPS 180-4, 6.1.
fn sha1(mut message: Vec<u8>) -> [u8; 20] {
    let bits = 8 * message.len() as u64;
    message.push(0x80);
    while message.len() % 64 != 56 {
        message.push(0);
    }
    message.extend(bits.to_be_bytes());
    let mut state = [
        0x6745_2301,
        0xEFCD_AB89,
        0x98BA_DCFE,
        0x1032_5476,
        0xC3D2_E1F0,
    ];
    for block in message.chunks_exact(64) {
        add_block(&mut state, block);
    }
    let mut digest = [0; 20];
    for (bytes, word) in digest.chunks_exact_mut(4).zip(state) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
    digest
}

fn add_block(state: &mut [u32; 5], block: &[u8]) {
    let mut schedule = [0_u32; 80];
    for (slot, word) in schedule.iter_mut().zip(block.chunks_exact(4)) {
        *slot = u32::from_be_bytes([word[0], word[1], word[2], word[3]]);
    }
    for at in 16..80 {
        let mixed = schedule[at - 3] ^ schedule[at - 8] ^ schedule[at - 14] ^ schedule[at - 16];
        schedule[at] = mixed.rotate_left(1);
    }
    let mut rotating = *state;
    for (round, word) in schedule.iter().enumerate() {
        let [first, x, y, z, last] = rotating;
        let (mixed, constant) = match round {
            0..20 => ((x & y) | (!x & z), 0x5A82_7999),
            20..40 => (x ^ y ^ z, 0x6ED9_EBA1),
            40..60 => ((x & y) | (x & z) | (y & z), 0x8F1B_BCDC),
            _ => (x ^ y ^ z, 0xCA62_C1D6),
        };
        let sum = [mixed, last, constant, *word]
            .into_iter()
            .fold(first.rotate_left(5), u32::wrapping_add);
        rotating = [sum, first, x.rotate_left(30), y, z];
    }
    for (word, add) in state.iter_mut().zip(rotating) {
        *word = word.wrapping_add(add);
    }
}

#[cfg(test)]
mod tests {
    use super::sha1;
    use crate::guid::Guid;

    fn hexadecimal(message: &str) -> String {
        let digest = sha1(message.as_bytes().to_vec());
        digest
            .iter()
            .map(|it| format!("{it:02x}"))
            .collect::<Vec<_>>()
            .concat()
    }

    #[test]
    fn the_hash_is_that_of_the_standards_examples() {
        let examples = [
            ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
            ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "84983e441c3bd26ebaae4aa1f95129e5e54670f1",
            ),
        ];
        for (message, expected) in examples {
            assert_eq!(hexadecimal(message), expected);
        }
    }

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
