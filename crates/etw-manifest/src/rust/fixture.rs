//! Small models for the tests of this back end.

use crate::guid::Guid;
use crate::model::{
    Culture, Event, Extent, InType, Item, ItemKind, Localization, LocalizedString, Manifest, Map,
    MapItem, MapKind, OutType, Provider, StringIndex, Template,
};
use crate::source::Span;

/// A manifest with one provider and the cultures `en-US` and `es-ES`.
pub(super) fn manifest(provider: Provider, strings: &[(&str, Option<&str>)]) -> Manifest {
    let culture = |name: &str| Culture {
        name: name.to_owned(),
    };
    let string = |(english, spanish): &(&str, Option<&str>)| LocalizedString {
        id: (*english).to_owned(),
        message_id: None,
        texts: vec![Some((*english).to_owned()), spanish.map(str::to_owned)],
        winmeta: false,
    };
    Manifest {
        providers: vec![provider],
        localization: Localization {
            cultures: vec![culture("en-US"), culture("es-ES")],
            strings: strings.iter().map(string).collect(),
        },
    }
}

/// A provider without anything.
pub(super) fn provider(symbol: &str) -> Provider {
    Provider {
        name: format!("Example-{symbol}"),
        guid: Guid::from_u128(0xc651_f5f6_1c0d_492e_8ae1_b4ef_d7c9_d503),
        symbol: symbol.to_owned(),
        resource_file: None,
        message_file: None,
        parameter_file: None,
        help_link: None,
        control_guid: None,
        traits: None,
        message: None,
        channels: Vec::new(),
        levels: Vec::new(),
        tasks: Vec::new(),
        opcodes: Vec::new(),
        keywords: Vec::new(),
        maps: Vec::new(),
        pattern_maps: Vec::new(),
        templates: Vec::new(),
        filters: Vec::new(),
        events: Vec::new(),
        span: Span::default(),
    }
}

/// An event without anything.
pub(super) fn event(value: u16, symbol: &str) -> Event {
    Event {
        value,
        version: 0,
        symbol: Some(symbol.to_owned()),
        name: None,
        attributes: Vec::new(),
        not_logged: false,
        channel: None,
        level: None,
        task: None,
        opcode: None,
        keywords: Vec::new(),
        keyword_mask: 0,
        template: None,
        message: None,
        description: None,
        span: Span::default(),
    }
}

/// A template of these items.
pub(super) fn template(tid: &str, items: Vec<Item>) -> Template {
    Template {
        tid: tid.to_owned(),
        name: None,
        items,
        user_data: None,
        span: Span::default(),
    }
}

/// A single value.
pub(super) fn data(name: &str, in_type: InType, out_type: OutType) -> Item {
    let kind = ItemKind::Data {
        in_type,
        out_type,
        map: None,
    };
    Item {
        name: name.to_owned(),
        kind,
        count: Extent::None,
        length: Extent::None,
        description: None,
        span: Span::default(),
    }
}

/// A single value with the default outType.
pub(super) fn plain(name: &str, in_type: InType) -> Item {
    data(name, in_type, in_type.default_out_type())
}

/// A struct.
pub(super) fn structure(name: &str, members: Vec<Item>) -> Item {
    Item {
        kind: ItemKind::Struct(members),
        ..plain(name, InType::UInt8)
    }
}

/// A map with an entry per value, whose texts are these strings.
pub(super) fn map(name: &str, kind: MapKind, items: &[(u32, StringIndex)]) -> Map {
    let item = |(value, message): &(u32, StringIndex)| MapItem {
        value: *value,
        symbol: None,
        message: *message,
    };
    Map {
        name: name.to_owned(),
        symbol: None,
        kind,
        items: items.iter().map(item).collect(),
    }
}

impl Item {
    pub(super) fn with_count(mut self, count: Extent) -> Self {
        self.count = count;
        self
    }

    pub(super) fn with_length(mut self, length: Extent) -> Self {
        self.length = length;
        self
    }

    pub(super) fn with_map(mut self, index: usize) -> Self {
        if let ItemKind::Data { map, .. } = &mut self.kind {
            *map = Some(index);
        }
        self
    }
}
