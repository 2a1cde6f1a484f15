//! A template: the items of an event's payload, in order.

use crate::markup::{self, Shown};
use crate::model::{Extent, InType, OutType, StringIndex, UserElement};
use crate::source::Span;

/// `<template>`.
#[derive(Clone, Debug)]
pub struct Template {
    pub(crate) tid: String,
    /// `template/@name`.
    pub(crate) name: Option<String>,
    pub(crate) items: Vec<Item>,
    /// The last two items are those of `<binary>`: a length, and the data.
    pub(crate) has_binary: bool,
    /// The element inside `<UserData>`.
    pub(crate) user_data: Option<UserElement>,
    pub(crate) span: Span,
}

/// `<data>` or `<struct>`.
#[derive(Clone, Debug)]
pub struct Item {
    pub(crate) name: String,
    pub(crate) kind: ItemKind,
    pub(crate) count: Extent,
    /// [`Extent::None`] for structs. For `win:SID` the number is stored in the resource and means nothing else.
    pub(crate) length: Extent,
    pub(crate) description: Option<StringIndex>,
    /// The name in generated Rust, if the manifest gives one.
    pub(crate) rust_name: Option<String>,
    pub(crate) span: Span,
}

/// The kind of an item.
#[derive(Clone, Debug)]
pub enum ItemKind {
    /// A value, or an array of values.
    Value {
        /// How it is stored.
        in_type: InType,
        /// How it is shown; the default of the inType if the manifest has no `outType`.
        out_type: OutType,
        /// Index into the provider's maps.
        map: Option<usize>,
    },
    /// Members, none of which is a struct.
    Struct(Vec<Item>),
}

impl Template {
    /// Returns the XML as which mc.exe describes the payload.
    pub(crate) fn xml(&self) -> String {
        if let Some(root) = &self.user_data {
            return markup::user_data(root);
        }
        let binary = self.items.len() - if self.has_binary { 2 } else { 0 };
        let shown = |index: usize, item: &Item| match (&item.kind, index.checked_sub(binary)) {
            (_, Some(0)) => Shown::Nowhere,
            (_, Some(_)) => Shown::Binary,
            (ItemKind::Struct(_), None) => Shown::ComplexData,
            (ItemKind::Value { .. }, None) => Shown::Data,
        };
        let items = self.items.iter().enumerate();
        let items = items.map(|(index, item)| (item.name.as_str(), shown(index, item)));
        markup::event_data(self.name.as_deref(), items)
    }
}
