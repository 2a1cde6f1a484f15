//! Channels, tasks, levels, opcodes, keywords, filters: sections of entries with names.

use std::collections::BTreeMap;

use super::{CHANNELS, KEYWORDS, LEVELS, OPCODES, Places, Sections, Strings, TASKS, reference};
use crate::decompile::reader::{Reader, Result};
use crate::model::{
    Channel, ChannelOrigin, Filter, Isolation, Keyword, Level, Logging, Opcode, Origin, Provider,
    Publishing, Task,
};
use crate::winmeta::{self, Predefined};

pub(super) fn read(
    reader: &Reader,
    sections: &Sections,
    provider: &mut Provider,
    places: &mut Places,
    strings: &mut Strings,
) -> Result<()> {
    let section = |number: u32| sections.get(&number).copied();
    provider.channels = list(reader, section(CHANNELS), 16, &mut places.channels, |at| {
        channel(reader, at, strings)
    })?;
    provider.tasks = list(reader, section(TASKS), 28, &mut places.tasks, |at| {
        task(reader, at, strings)
    })?;
    let mut tasks = BTreeMap::new();
    for (index, task) in provider.tasks.iter().enumerate() {
        tasks.entry(task.value).or_insert(index);
    }
    provider.opcodes = list(reader, section(OPCODES), 12, &mut places.opcodes, |at| {
        opcode(reader, at, &tasks, strings)
    })?;
    provider.levels = list(reader, section(LEVELS), 12, &mut places.levels, |at| {
        level(reader, at, strings)
    })?;
    provider.keywords = list(reader, section(KEYWORDS), 16, &mut places.keywords, |at| {
        keyword(reader, at, strings)
    })?;
    Ok(())
}

/// The entries of a section, each `size` bytes long, and their places.
fn list<T>(
    reader: &Reader,
    section: Option<usize>,
    size: usize,
    places: &mut BTreeMap<usize, usize>,
    mut read: impl FnMut(usize) -> Result<T>,
) -> Result<Vec<T>> {
    let Some(section) = section else {
        return Ok(Vec::new());
    };
    let mut items = Vec::new();
    for index in 0..reader.size(section + 8)? {
        let at = section + 12 + index * size;
        places.insert(at, index);
        items.push(read(at)?);
    }
    Ok(items)
}

/// Names are written as in the manifest, those of predefined items with `win:`.
fn origin(items: &'static [Predefined], name: &str, value: u64) -> Origin {
    let same = |item: &&Predefined| item.qualified == name && item.value == value;
    match items.iter().find(same) {
        Some(_) => Origin::Winmeta,
        None => Origin::Declared,
    }
}

fn channel(reader: &Reader, at: usize, strings: &mut Strings) -> Result<Channel> {
    let name = reader.sized_utf16(reader.size(at + 4)?)?;
    let predefined = winmeta::find(winmeta::CHANNELS, &name).is_some();
    let origin = match reader.u32(at)? & 1 {
        0 => ChannelOrigin::Declared,
        _ if predefined => ChannelOrigin::ImportedWinmeta,
        _ => ChannelOrigin::ImportedProvider,
    };
    Ok(Channel {
        name,
        chid: None,
        symbol: None,
        value: reader.u8(at + 8)?,
        kind: None,
        isolation: Isolation::Application,
        access: None,
        enabled: false,
        logging: Logging::default(),
        publishing: Publishing::default(),
        message: strings.message(reader.u32(at + 12)?),
        origin,
    })
}

fn task(reader: &Reader, at: usize, strings: &mut Strings) -> Result<Task> {
    let value = reader.u16(at)?;
    let name = reader.sized_utf16(reader.size(at + 24)?)?;
    Ok(Task {
        origin: origin(winmeta::TASKS, &name, value.into()),
        name,
        value,
        symbol: None,
        event_guid: reader.guid(at + 8)?,
        message: strings.message(reader.u32(at + 4)?),
    })
}

/// `tasks` has the indexes of tasks by their values.
fn opcode(
    reader: &Reader,
    at: usize,
    tasks: &BTreeMap<u16, usize>,
    strings: &mut Strings,
) -> Result<Opcode> {
    let task = reader.u16(at)?;
    let value = reader.u8(at + 2)?;
    let name = reader.sized_utf16(reader.size(at + 8)?)?;
    Ok(Opcode {
        origin: origin(winmeta::OPCODES, &name, value.into()),
        name,
        value,
        symbol: None,
        message: strings.message(reader.u32(at + 4)?),
        task: tasks.get(&task).copied().filter(|_| task != 0),
        mof_value: None,
    })
}

fn level(reader: &Reader, at: usize, strings: &mut Strings) -> Result<Level> {
    let value = reader.u8(at)?;
    let name = reader.sized_utf16(reader.size(at + 8)?)?;
    Ok(Level {
        origin: origin(winmeta::LEVELS, &name, value.into()),
        name,
        value,
        symbol: None,
        message: strings.message(reader.u32(at + 4)?),
    })
}

fn keyword(reader: &Reader, at: usize, strings: &mut Strings) -> Result<Keyword> {
    let mask = reader.u64(at)?;
    let name = reader.sized_utf16(reader.size(at + 12)?)?;
    Ok(Keyword {
        origin: origin(winmeta::KEYWORDS, &name, mask),
        name,
        mask,
        symbol: None,
        message: strings.message(reader.u32(at + 8)?),
    })
}

pub(super) fn read_filters(
    reader: &Reader,
    section: usize,
    provider: &mut Provider,
    places: &Places,
    strings: &mut Strings,
) -> Result<()> {
    for index in 0..reader.size(section + 8)? {
        let at = section + 16 + index * 16;
        provider.filters.push(Filter {
            name: reader.sized_utf16(reader.size(at + 8)?)?,
            symbol: None,
            value: reader.u8(at)?,
            version: reader.u8(at + 1)?,
            template: reference(reader, at + 12, &places.templates, "template")?,
            message: strings.message(reader.u32(at + 4)?),
        });
    }
    Ok(())
}
