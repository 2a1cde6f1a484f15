//! What the compiler generates, written by hand: one event with a field of every kind, and a few small ones.
#![deny(warnings, missing_docs, unsafe_code, clippy::pedantic)]
#![allow(dead_code, reason = "each test binary uses a part of this module")]

/// Events of the provider `Example-Every-Type`.
#[allow(
    unreachable_pub,
    clippy::trivially_copy_pass_by_ref,
    reason = "events are public and alike, wherever the module stands"
)]
pub mod example_every_type {
    use ::etw_provider as runtime;

    static ENABLE: [runtime::EnableWord; 3] = [
        runtime::EnableWord::new(2, 0x8000_0000_0000_0001),
        runtime::EnableWord::new(4, 0x8000_0000_0000_0001),
        runtime::EnableWord::new(5, 0x4000_0000_0000_0002),
    ];

    /// The provider `Example-Every-Type`.
    pub static PROVIDER: runtime::Provider = runtime::Provider::new(
        &runtime::ProviderIdentity {
            name: "Example-Every-Type",
            guid: runtime::Guid::from_u128(0xc651f5f6_1c0d_492e_8ae1_b4efd7c9d503),
            traits: b"\x15\x00Example-Every-Type\x00",
            control_guid: None,
        },
        &ENABLE,
    );

    static MAP_STATE: runtime::Map = runtime::Map {
        name: "State",
        kind: runtime::MapKind::Value,
        items: &[
            runtime::MapItem {
                value: 1,
                symbol: "STATE_OPEN",
                text: runtime::LocalizedText::new(&["open", "abierto"]),
            },
            runtime::MapItem {
                value: 2,
                symbol: "STATE_CLOSED",
                text: runtime::LocalizedText::new(&["closed", "cerrado"]),
            },
        ],
    };

    /// State.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct State(pub u32);

    impl State {
        /// open
        pub const OPEN: Self = Self(1);
        /// closed
        pub const CLOSED: Self = Self(2);
    }

    static TEMPLATE_MESSAGE: runtime::Template = runtime::template!([
        runtime::Field::data(
            "Text",
            runtime::InType::UnicodeString,
            runtime::OutType::String,
        ),
        runtime::Field::data("Code", runtime::InType::Int32, runtime::OutType::Int),
    ]);

    static EVENT_MESSAGE: runtime::EventMetadata = runtime::EventMetadata {
        symbol: "Message",
        name: "Message",
        descriptor: Message::DESCRIPTOR,
        word: 0,
        template: &TEMPLATE_MESSAGE,
    };

