//! Writes keywords.

use crate::inspect::declaration::{write_message, write_origin};
use crate::json::JsonWriter;
use crate::model::{Keyword, Localization};

pub(super) fn write(json: &mut JsonWriter, keyword: &Keyword, localization: &Localization) {
    json.field("name", keyword.name.as_str());
    json.field("symbol", keyword.symbol.as_deref());
    json.field("mask", format!("0x{:016x}", keyword.mask).as_str());
    write_origin(json, keyword.origin);
    write_message(json, keyword.message, localization);
}
