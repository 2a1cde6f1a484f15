//! Renders events as messages, Event XML and JSON.
//!
//! The rules are those of Event Viewer as far as Microsoft documents them. Each file names the document, or the decoder of
//! Microsoft, that it follows.

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
