//! Compiled resources back to a manifest that a person can edit and that compiles to the same bytes.
//!
//! What resources do not hold is lost: symbols, ids of strings and templates, the kinds of channels, the names of
//! providers that older generations of mc.exe compiled, and white space in `UserData`, on which the GUIDs of such
//! templates depend: the usual ways to write it are tried until one gives the GUID.

mod container;
mod generation;
mod manifest;
mod messages;
mod pe;
mod reader;
mod res;
mod strings;
mod wevt;

pub use reader::Error;

use std::collections::BTreeSet;

use crate::resource::{Options, Resources};
use crate::source::Source;
use container::Found;
use reader::Budget;

/// What to read back.
#[derive(Clone, Copy, Debug)]
pub struct Input<'b> {
    /// An executable, a DLL, a `.res` file, or a `WEVT_TEMPLATE` (`…TEMP.BIN`).
    pub file: &'b [u8],
    /// Message tables that are not in the file (`MSG00001.bin`), each with its language identifier.
    pub message_tables: &'b [(u16, &'b [u8])],
    /// What the manifest names as the file with its resources and messages.
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
    /// Whether the manifest compiles to the resources that it was read from. It does not where a file has what mc.exe does
    /// not write, such as messages in its classic form, or what a manifest cannot say again, such as empty texts.
    /// Where no message table was kept, the manifest has texts that say so.
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

    /// `None` if the manifest is refused.
    fn compile(&self) -> Option<Resources> {
        let source = Source::decode("", self.manifest.as_bytes()).ok()?;
        let compiled = crate::compile(&source, &crate::Options::new()).manifest?;
        Resources::new(&compiled, self.options).ok()
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
    let mut resource = wevt::read(wevt_template, &budget)?;
    let predefined = strings::predefined_ids(&resource);
    let tables = message_tables.iter().chain(input.message_tables);
    let tables = tables.map(|(language_id, bytes)| {
        let english = *language_id == ENGLISH;
        let absent = |id| english != predefined.contains(&id);
        Ok((*language_id, messages::read(bytes, &budget, absent)?))
    });
    let mut tables = strings::by_culture(tables.collect::<Result<_, Error>>()?);
    let texts = tables
        .iter()
        .flat_map(|table| table.texts.values().flatten());
    let mc_version = generation::settle(&mut resource, texts.map(String::as_str), size(input));
    let bug_compatible = tables
        .iter()
        .any(|it| it.texts.values().any(Option::is_none));
    let options = Options {
        mc_version,
        bug_compatible,
    };
    generation::unify_line_breaks(&mut tables, mc_version);
    strings::complete(&mut resource, &tables, &budget)?;
    let manifest = manifest::write(&resource, &tables, input.file_name, options);
    Ok(Decompiled { manifest, options })
}

/// Everything that was handed in, in bytes.
fn size(input: &Input) -> usize {
    let tables = input.message_tables.iter();
    tables.map(|(_, bytes)| bytes.len()).sum::<usize>() + input.file.len()
}

/// The only language in which mc.exe has words for predefined items.
const ENGLISH: u16 = 0x0409;
