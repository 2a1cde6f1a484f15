//! [`Field`]: what the manifest says about one item of an event's data.

use crate::Map;

/// One `<data>` or `<struct>` item of a template.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The item's name.
    pub name: &'static str,
    /// A value or a structure.
    pub kind: FieldKind,
    /// How many values there are; [`Extent::None`] for exactly one.
    pub count: Extent,
    /// How long each value is; [`Extent::None`] where the type says so itself.
    pub length: Extent,
}

impl Field {
    /// One value of these types.
    #[must_use]
    pub const fn data(name: &'static str, in_type: InType, out_type: OutType) -> Self {
        Self::new(
            name,
            FieldKind::Value {
                in_type,
                out_type,
                map: None,
            },
        )
    }

    /// One value whose values or bits have names.
    #[must_use]
    pub const fn mapped(
        name: &'static str,
        in_type: InType,
        out_type: OutType,
        map: &'static Map,
    ) -> Self {
        Self::new(
            name,
            FieldKind::Value {
                in_type,
                out_type,
                map: Some(map),
            },
        )
    }

    /// One structure of these members.
    #[must_use]
    pub const fn structure(name: &'static str, members: &'static [Field]) -> Self {
        Self::new(name, FieldKind::Struct(members))
    }

    const fn new(name: &'static str, kind: FieldKind) -> Self {
        Self {
            name,
            kind,
            count: Extent::None,
            length: Extent::None,
        }
    }

    /// This many of it.
    #[must_use]
    pub const fn count(self, count: Extent) -> Self {
        Self { count, ..self }
    }

    /// Of this length each.
    #[must_use]
    pub const fn length(self, length: Extent) -> Self {
        Self { length, ..self }
    }
}

/// What a [`Field`] holds.
#[derive(Clone, Copy, Debug)]
pub enum FieldKind {
    /// A value.
    Value {
        /// How the bytes are laid out.
        in_type: InType,
        /// How the value is shown.
        out_type: OutType,
        /// The names of its values or bits.
        map: Option<&'static Map>,
    },
    /// A structure of further fields.
    Struct(&'static [Field]),
}

/// The `count` or `length` of a [`Field`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Not given.
    None,
    /// A number.
    Constant(u16),
    /// The value of the sibling with this index; all siblings count, from 0.
    Field(u16),
}

/// The layout of a value in the payload; the discriminant is the platform's number for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum InType {
    /// UTF-16LE: ends with a NUL, or has a length.
    UnicodeString = 1,
    /// Bytes of an ANSI code page or UTF-8: end with a NUL, or have a length.
    AnsiString = 2,
    /// 8 bits, signed.
    Int8 = 3,
    /// 8 bits.
    UInt8 = 4,
    /// 16 bits, signed.
    Int16 = 5,
    /// 16 bits.
    UInt16 = 6,
    /// 32 bits, signed.
    Int32 = 7,
    /// 32 bits.
    UInt32 = 8,
    /// 64 bits, signed.
    Int64 = 9,
    /// 64 bits.
    UInt64 = 10,
    /// IEEE 754, 32 bits.
    Float = 11,
    /// IEEE 754, 64 bits.
    Double = 12,
    /// 32 bits, 0 or not.
    Boolean = 13,
    /// Bytes; has a length.
    Binary = 14,
    /// 16 bytes in Windows memory order.
    Guid = 15,
    /// As wide as an address of the process that wrote the event.
    Pointer = 16,
    /// 64 bits: steps of 100 ns since 1601.
    FileTime = 17,
    /// Eight 16-bit calendar fields.
    SystemTime = 18,
    /// A security identifier, 8 bytes and 4 for each sub-authority.
    Sid = 19,
    /// 32 bits, shown in hexadecimal.
    HexInt32 = 20,
    /// 64 bits, shown in hexadecimal.
    HexInt64 = 21,
    /// A 16-bit count of bytes, then UTF-16LE.
    CountedUnicodeString = 22,
    /// A 16-bit count of bytes, then an ANSI string.
    CountedAnsiString = 23,
    /// A 16-bit count of bytes, then the bytes.
    CountedBinary = 25,
}

/// How a value is meant to be shown; the discriminant is the platform's number for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum OutType {
    /// `xs:string`
    String = 1,
    /// `xs:dateTime`
    DateTime = 2,
    /// `xs:byte`
    Byte = 3,
    /// `xs:unsignedByte`
    UnsignedByte = 4,
    /// `xs:short`
    Short = 5,
    /// `xs:unsignedShort`
    UnsignedShort = 6,
    /// `xs:int`
    Int = 7,
    /// `xs:unsignedInt`
    UnsignedInt = 8,
    /// `xs:long`
    Long = 9,
    /// `xs:unsignedLong`
    UnsignedLong = 10,
    /// `xs:float`
    Float = 11,
    /// `xs:double`
    Double = 12,
    /// `xs:boolean`
    Boolean = 13,
    /// `xs:GUID`
    Guid = 14,
    /// `xs:hexBinary`
    HexBinary = 15,
    /// `win:HexInt8`
    HexInt8 = 16,
    /// `win:HexInt16`
    HexInt16 = 17,
    /// `win:HexInt32`
    HexInt32 = 18,
    /// `win:HexInt64`
    HexInt64 = 19,
    /// `win:PID`
    ProcessId = 20,
    /// `win:TID`
    ThreadId = 21,
    /// `win:Port`, big endian
    Port = 22,
    /// `win:IPv4`
    IPv4 = 23,
    /// `win:IPv6`
    IPv6 = 24,
    /// `win:SocketAddress`
    SocketAddress = 25,
    /// `win:CIMDateTime`
    CimDateTime = 26,
    /// `win:ETWTIME`
    EtwTime = 27,
    /// `win:Xml`
    Xml = 28,
    /// `win:ErrorCode`
    ErrorCode = 29,
    /// `win:Win32Error`
    Win32Error = 30,
    /// `win:NTSTATUS`
    NtStatus = 31,
    /// `win:HResult`
    HResult = 32,
    /// `win:DateTimeCultureInsensitive`
    DateTimeCultureInsensitive = 33,
    /// `win:Json`
    Json = 34,
    /// `win:Utf8`
    Utf8 = 35,
    /// `win:Pkcs7WithTypeInfo`
    Pkcs7WithTypeInfo = 36,
    /// `win:CodePointer`
    CodePointer = 37,
    /// `win:DateTimeUtc`
    DateTimeUtc = 38,
}
