//! What the fuzz targets share: what must hold of every manifest, every compiled resource and every payload.

pub mod manifest;
pub mod payload;
pub mod providers;
pub mod resources;
pub mod rust_text;
pub mod values;
