//! The shape that most sections share: a header, entries of one size, then the names of the entries.

use crate::resource::bytes::{Bytes, Offset, SizeSlot, Text, narrow32};
use crate::resource::structure::{Structure, structures};

structures! {
    /// The start of a section.
    Header {
        signature: [u8; 4],
        size: u32,
        count: u32,
    }
}

/// Writes the start of a section; returns its size, to be filled.
pub(super) fn header(bytes: &mut Bytes, signature: [u8; 4], count: usize) -> SizeSlot {
    bytes.put_sized(&Header {
        signature,
        size: 0,
        count: narrow32(count),
    })
}

/// Writes `items` in the order of `order`; returns their offsets in the order of `items`.
///
/// `entry` makes one entry of an item and the offset of its name.
pub(super) fn write<'m, T, E: Structure>(
    bytes: &mut Bytes,
    signature: [u8; 4],
    items: &'m [T],
    order: &[usize],
    name: impl Fn(&'m T) -> &'m str,
    entry: impl Fn(&'m T, Offset<Text>) -> E,
) -> Vec<Offset<T>> {
    let size = header(bytes, signature, items.len());
    let mut names = Texts::after(bytes.len() + items.len() * E::SIZE);
    let mut offsets = vec![bytes.here(); items.len()];
    for &index in order {
        offsets[index] = bytes.here();
        let name = names.add(name(&items[index]));
        bytes.put(&entry(&items[index], name));
    }
    names.write(bytes);
    // The size of a section without entries is 0, although it takes 12 bytes.
    if !items.is_empty() {
        bytes.fill_size(size);
    }
    offsets
}

/// Returns the indexes of `items` in document order.
pub(super) fn document_order<T>(items: &[T]) -> Vec<usize> {
    (0..items.len()).collect()
}

/// Texts that follow a table; their offsets are known before they are written.
pub(super) struct Texts<'t> {
    texts: Vec<&'t str>,
    end: usize,
}

impl<'t> Texts<'t> {
    /// Returns no texts, the first of which will be at `start`.
    pub(super) const fn after(start: usize) -> Self {
        Self {
            texts: Vec::new(),
            end: start,
        }
    }

    pub(super) fn add(&mut self, text: &'t str) -> Offset<Text> {
        let offset = Offset::at(self.end);
        self.texts.push(text);
        self.end += size_of(text);
        offset
    }

    /// Returns the offset after the last text.
    pub(super) const fn end(&self) -> usize {
        self.end
    }

    pub(super) fn write(self, bytes: &mut Bytes) {
        for text in self.texts {
            let start = bytes.len();
            bytes.put(&narrow32(size_of(text)));
            bytes.utf16_z(text);
            bytes.align_from(start, 4);
        }
    }
}

/// Returns the size of a text with its own size in front, a NUL and padding.
fn size_of(text: &str) -> usize {
    let units = text.encode_utf16().count() + 1;
    (4 + units * 2).next_multiple_of(4)
}
