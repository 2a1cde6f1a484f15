//! What cargo tells a build script, and what a build script tells cargo.

use std::env;
use std::path::{Path, PathBuf, absolute};

use crate::resource::{Machine, Resources};

/// The key under which a library hands on its manifests, one for each with a number behind it: a path can contain any
/// character that would separate several.
const KEY: &str = "ETW_MANIFEST_";

/// The file that the target's linker takes.
#[derive(Clone, Copy, Debug)]
pub(super) enum LinkerInput {
    /// GNU's takes objects, and merges them if windres could have made them.
    GnuObject(Machine),
    /// LLVM's in the place of GNU's.
    Object(Machine),
    /// Microsoft's, and LLVM's in its place, take several `.res` files but only one object with resources.
    Res,
}

impl LinkerInput {
    /// `None` if the target is another system, or this is no build script.
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

    /// The content of that file.
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

/// The manifests that direct dependencies hand on, in the order of their `links` names, each in the order of its owner.
pub(super) fn handed_on() -> Vec<PathBuf> {
    let mut found: Vec<(String, usize, PathBuf)> = env::vars_os()
        .filter_map(|(name, path)| {
            let name = name.into_string().ok()?;
            let (owner, number) = name.strip_prefix("DEP_")?.rsplit_once(&format!("_{KEY}"))?;
            Some((owner.to_owned(), number.parse().ok()?, path.into()))
        })
        .collect();
    found.sort();
    found.into_iter().map(|(_, _, path)| path).collect()
}

/// Makes cargo link a file into everything of this package that is linked: binaries, `cdylib`s, examples, tests.
///
/// The instruction for one kind, such as `rustc-link-arg-bins`, is an error in a package that has none of that kind;
/// this one never is, and a library that only others link ignores it.
pub(super) fn link(out_dir: &Path, input: LinkerInput) {
    let file = out_dir.join(input.file_name());
    println!("cargo::rustc-link-arg={}", file.display());
}

/// Tells the build scripts of dependents where the manifests are, if this package has `links`.
pub(super) fn hand_on(manifests: &[PathBuf]) {
    if env::var_os("CARGO_MANIFEST_LINKS").is_none() {
        return;
    }
    for (number, path) in manifests.iter().enumerate() {
        match absolute(path).ok().as_deref().and_then(Path::to_str) {
            Some(path) => println!("cargo::metadata={KEY}{number}={path}"),
            None => println!(
                "cargo::warning={} cannot be handed on to dependents: its path is not Unicode",
                path.display()
            ),
        }
    }
}
