//! FLTR: the filters, in document order.

use super::context::Context;
use super::list;
use crate::model::{Filter, Template};
use crate::resource::bytes::{Bytes, Offset, Text};
use crate::resource::structure::{Structure, structures};

structures! {
    Entry {
        value: u8,
        version: u8,
        reserved: u16,
        message_id: u32,
        name: Offset<Text>,
        template: Option<Offset<Template>>,
    }
}

pub(super) fn write(
    bytes: &mut Bytes,
    filters: &[Filter],
    templates: &[Offset<Template>],
    context: Context,
) {
    let template = |filter: &Filter| filter.template.map(|index| templates[index]);
    let size = list::header(bytes, *b"FLTR", filters.len());
    // mc.exe leaves the last filter's template here: a local variable that leaks into the header.
    bytes.put(&filters.last().and_then(template));
    let mut names = list::Texts::after(bytes.len() + filters.len() * Entry::SIZE);
    for filter in filters {
        bytes.put(&Entry {
            value: filter.value,
            version: filter.version,
            reserved: 0,
            message_id: context.message_id(filter.message),
            name: names.add(&filter.name),
            template: template(filter),
        });
    }
    names.write(bytes);
    bytes.fill_size(size);
}
