//! Reads a `WEVT_TEMPLATE` resource back into the model.

mod binxml;
mod event;
mod lists;
mod map;
mod template;

use std::collections::BTreeMap;

use super::reader::{Budget, Error, Reader, Result};
use crate::model::{LocalizedString, Provider, StringIndex, Traits};
use crate::source::Span;

/// What a message-id field holds where there is no message.
const NO_MESSAGE: u32 = 0xFFFF_FFFF;

/// Everything in the resource.
#[derive(Debug)]
pub(super) struct Resource {
    /// 3, or 5 for the newest generation.
    pub(super) major: u16,
    pub(super) providers: Vec<Provider>,
    pub(super) strings: Strings,
    /// The GUIDs of all templates, provider by provider.
    pub(super) template_guids: Vec<[u8; 16]>,
}

/// The message ids met so far; each becomes one string.
#[derive(Default, Debug)]
pub(super) struct Strings {
    pub(super) list: Vec<LocalizedString>,
    by_id: BTreeMap<u32, StringIndex>,
}

impl Strings {
    /// The string with this id.
    pub(super) fn get(&mut self, id: u32) -> StringIndex {
        let next = self.list.len();
        let index = *self.by_id.entry(id).or_insert(next);
        if index == next {
            self.list.push(LocalizedString {
                id: String::new(),
                message_id: Some(id),
                texts: Vec::new(),
                winmeta: false,
                completed: Vec::new(),
                fixed_id: false,
                span: Span::default(),
            });
        }
        index
    }

    fn message(&mut self, id: u32) -> Option<StringIndex> {
        (id != NO_MESSAGE).then(|| self.get(id))
    }
}

/// Sections by their numbers.
type Sections = BTreeMap<u32, usize>;

const LEVELS: u32 = 0;
const TASKS: u32 = 1;
const OPCODES: u32 = 2;
const KEYWORDS: u32 = 3;
const EVENTS: u32 = 4;
const CHANNELS: u32 = 5;
const MAPS: u32 = 6;
const TEMPLATES: u32 = 7;
const PATTERN_MAPS: u32 = 8;
const FILTERS: u32 = 9;
const EVENT_ATTRIBUTES: u32 = 12;
const PROVIDER_ATTRIBUTES: u32 = 13;

/// The places of a provider's items, by which other sections name them; each gives an index in the model.
#[derive(Default)]
struct Places {
    channels: BTreeMap<usize, usize>,
    maps: BTreeMap<usize, usize>,
    templates: BTreeMap<usize, usize>,
    opcodes: BTreeMap<usize, usize>,
    levels: BTreeMap<usize, usize>,
    tasks: BTreeMap<usize, usize>,
    keywords: BTreeMap<usize, usize>,
}

/// What a field points at, if it points at something.
fn reference(
    reader: &Reader,
    at: usize,
    places: &BTreeMap<usize, usize>,
    what: &str,
) -> Result<Option<usize>> {
    let Some(offset) = reader.offset(at)? else {
        return Ok(None);
    };
    match places.get(&offset) {
        Some(index) => Ok(Some(*index)),
        None => Err(Error::new(
            at,
            format!("expected the place of a {what}, found {offset:#x}"),
        )),
    }
}

/// The same for an item whose name will be written once more.
fn named<T>(
    reader: &Reader,
    at: usize,
    places: &BTreeMap<usize, usize>,
    (items, name, what): (&[T], fn(&T) -> &str, &str),
) -> Result<Option<usize>> {
    let index = reference(reader, at, places, what)?;
    if let Some(item) = index.and_then(|index| items.get(index)) {
        reader.charge(at, name(item).len())?;
    }
    Ok(index)
}

pub(super) fn read(bytes: &[u8], budget: &Budget) -> Result<Resource> {
    let reader = Reader::new(bytes, budget);
    reader.expect(0, b"CRIM", "a WEVT_TEMPLATE resource")?;
    let major = reader.u16(8)?;
    let mut strings = Strings::default();
    let mut providers = Vec::new();
    let mut template_guids = Vec::new();
    for index in 0..reader.size(12)? {
        let at = 16 + index * 20;
        let mut provider = empty_provider();
        provider.guid = reader.guid(at)?;
        let place = reader.size(at + 16)?;
        read_provider(
            &reader,
            place,
            &mut provider,
            &mut strings,
            &mut template_guids,
        )?;
        providers.push(provider);
    }
    Ok(Resource {
        major,
        providers,
        strings,
        template_guids,
    })
}

fn read_provider(
    reader: &Reader,
    at: usize,
    provider: &mut Provider,
    strings: &mut Strings,
    guids: &mut Vec<[u8; 16]>,
) -> Result<()> {
    reader.expect(at, b"WEVT", "a provider")?;
    provider.message = strings.message(reader.u32(at + 8)?);
    let mut sections = Sections::new();
    for index in 0..reader.size(at + 12)? {
        let entry = at + 16 + index * 8;
        sections.insert(reader.u32(entry)?, reader.size(entry + 4)?);
    }
    let mut places = Places::default();
    lists::read(reader, &sections, provider, &mut places, strings)?;
    if let Some(at) = sections.get(&MAPS) {
        map::read_maps(reader, *at, provider, &mut places, strings)?;
    }
    if let Some(at) = sections.get(&PATTERN_MAPS) {
        map::read_pattern_maps(reader, *at, provider)?;
    }
    if let Some(at) = sections.get(&TEMPLATES) {
        template::read(reader, *at, provider, &mut places, guids)?;
    }
    if let Some(at) = sections.get(&PROVIDER_ATTRIBUTES) {
        read_attributes(reader, *at, provider)?;
    }
    if let Some(at) = sections.get(&EVENTS) {
        event::read(reader, *at, provider, &places, strings)?;
    }
    if let Some(at) = sections.get(&EVENT_ATTRIBUTES) {
        event::read_attributes(reader, *at, provider)?;
    }
    if let Some(at) = sections.get(&FILTERS) {
        lists::read_filters(reader, *at, provider, &places, strings)?;
    }
    Ok(())
}

fn read_attributes(reader: &Reader, at: usize, provider: &mut Provider) -> Result<()> {
    for index in 0..reader.size(at + 8)? {
        let entry = at + 12 + index * 8;
        let data = reader.size(entry + 4)?;
        match reader.u32(entry)? {
            0x1000_0001 => provider.name = reader.utf16_z(data)?,
            0x2000_0001 => provider.control_guid = Some(reader.guid(data)?),
            0x2000_0002 => {
                let group_guid = Some(reader.guid(data)?);
                provider.traits = Some(Traits {
                    group_guid,
                    include_name: false,
                });
            }
            _ => {}
        }
    }
    Ok(())
}

fn empty_provider() -> Provider {
    Provider {
        name: String::new(),
        guid: crate::guid::Guid::ZERO,
        symbol: String::new(),
        resource_file: None,
        message_file: None,
        parameter_file: None,
        help_link: None,
        control_guid: None,
        traits: None,
        message: None,
        channels: Vec::new(),
        levels: Vec::new(),
        tasks: Vec::new(),
        opcodes: Vec::new(),
        keywords: Vec::new(),
        maps: Vec::new(),
        pattern_maps: Vec::new(),
        templates: Vec::new(),
        filters: Vec::new(),
        events: Vec::new(),
        span: Span::default(),
    }
}
