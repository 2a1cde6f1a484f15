//! Maps: types with a constant per entry, and metadata.

use proc_macro2::Ident;

use super::context::Context;
use super::docs::{self, Docs};
use super::metadata;
use super::names;
use super::print::{Code, skeleton};
use super::width::Width;
use crate::model::{Map, MapKind};

skeleton!(VALUES(__docs, __name, __primitive, __map, __constants) => runtime::value_map! {
    #[__docs]
    pub struct __name(__primitive) in __map {
        __constants
    }
});
skeleton!(BITS(__docs, __name, __primitive, __map, __constants) => runtime::bit_map! {
    #[__docs]
    pub struct __name(__primitive) in __map {
        __constants
    }
});
skeleton!(CONSTANT(__docs, __name, __value) => #[__docs] __name = __value,);
skeleton!(MAP(__static, __constructor, __name, __items) =>
    static __static: runtime::Map = runtime::Map::__constructor(__name, &[__items]););
skeleton!(ITEM(__value, __texts, __calls) => runtime::MapItem::new(__value, &[__texts]).__calls);

/// The types of a map, one for each width at which items use it, and the static that describes it.
pub(super) fn code(index: usize, map: &Map, context: &Context<'_>) -> Code {
    let types = context.types.of_map(index);
    let types = types.map(|(width, name)| of_width(index, map, width, name, context));
    Code::items(types.chain([description(index, map, context)]))
}

fn of_width(index: usize, map: &Map, width: Width, name: &Ident, context: &Context<'_>) -> Code {
    let (skeleton, docs) = match map.kind {
        MapKind::Value => (&VALUES, "One of the values of the map"),
        MapKind::Bit => (&BITS, "A combination of the bits of the map"),
    };
    let docs = Docs::new(&format!("{docs} {}.", docs::code(&map.name))).code();
    skeleton.fill([
        &docs,
        &Code::ident(name),
        &Code::word(width.primitive()),
        &context.map_statics[index],
        &constants(map, width, context),
    ])
}

fn constants(map: &Map, width: Width, context: &Context<'_>) -> Code {
    let constants = names::map_constants(map, width, &context.texts);
    Code::lines(constants.map(|(item, name)| {
        let docs = context.texts.markdown(Some(item.message));
        let docs = docs.map_or_else(Code::default, |it| Docs::new(&it).code());
        CONSTANT.fill([&docs, &Code::ident(&name), &number(item.value, map.kind)])
    }))
}

fn number(value: u32, kind: MapKind) -> Code {
    match kind {
        MapKind::Value => Code::number(value.into()),
        MapKind::Bit => Code::hex(value.into()),
    }
}

/// The static that describes a map.
fn description(index: usize, map: &Map, context: &Context<'_>) -> Code {
    let constructor = Code::word(match map.kind {
        MapKind::Value => "values",
        MapKind::Bit => "bits",
    });
    let items = Code::elements(map.items.iter().map(|item| {
        let texts = Code::texts(context.texts.all(Some(item.message)));
        let symbol = metadata::symbol(item.symbol.as_deref());
        ITEM.fill([&number(item.value, map.kind), &texts, &symbol])
    }));
    let name = Code::string(&map.name);
    MAP.fill([&context.map_statics[index], &constructor, &name, &items])
}
