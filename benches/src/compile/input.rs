//! [`Input`], a manifest to compile.

use std::path::{Path, PathBuf};

use etw_manifest::source::Source;

use crate::synthetic;

/// A manifest as UTF-8, the only encoding that the bare XML reader accepts.
pub struct Input {
    /// The name in the report.
    pub name: String,
    /// The argument by which a child process finds it.
    pub argument: String,
    /// The text.
    pub bytes: Vec<u8>,
}

impl Input {
    /// Reads a file or generates a manifest with the given number of events; `None` if there is no such file.
    #[must_use]
    pub fn new(argument: &str) -> Option<Self> {
        let (name, bytes) = match argument.parse::<usize>() {
            Ok(events) => (
                format!("synthetic, {events} events"),
                synthetic::manifest(events).into_bytes(),
            ),
            Err(_) => read(argument)?,
        };
        Some(Self {
            name,
            argument: argument.to_owned(),
            bytes,
        })
    }

    /// Returns the manifests of the report.
    #[must_use]
    pub fn reported() -> Vec<String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let corpus = corpus();
        let files = [
            root.join("manifests/activation-services.man"),
            corpus.join("inputs/66de0423926d-ClrEtwAll.man"),
            corpus.join(
                "handwritten/microsoft+Tx/Manifests/Microsoft.Windows.ApplicationServer.Applications.manifest",
            ),
        ];
        files.map(|it| it.display().to_string()).into()
    }
}

/// Returns the folder of real manifests, named by the environment or beside the workspace.
pub(crate) fn corpus() -> PathBuf {
    let shared = std::env::var_os("ETW_MANIFEST_CORPUS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"),
        PathBuf::from,
    );
    shared.join("corpus")
}

fn read(path: &str) -> Option<(String, Vec<u8>)> {
    let source = Source::decode(path, &std::fs::read(path).ok()?).ok()?;
    let name = Path::new(path).file_name()?.to_string_lossy();
    // The text is UTF-8 from here on, so the declaration must not contradict it.
    let text = source
        .text()
        .replacen("encoding=\"utf-16\"", "encoding=\"utf-8\"", 1);
    Some((without_hash(&name), text.into_bytes()))
}

/// Removes the hash that some files of the corpus have before their names.
fn without_hash(name: &str) -> String {
    let is_hash = |it: &str| it.len() == 12 && it.bytes().all(|byte| byte.is_ascii_hexdigit());
    let (_, rest) = name
        .split_once('-')
        .filter(|(it, _)| is_hash(it))
        .unwrap_or(("", name));
    rest.to_owned()
}
