//! An item that is not a count to a field of a Rust struct.

use proc_macro2::Ident;

use super::body::Body;
use super::docs::Docs;
use super::element::Element;
use super::generics::{Generics, Lifetime};

/// How many values a field holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    One,
    /// An array of this length.
    Fixed(u16),
    /// A slice, whose length a counting item says.
    Counted,
}

/// A field of an event or of a struct.
pub(super) struct Field {
    pub(super) name: Ident,
    pub(super) element: Element,
    pub(super) count: Count,
    pub(super) docs: Docs,
}

impl Field {
    pub(super) fn generics(&self) -> Generics {
        match self.count {
            Count::One => self.element.generics(),
            _ => self.element.generics() | Generics::Lifetime,
        }
    }

    /// The type.
    pub(super) fn ty(&self, lifetime: Lifetime) -> String {
        let reference = lifetime.reference();
        match self.count {
            Count::One => self.element.ty(lifetime),
            Count::Fixed(count) => {
                format!("{reference}[{}; {count}]", self.element.array_ty(lifetime))
            }
            Count::Counted => format!("{reference}[{}]", self.element.array_ty(lifetime)),
        }
    }

    /// As a parameter of a function.
    pub(super) fn parameter(&self) -> String {
        format!("{}: {}", self.name, self.ty(Lifetime::Elided))
    }

    /// Whether it is `bool`, of which Clippy wants few.
    pub(super) fn is_bool(&self) -> bool {
        let bool = |writer: &str| writer.starts_with("bool");
        self.count == Count::One
            && matches!(self.element, Element::Value { writer, .. } if bool(writer))
    }

    /// Whether it is an array of bytes, which a payload holds as memory does.
    pub(super) fn is_bytes(&self) -> bool {
        self.count != Count::One && self.element.array_writer() == Some("bytes")
    }

    /// Whether it is a generated struct, which may be large.
    pub(super) fn is_structure(&self) -> bool {
        self.count == Count::One && matches!(self.element, Element::Structure { .. })
    }

    /// Adds the statements that write it.
    pub(super) fn write(&self, body: &mut Body) {
        let name = &self.name;
        if self.count == Count::One {
            body.push(&self.element.write_field(name));
        } else if let Some(writer) = self.element.array_writer() {
            body.push(&format!("payload.{writer}(self.{name});"));
        } else {
            body.for_each(&format!("self.{name}"), &self.element.write_item());
        }
    }
}
