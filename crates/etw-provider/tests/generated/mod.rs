//! Generated code, written by hand: one event with a field of every kind, and a few small ones.
#![deny(warnings, missing_docs, unsafe_code, clippy::pedantic)]
#![allow(dead_code, reason = "each test binary uses a part of this module")]

/// Events of the provider `Example-Every-Type`.
#[allow(
    unreachable_pub,
    clippy::trivially_copy_pass_by_ref,
    reason = "as generated code has it"
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
        &runtime::ProviderIdentity::new(
            "Example-Every-Type",
            runtime::Guid::from_u128(0xc651f5f6_1c0d_492e_8ae1_b4efd7c9d503),
        )
        .with_traits(b"\x15\x00Example-Every-Type\x00"),
        &ENABLE,
    );

    static MAP_STATE: runtime::Map = runtime::Map::values(
        "State",
        &[
            runtime::MapItem::new(1, &["open", "abierto"]).with_symbol("STATE_OPEN"),
            runtime::MapItem::new(2, &["closed", "cerrado"]).with_symbol("STATE_CLOSED"),
        ],
    );

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
        runtime::Field::new(
            "Text",
            runtime::InType::UnicodeString,
            runtime::OutType::String,
        ),
        runtime::Field::new("Code", runtime::InType::Int32, runtime::OutType::Int),
    ]);

    static EVENT_MESSAGE: runtime::EventMetadata = runtime::EventMetadata::new(
        "Message",
        Message::DESCRIPTOR,
        &ENABLE[0],
        &TEMPLATE_MESSAGE,
    );

    /// Event 1, version 0.
    #[derive(Clone, Copy, Debug)]
    pub struct Message<'a> {
        /// Text
        pub text: &'a str,
        /// Code
        pub code: i32,
    }

    impl Message<'_> {
        /// The numbers that identify the event.
        pub const DESCRIPTOR: runtime::EventDescriptor = runtime::EventDescriptor::new(1, 0)
            .with_channel(16)
            .with_level(2)
            .with_task(7)
            .with_keyword(0x8000_0000_0000_0001);

        /// Whether anyone wants the event.
        #[must_use]
        #[inline]
        pub fn is_enabled() -> bool {
            ENABLE[0].is_enabled()
        }
    }

    impl Message<'_> {
        /// Emits the event.
        #[inline]
        pub fn emit(&self) -> runtime::Outcome {
            PROVIDER.emit(&ENABLE[0], self, &runtime::Activity::CURRENT)
        }

        /// Emits the event as part of an activity.
        #[inline]
        pub fn emit_with(&self, activity: &runtime::Activity) -> runtime::Outcome {
            PROVIDER.emit(&ENABLE[0], self, activity)
        }
    }

    impl runtime::Event for Message<'_> {
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
    pub fn emit_message(text: &str, code: i32) -> runtime::Outcome {
        Message { text, code }.emit()
    }

    /// A view of [`Message`] that borrows from a payload.
    #[derive(Clone, Copy, Debug)]
    pub struct MessageView<'a> {
        /// Text
        pub text: runtime::Text<'a>,
        /// Code
        pub code: i32,
    }

    impl runtime::Decode for Message<'_> {
        type View<'a> = MessageView<'a>;

        fn event() -> &'static runtime::EventMetadata {
            &EVENT_MESSAGE
        }

        fn read<'a>(reader: &mut runtime::PayloadReader<'a>) -> MessageView<'a> {
            MessageView {
                text: reader.unicode_string(),
                code: reader.i32(),
            }
        }
    }

    static EVENT_EMPTY: runtime::EventMetadata = runtime::EventMetadata::new(
        "Empty",
        Empty::DESCRIPTOR,
        &ENABLE[2],
        &runtime::Template::EMPTY,
    );

    /// Event 2, version 0.
    #[derive(Clone, Copy, Debug)]
    pub struct Empty;

    impl Empty {
        /// The numbers that identify the event.
        pub const DESCRIPTOR: runtime::EventDescriptor = runtime::EventDescriptor::new(2, 0)
            .with_channel(17)
            .with_level(5)
            .with_opcode(1)
            .with_keyword(0x4000_0000_0000_0002);

        /// Whether anyone wants the event.
        #[must_use]
        #[inline]
        pub fn is_enabled() -> bool {
            ENABLE[2].is_enabled()
        }

        /// Emits the event.
        #[inline]
        pub fn emit(&self) -> runtime::Outcome {
            PROVIDER.emit(&ENABLE[2], self, &runtime::Activity::CURRENT)
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
        runtime::Field::new("X", runtime::InType::Int16, runtime::OutType::Short),
        runtime::Field::new(
            "Label",
            runtime::InType::AnsiString,
            runtime::OutType::String,
        ),
    ];

    static TEMPLATE_LISTS: runtime::Template = runtime::template!([
        runtime::Field::new(
            "Count",
            runtime::InType::UInt8,
            runtime::OutType::UnsignedByte,
        ),
        runtime::Field::new(
            "Numbers",
            runtime::InType::UInt16,
            runtime::OutType::UnsignedShort,
        )
        .with_count(runtime::Extent::Field(0)),
        runtime::Field::structure("Points", &STRUCT_POINT).with_count(runtime::Extent::Field(0)),
        runtime::Field::new(
            "Length",
            runtime::InType::UInt16,
            runtime::OutType::UnsignedShort,
        ),
        runtime::Field::new(
            "Name",
            runtime::InType::UnicodeString,
            runtime::OutType::String,
        )
        .with_length(runtime::Extent::Field(3)),
        runtime::Field::new(
            "Code",
            runtime::InType::AnsiString,
            runtime::OutType::String,
        )
        .with_length(runtime::Extent::Constant(3)),
        runtime::Field::new("Flags", runtime::InType::Boolean, runtime::OutType::Boolean)
            .with_count(runtime::Extent::Constant(2)),
        runtime::Field::new(
            "State",
            runtime::InType::UInt32,
            runtime::OutType::UnsignedInt
        )
        .with_map(&MAP_STATE),
    ]);

    /// Point.
    #[derive(Clone, Copy, Debug)]
    pub struct Point<'a> {
        /// X
        pub x: i16,
        /// Label
        pub label: &'a str,
    }

    impl Point<'_> {
        fn encode(&self, payload: &mut runtime::Payload<'_>) {
            payload.i16(self.x);
            payload.ansi_string(self.label);
        }
    }

    static EVENT_LISTS: runtime::EventMetadata =
        runtime::EventMetadata::new("Lists", Lists::DESCRIPTOR, &ENABLE[1], &TEMPLATE_LISTS);

    /// Event 3, version 1.
    #[derive(Clone, Copy, Debug)]
    pub struct Lists<'a> {
        /// Numbers
        pub numbers: &'a [u16],
        /// Points
        pub points: &'a [Point<'a>],
        /// Name
        pub name: &'a str,
        /// Code
        pub code: &'a [u8; 3],
        /// Flags
        pub flags: &'a [bool; 2],
        /// State
        pub state: State,
    }

    impl Lists<'_> {
        /// The numbers that identify the event.
        pub const DESCRIPTOR: runtime::EventDescriptor = runtime::EventDescriptor::new(3, 1)
            .with_channel(16)
            .with_level(4)
            .with_opcode(10)
            .with_task(7)
            .with_keyword(0x8000_0000_0000_0001);
    }

    impl Lists<'_> {
        /// Emits the event.
        #[inline]
        pub fn emit(&self) -> runtime::Outcome {
            PROVIDER.emit(&ENABLE[1], self, &runtime::Activity::CURRENT)
        }
    }

    impl runtime::Event for Lists<'_> {
        fn metadata(&self) -> &'static runtime::EventMetadata {
            &EVENT_LISTS
        }

        fn encode<'p>(&self, storage: runtime::Storage<'p>) -> runtime::Encoded<'p> {
            let mut payload = runtime::Payload::new(storage);
            payload.count_u8([self.numbers.len(), self.points.len()]);
            payload.array(self.numbers, runtime::Payload::u16);
            payload.array(self.points, |payload, point| point.encode(payload));
            payload.count_u16([runtime::utf16_len(self.name)]);
            payload.unicode_counted(self.name);
            payload.bytes(self.code);
            payload.array(self.flags, runtime::Payload::bool32);
            payload.u32(self.state.0);
            payload.finish()
        }
    }

    static TEMPLATE_BLOB: runtime::Template = runtime::template!([
        runtime::Field::new(
            "Size",
            runtime::InType::UInt32,
            runtime::OutType::UnsignedInt,
        ),
        runtime::Field::new(
            "Bytes",
            runtime::InType::Binary,
            runtime::OutType::HexBinary,
        )
        .with_length(runtime::Extent::Field(0)),
    ]);

    static EVENT_BLOB: runtime::EventMetadata =
        runtime::EventMetadata::new("Blob", Blob::DESCRIPTOR, &ENABLE[1], &TEMPLATE_BLOB);

    /// Event 4, version 0.
    #[derive(Clone, Copy, Debug)]
    pub struct Blob<'a> {
        /// Bytes
        pub bytes: &'a [u8],
    }

    impl Blob<'_> {
        /// The numbers that identify the event.
        pub const DESCRIPTOR: runtime::EventDescriptor = runtime::EventDescriptor::new(4, 0)
            .with_channel(16)
            .with_level(4)
            .with_keyword(0x8000_0000_0000_0001);

        /// Whether anyone wants the event.
        #[must_use]
        #[inline]
        pub fn is_enabled() -> bool {
            ENABLE[1].is_enabled()
        }

        /// Emits the event.
        #[inline]
        pub fn emit(&self) -> runtime::Outcome {
            PROVIDER.emit(&ENABLE[1], self, &runtime::Activity::CURRENT)
        }
    }

    impl runtime::Event for Blob<'_> {
        fn metadata(&self) -> &'static runtime::EventMetadata {
            &EVENT_BLOB
        }

        fn encode<'p>(&self, storage: runtime::Storage<'p>) -> runtime::Encoded<'p> {
            let mut payload = runtime::Payload::new(storage);
            payload.count_u32([self.bytes.len()]);
            payload.bytes(self.bytes);
            payload.finish()
        }
    }

    /// The names, texts and templates of the provider.
    pub static METADATA: runtime::ProviderMetadata =
        runtime::ProviderMetadata::new(&PROVIDER, "EXAMPLE_EVERY_TYPE")
            .with_locales(&["en-US", "es-ES"])
            .with_message(&["Every type", "Todos los tipos"])
            .with_channels(&[
                runtime::Channel::new(
                    "Example-Every-Type/Operational",
                    16,
                    runtime::ChannelKind::Operational,
                )
                .with_symbol("OPERATIONAL_CHANNEL")
                .with_keyword_bit(0x8000_0000_0000_0000),
                runtime::Channel::new("Example-Every-Type/Debug", 17, runtime::ChannelKind::Debug)
                    .with_symbol("DEBUG_CHANNEL")
                    .with_keyword_bit(0x4000_0000_0000_0000),
            ])
            .with_levels(&[runtime::Level::new("win:Error", 2).with_text(&["Error", "Error"])])
            .with_tasks(&[runtime::Task::new("Example", 7).with_symbol("TASK_EXAMPLE")])
            .with_opcodes(&[
                runtime::Opcode::new("Step", 10).with_symbol("OPCODE_STEP"),
                runtime::Opcode::new("ExampleStep", 10)
                    .with_symbol("OPCODE_EXAMPLE_STEP")
                    .with_task(7),
            ])
            .with_keywords(&[
                runtime::Keyword::new("Work", 1).with_symbol("KEYWORD_WORK"),
                runtime::Keyword::new("Trouble", 2).with_symbol("KEYWORD_TROUBLE"),
            ])
            .with_maps(&[&MAP_STATE])
            .with_events(&[
                runtime::EventEntry::new(&EVENT_MESSAGE).with_message(&["%1 (%2)", "%1 = %2"]),
                runtime::EventEntry::new(&EVENT_EMPTY),
                runtime::EventEntry::new(&EVENT_LISTS),
                runtime::EventEntry::new(&EVENT_BLOB),
            ]);
}
