//! Writes the binary resources that Windows reads: `WEVT_TEMPLATE` and message tables, and the files that carry
//! them (`.rc`, `.res`, COFF object, DLL). The same manifest gives the same bytes on every machine.

mod bytes;
mod coff;
mod directory;
#[cfg(feature = "tools")]
mod dll;
mod gnu_object;
mod image;
mod machine;
mod mc_version;
mod merge;
mod message_table;
mod messages;
mod options;
#[cfg(feature = "tools")]
mod rc;
mod res;
mod structure;
#[cfg(feature = "tools")]
mod version_info;
mod wevt;

pub use machine::Machine;
pub use mc_version::{McVersion, UnknownMcVersion};
pub use merge::merge;
pub use messages::MessageTable;
pub use options::Options;
#[cfg(feature = "tools")]
pub(crate) use wevt::{fragment_type, template_guid};

use crate::diagnostic::Diagnostic;
use crate::model::Manifest;
use directory::{Name, Resource};

/// The binary content of a manifest, and the files that can carry it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Resources {
    /// The content of `<stem>TEMP.BIN`.
    pub wevt_template: Vec<u8>,
    /// The message tables in the order of their files, `MSG00001.bin` first. Empty if nothing has a message.
    pub message_tables: Vec<MessageTable>,
    /// The description in the version resource of the DLL.
    description: String,
}

/// `RT_MESSAGETABLE` and `RT_VERSION`.
const MESSAGE_TABLE: Name = Name::Id(11);
#[cfg(feature = "tools")]
const VERSION: Name = Name::Id(16);
const WEVT_TEMPLATE: Name = Name::Text("WEVT_TEMPLATE");
/// The name of every one of them.
const FIRST: Name = Name::Id(1);
/// The language of resources without one, as rc.exe has it.
const AMERICAN_ENGLISH: u16 = 0x0409;

impl Resources {
    /// Writes the resources of a manifest.
    #[must_use]
    pub fn new(manifest: &Manifest, options: Options) -> Self {
        Self {
            wevt_template: wevt::write(manifest, options),
            message_tables: messages::write(manifest, options),
            description: describe(manifest),
        }
    }

    /// Returns the names that mc.exe gives the message files: `MSG00001.bin`, or `<prefix>_MSG00001.bin`.
    #[cfg(feature = "tools")]
    #[cfg_attr(docsrs, doc(cfg(feature = "tools")))]
    #[must_use]
    pub fn message_files(&self, prefix: Option<&str>) -> Vec<String> {
        let prefix = prefix
            .map(|prefix| format!("{prefix}_"))
            .unwrap_or_default();
        let numbers = self.message_tables.iter().map(|table| table.number);
        numbers
            .map(|number| format!("{prefix}MSG{number:05}.bin"))
            .collect()
    }

    /// Returns the `.rc` text, which names `<stem>TEMP.BIN` and the message files.
    #[cfg(feature = "tools")]
    #[cfg_attr(docsrs, doc(cfg(feature = "tools")))]
    #[must_use]
    pub fn rc_text(&self, stem: &str, prefix: Option<&str>) -> String {
        let languages = self.message_tables.iter().map(|table| table.language_id);
        let files: Vec<_> = languages.zip(self.message_files(prefix)).collect();
        rc::text(&files, &format!("{stem}TEMP.BIN"))
    }

    /// Returns the `.res` file that a resource compiler makes of [`rc_text`](Self::rc_text).
    #[must_use]
    pub fn res(&self) -> Vec<u8> {
        res::write(&self.list())
    }

    /// Returns a COFF object for the linkers of Microsoft and LLVM. An executable can have only one; `.res` files are merged.
    #[must_use]
    pub fn coff(&self, machine: Machine) -> Vec<u8> {
        coff::write(&self.list(), machine)
    }

    /// Returns a COFF object for GNU ld, which can merge our objects with icon and version resources.
    #[must_use]
    pub fn gnu_object(&self, machine: Machine) -> Vec<u8> {
        gnu_object::write(&self.list(), machine)
    }

    /// Returns a DLL with the resources and nothing else, to name in `resourceFileName` and `messageFileName`.
    /// `file_name` is the name in its version resource.
    #[cfg(feature = "tools")]
    #[cfg_attr(docsrs, doc(cfg(feature = "tools")))]
    #[must_use]
    pub fn dll(&self, machine: Machine, file_name: &str) -> Vec<u8> {
        let version = version_info::write(&[
            ("FileDescription", &self.description),
            ("FileVersion", "1.0.0.0"),
            ("InternalName", file_name),
            ("OriginalFilename", file_name),
            ("ProductName", &self.description),
            ("ProductVersion", "1.0.0.0"),
        ]);
        let mut resources = self.list();
        resources.push(Resource {
            kind: VERSION,
            name: FIRST,
            language: AMERICAN_ENGLISH,
            data: &version,
        });
        dll::write(&resources, machine)
    }

    /// Returns the resources in the order of the `.rc` text.
    fn list(&self) -> Vec<Resource<'_>> {
        let tables = self.message_tables.iter().rev();
        let mut resources: Vec<_> = tables
            .map(|table| Resource {
                kind: MESSAGE_TABLE,
                name: FIRST,
                language: table.language_id,
                data: &table.bytes,
            })
            .collect();
        resources.push(Resource {
            kind: WEVT_TEMPLATE,
            name: FIRST,
            language: AMERICAN_ENGLISH,
            data: &self.wevt_template,
        });
        resources
    }
}

/// Writes the resources of several manifests as one, if the manifests do not contradict each other.
///
/// # Errors
/// Each problem with the index of the manifest in whose source it is.
pub fn merged(
    manifests: &[(&str, &Manifest)],
    options: Options,
) -> Result<Resources, Vec<(usize, Diagnostic)>> {
    Ok(Resources::new(&merge(manifests)?, options))
}

/// Describes the DLL to people who look at its properties. Long lists are cut: the field is for one line.
fn describe(manifest: &Manifest) -> String {
    const MAX_CHARACTERS: usize = 200;
    let names: Vec<&str> = manifest
        .providers
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    let text = format!("Event definitions of {}", names.join(", "));
    match text.char_indices().nth(MAX_CHARACTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
