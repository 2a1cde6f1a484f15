//! Manifests with what mc.exe made of them.
#![allow(dead_code, reason = "every test file uses its own part")]
#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "the names are known"
)]

use std::path::{Path, PathBuf};
use std::{env, fs};

use etw_manifest::diagnostic::{MessageFormat, Severity};
use etw_manifest::model::Manifest;
use etw_manifest::resource::Options;
use etw_manifest::source::Source;

/// Returns the folder that `ETW_MANIFEST_CORPUS` names, else `../shared` beside the workspace. It need not exist.
pub(crate) fn folder() -> PathBuf {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    env::var_os("ETW_MANIFEST_CORPUS").map_or_else(beside, PathBuf::from)
}

/// Returns the folder of real files. Tests that call it are ignored by default; `.ci/reference.sh` runs them.
pub(crate) fn shared() -> PathBuf {
    let folder = folder();
    assert!(
        folder.join("oracle").is_dir(),
        "no reference material in {}: see CONTRIBUTING.md",
        folder.display()
    );
    folder
}

/// One manifest with what mc.exe made of it.
pub(crate) struct Oracle {
    folder: PathBuf,
    pub(crate) options: Options,
    pub(crate) manifest: Manifest,
}

/// Compiles a manifest that has to be right.
pub(crate) fn compile(name: &str, bytes: &[u8]) -> Manifest {
    try_compile(name, bytes).unwrap_or_else(|problems| panic!("{name} is refused: {problems:#?}"))
}

/// Compiles a manifest, or gives the errors.
pub(crate) fn try_compile(name: &str, bytes: &[u8]) -> Result<Manifest, Vec<String>> {
    let source = Source::decode(name, bytes).unwrap();
    let outcome = etw_manifest::compile(&source, &etw_manifest::Options::new());
    outcome.manifest.ok_or_else(|| {
        let errors = outcome
            .diagnostics
            .iter()
            .filter(|it| it.severity() == Severity::Error);
        errors
            .map(|it| it.render(&source, MessageFormat::Short))
            .collect()
    })
}

impl Oracle {
    pub(crate) fn read(folder: &Path, bug_compatible: bool) -> Self {
        let version = fs::read_to_string(folder.join("MC_VERSION")).unwrap();
        let name = find(folder, |name| name.ends_with(".man")).unwrap();
        let path = folder.join(name);
        let manifest = compile(&path.to_string_lossy(), &fs::read(&path).unwrap());
        let mc_version = version.trim().parse().unwrap();
        Self {
            folder: folder.to_owned(),
            options: Options {
                mc_version,
                bug_compatible,
            },
            manifest,
        }
    }

    pub(crate) fn name(&self) -> String {
        self.folder
            .file_name()
            .unwrap()
            .to_string_lossy()
            .into_owned()
    }

    fn file(&self, wanted: impl Fn(&str) -> bool) -> Option<Vec<u8>> {
        let name = find(&self.folder, wanted)?;
        fs::read(self.folder.join(name)).ok()
    }

    pub(crate) fn wevt_template(&self) -> Vec<u8> {
        let wanted = |name: &str| {
            name.ends_with("TEMP.BIN")
                || name.contains(".wevt.")
                || name.starts_with("WEVT_TEMPLATE")
        };
        self.file(wanted).unwrap()
    }

    /// In the order of their numbers.
    pub(crate) fn message_tables(&self) -> Vec<Vec<u8>> {
        let number = |number: u32| self.file(|name| name.ends_with(&format!("MSG{number:05}.bin")));
        let numbered: Vec<_> = (1..).map_while(number).collect();
        if !numbered.is_empty() {
            return numbered;
        }
        let other = |name: &str| name.ends_with(".msg.bin") || name.starts_with("MESSAGETABLE");
        self.file(other).into_iter().collect()
    }

    /// Whether the tables were not kept: what was taken from executables has them only if somebody cut them out.
    pub(crate) fn is_without_tables(&self) -> bool {
        self.name().ends_with("fromPE") && self.message_tables().is_empty()
    }

    /// The stem of its names, whether it stands before the message files too, and the `.rc` text.
    pub(crate) fn script(&self) -> Option<(String, bool, String)> {
        let text = self.file(|name| name.ends_with(".rc"))?;
        let template = find(&self.folder, |name| name.ends_with("TEMP.BIN"))?;
        let stem = template.strip_suffix("TEMP.BIN")?.to_owned();
        let prefix = find(&self.folder, |name| name.contains("_MSG")).is_some();
        Some((stem, prefix, String::from_utf8(text).unwrap()))
    }

    /// Another XML library serialized the text that is hashed in some outputs, so the GUIDs of their templates with
    /// `UserData` are not those of mc.exe.
    pub(crate) fn reliable_guids(&self) -> bool {
        !self.name().starts_with("userdata") && !self.name().starts_with("mc63__")
    }
}

/// Equal, except for the GUIDs of templates with `UserData` where those are not reliable.
pub(crate) fn equal_templates(ours: &[u8], expected: &[u8], guids: bool) -> bool {
    if guids || ours.len() != expected.len() {
        return ours == expected;
    }
    let (mut ours, mut expected) = (ours.to_vec(), expected.to_vec());
    for at in 0..ours.len().saturating_sub(40) {
        let user_data = ours[at..].starts_with(b"TEMP") && ours[at + 20] == 2;
        if user_data {
            ours[at + 24..at + 40].fill(0);
            expected[at + 24..at + 40].fill(0);
        }
    }
    ours == expected
}

/// The name of the first file, by name, that is wanted.
fn find(folder: &Path, wanted: impl Fn(&str) -> bool) -> Option<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .collect();
    names.sort();
    names.into_iter().find(|name| wanted(name))
}
