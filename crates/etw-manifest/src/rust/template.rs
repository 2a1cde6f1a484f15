//! Templates: the statics that describe their fields.

use super::context::Context;
use super::document;
use super::print::{Code, skeleton};
use super::record::Record;
use super::structure::Structure;
use crate::model::{Extent, Item, ItemKind};

skeleton!(TEMPLATE(__name, __fields) =>
    static __name: runtime::Template = runtime::template!([__fields]););
skeleton!(FIELDS(__name, __count, __fields) => static __name: [runtime::Field; __count] = [__fields];);
skeleton!(FIELD(__name, __in_type, __out_type, __calls) =>
    runtime::Field::new(__name, runtime::InType::__in_type, runtime::OutType::__out_type).__calls);
skeleton!(STRUCTURE(__name, __fields, __calls) => runtime::Field::structure(__name, &__fields).__calls);
skeleton!(MAP(__map) => .with_map(&__map));
skeleton!(CONSTANT(__method, __number) => .__method(runtime::Extent::Constant(__number)));
skeleton!(INDEX(__method, __index) => .__method(runtime::Extent::Field(__index)));

/// A template that events use.
pub(super) struct UsedTemplate {
    /// The name of its static.
    pub(super) name: Code,
    /// The name of the static of its `<UserData>`, if it has one.
    pub(super) document: Code,
    pub(super) record: Record,
    /// By the index of the item.
    pub(super) structures: Vec<Option<Structure>>,
}

impl UsedTemplate {
    /// The statics of the template, and the types of its structs.
    pub(super) fn code(&self, index: usize, context: &Context<'_>) -> Code {
        let template = &context.provider.templates[index];
        let mut items = Vec::new();
        for (item, structure) in template.items.iter().zip(&self.structures) {
            if let (Some(structure), ItemKind::Struct(inner)) = (structure, &item.kind) {
                items.push(structure.code(item, template));
                let count = Code::number(inner.len() as u64);
                let fields = fields(inner, &[], context);
                items.push(FIELDS.fill([&structure.fields_static(), &count, &fields]));
            }
        }
        let fields = fields(&template.items, &self.structures, context);
        items.push(TEMPLATE.fill([&self.name, &fields]));
        let document = template.user_data.as_ref();
        items.extend(document.map(|root| document::code(&self.document, root)));
        Code::items(items)
    }
}

/// The elements of a list that describes items.
fn fields(items: &[Item], structures: &[Option<Structure>], context: &Context<'_>) -> Code {
    let items = items.iter().enumerate();
    Code::elements(items.map(|(at, item)| field(item, structures.get(at), context)))
}

fn field(item: &Item, structure: Option<&Option<Structure>>, context: &Context<'_>) -> Code {
    let name = Code::string(&item.name);
    let extents = [
        extent("with_count", item.count),
        extent("with_length", item.length),
    ];
    match &item.kind {
        ItemKind::Value {
            in_type,
            out_type,
            map,
        } => {
            let map = map.map(|map| MAP.fill([&context.map_statics[map]]));
            let calls = map.into_iter().chain(extents);
            let (in_type, out_type) = (in_type.variant_name(), out_type.variant_name());
            FIELD.fill([
                &name,
                &Code::word(in_type),
                &Code::word(out_type),
                &Code::chain(calls),
            ])
        }
        ItemKind::Struct(_) => {
            let fields = structure
                .and_then(Option::as_ref)
                .map(Structure::fields_static);
            let fields = fields.unwrap_or_default();
            STRUCTURE.fill([&name, &fields, &Code::chain(extents)])
        }
    }
}

/// The call that gives a field a count or length.
fn extent(method: &'static str, extent: Extent) -> Code {
    let method = Code::word(method);
    match extent {
        Extent::None => Code::default(),
        Extent::Constant(number) => CONSTANT.fill([&method, &Code::number(number.into())]),
        Extent::Item(index) => INDEX.fill([&method, &Code::number(index as u64)]),
    }
}
