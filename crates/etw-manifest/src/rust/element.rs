//! One value of an item to its Rust type, the calls that write and read it, and what its length is.

use proc_macro2::Ident;

use super::generics::{Generics, Lifetime};
use super::width::Width;
use crate::model::{Extent, InType, OutType};

/// How one value is typed and written.
#[derive(Clone)]
pub(super) enum Element {
    /// A value that a method takes as it is.
    Value {
        ty: &'static str,
        writer: &'static str,
    },
    /// A newtype whose content a method takes.
    Wrapper { ty: String, writer: &'static str },
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
                (Extent::Constant(16), OutType::IPv6) => value("::core::net::Ipv6Addr", "ipv6"),
                (Extent::Constant(bytes), _) => Self::Bytes(bytes),
                _ => Self::Slice("bytes"),
            },
            I::Int8 | I::UInt8 | I::Int16 | I::UInt16 | I::Int32 | I::UInt32 | I::HexInt32 => {
                small_number(in_type, out_type)
            }
            I::Int64 => value("i64", "i64"),
            I::UInt64 | I::HexInt64 => value("u64", "u64"),
            I::Float => value("f32", "f32"),
            I::Double => value("f64", "f64"),
            I::Boolean => value("bool", "bool32"),
            I::Guid => value("runtime::Guid", "guid"),
            I::Pointer => value("usize", "pointer"),
            I::FileTime => value("runtime::FileTime", "file_time"),
            I::SystemTime => value("runtime::DateTime", "date_time"),
            I::Sid => Self::Sid,
            I::CountedUnicodeString => Self::Unicode("counted_unicode_string"),
            I::CountedAnsiString => Self::Ansi("counted_ansi_string"),
            I::CountedBinary => Self::Slice("counted_binary"),
        }
    }

    /// The element of an item with a map, whose generated type is this.
    pub(super) fn of_map(ty: &Ident, width: Width) -> Self {
        Self::Wrapper {
            ty: ty.to_string(),
            writer: width.primitive(),
        }
    }

    /// What a type with this element is generic over.
    pub(super) const fn generics(&self) -> Generics {
        match self {
            Self::Value { .. } | Self::Wrapper { .. } => Generics::None,
            Self::Sid | Self::Units(_) | Self::Bytes(_) | Self::Slice(_) => Generics::Lifetime,
            Self::Unicode(_) => Generics::Unicode,
            Self::Ansi(_) => Generics::Ansi,
            Self::Structure { generics, .. } => *generics,
        }
    }

    /// The type of a single value.
    pub(super) fn ty(&self, lifetime: Lifetime) -> String {
        let inner = self.array_ty(lifetime);
        match self {
            Self::Units(_) | Self::Bytes(_) => format!("{}{inner}", lifetime.reference()),
            _ => inner,
        }
    }

    /// The type of a value in an array.
    pub(super) fn array_ty(&self, lifetime: Lifetime) -> String {
        let reference = lifetime.reference();
        match self {
            Self::Value { ty, .. } => (*ty).to_owned(),
            Self::Wrapper { ty, .. } => ty.clone(),
            Self::Sid => match lifetime {
                Lifetime::Named => "runtime::Sid<'a>".to_owned(),
                Lifetime::Elided => "runtime::Sid<'_>".to_owned(),
            },
            Self::Unicode(_) => format!("{reference}{}", lifetime.unicode()),
            Self::Ansi(_) => format!("{reference}{}", lifetime.ansi()),
            Self::Units(count) => format!("[u16; {count}]"),
            Self::Bytes(count) => format!("[u8; {count}]"),
            Self::Slice(_) => format!("{reference}[u8]"),
            Self::Structure { name, generics, .. } => match lifetime {
                Lifetime::Named => format!("{name}{}", generics.arguments(lifetime)),
                Lifetime::Elided => format!("{name}{}", generics.defaults()),
            },
        }
    }

    /// The statement that writes the value of a field.
    pub(super) fn write_field(&self, name: &Ident) -> String {
        self.write(&format!("self.{name}"), "")
    }

    /// The statement that writes `item`, a reference into an array.
    pub(super) fn write_item(&self) -> String {
        self.write("item", "*")
    }

    /// The statement that writes the value of a place, which `dereference` makes a value where it is a reference.
    fn write(&self, place: &str, dereference: &str) -> String {
        match self {
            Self::Value { writer, .. } | Self::Unicode(writer) | Self::Ansi(writer) => {
                format!("payload.{writer}({dereference}{place});")
            }
            Self::Slice(writer) => format!("payload.{writer}({place});"),
            Self::Wrapper { writer, .. } => format!("payload.{writer}({place}.0);"),
            Self::Sid => format!("payload.sid({dereference}{place});"),
            Self::Units(_) => format!("payload.u16_slice({place});"),
            Self::Bytes(_) => format!("payload.bytes({place});"),
            Self::Structure { .. } => format!("{place}.encode(&mut payload);"),
        }
    }

    /// The method that writes a whole array, where there is one.
    pub(super) fn array_writer(&self) -> Option<&'static str> {
        match self {
            Self::Value { writer: "u8", .. } => Some("bytes"),
            Self::Value { writer: "u16", .. } => Some("u16_slice"),
            _ => None,
        }
    }

    /// What the length item of a field with a single value says.
    pub(super) fn length(&self, field: &Ident) -> String {
        match self {
            Self::Unicode(_) => format!("runtime::UnicodeText::utf16_len(self.{field})"),
            Self::Ansi(_) => format!("runtime::AnsiText::byte_len(self.{field})"),
            Self::Sid => format!("self.{field}.as_bytes().len()"),
            _ => format!("self.{field}.len()"),
        }
    }

    /// The function from a reference in an array to what the length item says.
    pub(super) const fn each_length(&self) -> &'static str {
        match self {
            Self::Unicode(_) => "runtime::UnicodeText::utf16_len",
            Self::Ansi(_) => "runtime::AnsiText::byte_len",
            Self::Sid => "|item| item.as_bytes().len()",
            _ => "|item| item.len()",
        }
    }
}

const fn value(ty: &'static str, writer: &'static str) -> Element {
    Element::Value { ty, writer }
}

fn wrapper(ty: &str, writer: &'static str) -> Element {
    let ty = ty.to_owned();
    Element::Wrapper { ty, writer }
}

/// Integers of up to 32 bits, some of which have types of their own.
fn small_number(in_type: InType, out_type: OutType) -> Element {
    use InType as I;
    use OutType as O;
    match (in_type, out_type) {
        (I::UInt8, O::Boolean) => value("bool", "bool8"),
        (I::UInt16, O::Port) => value("runtime::Port", "port"),
        (I::UInt32, O::IPv4) => value("::core::net::Ipv4Addr", "ipv4"),
        (I::Int32, O::HResult) => wrapper("runtime::HResult", "i32"),
        (_, O::NtStatus) => wrapper("runtime::NtStatus", "u32"),
        (_, O::Win32Error | O::ErrorCode) => wrapper("runtime::Win32Error", "u32"),
        (I::Int8, _) => value("i8", "i8"),
        (I::UInt8, _) => value("u8", "u8"),
        (I::Int16, _) => value("i16", "i16"),
        (I::UInt16, _) => value("u16", "u16"),
        (I::Int32, _) => value("i32", "i32"),
        _ => value("u32", "u32"),
    }
}
