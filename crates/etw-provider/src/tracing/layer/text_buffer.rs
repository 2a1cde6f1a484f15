//! [`TextBuffer`]: text on the stack that moves to the heap if it becomes too long.

use core::fmt;
use core::mem::{self, MaybeUninit};
use std::borrow::Cow;
use std::string::String;

use crate::buffer::Buffer;

/// Text that begins on the stack.
pub(super) enum TextBuffer<'s> {
    Stack { buffer: Buffer<'s>, room: usize },
    Heap(String),
}

impl<'s> TextBuffer<'s> {
    pub(super) fn new(storage: &'s mut [MaybeUninit<u8>]) -> Self {
        Self::Stack {
            room: storage.len(),
            buffer: Buffer::new(storage),
        }
    }

    /// Returns the text.
    pub(super) fn finish(self) -> Cow<'s, str> {
        match self {
            // Only whole texts were appended.
            Self::Stack { buffer, .. } => String::from_utf8_lossy(buffer.into_bytes()),
            Self::Heap(text) => Cow::Owned(text),
        }
    }
}

impl fmt::Write for TextBuffer<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        match self {
            Self::Stack { buffer, room } if text.len() <= *room => {
                *room -= text.len();
                let bytes = text.as_bytes();
                let appended = buffer.append(|cursor| cursor.push_each(bytes, |byte| [byte]));
                appended.ok_or(fmt::Error)
            }
            Self::Stack { .. } => {
                let stack = mem::replace(self, Self::Heap(String::new()));
                let mut all = stack.finish().into_owned();
                all.push_str(text);
                *self = Self::Heap(all);
                Ok(())
            }
            Self::Heap(all) => {
                all.push_str(text);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use core::fmt::Write as _;
    use core::mem::MaybeUninit;
    use std::borrow::Cow;

    use super::TextBuffer;

    #[test]
    fn text_stays_on_the_stack_up_to_the_last_byte() {
        let mut storage = [MaybeUninit::uninit(); 4];
        let mut text = TextBuffer::new(&mut storage);
        text.write_str("añ").unwrap();
        text.write_str("b").unwrap();
        assert!(matches!(text.finish(), Cow::Borrowed("añb")));
    }

    #[test]
    fn longer_text_moves_to_the_heap_as_a_whole() {
        let mut storage = [MaybeUninit::uninit(); 4];
        let mut text = TextBuffer::new(&mut storage);
        for part in ["añ", "ño", "!"] {
            text.write_str(part).unwrap();
        }
        assert!(matches!(text.finish(), Cow::Owned(text) if text == "añño!"));
    }
}
