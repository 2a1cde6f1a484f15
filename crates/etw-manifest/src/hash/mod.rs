//! Digests, which make GUIDs of names and templates. They protect nothing.
//!
//! A few lines here cost less than a dependency of every build.

pub(crate) mod md5;
pub(crate) mod sha1;
pub(crate) mod sha256;

use std::array;

/// The order of the bytes in a word: MD5 is little-endian, the SHA family big-endian.
struct Order {
    read: fn([u8; 4]) -> u32,
    write: fn(u32) -> [u8; 4],
    length: fn(u64) -> [u8; 8],
}

const LITTLE: Order = Order {
    read: u32::from_le_bytes,
    write: u32::to_le_bytes,
    length: u64::to_le_bytes,
};
const BIG: Order = Order {
    read: u32::from_be_bytes,
    write: u32::to_be_bytes,
    length: u64::to_be_bytes,
};

/// Returns the state after a message. To the state before each block, the result of `rounds` is added.
fn digest<const WORDS: usize>(
    order: &Order,
    start: [u32; WORDS],
    message: &[u8],
    rounds: fn([u32; WORDS], [u32; 16]) -> [u32; WORDS],
) -> [u32; WORDS] {
    let add = |state: [u32; WORDS], block: &[u8]| {
        let word = |at: usize| array::from_fn(|byte| block[4 * at + byte]);
        let turned = rounds(state, array::from_fn(|at| (order.read)(word(at))));
        array::from_fn(|at| state[at].wrapping_add(turned[at]))
    };
    padded(order, message).chunks_exact(64).fold(start, add)
}

/// Returns a message followed by a 1 bit, by zeros and by its length in bits, in blocks of 64 bytes.
fn padded(order: &Order, message: &[u8]) -> Vec<u8> {
    let length = (order.length)((message.len() as u64).wrapping_mul(8));
    let mut padded = message.to_vec();
    padded.push(0x80);
    padded.resize((padded.len() + length.len()).next_multiple_of(64), 0);
    let end = padded.len() - length.len();
    padded[end..].copy_from_slice(&length);
    padded
}

/// Returns a state as bytes, of which there are four in a word.
fn to_bytes<const BYTES: usize>(order: &Order, state: &[u32]) -> [u8; BYTES] {
    array::from_fn(|at| (order.write)(state[at / 4])[at % 4])
}
