//! SHA-1 (FIPS 180-4, 6.1).

use super::{BIG, to_bytes};

const START: [u32; 5] = [
    0x6745_2301,
    0xEFCD_AB89,
    0x98BA_DCFE,
    0x1032_5476,
    0xC3D2_E1F0,
];

/// Returns the digest of `message`.
pub(crate) fn digest(message: &[u8]) -> [u8; 20] {
    to_bytes(&BIG, &super::digest(&BIG, START, message, rounds))
}

fn rounds(mut state: [u32; 5], words: [u32; 16]) -> [u32; 5] {
    let mut schedule = [0; 80];
    schedule[..16].copy_from_slice(&words);
    for at in 16..80 {
        let mixed = schedule[at - 3] ^ schedule[at - 8] ^ schedule[at - 14] ^ schedule[at - 16];
        schedule[at] = mixed.rotate_left(1);
    }
    for (round, word) in schedule.iter().enumerate() {
        let [first, x, y, z, last] = state;
        let (mixed, constant) = match round {
            0..20 => ((x & y) | (!x & z), 0x5A82_7999),
            20..40 => (x ^ y ^ z, 0x6ED9_EBA1),
            40..60 => ((x & y) | (x & z) | (y & z), 0x8F1B_BCDC),
            _ => (x ^ y ^ z, 0xCA62_C1D6),
        };
        let sum = [mixed, last, constant, *word]
            .into_iter()
            .fold(first.rotate_left(5), u32::wrapping_add);
        state = [sum, first, x.rotate_left(30), y, z];
    }
    state
}

#[cfg(test)]
mod tests {
    fn hexadecimal(message: &str) -> String {
        let digest = super::digest(message.as_bytes());
        digest.map(|it| format!("{it:02x}")).concat()
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
}
