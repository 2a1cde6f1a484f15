//! Adds declarations to a manifest in place, and fixes its problems: all other bytes stay.

mod declaration;
mod document;
mod event;
mod fix;
mod lists;
mod names;

pub use declaration::{NewChannel, NewKeyword};
pub use event::{NewEvent, NewField};
pub use fix::{Fixed, fix};

use std::collections::HashSet;
use std::{error, fmt};

use crate::model::{EventDescriptor, Manifest, Provider};
use crate::source::{Encoding, Source};
use crate::xml::Element;
use crate::{Options, compile};
use document::{Document, Edit, find_all};

/// The reason why a declaration cannot be added.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EditError(String);

impl fmt::Display for EditError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl error::Error for EditError {}

/// A declaration to add.
#[derive(Clone, Debug)]
pub enum Declaration {
    /// An event. It gets the next free id, and a template with the same items is used again.
    Event(NewEvent),
    /// A keyword.
    Keyword(NewKeyword),
    /// A channel, after all others.
    Channel(NewChannel),
    /// A locale. Its texts are copies of those of the main locale.
    Locale(String),
}

/// A manifest with another declaration.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Added {
    /// The manifest, in the encoding that it had.
    pub bytes: Vec<u8>,
    /// A description with the number that the declaration got, such as `event 4035 (DispatchSessionQueued)`.
    pub declaration: String,
}

/// Adds a declaration to a manifest. A missing translation is left to the lint for it.
///
/// # Errors
/// Fails if the manifest does not compile, if it does not declare a name that the declaration uses, or if it would not
/// compile with the declaration.
pub fn add(bytes: &[u8], declaration: &Declaration) -> Result<Added, EditError> {
    let source = Source::decode("", bytes).map_err(|(_, error)| EditError(error.to_string()))?;
    let Some(manifest) = compile(&source, &Options::new()).manifest else {
        return Err(EditError(
            "the manifest has errors; `check` shows them".to_owned(),
        ));
    };
    let document = Document::parse(&source)?;
    let target = Target {
        document: &document,
        manifest: &manifest,
    };
    let (edits, declaration) = match declaration {
        Declaration::Event(new) => event::edits(&target, new)?,
        Declaration::Keyword(new) => declaration::keyword(&target, new)?,
        Declaration::Channel(new) => declaration::channel(&target, new)?,
        Declaration::Locale(name) => declaration::locale(&document, &manifest, name)?,
    };
    let text = applied(source.text(), edits);
    let outcome = compile(&Source::new("", text.as_str()), &Options::new());
    let Some(edited) = outcome.manifest else {
        let first = outcome
            .diagnostics
            .first()
            .map(|it| it.message().to_owned());
        return Err(EditError(first.unwrap_or_default()));
    };
    let added = descriptors(&edited);
    if !descriptors(&manifest).iter().all(|it| added.contains(it)) {
        // The keyword of an event depends on all channels, and an event may name one that is in no list.
        let message = "this would change the keywords of events in channels that are not imported";
        return Err(EditError(message.to_owned()));
    }
    let bytes = Encoding::of(bytes).encode(&text);
    Ok(Added { bytes, declaration })
}

fn descriptors(manifest: &Manifest) -> HashSet<(usize, EventDescriptor)> {
    let providers = manifest.providers.iter().enumerate();
    let of = |(at, it): (usize, &Provider)| -> Vec<_> {
        it.events
            .iter()
            .map(|event| (at, it.descriptor(event)))
            .collect()
    };
    providers.flat_map(of).collect()
}

/// A manifest, as text and as meant.
struct Target<'t> {
    document: &'t Document<'t>,
    manifest: &'t Manifest,
}

impl<'t> Target<'t> {
    /// Returns the provider with a name and its element; the only provider for an empty name.
    fn provider(&self, name: &str) -> Result<(&'t Provider, &'t Element<'t>), EditError> {
        let provider = names::provider(self.manifest, name)?;
        let mut elements = find_all(&self.document.root, "provider").into_iter();
        let element = elements.find(|it| it.span == provider.span);
        let element = element.ok_or_else(|| EditError("the provider has no element".to_owned()))?;
        Ok((provider, element))
    }
}

fn applied(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(at, _)| *at);
    let (mut edited, mut end) = (String::new(), 0);
    for (at, new) in edits {
        edited.push_str(&text[end..at]);
        edited.push_str(&new);
        end = at;
    }
    edited + &text[end..]
}
