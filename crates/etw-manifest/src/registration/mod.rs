//! What an installation needs so that Windows finds the descriptions of events: the manifest with real file names, and
//! every usual way to register it.

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

/// A manifest on its way to a machine.
struct Registration<'m> {
    manifest: &'m Manifest,
    /// The file with the resources, on that machine.
    resource: &'m WindowsPath,
    /// The name of the manifest's file, without a folder.
    manifest_file: String,
}

/// The files that register a manifest: `STEM.man`, `register.cmd`, `unregister.cmd`, `check.ps1`, `STEM.wxs` and
/// `STEM.appxmanifest`.
///
/// `bytes` is the manifest as it was read, from which `source` and `manifest` were made; `resource` is where the program
/// or DLL with the resources will be on the machine that is to know the events. Characters that no file on Windows has in
/// its name become `_` in the names of these files.
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

/// A name of a file that Windows allows and that means nothing to cmd.exe between quotes: other systems allow more.
fn safe(stem: &str) -> String {
    let allowed = |it: char| !it.is_control() && !"<>:\"/\\|?*".contains(it);
    stem.chars()
        .map(|it| if allowed(it) { it } else { '_' })
        .collect()
}
