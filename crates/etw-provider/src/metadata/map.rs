//! [`Map`]: names for the values, or for the bits, of a field.

use core::fmt;

use crate::LocalizedText;

/// A map: names for the values, or for the bits, of a field.
#[derive(Clone, Copy, Debug)]
pub struct Map {
    name: &'static str,
    kind: MapKind,
    items: &'static [MapItem],
}

/// The kind of a [`Map`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MapKind {
    /// Each item names a whole value.
    Value,
    /// Each item names a bit or a group of bits.
    Bit,
}

/// One named value or bit of a [`Map`].
#[derive(Clone, Copy, Debug)]
pub struct MapItem {
    value: u32,
    text: LocalizedText,
    symbol: &'static str,
}

impl MapItem {
    /// For generated code.
    #[must_use]
    pub const fn new(value: u32, texts: &'static [&'static str]) -> Self {
        Self {
            value,
            text: LocalizedText::new(texts),
            symbol: "",
        }
    }

    /// Sets [`symbol`](Self::symbol); for generated code.
    #[must_use]
    pub const fn with_symbol(self, symbol: &'static str) -> Self {
        Self { symbol, ..self }
    }

    /// Returns the value or the bits.
    #[must_use]
    pub const fn value(&self) -> u32 {
        self.value
    }

    /// Returns the display name.
    #[must_use]
    pub const fn text(&self) -> LocalizedText {
        self.text
    }

    /// Returns the symbol; empty if the manifest gives none.
    #[must_use]
    pub const fn symbol(&self) -> &'static str {
        self.symbol
    }
}

impl Map {
    /// For generated code: a map whose items name whole values.
    #[must_use]
    pub const fn values(name: &'static str, items: &'static [MapItem]) -> Self {
        let kind = MapKind::Value;
        Self { name, kind, items }
    }

    /// For generated code: a map whose items name bits.
    #[must_use]
    pub const fn bits(name: &'static str, items: &'static [MapItem]) -> Self {
        let kind = MapKind::Bit;
        Self { name, kind, items }
    }

    /// Returns the name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns whether the items name values or bits.
    #[must_use]
    pub const fn kind(&self) -> MapKind {
        self.kind
    }

    /// Returns the items in the order of the manifest.
    pub fn items(&self) -> impl Iterator<Item = &'static MapItem> + Clone + use<> {
        self.items.iter()
    }

    /// Returns the item that names exactly this value.
    #[must_use]
    pub fn item(&self, value: u32) -> Option<&'static MapItem> {
        self.items().find(|item| item.value == value)
    }

    /// Returns the items all of whose bits are set in `value`, in the order of the manifest.
    pub fn items_of(&self, value: u32) -> impl Iterator<Item = &'static MapItem> + Clone + use<> {
        self.items()
            .filter(move |item| item.value != 0 && value & item.value == item.value)
    }

    /// Writes a value as its texts in the default locale; for generated code.
    ///
    /// A value without a name is written as a number. Texts of bits are separated by commas, and bits without a name follow
    /// in hexadecimal.
    ///
    /// # Errors
    /// The formatter failed.
    pub fn write_value(&self, value: u32, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(item) = self.item(value) {
            return formatter.write_str(item.text.get(0).unwrap_or(item.symbol));
        }
        if value == 0 || self.kind == MapKind::Value {
            return write!(formatter, "{value}");
        }
        let mut separator = "";
        let mut rest = value;
        for item in self.items_of(value) {
            let text = item.text.get(0).unwrap_or(item.symbol);
            write!(formatter, "{separator}{text}")?;
            (separator, rest) = (", ", rest & !item.value);
        }
        if rest == 0 {
            return Ok(());
        }
        write!(formatter, "{separator}{rest:#x}")
    }
}
