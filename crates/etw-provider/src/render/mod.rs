//! From an event back to what people and tools read: its message in their language, Event XML, JSON.
//!
//! The rules are those of Event Viewer as far as Microsoft documents them; where a file here follows a document, or
//! Microsoft's own decoder in place of one, it names it.

mod event_json;
mod event_xml;
mod json;
mod map;
mod message;
mod number;
mod record;
mod renderer;
mod socket_address;
mod system_texts;
mod user_data;
mod value;
mod xml;

pub use record::EventRecord;
pub use renderer::Renderer;
pub use system_texts::{NoTexts, StatusCode, SystemTexts};
