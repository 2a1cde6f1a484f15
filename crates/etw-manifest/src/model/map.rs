//! A map: names for the values or bits of a number.

use crate::model::StringIndex;
use crate::source::Span;

/// Value map or bit map.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MapKind {
    /// One name per value.
    Value,
    /// One name per bit.
    Bit,
}

/// `<valueMap>` or `<bitMap>`.
#[derive(Clone, Debug)]
pub struct Map {
    /// The index of the file that declares or first uses it: 0 is the manifest, then its fragments.
    pub(crate) source: usize,
    /// The qualified name as written.
    pub(crate) name: String,
    pub(crate) symbol: Option<String>,
    pub(crate) kind: MapKind,
    /// The name in generated Rust, if the manifest gives one.
    pub(crate) rust_name: Option<String>,
    /// In document order.
    pub(crate) items: Vec<MapItem>,
    pub(crate) span: Span,
}

/// One entry of a map.
#[derive(Clone, Debug)]
pub struct MapItem {
    pub(crate) value: u32,
    pub(crate) symbol: Option<String>,
    pub(crate) message: StringIndex,
    /// The name in generated Rust, if the manifest gives one.
    pub(crate) rust_name: Option<String>,
    pub(crate) span: Span,
}
