//! FLTR: the filters, in document order.

use super::{Context, list};
use crate::model::{Filter, Template};
use crate::resource::bytes::{Bytes, Offset, Slot, Text};

pub(super) fn write(
    bytes: &mut Bytes,
    filters: &[Filter],
    templates: &[Offset<Template>],
    context: Context,
) {
    let template = |filter: &Filter| filter.template.map(|index| templates[index]);
    let size = list::header(bytes, *b"FLTR", filters.len());
    // mc.exe leaves the last filter's template here: a local variable that leaks into the header.
    bytes.optional_offset(filters.last().and_then(template));
    let mut names: Vec<Slot<Text>> = Vec::new();
    for filter in filters {
        bytes.u8(filter.value);
        bytes.u8(filter.version);
        bytes.u16(0);
        bytes.u32(context.message_id(filter.message));
        names.push(bytes.reserve());
        bytes.optional_offset(template(filter));
    }
    for (filter, name) in filters.iter().zip(names) {
        bytes.fill_here(name);
        list::string(bytes, &filter.name);
    }
    bytes.fill_size(size);
}
