//! Manifests that are made from the name of a provider.

use crate::guid::Guid;

/// The symbols of the events for `tracing`, from `ERROR` to `TRACE`. A provider with all of them has a layer in its Rust code.
pub(crate) const TRACING_EVENTS: [&str; 5] = [
    "TracingError",
    "TracingWarn",
    "TracingInfo",
    "TracingDebug",
    "TracingTrace",
];

/// The template of a provider for programs that log with `tracing`.
pub const TRACING: &str = include_str!("tracing.man");

/// Writes the name and the GUID of a provider, and the name of the file with its resources, into a template.
#[must_use]
pub fn fill(template: &str, name: &str, file: &str, guid: Guid) -> String {
    template
        .replace("@GUID@", &guid.to_string())
        .replace("@SYMBOL@", &symbol(name))
        .replace("@FILE@", file)
        .replace("@NAME@", &escaped(name))
}

/// Returns a file name for every system and for `include_manifest!`.
#[must_use]
pub fn file_stem(name: &str) -> String {
    let safe = |it: char| match it {
        '0'..='9' | 'a'..='z' | 'A'..='Z' => it.to_ascii_lowercase(),
        _ => '-',
    };
    let stem: String = name.chars().map(safe).collect();
    match stem.trim_matches('-') {
        "" => "provider".to_owned(),
        stem => stem.to_owned(),
    }
}

/// Returns a C identifier.
fn symbol(name: &str) -> String {
    let symbol = file_stem(name).replace('-', "_").to_ascii_uppercase();
    match symbol.as_bytes()[0] {
        b'0'..=b'9' => format!("PROVIDER_{symbol}"),
        _ => symbol,
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}
