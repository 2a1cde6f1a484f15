//! [`Input`]: a manifest to compile, as UTF-8.

use std::path::{Path, PathBuf};

use etw_manifest::source::Source;

use crate::synthetic;

/// A manifest, as UTF-8, because the bare XML reader takes nothing else.
pub struct Input {
    /// What a reader is told.
    pub name: String,
    /// What finds it again.
    pub argument: String,
    /// The text.
    pub bytes: Vec<u8>,
}

impl Input {
    /// A file, or a made manifest with so many events; `None` if there is no such file.
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

    /// The manifests whose compilation is reported.
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

/// The folder of real manifests: the one that the environment names, else the one beside the workspace.
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
    Some((without_hash(&name), source.text().as_bytes().to_vec()))
}

/// Some files of the corpus have a hash before their names.
fn without_hash(name: &str) -> String {
    let is_hash = |it: &str| it.len() == 12 && it.bytes().all(|byte| byte.is_ascii_hexdigit());
    let (_, rest) = name
        .split_once('-')
        .filter(|(it, _)| is_hash(it))
        .unwrap_or(("", name));
    rest.to_owned()
}
