//! Writes the manifest with other file names; all other bytes stay.

use super::WindowsPath;
use crate::model::Manifest;
use crate::source::{Encoding, Source, Span};
use crate::xml::escape::escape;

/// A range of the text and its replacement.
type Edit = (std::ops::Range<usize>, String);

/// Returns the manifest in which every provider names this file for its resources and messages, in the same encoding.
pub(super) fn with_file_names(
    bytes: &[u8],
    source: &Source,
    manifest: &Manifest,
    resource: &WindowsPath,
) -> Vec<u8> {
    let mut value = String::new();
    escape(&mut value, resource.as_str());
    // The attribute may be quoted with apostrophes.
    let value = value.replace('\'', "&apos;");
    let mut edits = edits(manifest, &value);
    edits.sort_by_key(|(place, _)| place.start);
    let (mut text, mut end) = (String::new(), 0);
    for (place, new) in edits {
        text.push_str(&source.text()[end..place.start]);
        text.push_str(&new);
        end = place.end;
    }
    text.push_str(&source.text()[end..]);
    Encoding::of(bytes).encode(&text)
}

fn edits(manifest: &Manifest, value: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    for provider in &manifest.providers {
        let resource = provider.resource_file_span.map(Span::range);
        let message = provider.message_file_span.map(Span::range);
        if let (Some(resource), None) = (&resource, &message) {
            // After the closing quote of the other attribute.
            let place = resource.end + 1;
            edits.push((place..place, format!(" messageFileName=\"{value}\"")));
        }
        let values = [resource, message].into_iter().flatten();
        edits.extend(values.map(|place| (place, value.to_owned())));
    }
    edits
}
