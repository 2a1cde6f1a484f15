//! An item that is not a count to a field of a Rust struct.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::element::{Element, Place};
use super::generics::Generics;
use super::literal;
use super::size::Size;

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
#[derive(Clone)]
pub(super) struct Field {
    pub(super) name: Ident,
    pub(super) element: Element,
    pub(super) count: Count,
    pub(super) docs: TokenStream,
}

impl Field {
    pub(super) fn generics(&self) -> Generics {
        match self.count {
            Count::One => self.element.generics(),
            _ => self.element.generics() | Generics::BORROWED,
        }
    }

    /// The type in a struct.
    pub(super) fn ty(&self) -> TokenStream {
        self.ty_with(&quote!('a))
    }

    /// The type as a parameter of a function.
    pub(super) fn parameter_ty(&self) -> TokenStream {
        self.ty_with(&TokenStream::new())
    }

    fn ty_with(&self, lifetime: &TokenStream) -> TokenStream {
        let element = self.element.array_ty(lifetime);
        match self.count {
            Count::One => self.element.ty(lifetime),
            Count::Fixed(count) => {
                let count = Literal::u16_unsuffixed(count);
                quote!(& #lifetime [#element; #count])
            }
            Count::Counted => quote!(& #lifetime [#element]),
        }
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

    /// The statements that write it.
    pub(super) fn write(&self) -> TokenStream {
        let name = &self.name;
        if self.count == Count::One {
            return self.element.write(&Place::Field(name));
        }
        if let Some(writer) = self.element.array_writer() {
            let writer = format_ident!("{writer}");
            return quote!(payload.#writer(self.#name););
        }
        let statement = self.element.write(&Place::Item);
        quote!(for item in self.#name { #statement })
    }

    /// An upper bound of the bytes it takes.
    pub(super) fn size(&self) -> Size {
        let name = &self.name;
        if self.count == Count::One {
            return self.element.size(name);
        }
        if let Some(each) = self.element.each_size() {
            return Size::variable(quote!(runtime::size::each(self.#name, #each)));
        }
        let bytes = self.element.constant_size();
        match self.count {
            Count::Fixed(count) => Size::constant(bytes.saturating_mul(u64::from(count))),
            _ if bytes == 1 => Size::variable(quote!(self.#name.len())),
            _ => {
                let bytes = literal::decimal(bytes);
                Size::variable(quote!(self.#name.len() * #bytes))
            }
        }
    }
}
