//! The manifest with other file names, and not a byte changed besides.

use super::WindowsPath;
use crate::ast;
use crate::diagnostic::Diagnostics;
use crate::source::{Encoding, Source};
use crate::xml::{self, escape::escape};

/// A place in the text, and what stands there instead.
type Edit = (std::ops::Range<usize>, String);

/// The manifest in which every provider names this file for its resources and for its messages, in the same encoding.
pub(super) fn with_file_names(bytes: &[u8], source: &Source, resource: &WindowsPath) -> Vec<u8> {
    let mut value = String::new();
    escape(&mut value, resource.as_str());
    // A value may stand between apostrophes.
    let value = value.replace('\'', "&apos;");
    let mut edits = edits(source, &value);
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

fn edits(source: &Source, value: &str) -> Vec<Edit> {
    // What is wrong with the manifest has been said before.
    let mut ignored = Diagnostics::default();
    let Some(root) = xml::parse(source, &mut ignored) else {
        return Vec::new();
    };
    let mut edits = Vec::new();
    for provider in ast::parse(&root, &mut ignored).providers {
        let resource = provider.resource_file.map(|it| it.span.range());
        let message = provider.message_file.map(|it| it.span.range());
        if let (Some(resource), None) = (&resource, &message) {
            // Behind the closing quote of the other attribute.
            let place = resource.end + 1;
            edits.push((place..place, format!(" messageFileName=\"{value}\"")));
        }
        let values = [resource, message].into_iter().flatten();
        edits.extend(values.map(|place| (place, value.to_owned())));
    }
    edits
}
