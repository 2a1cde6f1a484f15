//! Reads compiled resources back as a manifest that people can edit; it compiles to the same bytes.
//!
//! Resources do not hold symbols, ids of strings and templates, the types of channels, the names of providers that older
//! generations of mc.exe compiled, and white space in `UserData`. The GUIDs of such templates depend on the white space, so
//! this module tries the usual ways of writing until one gives the GUID. A channel gets the type that its name suggests, and
//! `<?guessed …?>`, with which `diff` does not compare its settings.

mod binxml;
mod budget;
mod channel;
mod container;
mod context;
mod error;
mod event;
mod filter;
mod found;
mod generation;
mod item;
mod keyword;
mod layout;
mod level;
mod manifest;
mod map;
mod message_id;
mod messages;
mod opcode;
mod order;
mod pattern_map;
mod pe;
mod predefined;
mod provider;
mod reader;
mod res;
mod resource;
mod section;
mod strings;
mod table;
mod task;
mod template;

pub use error::Error;

use std::collections::BTreeSet;

use crate::resource::{Options, Resources};
use crate::source::Source;
use budget::Budget;
use event::Event;
use found::Found;
use resource::Resource;

/// The files to read back.
#[derive(Clone, Copy, Debug)]
pub struct Input<'b> {
    /// An executable, a DLL, a `.res` file, or a `WEVT_TEMPLATE` (`…TEMP.BIN`).
    pub file: &'b [u8],
    /// Message tables that are not in the file (`MSG00001.bin`), each with its language identifier.
    pub message_tables: &'b [(u16, &'b [u8])],
    /// The `resourceFileName` and `messageFileName` of the manifest.
    pub file_name: &'b str,
}

/// A manifest read back.
#[derive(Clone, Debug)]
pub struct Decompiled {
    /// The text of the manifest.
    pub manifest: String,
    /// The options with which it compiles to the same bytes, if any.
    pub options: Options,
}

impl Decompiled {
    /// Returns `true` if the manifest compiles to the resources that it was read from. It does not if the file has anything
    /// that mc.exe does not write, such as messages in its classic form, or that no manifest can express, such as empty texts.
    /// If no message table was kept, the manifest has placeholders for the texts.
    #[must_use]
    pub fn is_exact(&self, input: &Input) -> bool {
        let found = container::read(input.file, &Budget::of(size(input)));
        let (Ok(found), Some(again)) = (found, self.compile()) else {
            return false;
        };
        let tables = found.message_tables.iter().chain(input.message_tables);
        let tables: BTreeSet<(u16, &[u8])> = tables.copied().collect();
        let ours = again.message_tables.iter();
        let ours: BTreeSet<_> = ours
            .map(|it| (it.language_id, it.bytes.as_slice()))
            .collect();
        found.wevt_template == Some(again.wevt_template.as_slice())
            && (tables.is_empty() || tables == ours)
    }

    /// Returns `None` if the manifest is rejected.
    fn compile(&self) -> Option<Resources> {
        let source = Source::decode("", self.manifest.as_bytes()).ok()?;
        let compiled = crate::compile(&source, &crate::Options::new()).manifest?;
        Some(Resources::new(&compiled, self.options))
    }
}

/// Reads compiled resources back to a manifest.
///
/// # Errors
/// The file is of another kind, has no event definitions, or is damaged. No file makes it panic or run for long.
pub fn decompile(input: &Input) -> Result<Decompiled, Error> {
    let budget = Budget::of(size(input));
    let Found {
        wevt_template,
        message_tables,
    } = container::read(input.file, &budget)?;
    let Some(wevt_template) = wevt_template else {
        return Err(Error::new(0, "the file has no WEVT_TEMPLATE resource"));
    };
    let mut resource = Resource::read(wevt_template, &budget)?;
    let predefined = resource.strings.predefined_ids(&resource.providers);
    let tables = message_tables.iter().chain(input.message_tables);
    let tables = tables.map(|(language_id, bytes)| {
        let english = *language_id == ENGLISH;
        let absent = |id| english != predefined.contains(&id);
        Ok((*language_id, messages::read(bytes, &budget, absent)?))
    });
    let mut tables = table::by_culture(tables.collect::<Result<_, Error>>()?);
    let texts = tables
        .iter()
        .flat_map(|table| table.texts.values().flatten());
    let mc_version = generation::settle(
        resource.major,
        &mut resource.providers,
        texts.map(String::as_str),
        size(input),
    );
    let mut events = resource.providers.iter().flat_map(|it| &it.events);
    let mut texts = tables.iter().flat_map(|it| it.texts.values());
    let bug_compatible = texts.any(Option::is_none) || events.any(Event::repeats_keyword);
    let options = Options {
        mc_version,
        bug_compatible,
    };
    generation::unify_line_breaks(&mut tables, mc_version);
    let Resource {
        strings, providers, ..
    } = &mut resource;
    strings.complete(providers, &tables, &budget)?;
    let manifest = manifest::write(&resource, &tables, input.file_name, options);
    Ok(Decompiled { manifest, options })
}

/// Returns the size of all input in bytes.
fn size(input: &Input) -> usize {
    let tables = input.message_tables.iter();
    tables.map(|(_, bytes)| bytes.len()).sum::<usize>() + input.file.len()
}

/// The only locale in which mc.exe has words for predefined items.
const ENGLISH: u16 = 0x0409;
