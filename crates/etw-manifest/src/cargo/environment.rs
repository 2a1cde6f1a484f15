//! Reads the environment that cargo sets for build scripts, and prints instructions for cargo.

use std::env;
use std::path::{Path, PathBuf, absolute};

use super::handed_on::HandedOn;
use super::paths::Paths;
use super::unit::{File, Unit};
use crate::collection::sort;
use crate::resource::{Machine, Resources};

/// The key of a manifest that a library hands on, followed by a number. A list under one key would need a separator, but
/// a path can contain any character.
const KEY: &str = "ETW_MANIFEST_";
/// The key under which a library hands on the name of its package.
const PACKAGE_KEY: &str = "ETW_PACKAGE";
/// The key of the Rust path of the module with the code of a manifest, followed by the number of the manifest.
const MODULE_KEY: &str = "ETW_MODULE_";
/// The key of the Rust path of the runtime.
const RUNTIME_KEY: &str = "ETW_RUNTIME";

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
    sort::sort(&mut files);
    let manifests = files.chunk_by(|first, second| first.0 == second.0);
    let handed_on = manifests.map(|files| {
        let (owner, number) = &files[0].0;
        let variable = |key: &str| env::var(format!("DEP_{owner}_{key}"));
        let package = variable(PACKAGE_KEY).unwrap_or_default();
        // A build script that does not use this crate may hand on manifests without paths.
        let mut paths = Paths::new(&package, None, "::etw_provider");
        if let Ok(module) = variable(&format!("{MODULE_KEY}{number}")) {
            paths.module = module;
        }
        if let Ok(runtime) = variable(RUNTIME_KEY) {
            paths.runtime = runtime;
        }
        HandedOn {
            package,
            files: files.iter().map(|(_, _, path)| path.clone()).collect(),
            paths,
        }
    });
    handed_on.collect()
}

/// Makes cargo link a file into the binaries, `cdylib`s, examples and tests of this package.
pub(super) fn link(out_dir: &Path, input: LinkerInput) {
    // An instruction for one kind of target, such as `rustc-link-arg-bins`, is an error in a package without such a target.
    let file = out_dir.join(input.file_name());
    println!("cargo::rustc-link-arg={}", file.display());
}

/// Returns the name of this package.
pub(super) fn package() -> Option<String> {
    env::var("CARGO_PKG_NAME").ok()
}

/// Gives manifests, their fragments and the paths of their code to the build scripts of dependents, if this package has `links`.
/// `runtime` is the path of the runtime in the code of this package.
pub(super) fn hand_on<'u>(units: impl Iterator<Item = &'u Unit>, runtime: &str) {
    if env::var_os("CARGO_MANIFEST_LINKS").is_none() {
        return;
    }
    let package = package().unwrap_or_default();
    println!("cargo::metadata={PACKAGE_KEY}={package}");
    let paths = |module| Paths::new(&package, module, runtime);
    println!("cargo::metadata={RUNTIME_KEY}={}", paths(None).runtime);
    for (number, unit) in units.enumerate() {
        if unit.has_code() {
            let module = paths(unit.module.as_deref()).module;
            println!("cargo::metadata={MODULE_KEY}{number}={module}");
        }
        for (fragment, File { path, .. }) in unit.files.iter().enumerate() {
            let key = match fragment {
                0 => format!("{KEY}{number}"),
                _ => format!("{KEY}{number}_{fragment}"),
            };
            match absolute(path).ok().as_deref().and_then(Path::to_str) {
                Some(path) => println!("cargo::metadata={key}={path}"),
                None => println!(
                    "cargo::warning={} cannot be handed on to dependents: its path is not Unicode",
                    path.display()
                ),
            }
        }
    }
}
