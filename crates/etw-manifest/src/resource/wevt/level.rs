//! LEVL: the levels, by value.

use super::{Context, list};
use crate::model::Level;
use crate::resource::bytes::{Bytes, Offset};

pub(super) fn write<'m>(
    bytes: &mut Bytes,
    levels: &'m [Level],
    context: Context<'m>,
) -> Vec<Offset<Level>> {
    let order = list::sorted(levels, |level| level.value);
    list::write(
        bytes,
        *b"LEVL",
        levels,
        &order,
        |level| &level.name,
        |bytes, level| {
            bytes.u32(level.value.into());
            bytes.u32(context.message_id(level.message));
            bytes.reserve()
        },
    )
}
