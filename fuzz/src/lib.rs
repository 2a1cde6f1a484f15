//! Shared parts of the fuzz targets: the properties of every manifest, compiled resource and payload.

pub mod manifest;
pub mod payload;
pub mod providers;
pub mod resources;
pub mod rust_text;
pub mod values;
