//! `<valueMap>` and `<bitMap>` as written.

use crate::ast::attributes::Attributes;
use crate::ast::children::children;
use crate::ast::{QName, Spanned, Text};
use crate::diagnostic::Diagnostics;
use crate::model::MapKind;
use crate::source::Span;
use crate::xml::Element;

pub(crate) struct Map<'t> {
    pub(crate) name: Option<QName<'t>>,
    pub(crate) symbol: Option<Text<'t>>,
    pub(crate) kind: MapKind,
    pub(crate) entries: Vec<MapEntry<'t>>,
    pub(crate) rust_name: Option<Text<'t>>,
    pub(crate) span: Span,
}

pub(crate) struct MapEntry<'t> {
    pub(crate) value: Option<Spanned<u32>>,
    pub(crate) symbol: Option<Text<'t>>,
    pub(crate) message: Option<Text<'t>>,
    pub(crate) rust_name: Option<Text<'t>>,
    /// The word `map`.
    pub(crate) span: Span,
}

pub(super) fn parse<'t>(
    kind: MapKind,
    element: &'t Element<'t>,
    diagnostics: &mut Diagnostics,
) -> Map<'t> {
    let name = match kind {
        MapKind::Value => "valueMap",
        MapKind::Bit => "bitMap",
    };
    let mut attributes = Attributes::new(name, element, diagnostics);
    let name = attributes.required_qname("name");
    let symbol = attributes.symbol();
    let rust_name = attributes.rust_name();
    attributes.finish();
    let entries = children(element, &["map"], diagnostics)
        .into_iter()
        .map(|(_, child)| parse_entry(child, diagnostics))
        .collect();
    Map {
        name,
        symbol,
        kind,
        entries,
        rust_name,
        span: element.name_span,
    }
}

fn parse_entry<'t>(element: &'t Element<'t>, diagnostics: &mut Diagnostics) -> MapEntry<'t> {
    let mut attributes = Attributes::new("map", element, diagnostics);
    let entry = MapEntry {
        value: attributes.required_number("value"),
        symbol: attributes.symbol(),
        message: attributes.required_message(),
        rust_name: attributes.rust_name(),
        span: element.name_span,
    };
    attributes.finish();
    children(element, &[], diagnostics);
    entry
}
