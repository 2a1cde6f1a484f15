//! LEVL: the levels, by value.

use super::context::Context;
use super::list;
use crate::collection::sort;
use crate::model::Level;
use crate::resource::bytes::{Bytes, Offset, Text};
use crate::resource::structure::structures;

structures! {
    Entry {
        value: u32,
        message_id: u32,
        name: Offset<Text>,
    }
}

pub(super) fn write(bytes: &mut Bytes, levels: &[Level], context: Context) -> Vec<Offset<Level>> {
    let order = sort::indexes(levels, |level| level.value);
    let entry = |level: &Level, name| Entry {
        value: level.value.into(),
        message_id: context.message_id(level.message),
        name,
    };
    list::write(bytes, *b"LEVL", levels, &order, Level::name, entry)
}
