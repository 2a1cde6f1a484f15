//! The tests of the compiler, in one program: it is linked once, and the goldens of generated code are compiled once.
//! `cargo test -p etw-manifest diff::` runs the module `diff` alone.

mod accept;
mod baseline;
mod build;
mod build_script;
mod corpus;
mod corpus_manifests;
mod corpus_resources;
mod covering;
mod decode_generated;
mod decode_manifest;
mod decompile_damaged;
mod decompile_hostile;
mod diff;
mod doc;
mod edit;
mod error_index;
mod expect;
mod explanations;
mod files;
mod fragment;
mod generated;
pub mod goldens;
mod header_oracle;
mod history;
mod hostile;
mod hostile_size;
mod hostile_text;
mod injection;
mod inspect_schema;
mod locale;
mod memory;
mod mutation;
mod read_back;
mod registration;
mod resource_files;
mod resource_messages;
mod round_trip;
mod type_mangling;
mod verdicts;
mod wevt_document;

/// Counts for the tests that hold memory against the size of the input.
#[global_allocator]
static ALLOCATOR: memory::Counting = memory::Counting;
