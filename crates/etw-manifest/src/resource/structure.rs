//! Structures of fixed size, declared as the platform's headers declare them and written field by field.

use super::bytes::{Bytes, Offset};
use crate::guid::Guid;

/// A structure, or a type that its fields have.
pub(crate) trait Structure {
    /// Its size in bytes.
    const SIZE: usize;

    fn write(&self, bytes: &mut Bytes);
}

/// Declares structures without padding between their fields.
macro_rules! structures {
    ($($(#[$meta:meta])* $name:ident {
        $($(#[$field_meta:meta])* $field:ident: $type:ty,)*
    })*) => {$(
        $(#[$meta])*
        pub(crate) struct $name {
            $($(#[$field_meta])* pub(crate) $field: $type,)*
        }

        impl $crate::resource::structure::Structure for $name {
            const SIZE: usize =
                0 $(+ <$type as $crate::resource::structure::Structure>::SIZE)*;

            fn write(&self, bytes: &mut $crate::resource::bytes::Bytes) {
                $($crate::resource::structure::Structure::write(&self.$field, bytes);)*
            }
        }
    )*};
}

pub(crate) use structures;

macro_rules! numbers {
    ($($number:ident)*) => {$(
        impl Structure for $number {
            const SIZE: usize = size_of::<Self>();

            fn write(&self, bytes: &mut Bytes) {
                bytes.raw(&self.to_le_bytes());
            }
        }
    )*};
}

numbers! { u8 i16 u16 u32 u64 }

impl<T: Structure, const N: usize> Structure for [T; N] {
    const SIZE: usize = N * T::SIZE;

    fn write(&self, bytes: &mut Bytes) {
        for it in self {
            it.write(bytes);
        }
    }
}

impl Structure for Guid {
    const SIZE: usize = 16;

    fn write(&self, bytes: &mut Bytes) {
        bytes.raw(&self.to_bytes());
    }
}

impl<T> Structure for Offset<T> {
    const SIZE: usize = 4;

    fn write(&self, bytes: &mut Bytes) {
        self.get().write(bytes);
    }
}

/// 0 where there is none.
impl<T> Structure for Option<Offset<T>> {
    const SIZE: usize = 4;

    fn write(&self, bytes: &mut Bytes) {
        self.map_or(0, Offset::get).write(bytes);
    }
}
