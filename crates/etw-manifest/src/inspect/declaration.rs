//! Writes the parts that most declarations share: their lists, origins and messages.

use crate::json::JsonWriter;
use crate::model::{Localization, LocalizedString, Origin, StringIndex};

/// Writes an array of objects.
pub(super) fn list<T>(
    json: &mut JsonWriter,
    key: &str,
    items: &[T],
    mut write: impl FnMut(&mut JsonWriter, &T),
) {
    json.key(key).array(|json| {
        for item in items {
            json.object(|json| write(json, item));
        }
    });
}

pub(super) fn write_origin(json: &mut JsonWriter, origin: Origin) {
    let origin = match origin {
        Origin::Declared => "declared",
        Origin::Winmeta => "predefined",
    };
    json.field("origin", origin);
}

/// Writes the id of the string as `message`, and its number in the message tables as `message_id`.
pub(super) fn write_message(
    json: &mut JsonWriter,
    message: Option<StringIndex>,
    localization: &Localization,
) {
    let string = message.map(|index| &localization.strings[index]);
    json.field("message", string.map(|it| it.id.as_str()));
    json.field("message_id", string.and_then(message_id).as_deref());
}

pub(super) fn message_id(string: &LocalizedString) -> Option<String> {
    string.message_id.map(|id| format!("0x{id:08X}"))
}
