//! One value of an item: its Rust types, and the code that reads and writes it.

use super::print::{Code, skeleton};
use super::types::MapType;
use super::width::Width;
use crate::model::{Extent, InType, OutType};

skeleton!(RUNTIME(__name) => runtime::__name);
skeleton!(BORROWED(__name) => runtime::__name<'a>);
skeleton!(BORROWED_ELIDED(__name) => runtime::__name<'_>);
skeleton!(pub(super) OWN(__name) => __name<'a>);
skeleton!(OWN_ELIDED(__name) => __name<'_>);
skeleton!(NET(__name) => ::core::net::__name);
skeleton!(STR() => &'a str);
skeleton!(STR_ELIDED() => &str);
skeleton!(UNITS(__count) => &'a [u16; __count]);
skeleton!(UNITS_ELIDED(__count) => &[u16; __count]);
skeleton!(BYTES(__count) => &'a [u8; __count]);
skeleton!(BYTES_ELIDED(__count) => &[u8; __count]);
skeleton!(OWNED_UNITS(__count) => [u16; __count]);
skeleton!(OWNED_BYTES(__count) => [u8; __count]);
skeleton!(SLICE() => &'a [u8]);
skeleton!(SLICE_ELIDED() => &[u8]);

skeleton!(READ(__reader, __method) => __reader.__method());
skeleton!(READ_LENGTH(__reader, __method, __length) => __reader.__method(__length));
skeleton!(READ_WRAPPED(__reader, __method, __ty) => __ty(__reader.__method()));
skeleton!(READ_STRUCT(__reader, __ty) => __ty::read(__reader));
skeleton!(READER(__method) => runtime::PayloadReader::__method);
skeleton!(READER_WRAPPED(__method, __ty) => |reader| __ty(reader.__method()));
skeleton!(READER_STRUCT(__ty) => __ty::read);

skeleton!(WRITE(__payload, __method, __field) => __payload.__method(self.__field));
skeleton!(WRITE_WRAPPED(__payload, __method, __field) => __payload.__method(self.__field.0));
skeleton!(WRITE_STRUCT(__payload, __field) => self.__field.encode(&mut __payload));
skeleton!(WRITER(__method) => runtime::Payload::__method);
skeleton!(WRITER_OWNED(__method) => |payload, item| payload.__method(&item));
skeleton!(WRITER_WRAPPED(__method) => |payload, item| payload.__method(item.0));
skeleton!(WRITER_STRUCT() => |payload, item| item.encode(payload));

skeleton!(UTF16_LEN(__field) => runtime::utf16_len(self.__field));
skeleton!(pub(super) LEN(__field) => self.__field.len());
skeleton!(SID_LEN(__field) => self.__field.as_bytes().len());
skeleton!(EACH_UTF16_LEN() => runtime::utf16_len);
skeleton!(EACH_LEN() => |item| item.len());
skeleton!(EACH_SID_LEN() => |item| item.as_bytes().len());

/// How one value is typed, read and written.
#[derive(Clone)]
pub(super) enum Element {
    /// A value that a method takes as it is.
    Value { ty: Code, method: &'static str },
    /// A newtype whose content a method takes.
    Wrapper { ty: Code, method: &'static str },
    /// A generated type of a map, and one of its constants if it has any.
    Map {
        ty: Code,
        method: &'static str,
        constant: Option<Code>,
    },
    /// A security identifier, which borrows.
    Sid,
    /// Unicode text, by its method.
    Unicode(&'static str),
    /// ANSI text, by its method.
    Ansi(&'static str),
    /// Exactly so many UTF-16 units.
    Units(u16),
    /// Exactly so many bytes.
    Bytes(u16),
    /// Any number of bytes, by the method.
    Slice(&'static str),
    /// A generated type, and its view if it borrows.
    Structure { name: Code, view: Option<Code> },
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
                (Extent::Constant(16), OutType::IPv6) => net("Ipv6Addr", "ipv6"),
                (Extent::Constant(bytes), _) => Self::Bytes(bytes),
                _ => Self::Slice("bytes"),
            },
            I::Int8 | I::UInt8 | I::Int16 | I::UInt16 | I::Int32 | I::UInt32 | I::HexInt32 => {
                small_number(in_type, out_type)
            }
            I::Int64 => primitive("i64"),
            I::UInt64 | I::HexInt64 => primitive("u64"),
            I::Float => primitive("f32"),
            I::Double => primitive("f64"),
            I::Boolean => value(Code::word("bool"), "bool32"),
            I::Guid => value(runtime("Guid"), "guid"),
            I::Pointer => value(Code::word("usize"), "pointer"),
            I::FileTime => value(runtime("FileTime"), "file_time"),
            I::SystemTime => value(runtime("DateTime"), "date_time"),
            I::Sid => Self::Sid,
            I::CountedUnicodeString => Self::Unicode("counted_unicode_string"),
            I::CountedAnsiString => Self::Ansi("counted_ansi_string"),
            I::CountedBinary => Self::Slice("counted_binary"),
        }
    }

    /// The element of an item with a map, whose generated type this is.
    pub(super) fn of_map(map: &MapType, width: Width) -> Self {
        Self::Map {
            ty: Code::ident(&map.name),
            method: width.primitive(),
            constant: map.constant.as_ref().map(Code::ident),
        }
    }

    /// Returns `true` if a value refers to memory of its owner.
    pub(super) const fn borrows(&self) -> bool {
        match self {
            Self::Value { .. } | Self::Wrapper { .. } | Self::Map { .. } => false,
            Self::Structure { view, .. } => view.is_some(),
            _ => true,
        }
    }

    /// Returns `true` for `bool`.
    pub(super) fn is_bool(&self) -> bool {
        matches!(self, Self::Value { method, .. } if method.starts_with("bool"))
    }

    /// Returns `true` if an array of it is memory as a payload has it.
    pub(super) fn is_byte(&self) -> bool {
        matches!(self, Self::Value { method: "u8", .. })
    }

    /// The type in an event.
    pub(super) fn ty(&self) -> Code {
        match self {
            Self::Value { ty, .. } | Self::Wrapper { ty, .. } | Self::Map { ty, .. } => ty.clone(),
            Self::Sid => BORROWED.fill([&Code::word("Sid")]),
            Self::Unicode(_) | Self::Ansi(_) => STR.fill([]),
            Self::Units(count) => UNITS.fill([&Code::number((*count).into())]),
            Self::Bytes(count) => BYTES.fill([&Code::number((*count).into())]),
            Self::Slice(_) => SLICE.fill([]),
            Self::Structure { name, view: None } => name.clone(),
            Self::Structure {
                name,
                view: Some(_),
            } => OWN.fill([name]),
        }
    }

    /// The type in an array of an event.
    pub(super) fn array_ty(&self) -> Code {
        match self {
            Self::Units(count) => OWNED_UNITS.fill([&Code::number((*count).into())]),
            Self::Bytes(count) => OWNED_BYTES.fill([&Code::number((*count).into())]),
            _ => self.ty(),
        }
    }

    /// The type in an array of a parameter.
    pub(super) fn array_parameter(&self) -> Code {
        match self {
            Self::Units(_) | Self::Bytes(_) => self.array_ty(),
            _ => self.parameter(),
        }
    }

    /// The type of a parameter.
    pub(super) fn parameter(&self) -> Code {
        match self {
            Self::Sid => BORROWED_ELIDED.fill([&Code::word("Sid")]),
            Self::Unicode(_) | Self::Ansi(_) => STR_ELIDED.fill([]),
            Self::Units(count) => UNITS_ELIDED.fill([&Code::number((*count).into())]),
            Self::Bytes(count) => BYTES_ELIDED.fill([&Code::number((*count).into())]),
            Self::Slice(_) => SLICE_ELIDED.fill([]),
            Self::Structure {
                name,
                view: Some(_),
            } => OWN_ELIDED.fill([name]),
            _ => self.ty(),
        }
    }

    /// The type in a view.
    pub(super) fn view(&self) -> Code {
        match self {
            Self::Unicode(_) | Self::Units(_) => BORROWED.fill([&Code::word("Text")]),
            Self::Ansi(_) => BORROWED.fill([&Code::word("AnsiText")]),
            Self::Structure {
                view: Some(view), ..
            } => OWN.fill([view]),
            _ => self.ty(),
        }
    }

    /// The expression that reads one value of this length.
    pub(super) fn read(&self, reader: &Code, length: &Code) -> Code {
        match self {
            Self::Wrapper { ty, method } | Self::Map { ty, method, .. } => {
                READ_WRAPPED.fill([reader, &Code::word(method), ty])
            }
            Self::Structure { .. } => READ_STRUCT.fill([reader, self.reading_type()]),
            _ => match self.reader() {
                (method, true) => READ_LENGTH.fill([reader, &Code::word(method), length]),
                (method, false) => READ.fill([reader, &Code::word(method)]),
            },
        }
    }

    /// The function that reads an element of an array.
    pub(super) fn read_element(&self) -> Code {
        match self {
            Self::Wrapper { ty, method } | Self::Map { ty, method, .. } => {
                READER_WRAPPED.fill([&Code::word(method), ty])
            }
            Self::Structure { .. } => READER_STRUCT.fill([self.reading_type()]),
            _ => READER.fill([&Code::word(self.reader().0)]),
        }
    }

    /// The method that reads a value, and whether it takes the length.
    pub(super) fn reader(&self) -> (&'static str, bool) {
        match self {
            Self::Value {
                method: "pointer", ..
            } => ("usize", false),
            Self::Value { method, .. }
            | Self::Wrapper { method, .. }
            | Self::Map { method, .. } => (method, false),
            Self::Sid => ("sid", false),
            Self::Unicode(method) | Self::Ansi(method) | Self::Slice(method) => {
                (method, method.ends_with("_counted") || *method == "bytes")
            }
            Self::Units(_) => ("unicode_counted", true),
            Self::Bytes(_) | Self::Structure { .. } => ("byte_array", false),
        }
    }

    /// The type whose function reads a struct.
    fn reading_type(&self) -> &Code {
        match self {
            Self::Structure {
                view: Some(view), ..
            } => view,
            Self::Structure { name, .. } => name,
            _ => unreachable!("only structs are read by a function of their own"),
        }
    }

    /// The expression that writes one value.
    pub(super) fn write(&self, payload: &Code, field: &Code) -> Code {
        match self {
            Self::Wrapper { method, .. } | Self::Map { method, .. } => {
                WRITE_WRAPPED.fill([payload, &Code::word(method), field])
            }
            Self::Structure { .. } => WRITE_STRUCT.fill([payload, field]),
            _ => WRITE.fill([payload, &Code::word(self.writer()), field]),
        }
    }

    /// The function that writes an element of an array.
    pub(super) fn write_element(&self) -> Code {
        match self {
            Self::Wrapper { method, .. } | Self::Map { method, .. } => {
                WRITER_WRAPPED.fill([&Code::word(method)])
            }
            Self::Structure { .. } => WRITER_STRUCT.fill([]),
            Self::Units(_) | Self::Bytes(_) => WRITER_OWNED.fill([&Code::word(self.writer())]),
            _ => WRITER.fill([&Code::word(self.writer())]),
        }
    }

    /// The method that writes a value.
    fn writer(&self) -> &'static str {
        match self {
            Self::Value { method, .. }
            | Self::Wrapper { method, .. }
            | Self::Map { method, .. }
            | Self::Unicode(method)
            | Self::Ansi(method)
            | Self::Slice(method) => method,
            Self::Sid => "sid",
            Self::Units(_) => "unicode_counted",
            Self::Bytes(_) | Self::Structure { .. } => "bytes",
        }
    }

    /// The length of a single value, as its length item has it.
    pub(super) fn length(&self, field: &Code) -> Code {
        match self {
            Self::Unicode(_) => UTF16_LEN.fill([field]),
            Self::Sid => SID_LEN.fill([field]),
            _ => LEN.fill([field]),
        }
    }

    /// The function from an element of an array to its length.
    pub(super) fn element_length(&self) -> Code {
        match self {
            Self::Unicode(_) => EACH_UTF16_LEN.fill([]),
            Self::Sid => EACH_SID_LEN.fill([]),
            _ => EACH_LEN.fill([]),
        }
    }
}

/// A type of the runtime.
fn runtime(name: &'static str) -> Code {
    RUNTIME.fill([&Code::word(name)])
}

const fn value(ty: Code, method: &'static str) -> Element {
    Element::Value { ty, method }
}

/// A type of Rust, whose name is also that of the methods.
fn primitive(name: &'static str) -> Element {
    value(Code::word(name), name)
}

fn net(name: &'static str, method: &'static str) -> Element {
    value(NET.fill([&Code::word(name)]), method)
}

fn wrapper(name: &'static str, method: &'static str) -> Element {
    let ty = runtime(name);
    Element::Wrapper { ty, method }
}

/// Integers of up to 32 bits, some of which have types of their own.
fn small_number(in_type: InType, out_type: OutType) -> Element {
    use InType as I;
    use OutType as O;
    match (in_type, out_type) {
        (I::UInt8, O::Boolean) => value(Code::word("bool"), "bool8"),
        (I::UInt16, O::Port) => value(runtime("Port"), "port"),
        (I::UInt32, O::IPv4) => net("Ipv4Addr", "ipv4"),
        (I::Int32, O::HResult) => wrapper("HResult", "i32"),
        (_, O::NtStatus) => wrapper("NtStatus", "u32"),
        (_, O::Win32Error | O::ErrorCode) => wrapper("Win32Error", "u32"),
        (I::Int8, _) => primitive("i8"),
        (I::UInt8, _) => primitive("u8"),
        (I::Int16, _) => primitive("i16"),
        (I::UInt16, _) => primitive("u16"),
        (I::Int32, _) => primitive("i32"),
        _ => primitive("u32"),
    }
}
