//! Sizes of values, and what says them: for payloads made by chance, in tests and in fuzzing.

use etw_provider::{Extent, Field, InType};

/// A security identifier with one sub-authority.
pub(crate) const SID_SIZE: usize = 12;

/// Whether a field says by another how many elements, or how long, it is.
pub(crate) fn refers(field: &Field, counter: usize) -> bool {
    is(field.count(), counter) || is(field.length(), counter)
}

/// Whether an extent is what the item with this index says.
pub(crate) fn is(extent: Extent, counter: usize) -> bool {
    matches!(extent, Extent::Field(index) if usize::from(index) == counter)
}

/// The bytes of a value whose size its type says.
pub(crate) fn size(in_type: InType) -> usize {
    match in_type {
        InType::Int8 | InType::UInt8 => 1,
        InType::Int16 | InType::UInt16 => 2,
        InType::Int32 | InType::UInt32 | InType::HexInt32 | InType::Float => 4,
        InType::Int64 | InType::UInt64 | InType::HexInt64 | InType::FileTime | InType::Double => 8,
        InType::Pointer => size_of::<usize>(),
        InType::Guid | InType::SystemTime | InType::Binary => 16,
        _ => 0,
    }
}
