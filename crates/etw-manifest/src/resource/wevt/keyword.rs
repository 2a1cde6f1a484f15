//! KEYW: the keywords, by mask.

use super::{Context, list};
use crate::model::Keyword;
use crate::resource::bytes::{Bytes, Offset};

pub(super) fn write<'m>(
    bytes: &mut Bytes,
    keywords: &'m [Keyword],
    context: Context<'m>,
) -> Vec<Offset<Keyword>> {
    let order = list::sorted(keywords, |keyword| keyword.mask);
    list::write(
        bytes,
        *b"KEYW",
        keywords,
        &order,
        |keyword| &keyword.name,
        |bytes, keyword| {
            bytes.u64(keyword.mask);
            bytes.u32(context.message_id(keyword.message));
            bytes.reserve()
        },
    )
}
