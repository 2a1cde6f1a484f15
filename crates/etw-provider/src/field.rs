//! [`Field`]: the metadata of one field of an event.

use crate::Map;

/// One field of an event: a `<data>` or `<struct>` item of its template.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    name: &'static str,
    kind: FieldKind,
    count: Extent,
    length: Extent,
}

impl Field {
    /// For generated code: a field of one value.
    #[must_use]
    pub const fn new(name: &'static str, in_type: InType, out_type: OutType) -> Self {
        Self::of_kind(
            name,
            FieldKind::Value {
                in_type,
                out_type,
                map: None,
            },
        )
    }

    /// For generated code: a field of one structure.
    #[must_use]
    pub const fn structure(name: &'static str, fields: &'static [Field]) -> Self {
        Self::of_kind(name, FieldKind::Struct(fields))
    }

    const fn of_kind(name: &'static str, kind: FieldKind) -> Self {
        Self {
            name,
            kind,
            count: Extent::None,
            length: Extent::None,
        }
    }

    /// Sets the map of the values; a structure has no map.
    #[must_use]
    pub const fn with_map(self, map: &'static Map) -> Self {
        let kind = match self.kind {
            FieldKind::Value {
                in_type, out_type, ..
            } => FieldKind::Value {
                in_type,
                out_type,
                map: Some(map),
            },
            kind @ FieldKind::Struct(_) => kind,
        };
        Self { kind, ..self }
    }

    /// Sets [`count`](Self::count).
    #[must_use]
    pub const fn with_count(self, count: Extent) -> Self {
        Self { count, ..self }
    }

    /// Sets [`length`](Self::length).
    #[must_use]
    pub const fn with_length(self, length: Extent) -> Self {
        Self { length, ..self }
    }

    /// Returns the name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns whether the field holds values or structures.
    #[must_use]
    pub const fn kind(&self) -> FieldKind {
        self.kind
    }

    /// Returns the number of values; [`Extent::None`] for exactly one.
    #[must_use]
    pub const fn count(&self) -> Extent {
        self.count
    }

    /// Returns the length of each value; [`Extent::None`] if it follows from the type or the bytes.
    #[must_use]
    pub const fn length(&self) -> Extent {
        self.length
    }
}

/// The kind of a [`Field`].
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum FieldKind {
    /// A value.
    #[non_exhaustive]
    Value {
        /// The layout of the bytes.
        in_type: InType,
        /// The way to show the value.
        out_type: OutType,
        /// The names of values or bits.
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
    /// The value of the field with this index, which counts from 0, among the fields of the event or structure.
    Field(u16),
}

/// The layout of a value in the payload. The discriminant is the number that Windows has for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
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
    /// 32 bits: 0 for false, any other number for true.
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

/// The way to show a value. The discriminant is the number that Windows has for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
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
