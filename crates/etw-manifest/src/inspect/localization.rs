//! Writes the locales and the strings.

use crate::inspect::declaration::message_id;
use crate::json::JsonWriter;
use crate::model::Localization;

pub(super) fn write(json: &mut JsonWriter, localization: &Localization) {
    json.key("locales").array(|json| {
        for locale in &localization.locales {
            json.value(locale.name.as_str());
        }
    });
    json.key("strings").array(|json| {
        for string in &localization.strings {
            json.object(|json| {
                json.field("id", string.id.as_str());
                json.field("message_id", message_id(string).as_deref());
                json.field("predefined", string.winmeta);
                json.key("texts").object(|json| {
                    for (locale, text) in localization.locales.iter().zip(&string.texts) {
                        json.field(&locale.name, text.as_deref());
                    }
                });
            });
        }
    });
}
