//! Digests, which make GUIDs of names and templates. They protect nothing.
//!
//! A few lines here cost less than a dependency of every build.

pub(crate) mod md5;
pub(crate) mod sha1;
pub(crate) mod sha256;

/// Returns the length of `message` in bits.
const fn bits(message: &[u8]) -> u64 {
    (message.len() as u64).wrapping_mul(8)
}

/// Returns `message` followed by a 1 bit, by zeros and by its length, in blocks of 64 bytes.
fn padded(message: &[u8], length: [u8; 8]) -> Vec<u8> {
    let mut padded = message.to_vec();
    padded.push(0x80);
    padded.resize((padded.len() + length.len()).next_multiple_of(64), 0);
    let end = padded.len() - length.len();
    padded[end..].copy_from_slice(&length);
    padded
}
