//! A provider with a field of every kind of look, for the tests of rendering.

use etw_provider::{
    Channel, ChannelKind, Document, EnableWord, EventDescriptor, EventEntry, EventMetadata, Extent,
    Field, Guid, InType, Keyword, Level, LocalizedText, Map, MapItem, MapKind, Opcode, OutType,
    Provider, ProviderIdentity, ProviderMetadata, Task, Template, UserContent, UserElement,
};

const fn texts(texts: &'static [&'static str]) -> LocalizedText {
    LocalizedText::new(texts)
}

const fn item(value: u32, text: &'static [&'static str]) -> MapItem {
    MapItem {
        value,
        symbol: "SYMBOL",
        text: texts(text),
    }
}

static STATE: Map = Map {
    name: "State",
    kind: MapKind::Value,
    items: &[item(1, &["offen", "open"]), item(2, &["zu", "closed"])],
};

static RIGHTS: Map = Map {
    name: "Rights",
    kind: MapKind::Bit,
    items: &[
        item(1, &["lesen", "read"]),
        item(2, &["schreiben", "write"]),
    ],
};

static MAPPED: Template = Template::undescribed(&[
    Field::mapped("State", InType::UInt8, OutType::UnsignedByte, &STATE),
    Field::mapped("Rights", InType::HexInt32, OutType::HexInt32, &RIGHTS),
]);

static POINT: [Field; 2] = [
    Field::data("X", InType::Int16, OutType::Short),
    Field::data("Label", InType::UnicodeString, OutType::String),
];

static LISTS: Template = Template::undescribed(&[
    Field::data("Count", InType::UInt8, OutType::UnsignedByte),
    Field::mapped("States", InType::UInt8, OutType::UnsignedByte, &STATE).count(Extent::Field(0)),
    Field::structure("Points", &POINT).count(Extent::Field(0)),
    Field::structure("Last", &POINT),
]);

static CODES: Template = Template::undescribed(&[
    Field::data("Win32", InType::UInt32, OutType::Win32Error),
    Field::data("Status", InType::UInt32, OutType::NtStatus),
    Field::data("Result", InType::Int32, OutType::HResult),
    Field::data("Reason", InType::UnicodeString, OutType::String),
]);

const DESCRIPTOR: EventDescriptor = EventDescriptor {
    id: 1,
    version: 0,
    channel: 16,
    level: 2,
    opcode: 10,
    task: 7,
    keyword: 0x8000_0000_0000_0003,
};

const fn event(id: u16, name: &'static str, template: &'static Template) -> EventMetadata {
    EventMetadata {
        symbol: name,
        name,
        descriptor: EventDescriptor { id, ..DESCRIPTOR },
        word: 0,
        template,
    }
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

static IDENTITY: ProviderIdentity = ProviderIdentity {
    name: "Example-Rendered",
    guid: Guid::from_u128(0xc651f5f6_1c0d_492e_8ae1_b4efd7c9d503),
    traits: &[],
    control_guid: None,
};

static PROVIDER: Provider = Provider::new(&IDENTITY, &ENABLE);

pub(crate) static METADATA: ProviderMetadata = ProviderMetadata {
    provider: &PROVIDER,
    symbol: "RENDERED",
    locales: &["de-DE", "en-US", "es-ES", "zh-Hans-CN", "zh-Hant-TW"],
    message: LocalizedText::EMPTY,
    channels: &[Channel {
        name: "Example-Rendered/Operational",
        symbol: "",
        value: 16,
        keyword_bit: 0x8000_0000_0000_0000,
        kind: ChannelKind::Operational,
        text: texts(&["Betrieb", "Operational"]),
    }],
    levels: &[Level {
        name: "win:Error",
        value: 2,
        text: LocalizedText::EMPTY,
    }],
    tasks: &[Task {
        name: "Example",
        symbol: "",
        value: 7,
        event_guid: None,
        text: texts(&["Beispiel", "An example"]),
    }],
    opcodes: &[Opcode {
        name: "Step",
        symbol: "",
        value: 10,
        task: None,
        text: LocalizedText::EMPTY,
    }],
    keywords: &[
        Keyword {
            name: "Work",
            symbol: "",
            mask: 1,
            text: texts(&["Arbeit", "Hard work"]),
        },
        Keyword {
            name: "Trouble",
            symbol: "",
            mask: 2,
            text: LocalizedText::EMPTY,
        },
    ],
    maps: &[&STATE, &RIGHTS],
    events: &[
        EventEntry::new(&EVENT_MAPPED, &["%1, %2", "State %1%n(%2!x!)%0 unseen"]),
        EventEntry::new(&EVENT_LISTS, &["%1", "%1: %2 %3 %4"]),
        EventEntry::new(&EVENT_CODES, &["%1", "%1 %2 %3 %4 %%5 %%6"]),
        EventEntry::new(&EVENT_USER, &[]).with_document(Document::UserData(&USER_DATA)),
        EventEntry::new(&EVENT_SILENT, &[]),
    ],
};