    /// Event 1, version 0.
    #[derive(Debug)]
    pub struct Message<'a, T: ?Sized = str> {
        /// Text
        pub text: &'a T,
        /// Code
        pub code: i32,
    }

    impl<T: ?Sized> Clone for Message<'_, T> {
        fn clone(&self) -> Self {
            *self
        }
    }

    impl<T: ?Sized> Copy for Message<'_, T> {}

    impl Message<'_> {
        /// The numbers that identify the event.
        pub const DESCRIPTOR: runtime::EventDescriptor = runtime::EventDescriptor {
            id: 1,
            version: 0,
            channel: 16,
            level: 2,
            opcode: 0,
            task: 7,
            keyword: 0x8000_0000_0000_0001,
        };

        /// Whether anyone wants the event.
        #[must_use]
        #[inline]
        pub fn is_enabled() -> bool {
            ENABLE[0].is_enabled()
        }
    }

    impl<T: runtime::UnicodeText + ?Sized> Message<'_, T> {
        /// Emits the event.
        #[inline]
        pub fn emit(&self) -> runtime::Outcome {
            if ENABLE[0].is_enabled() {
                PROVIDER.write(&{ *self }, &runtime::Activity::CURRENT)
            } else {
                runtime::Outcome::Disabled
            }
        }

        /// Emits the event as part of an activity.
        #[inline]
        pub fn emit_with(&self, activity: &runtime::Activity) -> runtime::Outcome {
            if ENABLE[0].is_enabled() {
                PROVIDER.write(&{ *self }, activity)
            } else {
                runtime::Outcome::Disabled
            }
        }
    }

    impl<T: runtime::UnicodeText + ?Sized> runtime::Event for Message<'_, T> {
        fn metadata(&self) -> &'static runtime::EventMetadata {
            &EVENT_MESSAGE
        }

        fn encode<'p>(&self, storage: runtime::Storage<'p>) -> runtime::Encoded<'p> {
            let mut payload = runtime::Payload::new(storage);
            payload.unicode_string(self.text);
            payload.i32(self.code);
            payload.finish()
        }
    }

    /// Emits event 1.
    #[inline]
    pub fn emit_message<T: runtime::UnicodeText + ?Sized>(text: &T, code: i32) -> runtime::Outcome {
        Message { text, code }.emit()
    }

    static EVENT_EMPTY: runtime::EventMetadata = runtime::EventMetadata {
        symbol: "Empty",
        name: "Empty",
        descriptor: Empty::DESCRIPTOR,
        word: 2,
        template: &runtime::Template::EMPTY,
    };

    /// Event 2, version 0.
    #[derive(Clone, Copy, Debug)]
    pub struct Empty;

    impl Empty {
        /// The numbers that identify the event.
        pub const DESCRIPTOR: runtime::EventDescriptor = runtime::EventDescriptor {
            id: 2,
            version: 0,
            channel: 17,
            level: 5,
            opcode: 1,
            task: 0,
            keyword: 0x4000_0000_0000_0002,
        };

        /// Whether anyone wants the event.
        #[must_use]
        #[inline]
        pub fn is_enabled() -> bool {
            ENABLE[2].is_enabled()
        }

        /// Emits the event.
        #[inline]
        pub fn emit(&self) -> runtime::Outcome {
            if ENABLE[2].is_enabled() {
                PROVIDER.write(&{ *self }, &runtime::Activity::CURRENT)
            } else {
                runtime::Outcome::Disabled
            }
        }
    }

    impl runtime::Event for Empty {
        fn metadata(&self) -> &'static runtime::EventMetadata {
            &EVENT_EMPTY
        }

        fn encode<'p>(&self, _storage: runtime::Storage<'p>) -> runtime::Encoded<'p> {
            Ok(&[])
        }
    }

    static STRUCT_POINT: [runtime::Field; 2] = [
        runtime::Field::data("X", runtime::InType::Int16, runtime::OutType::Short),
        runtime::Field::data(
            "Label",
            runtime::InType::AnsiString,
            runtime::OutType::String,
        ),
    ];

    static TEMPLATE_LISTS: runtime::Template = runtime::template!([
        runtime::Field::data(
            "Count",
            runtime::InType::UInt8,
            runtime::OutType::UnsignedByte,
        ),
        runtime::Field::data(
            "Numbers",
            runtime::InType::UInt16,
            runtime::OutType::UnsignedShort,
        )
        .count(runtime::Extent::Field(0)),
        runtime::Field::structure("Points", &STRUCT_POINT).count(runtime::Extent::Field(0)),
        runtime::Field::data(
            "Length",
            runtime::InType::UInt16,
            runtime::OutType::UnsignedShort,
        ),
        runtime::Field::data(
            "Name",
            runtime::InType::UnicodeString,
            runtime::OutType::String,
        )
        .length(runtime::Extent::Field(3)),
        runtime::Field::data(
            "Code",
            runtime::InType::AnsiString,
            runtime::OutType::String,
        )
        .length(runtime::Extent::Constant(3)),
        runtime::Field::data("Flags", runtime::InType::Boolean, runtime::OutType::Boolean)
            .count(runtime::Extent::Constant(2)),
        runtime::Field::mapped(
            "State",
            runtime::InType::UInt32,
            runtime::OutType::UnsignedInt,
            &MAP_STATE
        ),
    ]);

    /// Point.
    #[derive(Debug)]
    pub struct Point<'a, A: ?Sized = str> {
        /// X
        pub x: i16,
        /// Label
        pub label: &'a A,
    }

    impl<A: ?Sized> Clone for Point<'_, A> {
        fn clone(&self) -> Self {
            *self
        }
    }

    impl<A: ?Sized> Copy for Point<'_, A> {}

    impl<A: runtime::AnsiText + ?Sized> Point<'_, A> {
        fn encode(&self, payload: &mut runtime::Payload<'_>) {
            payload.i16(self.x);
            payload.ansi_string(self.label);
        }
    }

    static EVENT_LISTS: runtime::EventMetadata = runtime::EventMetadata {
        symbol: "Lists",
        name: "Lists",
        descriptor: Lists::DESCRIPTOR,
        word: 1,
        template: &TEMPLATE_LISTS,
    };

    /// Event 3, version 1.
    #[derive(Debug)]
    pub struct Lists<'a, T: ?Sized = str, A: ?Sized = str> {
        /// Numbers
        pub numbers: &'a [u16],
        /// Points
        pub points: &'a [Point<'a, A>],
        /// Name
        pub name: &'a T,
        /// Code
        pub code: &'a [u8; 3],
        /// Flags
        pub flags: &'a [bool; 2],
        /// State
        pub state: State,
    }

    impl<T: ?Sized, A: ?Sized> Clone for Lists<'_, T, A> {
        fn clone(&self) -> Self {
            *self
        }
    }

    impl<T: ?Sized, A: ?Sized> Copy for Lists<'_, T, A> {}

    impl Lists<'_> {
        /// The numbers that identify the event.
        pub const DESCRIPTOR: runtime::EventDescriptor = runtime::EventDescriptor {
            id: 3,
            version: 1,
            channel: 16,
            level: 4,
            opcode: 10,
            task: 7,
            keyword: 0x8000_0000_0000_0001,
        };
    }

    impl<T: runtime::UnicodeText + ?Sized, A: runtime::AnsiText + ?Sized> Lists<'_, T, A> {
        /// Emits the event.
        #[inline]
        pub fn emit(&self) -> runtime::Outcome {
            if ENABLE[1].is_enabled() {
                PROVIDER.write(&{ *self }, &runtime::Activity::CURRENT)
            } else {
                runtime::Outcome::Disabled
            }
        }
    }

    impl<T: runtime::UnicodeText + ?Sized, A: runtime::AnsiText + ?Sized> runtime::Event
        for Lists<'_, T, A>
    {
        fn metadata(&self) -> &'static runtime::EventMetadata {
            &EVENT_LISTS
        }

        fn encode<'p>(&self, storage: runtime::Storage<'p>) -> runtime::Encoded<'p> {
            let mut payload = runtime::Payload::new(storage);
            payload.count_u8(&[self.numbers.len(), self.points.len()]);
            for number in self.numbers {
                payload.u16(*number);
            }
            for point in self.points {
                point.encode(&mut payload);
            }
            payload.count_u16(&[runtime::UnicodeText::utf16_len(self.name)]);
            payload.unicode_counted(self.name);
            payload.bytes(self.code);
            for flag in self.flags {
                payload.bool32(*flag);
            }
            payload.u32(self.state.0);
            payload.finish()
        }
    }

    static TEMPLATE_BLOB: runtime::Template = runtime::template!([
        runtime::Field::data(
            "Size",
            runtime::InType::UInt32,
            runtime::OutType::UnsignedInt,
        ),
        runtime::Field::data(
            "Bytes",
            runtime::InType::Binary,
            runtime::OutType::HexBinary,
        )
        .length(runtime::Extent::Field(0)),
    ]);

    static EVENT_BLOB: runtime::EventMetadata = runtime::EventMetadata {
        symbol: "Blob",
        name: "Blob",
        descriptor: Blob::DESCRIPTOR,
        word: 1,
        template: &TEMPLATE_BLOB,
    };

    /// Event 4, version 0.
    #[derive(Clone, Copy, Debug)]
    pub struct Blob<'a> {
        /// Bytes
        pub bytes: &'a [u8],
    }

    impl Blob<'_> {
        /// The numbers that identify the event.
        pub const DESCRIPTOR: runtime::EventDescriptor = runtime::EventDescriptor {
            id: 4,
            version: 0,
            channel: 16,
            level: 4,
            opcode: 0,
            task: 0,
            keyword: 0x8000_0000_0000_0001,
        };

        /// Whether anyone wants the event.
        #[must_use]
        #[inline]
        pub fn is_enabled() -> bool {
            ENABLE[1].is_enabled()
        }

        /// Emits the event.
        #[inline]
        pub fn emit(&self) -> runtime::Outcome {
            if ENABLE[1].is_enabled() {
                PROVIDER.write(&{ *self }, &runtime::Activity::CURRENT)
            } else {
                runtime::Outcome::Disabled
            }
        }
    }

    impl runtime::Event for Blob<'_> {
        fn metadata(&self) -> &'static runtime::EventMetadata {
            &EVENT_BLOB
        }

        fn encode<'p>(&self, storage: runtime::Storage<'p>) -> runtime::Encoded<'p> {
            let mut payload = runtime::Payload::new(storage);
            payload.count_u32(&[self.bytes.len()]);
            payload.bytes(self.bytes);
            payload.finish()
        }
    }

    /// What the manifest says about the provider, for tools.
    #[rustfmt::skip]
    pub static METADATA: runtime::ProviderMetadata = runtime::ProviderMetadata {
        provider: &PROVIDER,
        symbol: "EXAMPLE_EVERY_TYPE",
        locales: &["en-US", "es-ES"],
        message: runtime::LocalizedText::new(&["Every type", "Todos los tipos"]),
        channels: &[
            runtime::Channel { name: "Example-Every-Type/Operational", symbol: "OPERATIONAL_CHANNEL", value: 16, keyword_bit: 0x8000_0000_0000_0000, kind: runtime::ChannelKind::Operational, text: runtime::LocalizedText::EMPTY },
            runtime::Channel { name: "Example-Every-Type/Debug", symbol: "DEBUG_CHANNEL", value: 17, keyword_bit: 0x4000_0000_0000_0000, kind: runtime::ChannelKind::Debug, text: runtime::LocalizedText::EMPTY },
        ],
        levels: &[runtime::Level { name: "win:Error", value: 2, text: runtime::LocalizedText::new(&["Error", "Error"]) }],
        tasks: &[runtime::Task { name: "Example", symbol: "TASK_EXAMPLE", value: 7, event_guid: None, text: runtime::LocalizedText::EMPTY }],
        opcodes: &[
            runtime::Opcode { name: "Step", symbol: "OPCODE_STEP", value: 10, task: None, text: runtime::LocalizedText::EMPTY },
            runtime::Opcode { name: "ExampleStep", symbol: "OPCODE_EXAMPLE_STEP", value: 10, task: Some(7), text: runtime::LocalizedText::EMPTY },
        ],
        keywords: &[
            runtime::Keyword { name: "Work", symbol: "KEYWORD_WORK", mask: 1, text: runtime::LocalizedText::EMPTY },
            runtime::Keyword { name: "Trouble", symbol: "KEYWORD_TROUBLE", mask: 2, text: runtime::LocalizedText::EMPTY },
        ],
        maps: &[&MAP_STATE],
        events: &[
            runtime::EventEntry::new(&EVENT_MESSAGE, &["%1 (%2)", "%1 = %2"]),
            runtime::EventEntry::new(&EVENT_EMPTY, &[]),
            runtime::EventEntry::new(&EVENT_LISTS, &[]),
            runtime::EventEntry::new(&EVENT_BLOB, &[]),
        ],
    };
}
