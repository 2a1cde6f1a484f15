//! One value of an item to its Rust type, the call that writes it and the bytes it may take.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::generics::Generics;
use super::size::Size;
use super::width::Width;
use crate::model::{Extent, InType, OutType};

/// How one value is typed and written.
#[derive(Clone)]
pub(super) enum Element {
    /// A value that a method takes as it is.
    Value {
        ty: TokenStream,
        writer: &'static str,
        size: u64,
    },
    /// A newtype whose content a method takes.
    Wrapper {
        ty: TokenStream,
        writer: &'static str,
        size: u64,
    },
    /// `Sid`, which borrows.
    Sid,
    /// Text of any form, by its method.
    Unicode(&'static str),
    /// Text of any form, by its method.
    Ansi(&'static str),
    /// Exactly so many UTF-16 units.
    Units(u16),
    /// Exactly so many bytes.
    Bytes(u16),
    /// Any number of bytes, by the method.
    Slice(&'static str),
    /// A generated type.
    Structure {
        name: Ident,
        /// The type that it decodes to, if that is another one.
        view: Option<Ident>,
        generics: Generics,
        size: Size,
    },
}

impl Element {
    /// The element of an item without a map.
    pub(super) fn new(in_type: InType, out_type: OutType, length: Extent) -> Self {
        use InType as I;
        match in_type {
            I::UnicodeString => match length {
                Extent::None => Self::Unicode("unicode_string"),
                Extent::Constant(units) => Self::Units(units),
                Extent::Item(_) => Self::Unicode("unicode_counted"),
            },
            I::AnsiString => match length {
                Extent::None => Self::Ansi("ansi_string"),
                Extent::Constant(bytes) => Self::Bytes(bytes),
                Extent::Item(_) => Self::Ansi("ansi_counted"),
            },
            I::Binary => match (length, out_type) {
                (Extent::Constant(16), OutType::IpV6) => {
                    value(quote!(::core::net::Ipv6Addr), "ipv6", 16)
                }
                (Extent::Constant(bytes), _) => Self::Bytes(bytes),
                _ => Self::Slice("bytes"),
            },
            I::Int8 | I::UInt8 | I::Int16 | I::UInt16 | I::Int32 | I::UInt32 | I::HexInt32 => {
                small_number(in_type, out_type)
            }
            I::Int64 => value(quote!(i64), "i64", 8),
            I::UInt64 | I::HexInt64 => value(quote!(u64), "u64", 8),
            I::Float => value(quote!(f32), "f32", 4),
            I::Double => value(quote!(f64), "f64", 8),
            I::Boolean => value(quote!(bool), "bool32", 4),
            I::Guid => value(quote!(runtime::Guid), "guid", 16),
            I::Pointer => value(quote!(usize), "pointer", 8),
            I::FileTime => value(quote!(runtime::FileTime), "file_time", 8),
            I::SystemTime => value(quote!(runtime::DateTime), "date_time", 16),
            I::Sid => Self::Sid,
            I::CountedUnicodeString => Self::Unicode("counted_unicode_string"),
            I::CountedAnsiString => Self::Ansi("counted_ansi_string"),
            I::CountedBinary => Self::Slice("counted_binary"),
        }
    }

    /// The element of an item with a map, whose generated type is this.
    pub(super) fn of_map(ty: &Ident, width: Width) -> Self {
        Self::Wrapper {
            ty: quote!(#ty),
            writer: width.primitive(),
            size: width.bytes(),
        }
    }

    /// What a type with this element is generic over.
    pub(super) fn generics(&self) -> Generics {
        let borrowed = Generics::BORROWED;
        match self {
            Self::Value { .. } | Self::Wrapper { .. } => Generics::default(),
            Self::Sid | Self::Units(_) | Self::Bytes(_) | Self::Slice(_) => borrowed,
            Self::Unicode(_) => Generics {
                unicode: true,
                ..borrowed
            },
            Self::Ansi(_) => Generics {
                ansi: true,
                ..borrowed
            },
            Self::Structure { generics, .. } => *generics,
        }
    }

    /// The type of a single value; `lifetime` is empty where it may be elided behind `&`.
    pub(super) fn ty(&self, lifetime: &TokenStream) -> TokenStream {
        let inner = self.array_ty(lifetime);
        match self {
            Self::Units(_) | Self::Bytes(_) => quote!(& #lifetime #inner),
            _ => inner,
        }
    }

    /// The type of a value in an array.
    pub(super) fn array_ty(&self, lifetime: &TokenStream) -> TokenStream {
        let named = if lifetime.is_empty() {
            &quote!('_)
        } else {
            lifetime
        };
        match self {
            Self::Value { ty, .. } | Self::Wrapper { ty, .. } => ty.clone(),
            Self::Sid => quote!(runtime::Sid<#named>),
            Self::Unicode(_) => quote!(& #lifetime T),
            Self::Ansi(_) => quote!(& #lifetime A),
            Self::Units(count) => {
                let count = Literal::u16_unsuffixed(*count);
                quote!([u16; #count])
            }
            Self::Bytes(count) => {
                let count = Literal::u16_unsuffixed(*count);
                quote!([u8; #count])
            }
            Self::Slice(_) => quote!(& #lifetime [u8]),
            Self::Structure { name, generics, .. } => {
                let arguments = generics.arguments(named);
                quote!(#name #arguments)
            }
        }
    }

    /// The statement that writes the value of a place: a field, or `*item` of a loop over an array.
    pub(super) fn write(&self, place: &Place) -> TokenStream {
        let (value, reference) = (place.value(), place.reference());
        let (writer, argument) = match self {
            Self::Value { writer, .. } | Self::Unicode(writer) | Self::Ansi(writer) => {
                (*writer, value)
            }
            Self::Slice(writer) => (*writer, reference),
            Self::Wrapper { writer, .. } => (*writer, quote!(#reference.0)),
            Self::Sid => ("sid", value),
            Self::Units(_) => ("u16_slice", reference),
            Self::Bytes(_) => ("bytes", reference),
            Self::Structure { .. } => return quote!(#reference.encode(payload);),
        };
        let writer = format_ident!("{writer}");
        quote!(payload.#writer(#argument);)
    }

    /// The method that writes a whole array, where there is one.
    pub(super) fn array_writer(&self) -> Option<&'static str> {
        match self {
            Self::Value { writer: "u8", .. } => Some("bytes"),
            Self::Value { writer: "u16", .. } => Some("u16_slice"),
            _ => None,
        }
    }

    /// An upper bound of the bytes that a field's single value takes.
    pub(super) fn size(&self, field: &Ident) -> Size {
        match self {
            Self::Slice("bytes") => Size::variable(quote!(self.#field.len())),
            Self::Structure { size, .. } if !size.is_constant() => {
                Size::variable(quote!(self.#field.size_bound()))
            }
            _ => match self.size_function() {
                Some(function) => Size::variable(quote!(#function(self.#field))),
                None => Size::constant(self.constant_size()),
            },
        }
    }

    /// An upper bound of the bytes that each value takes, if it is the same for all.
    pub(super) fn constant_size(&self) -> u64 {
        match self {
            Self::Value { size, .. } | Self::Wrapper { size, .. } => *size,
            // Revision, count, authority, and at most 15 sub-authorities.
            Self::Sid => 8 + 4 * 15,
            Self::Units(count) => 2 * u64::from(*count),
            Self::Bytes(count) => u64::from(*count),
            Self::Structure { size, .. } => size.bytes(),
            Self::Unicode(_) | Self::Ansi(_) | Self::Slice(_) => 0,
        }
    }

    /// The function from a reference in an array to the bytes that the value takes, where values differ.
    pub(super) fn each_size(&self) -> Option<TokenStream> {
        match self {
            Self::Slice("bytes") => Some(quote!(|item| item.len())),
            Self::Slice(_) => Some(quote!(|item| runtime::size::counted_binary(item))),
            Self::Structure { name, size, .. } => {
                (!size.is_constant()).then(|| quote!(#name::size_bound))
            }
            _ => self.size_function(),
        }
    }

    fn size_function(&self) -> Option<TokenStream> {
        match self {
            Self::Unicode(writer) | Self::Ansi(writer) | Self::Slice(writer) => {
                let writer = format_ident!("{writer}");
                Some(quote!(runtime::size::#writer))
            }
            _ => None,
        }
    }

    /// What the length item of a field with a single value says.
    pub(super) fn length(&self, field: &Ident) -> TokenStream {
        match self {
            Self::Unicode(_) => quote!(runtime::UnicodeText::utf16_len(self.#field)),
            Self::Ansi(_) => quote!(runtime::AnsiText::byte_len(self.#field)),
            Self::Sid => quote!(self.#field.as_bytes().len()),
            _ => quote!(self.#field.len()),
        }
    }

    /// The function from a reference in an array to what the length item says.
    pub(super) fn each_length(&self) -> TokenStream {
        match self {
            Self::Unicode(_) => quote!(runtime::UnicodeText::utf16_len),
            Self::Ansi(_) => quote!(runtime::AnsiText::byte_len),
            Self::Sid => quote!(|item| item.as_bytes().len()),
            _ => quote!(|item| item.len()),
        }
    }
}

fn value(ty: TokenStream, writer: &'static str, size: u64) -> Element {
    Element::Value { ty, writer, size }
}

fn wrapper(ty: TokenStream, writer: &'static str, size: u64) -> Element {
    Element::Wrapper { ty, writer, size }
}

/// Integers of up to 32 bits, some of which have types of their own.
fn small_number(in_type: InType, out_type: OutType) -> Element {
    use InType as I;
    use OutType as O;
    match (in_type, out_type) {
        (I::UInt8, O::Boolean) => value(quote!(bool), "bool8", 1),
        (I::UInt16, O::Port) => value(quote!(runtime::Port), "port", 2),
        (I::UInt32, O::IpV4) => value(quote!(::core::net::Ipv4Addr), "ipv4", 4),
        (I::Int32, O::HResult) => wrapper(quote!(runtime::HResult), "i32", 4),
        (_, O::NtStatus) => wrapper(quote!(runtime::NtStatus), "u32", 4),
        (_, O::Win32Error | O::ErrorCode) => wrapper(quote!(runtime::Win32Error), "u32", 4),
        (I::Int8, _) => value(quote!(i8), "i8", 1),
        (I::UInt8, _) => value(quote!(u8), "u8", 1),
        (I::Int16, _) => value(quote!(i16), "i16", 2),
        (I::UInt16, _) => value(quote!(u16), "u16", 2),
        (I::Int32, _) => value(quote!(i32), "i32", 4),
        _ => value(quote!(u32), "u32", 4),
    }
}

/// Where a value is when it is written.
pub(super) enum Place<'f> {
    /// A field of `self`.
    Field(&'f Ident),
    /// `item`, a reference into an array.
    Item,
}

impl Place<'_> {
    /// The value, which is `Copy`.
    fn value(&self) -> TokenStream {
        match self {
            Self::Field(name) => quote!(self.#name),
            Self::Item => quote!(*item),
        }
    }

    /// The value or a reference to it, for what is behind a reference anyway.
    fn reference(&self) -> TokenStream {
        match self {
            Self::Field(name) => quote!(self.#name),
            Self::Item => quote!(item),
        }
    }
}
