//! The `WEVT_TEMPLATE` resource: everything a decoder needs to know of the providers, in binary.
//!
//! The layout is what mc.exe writes, decoded from its output byte by byte. Every section writes its entries first and
//! the names they point at after them; offsets count from the first byte of the file.

mod binxml;
mod channel;
mod event;
mod event_attribute;
mod filter;
mod keyword;
mod level;
mod list;
mod map;
mod opcode;
mod pattern_map;
mod provider_attribute;
mod task;
mod template;
mod template_guid;

use crate::model::{
    Channel, Keyword, Level, LocalizedString, Manifest, Map, Opcode, Provider, StringIndex, Task,
    Template,
};
use crate::resource::bytes::{Bytes, Offset, narrow32};
use crate::resource::{McVersion, Options};

pub(super) use template::document as template_document;
#[cfg(feature = "tools")]
pub(crate) use template::fragment_type;
#[cfg(feature = "tools")]
pub(crate) use template_guid::template_guid;

/// What a message-id field holds where there is no message.
const NO_MESSAGE: u32 = 0xFFFF_FFFF;

/// What the sections need besides the provider.
#[derive(Clone, Copy)]
struct Context<'m> {
    strings: &'m [LocalizedString],
    version: McVersion,
}

impl Context<'_> {
    fn message_id(self, message: Option<StringIndex>) -> u32 {
        let id = message.and_then(|index| self.strings[index].message_id);
        id.unwrap_or(NO_MESSAGE)
    }
}

/// Where a provider's items stand, in the order of the model, for the sections that point at them.
#[derive(Default)]
struct Places {
    channels: Vec<Offset<Channel>>,
    maps: Vec<Offset<Map>>,
    templates: Vec<Offset<Template>>,
    opcodes: Vec<Offset<Opcode>>,
    levels: Vec<Offset<Level>>,
    tasks: Vec<Offset<Task>>,
    keywords: Vec<Offset<Keyword>>,
}

/// The whole resource.
pub(super) fn write(manifest: &Manifest, options: Options) -> Vec<u8> {
    let context = Context {
        strings: &manifest.localization.strings,
        version: options.mc_version,
    };
    let mut bytes = Bytes::new();
    bytes.raw(b"CRIM");
    let size = bytes.reserve_size(0);
    bytes.u16(context.version.file_version());
    bytes.u16(1);
    bytes.u32(narrow32(manifest.providers.len()));
    let slots: Vec<_> = manifest
        .providers
        .iter()
        .map(|provider| {
            bytes.raw(&provider.guid.to_bytes());
            bytes.reserve::<Provider>()
        })
        .collect();
    for (provider, slot) in manifest.providers.iter().zip(slots) {
        bytes.fill_here(slot);
        write_provider(&mut bytes, provider, context);
    }
    bytes.fill_size(size);
    // Two more zero bytes stand after the counted size in every output seen.
    bytes.u16(0);
    bytes.into_vec()
}

fn write_provider(bytes: &mut Bytes, provider: &Provider, context: Context) {
    let start = bytes.len();
    let sections = Section::of(provider, context.version);
    bytes.raw(b"WEVT");
    let size = bytes.reserve_size(start);
    bytes.u32(context.message_id(provider.message));
    bytes.u32(narrow32(sections.len()));
    let mut slots = Vec::new();
    for section in &sections {
        bytes.u32(*section as u32);
        slots.push(bytes.reserve::<Section>());
    }
    if context.version < McVersion::V10_0_16299 {
        bytes.zeros((SLOTS_BEFORE_16299 - sections.len()) * 8);
    }
    let mut places = Places::default();
    for (section, slot) in sections.into_iter().zip(slots) {
        bytes.fill_here(slot);
        section.write(bytes, provider, context, &mut places);
    }
    bytes.fill_size(size);
}

/// Older generations always write room for this many sections.
const SLOTS_BEFORE_16299: usize = 11;

/// The sections of a provider with their numbers, in the order in which they stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Channels = 5,
    Maps = 6,
    PatternMaps = 8,
    Templates = 7,
    ProviderAttributes = 13,
    Opcodes = 2,
    Levels = 0,
    Tasks = 1,
    Keywords = 3,
    Events = 4,
    EventAttributes = 12,
    Filters = 9,
}

impl Section {
    const ALL: [Self; 12] = [
        Self::Channels,
        Self::Maps,
        Self::PatternMaps,
        Self::Templates,
        Self::ProviderAttributes,
        Self::Opcodes,
        Self::Levels,
        Self::Tasks,
        Self::Keywords,
        Self::Events,
        Self::EventAttributes,
        Self::Filters,
    ];

    /// The sections that a provider has.
    fn of(provider: &Provider, version: McVersion) -> Vec<Self> {
        let newest = version >= McVersion::V10_0_16299;
        let has = |section: &Self| match section {
            Self::Channels => !provider.channels.is_empty(),
            Self::Maps => !provider.maps.is_empty(),
            Self::PatternMaps => newest && !provider.pattern_maps.is_empty(),
            Self::Templates => !provider.templates.is_empty(),
            Self::ProviderAttributes => newest,
            Self::Opcodes | Self::Levels | Self::Tasks | Self::Keywords => true,
            Self::Events => !provider.events.is_empty(),
            Self::EventAttributes => newest && provider.events.iter().any(event_attribute::has_any),
            Self::Filters => !provider.filters.is_empty(),
        };
        Self::ALL.into_iter().filter(has).collect()
    }

    fn write<'m>(
        self,
        bytes: &mut Bytes,
        provider: &'m Provider,
        context: Context<'m>,
        places: &mut Places,
    ) {
        match self {
            Self::Channels => places.channels = channel::write(bytes, &provider.channels, context),
            Self::Maps => places.maps = map::write(bytes, &provider.maps, context),
            Self::PatternMaps => pattern_map::write(bytes, &provider.pattern_maps),
            Self::Templates => {
                places.templates =
                    template::write(bytes, &provider.templates, &places.maps, context.version);
            }
            Self::ProviderAttributes => provider_attribute::write(bytes, provider),
            Self::Opcodes => places.opcodes = opcode::write(bytes, provider, context),
            Self::Levels => places.levels = level::write(bytes, &provider.levels, context),
            Self::Tasks => places.tasks = task::write(bytes, &provider.tasks, context),
            Self::Keywords => {
                places.keywords = keyword::write(bytes, &provider.keywords, context);
                // mc.exe aligns for the events even where there are none.
                bytes.align(8);
            }
            Self::Events => event::write(bytes, provider, places, context),
            Self::EventAttributes => event_attribute::write(bytes, &provider.events),
            Self::Filters => {
                filter::write(bytes, &provider.filters, &places.templates, context);
            }
        }
    }
}
