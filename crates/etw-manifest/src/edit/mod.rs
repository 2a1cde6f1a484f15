//! Adds declarations to a manifest in place: the text is only inserted into, and all other bytes stay.

mod document;
mod event;

pub use event::{NewEvent, NewField};

use std::{error, fmt};

use crate::source::{Encoding, Source};
use crate::{Options, compile};
use document::{Document, Edit};

/// The reason why a declaration cannot be added.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EditError(String);

impl fmt::Display for EditError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl error::Error for EditError {}

/// Returns the bytes of a manifest with another event, in the same encoding, and the id of the event.
///
/// The event gets the next free id, and a template with the same items is used again. A missing translation is left to
/// the lint for it.
///
/// # Errors
/// Fails if the manifest does not compile, if it does not declare a name that the event uses, or if it would not compile
/// with the event.
pub fn add_event(bytes: &[u8], event: &NewEvent) -> Result<(Vec<u8>, u16), EditError> {
    let source = Source::decode("", bytes).map_err(|(_, error)| EditError(error.to_string()))?;
    let Some(manifest) = compile(&source, &Options::new()).manifest else {
        return Err(EditError(
            "the manifest has errors; `check` shows them".to_owned(),
        ));
    };
    let document = Document::parse(&source)?;
    let (edits, id) = event::edits(&document, &manifest, event)?;
    let text = applied(source.text(), edits);
    let outcome = compile(&Source::new("", text.as_str()), &Options::new());
    if outcome.manifest.is_none() {
        let first = outcome
            .diagnostics
            .first()
            .map(|it| it.message().to_owned());
        return Err(EditError(first.unwrap_or_default()));
    }
    Ok((Encoding::of(bytes).encode(&text), id))
}

fn applied(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let (mut edited, mut end) = (String::new(), 0);
    for (range, new) in edits {
        edited.push_str(&text[end..range.start]);
        edited.push_str(&new);
        end = range.end;
    }
    edited + &text[end..]
}
