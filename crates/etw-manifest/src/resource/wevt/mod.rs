//! The `WEVT_TEMPLATE` resource: everything about the providers that a decoder needs.
//!
//! The layout is that of mc.exe's output. Every section has its entries first and their names after them; offsets count from
//! the first byte of the file.

mod binxml;
mod channel;
mod context;
mod event;
mod event_attribute;
mod filter;
mod keyword;
mod level;
mod list;
mod map;
mod offsets;
mod opcode;
mod pattern_map;
mod provider_attribute;
mod task;
mod template;
mod template_guid;

use context::Context;
use offsets::Offsets;

use crate::guid::Guid;
use crate::model::{Manifest, Provider};
use crate::resource::bytes::{Bytes, Offset, narrow32};
use crate::resource::structure::{Structure, structures};
use crate::resource::{McVersion, Options};

#[cfg(feature = "tools")]
pub(crate) use template::fragment_type;
#[cfg(feature = "tools")]
pub(crate) use template_guid::template_guid;

structures! {
    FileHeader {
        signature: [u8; 4],
        size: u32,
        major_version: u16,
        minor_version: u16,
        provider_count: u32,
    }

    ProviderEntry {
        guid: Guid,
        provider: Option<Offset<Provider>>,
    }

    ProviderHeader {
        signature: [u8; 4],
        size: u32,
        message_id: u32,
        section_count: u32,
    }

    SectionEntry {
        number: u32,
        section: Option<Offset<Section>>,
    }
}

/// The whole resource.
pub(super) fn write(manifest: &Manifest, options: Options) -> Vec<u8> {
    let context = Context {
        strings: &manifest.localization.strings,
        version: options.mc_version,
        bug_compatible: options.bug_compatible,
    };
    let mut bytes = Bytes::new();
    let size = bytes.put_sized(&FileHeader {
        signature: *b"CRIM",
        size: 0,
        major_version: context.version.file_version(),
        minor_version: 1,
        provider_count: narrow32(manifest.providers.len()),
    });
    let slots: Vec<_> = manifest
        .providers
        .iter()
        .map(|provider| {
            bytes.put_open::<_, Provider>(&ProviderEntry {
                guid: provider.guid,
                provider: None,
            })
        })
        .collect();
    for (provider, slot) in manifest.providers.iter().zip(slots) {
        bytes.fill_here(slot);
        write_provider(&mut bytes, provider, context);
    }
    bytes.fill_size(size);
    // Every output of mc.exe has two more bytes than its size.
    bytes.put(&0_u16);
    bytes.into_vec()
}

fn write_provider(bytes: &mut Bytes, provider: &Provider, context: Context) {
    let sections = Section::of(provider, context.version);
    let size = bytes.put_sized(&ProviderHeader {
        signature: *b"WEVT",
        size: 0,
        message_id: context.message_id(provider.message),
        section_count: narrow32(sections.len()),
    });
    let slots: Vec<_> = sections
        .iter()
        .map(|section| {
            bytes.put_open::<_, Section>(&SectionEntry {
                number: *section as u32,
                section: None,
            })
        })
        .collect();
    if context.version < McVersion::V10_0_16299 {
        bytes.zeros((SLOTS_BEFORE_16299 - sections.len()) * SectionEntry::SIZE);
    }
    let mut offsets = Offsets::default();
    for (section, slot) in sections.into_iter().zip(slots) {
        bytes.fill_here(slot);
        section.write(bytes, provider, context, &mut offsets);
    }
    bytes.fill_size(size);
}

/// Older generations always write room for this many sections.
const SLOTS_BEFORE_16299: usize = 11;

/// The sections of a provider with their numbers, in the order of the file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
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
            Self::PatternMaps => !provider.pattern_maps.is_empty(),
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
        offsets: &mut Offsets,
    ) {
        match self {
            Self::Channels => offsets.channels = channel::write(bytes, &provider.channels, context),
            Self::Maps => offsets.maps = map::write(bytes, &provider.maps, context),
            Self::PatternMaps => pattern_map::write(bytes, &provider.pattern_maps),
            Self::Templates => {
                offsets.templates =
                    template::write(bytes, &provider.templates, &offsets.maps, context);
            }
            Self::ProviderAttributes => provider_attribute::write(bytes, provider),
            Self::Opcodes => offsets.opcodes = opcode::write(bytes, provider, context),
            Self::Levels => offsets.levels = level::write(bytes, &provider.levels, context),
            Self::Tasks => offsets.tasks = task::write(bytes, &provider.tasks, context),
            Self::Keywords => {
                offsets.keywords = keyword::write(bytes, &provider.keywords, context);
                // mc.exe aligns for the events even where there are none.
                bytes.align(8);
            }
            Self::Events => event::write(bytes, provider, offsets, context),
            Self::EventAttributes => event_attribute::write(bytes, &provider.events),
            Self::Filters => {
                filter::write(bytes, &provider.filters, &offsets.templates, context);
            }
        }
    }
}
