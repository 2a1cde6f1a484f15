//! A provider with fields that are shown in different ways, for the tests of rendering.

use etw_provider::{
    Channel, ChannelKind, Document, EnableWord, EventDescriptor, EventEntry, EventMetadata, Extent,
    Field, Guid, InType, Keyword, Level, Map, MapItem, Opcode, OutType, Provider, ProviderIdentity,
    ProviderMetadata, Task, Template, UserContent, UserElement,
};

const fn item(value: u32, texts: &'static [&'static str]) -> MapItem {
    MapItem::new(value, texts).with_symbol("SYMBOL")
}

static STATE: Map = Map::values(
    "State",
    &[item(1, &["offen", "open"]), item(2, &["zu", "closed"])],
);

static RIGHTS: Map = Map::bits(
    "Rights",
    &[
        item(1, &["lesen", "read"]),
        item(2, &["schreiben", "write"]),
    ],
);

static MAPPED: Template = Template::undescribed(&[
    Field::new("State", InType::UInt8, OutType::UnsignedByte).with_map(&STATE),
    Field::new("Rights", InType::HexInt32, OutType::HexInt32).with_map(&RIGHTS),
]);

static POINT: [Field; 2] = [
    Field::new("X", InType::Int16, OutType::Short),
    Field::new("Label", InType::UnicodeString, OutType::String),
];

static LISTS: Template = Template::undescribed(&[
    Field::new("Count", InType::UInt8, OutType::UnsignedByte),
    Field::new("States", InType::UInt8, OutType::UnsignedByte)
        .with_map(&STATE)
        .with_count(Extent::Field(0)),
    Field::structure("Points", &POINT).with_count(Extent::Field(0)),
    Field::structure("Last", &POINT),
]);

static CODES: Template = Template::undescribed(&[
    Field::new("Win32", InType::UInt32, OutType::Win32Error),
    Field::new("Status", InType::UInt32, OutType::NtStatus),
    Field::new("Result", InType::Int32, OutType::HResult),
    Field::new("Reason", InType::UnicodeString, OutType::String),
]);

const fn event(id: u16, name: &'static str, template: &'static Template) -> EventMetadata {
    let descriptor = EventDescriptor::new(id, 0)
        .with_channel(16)
        .with_level(2)
        .with_opcode(10)
        .with_task(7)
        .with_keyword(0x8000_0000_0000_0003);
    EventMetadata::new(name, descriptor, &ENABLE[0], template)
}

static EVENT_MAPPED: EventMetadata = event(1, "Mapped", &MAPPED);
static EVENT_LISTS: EventMetadata = event(2, "Lists", &LISTS);
static EVENT_CODES: EventMetadata = event(3, "Codes", &CODES);
static EVENT_USER: EventMetadata = event(4, "User", &LISTS);
static EVENT_SILENT: EventMetadata = event(5, "Silent", &Template::EMPTY);

const fn leaf(name: &'static str, content: &'static [UserContent]) -> UserContent {
    UserContent::Element(UserElement {
        name,
        attributes: &[],
        content,
    })
}

static USER_DATA: UserElement = UserElement {
    name: "p:Lists",
    attributes: &[("xmlns:p", "urn:\"example\""), ("count", "%1 of <%1>, %9")],
    content: &[
        UserContent::Text("\r\n  "),
        leaf("Count", &[UserContent::Text(" %1 ")]),
        leaf("State", &[UserContent::Text("%2")]),
        leaf("Point", &[UserContent::Text("%3")]),
        leaf("Note", &[UserContent::Text("fixed & text")]),
        leaf("Empty", &[]),
    ],
};

static ENABLE: [EnableWord; 1] = [EnableWord::new(2, 3)];

static IDENTITY: ProviderIdentity = ProviderIdentity::new(
    "Example-Rendered",
    Guid::from_u128(0xc651f5f6_1c0d_492e_8ae1_b4efd7c9d503),
);

static PROVIDER: Provider = Provider::new(&IDENTITY, &ENABLE);

pub(crate) static METADATA: ProviderMetadata = ProviderMetadata::new(&PROVIDER, "RENDERED")
    .with_locales(&["de-DE", "en-US", "es-ES", "zh-Hans-CN", "zh-Hant-TW"])
    .with_channels(&[
        Channel::new("Example-Rendered/Operational", 16, ChannelKind::Operational)
            .with_keyword_bit(0x8000_0000_0000_0000)
            .with_text(&["Betrieb", "Operational"]),
    ])
    .with_levels(&[Level::new("win:Error", 2)])
    .with_tasks(&[Task::new("Example", 7).with_text(&["Beispiel", "An example"])])
    .with_opcodes(&[Opcode::new("Step", 10)])
    .with_keywords(&[
        Keyword::new("Work", 1).with_text(&["Arbeit", "Hard work"]),
        Keyword::new("Trouble", 2),
    ])
    .with_maps(&[&STATE, &RIGHTS])
    .with_events(&[
        EventEntry::new(&EVENT_MAPPED).with_message(&["%1, %2", "State %1%n(%2!x!)%0 unseen"]),
        EventEntry::new(&EVENT_LISTS).with_message(&["%1", "%1: %2 %3 %4"]),
        EventEntry::new(&EVENT_CODES).with_message(&["%1", "%1 %2 %3 %4 %%5 %%6"]),
        EventEntry::new(&EVENT_USER).with_document(Document::UserData(&USER_DATA)),
        EventEntry::new(&EVENT_SILENT),
    ]);
