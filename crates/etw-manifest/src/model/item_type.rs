//! The types of items: how a value is stored (`inType`) and how it is shown (`outType`).

/// Declares an enum of types with their numbers in `WEVT_TEMPLATE` and their names in manifests.
macro_rules! types {
    ($(#[$meta:meta])* $type:ident { $($variant:ident = $number:literal $name:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[non_exhaustive]
        pub enum $type {
            $(#[doc = concat!("`", $name, "`.")] $variant = $number,)*
        }

        impl $type {
            /// Every one, in the order of the numbers.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The number in `WEVT_TEMPLATE`.
            #[must_use]
            pub const fn number(self) -> u8 {
                self as u8
            }

            /// The usual name in manifests, with its usual prefix.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// The name of the variant, which is also that of the runtime's type.
            pub(crate) const fn variant_name(self) -> &'static str {
                match self {
                    $(Self::$variant => stringify!($variant),)*
                }
            }

            /// The name without a prefix.
            #[must_use]
            pub fn local_name(self) -> &'static str {
                self.name().split_once(':').map_or(self.name(), |(_, local)| local)
            }

            /// The type with this name without a prefix.
            #[must_use]
            pub fn from_local_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.local_name() == name)
            }

            /// The type with this number in `WEVT_TEMPLATE`.
            #[must_use]
            pub fn from_number(number: u8) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.number() == number)
            }
        }
    };
}

types! {
    /// How an item is stored. Numbers and names as observed in mc.exe's output.
    InType {
        UnicodeString = 1 "win:UnicodeString",
        AnsiString = 2 "win:AnsiString",
        Int8 = 3 "win:Int8",
        UInt8 = 4 "win:UInt8",
        Int16 = 5 "win:Int16",
        UInt16 = 6 "win:UInt16",
        Int32 = 7 "win:Int32",
        UInt32 = 8 "win:UInt32",
        Int64 = 9 "win:Int64",
        UInt64 = 10 "win:UInt64",
        Float = 11 "win:Float",
        Double = 12 "win:Double",
        Boolean = 13 "win:Boolean",
        Binary = 14 "win:Binary",
        Guid = 15 "win:GUID",
        Pointer = 16 "win:Pointer",
        FileTime = 17 "win:FILETIME",
        SystemTime = 18 "win:SYSTEMTIME",
        Sid = 19 "win:SID",
        HexInt32 = 20 "win:HexInt32",
        HexInt64 = 21 "win:HexInt64",
        CountedUnicodeString = 22 "win:CountedUnicodeString",
        CountedAnsiString = 23 "win:CountedAnsiString",
        CountedBinary = 25 "win:CountedBinary",
    }
}

types! {
    /// How an item is shown. Numbers and names as observed in mc.exe's output.
    OutType {
        String = 1 "xs:string",
        DateTime = 2 "xs:dateTime",
        Byte = 3 "xs:byte",
        UnsignedByte = 4 "xs:unsignedByte",
        Short = 5 "xs:short",
        UnsignedShort = 6 "xs:unsignedShort",
        Int = 7 "xs:int",
        UnsignedInt = 8 "xs:unsignedInt",
        Long = 9 "xs:long",
        UnsignedLong = 10 "xs:unsignedLong",
        Float = 11 "xs:float",
        Double = 12 "xs:double",
        Boolean = 13 "xs:boolean",
        Guid = 14 "xs:GUID",
        HexBinary = 15 "xs:hexBinary",
        HexInt8 = 16 "win:HexInt8",
        HexInt16 = 17 "win:HexInt16",
        HexInt32 = 18 "win:HexInt32",
        HexInt64 = 19 "win:HexInt64",
        ProcessId = 20 "win:PID",
        ThreadId = 21 "win:TID",
        Port = 22 "win:Port",
        IPv4 = 23 "win:IPv4",
        IPv6 = 24 "win:IPv6",
        SocketAddress = 25 "win:SocketAddress",
        CimDateTime = 26 "win:CIMDateTime",
        EtwTime = 27 "win:ETWTIME",
        Xml = 28 "win:Xml",
        ErrorCode = 29 "win:ErrorCode",
        Win32Error = 30 "win:Win32Error",
        NtStatus = 31 "win:NTSTATUS",
        HResult = 32 "win:HResult",
        DateTimeCultureInsensitive = 33 "win:DateTimeCultureInsensitive",
        Json = 34 "win:Json",
        Utf8 = 35 "win:Utf8",
        Pkcs7WithTypeInfo = 36 "win:Pkcs7WithTypeInfo",
        CodePointer = 37 "win:CodePointer",
        DateTimeUtc = 38 "win:DateTimeUtc",
    }
}

impl InType {
    /// The outTypes it allows; the first is the default.
    #[must_use]
    pub const fn out_types(self) -> &'static [OutType] {
        use OutType as O;
        match self {
            Self::UnicodeString | Self::CountedUnicodeString => &[O::String, O::Xml, O::Json],
            Self::AnsiString | Self::CountedAnsiString => &[O::String, O::Xml, O::Json, O::Utf8],
            Self::Int8 => &[O::Byte, O::String],
            Self::UInt8 => &[O::UnsignedByte, O::HexInt8, O::String, O::Boolean],
            Self::Int16 => &[O::Short],
            Self::UInt16 => &[O::UnsignedShort, O::Port, O::HexInt16, O::String],
            Self::Int32 => &[O::Int, O::HResult],
            Self::UInt32 => &[
                O::UnsignedInt,
                O::ProcessId,
                O::ThreadId,
                O::IPv4,
                O::EtwTime,
                O::ErrorCode,
                O::Win32Error,
                O::NtStatus,
                O::HexInt32,
                O::CodePointer,
            ],
            Self::Int64 => &[O::Long],
            Self::UInt64 => &[O::UnsignedLong, O::EtwTime, O::HexInt64, O::CodePointer],
            Self::Float => &[O::Float],
            Self::Double => &[O::Double],
            Self::Boolean => &[O::Boolean],
            Self::Binary | Self::CountedBinary => &[
                O::HexBinary,
                O::IPv6,
                O::SocketAddress,
                O::Pkcs7WithTypeInfo,
            ],
            Self::Guid => &[O::Guid],
            Self::Pointer => &[O::HexInt64, O::CodePointer, O::Long, O::UnsignedLong],
            Self::FileTime | Self::SystemTime => {
                &[O::DateTime, O::DateTimeCultureInsensitive, O::DateTimeUtc]
            }
            Self::Sid => &[O::String],
            Self::HexInt32 => &[
                O::HexInt32,
                O::ErrorCode,
                O::Win32Error,
                O::NtStatus,
                O::CodePointer,
            ],
            Self::HexInt64 => &[O::HexInt64, O::CodePointer],
        }
    }

    /// The outType of an item that names none.
    #[must_use]
    pub const fn default_out_type(self) -> OutType {
        self.out_types()[0]
    }

    /// Returns whether an item of this type may have a `length`.
    #[must_use]
    pub const fn allows_length(self) -> bool {
        matches!(
            self,
            Self::UnicodeString | Self::AnsiString | Self::Binary | Self::Sid
        )
    }

    /// Whether an item of this type can hold the count or length of another.
    #[must_use]
    pub const fn can_count(self) -> bool {
        matches!(
            self,
            Self::UInt8 | Self::UInt16 | Self::UInt32 | Self::HexInt32
        )
    }
}
