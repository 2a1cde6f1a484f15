//! Writes the files that register events on Windows: the manifest with real file names, and scripts and installer
//! fragments for every usual way.

mod command_file;
mod manifest_file;
mod msix;
mod power_shell;
mod windows_path;
mod wix;

pub use windows_path::{InvalidPath, WindowsPath};

use crate::model::Manifest;
use crate::source::Source;

/// A file of the kit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct File {
    /// Its name, without a folder.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The input of all files.
struct Registration<'m> {
    manifest: &'m Manifest,
    /// The path of the file with the resources on the target machine.
    resource: &'m WindowsPath,
    /// The file name of the manifest, without a folder.
    manifest_file: String,
}

/// Returns the files that register a manifest: `STEM.man`, `register.cmd`, `unregister.cmd`, `check.ps1`, `STEM.wxs` and
/// `STEM.appxmanifest`.
///
/// `bytes` is the file from which `source` and `manifest` were made; `resource` is the path of the program or DLL with
/// the resources on the target machine. Characters that Windows does not allow in file names become `_`.
///
/// ```
/// use etw_manifest::registration::WindowsPath;
///
/// let path = WindowsPath::parse("%ProgramFiles%/Store/store.exe").unwrap();
/// assert_eq!(path.as_str(), r"%ProgramFiles%\Store\store.exe");
/// assert!(WindowsPath::parse("store.exe").is_err());
/// ```
#[must_use]
pub fn kit(
    bytes: &[u8],
    source: &Source,
    manifest: &Manifest,
    resource: &WindowsPath,
    stem: &str,
) -> Vec<File> {
    let stem = safe(stem);
    let registration = Registration {
        manifest,
        resource,
        manifest_file: format!("{stem}.man"),
    };
    let file = |name: &str, bytes| File {
        name: name.to_owned(),
        bytes,
    };
    vec![
        file(
            &registration.manifest_file,
            manifest_file::with_file_names(bytes, source, manifest, resource),
        ),
        file("register.cmd", command_file::register(&registration)),
        file("unregister.cmd", command_file::unregister(&registration)),
        file("check.ps1", power_shell::check(&registration)),
        file(
            &format!("{stem}.wxs"),
            wix::fragment(&registration).into_bytes(),
        ),
        file(
            &format!("{stem}.appxmanifest"),
            msix::extensions(&registration).into_bytes(),
        ),
    ]
}

/// Replaces the characters that Windows does not allow in file names, some of which cmd.exe would interpret.
fn safe(stem: &str) -> String {
    let allowed = |it: char| !it.is_control() && !"<>:\"/\\|?*".contains(it);
    stem.chars()
        .map(|it| if allowed(it) { it } else { '_' })
        .collect()
}
