//! Reads the environment that cargo sets for build scripts, and prints instructions for cargo.

use std::env;
use std::path::{Path, PathBuf, absolute};

use crate::resource::{Machine, Resources};

/// The key of a manifest that a library hands on, followed by a number. A list under one key would need a separator, but
/// a path can contain any character.
const KEY: &str = "ETW_MANIFEST_";
/// The key under which a library hands on the name of its package.
const PACKAGE_KEY: &str = "ETW_PACKAGE";

/// The kind of file that the linker of the target accepts.
#[derive(Clone, Copy, Debug)]
pub(super) enum LinkerInput {
    /// For GNU ld, which merges objects in the form that windres writes.
    GnuObject(Machine),
    /// For LLVM's linker in place of GNU ld.
    Object(Machine),
    /// For Microsoft's linker, or LLVM's in its place: they accept several `.res` files but one object with resources.
    Res,
}

impl LinkerInput {
    /// Returns `None` if the target is not Windows, or if this is not a build script.
    pub(super) fn from_environment() -> Option<Self> {
        let variable = |name| env::var(name).ok();
        if variable("CARGO_CFG_TARGET_OS")? != "windows" {
            return None;
        }
        if variable("CARGO_CFG_TARGET_ENV").as_deref() != Some("gnu") {
            return Some(Self::Res);
        }
        let machine = Machine::from_target_arch(&variable("CARGO_CFG_TARGET_ARCH")?)?;
        Some(match variable("CARGO_CFG_TARGET_ABI").as_deref() {
            Some("llvm") => Self::Object(machine),
            _ => Self::GnuObject(machine),
        })
    }

    pub(super) const fn file_name(self) -> &'static str {
        match self {
            Self::GnuObject(_) => "events.o",
            Self::Object(_) => "events.obj",
            Self::Res => "events.res",
        }
    }

    /// Returns the content of the file.
    pub(super) fn content(self, resources: &Resources) -> Vec<u8> {
        match self {
            Self::GnuObject(machine) => resources.gnu_object(machine),
            Self::Object(machine) => resources.coff(machine),
            Self::Res => resources.res(),
        }
    }
}

pub(super) fn out_dir() -> Option<PathBuf> {
    env::var_os("OUT_DIR").map(PathBuf::from)
}

/// A manifest that a direct dependency hands on.
#[derive(Debug)]
pub(super) struct HandedOn {
    /// The package that hands it on.
    pub(super) package: String,
    /// The manifest, then its fragments.
    pub(super) files: Vec<PathBuf>,
}

/// Returns the manifests that direct dependencies hand on, in the order of their `links` names.
pub(super) fn handed_on() -> Vec<HandedOn> {
    let files = env::vars_os().filter_map(|(name, path)| {
        let name = name.into_string().ok()?;
        let (owner, number) = name.strip_prefix("DEP_")?.rsplit_once(&format!("_{KEY}"))?;
        let (manifest, fragment) = number.split_once('_').unwrap_or((number, "0"));
        let key = (owner.to_owned(), manifest.parse::<usize>().ok()?);
        Some((key, fragment.parse::<usize>().ok()?, PathBuf::from(path)))
    });
    let mut files: Vec<_> = files.collect();
    files.sort();
    let manifests = files.chunk_by(|first, second| first.0 == second.0);
    let handed_on = manifests.map(|files| HandedOn {
        package: env::var(format!("DEP_{}_{PACKAGE_KEY}", files[0].0.0)).unwrap_or_default(),
        files: files.iter().map(|(_, _, path)| path.clone()).collect(),
    });
    handed_on.collect()
}

/// Makes cargo link a file into the binaries, `cdylib`s, examples and tests of this package.
pub(super) fn link(out_dir: &Path, input: LinkerInput) {
    // An instruction for one kind of target, such as `rustc-link-arg-bins`, is an error in a package without such a target.
    let file = out_dir.join(input.file_name());
    println!("cargo::rustc-link-arg={}", file.display());
}

/// Gives the paths of manifests and their fragments to the build scripts of dependents, if this package has `links`.
pub(super) fn hand_on(manifests: impl Iterator<Item = Vec<PathBuf>>) {
    if env::var_os("CARGO_MANIFEST_LINKS").is_none() {
        return;
    }
    if let Ok(package) = env::var("CARGO_PKG_NAME") {
        println!("cargo::metadata={PACKAGE_KEY}={package}");
    }
    for (number, files) in manifests.enumerate() {
        for (fragment, path) in files.into_iter().enumerate() {
            let key = match fragment {
                0 => format!("{KEY}{number}"),
                _ => format!("{KEY}{number}_{fragment}"),
            };
            match absolute(&path).ok().as_deref().and_then(Path::to_str) {
                Some(path) => println!("cargo::metadata={key}={path}"),
                None => println!(
                    "cargo::warning={} cannot be handed on to dependents: its path is not Unicode",
                    path.display()
                ),
            }
        }
    }
}
