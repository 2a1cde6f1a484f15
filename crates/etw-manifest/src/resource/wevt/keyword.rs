//! KEYW: the keywords, by mask.

use super::context::Context;
use super::list;
use crate::collection::sort;
use crate::model::Keyword;
use crate::resource::bytes::{Bytes, Offset, Text};
use crate::resource::structure::structures;

structures! {
    Entry {
        mask: u64,
        message_id: u32,
        name: Offset<Text>,
    }
}

pub(super) fn write(
    bytes: &mut Bytes,
    keywords: &[Keyword],
    context: Context,
) -> Vec<Offset<Keyword>> {
    let order = sort::indexes(keywords, |keyword| keyword.mask);
    let entry = |keyword: &Keyword, name| Entry {
        mask: keyword.mask,
        message_id: context.message_id(keyword.message),
        name,
    };
    list::write(bytes, *b"KEYW", keywords, &order, Keyword::name, entry)
}
