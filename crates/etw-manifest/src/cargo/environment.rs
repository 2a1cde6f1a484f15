//! What cargo tells a build script, and what a build script tells cargo.

use std::env;
use std::path::{Path, PathBuf, absolute};

use crate::resource::Machine;

/// The key under which a library hands on its manifests.
const KEY: &str = "ETW_MANIFESTS";

/// A Windows target.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target {
    pub(super) machine: Machine,
    /// Whether the linker is GNU's, which takes objects and no `.res` files.
    gnu: bool,
}

impl Target {
    /// `None` if the target is another system, or this is no build script.
    pub(super) fn from_environment() -> Option<Self> {
        let variable = |name| env::var(name).ok();
        if variable("CARGO_CFG_TARGET_OS")? != "windows" {
            return None;
        }
        let machine = Machine::from_target_arch(&variable("CARGO_CFG_TARGET_ARCH")?)?;
        Some(Self {
            machine,
            gnu: variable("CARGO_CFG_TARGET_ENV")? == "gnu",
        })
    }
}

pub(super) fn out_dir() -> Option<PathBuf> {
    env::var_os("OUT_DIR").map(PathBuf::from)
}

/// The manifests of direct dependencies that have `links` in their `Cargo.toml`, in the order of those names.
pub(super) fn handed_on() -> Vec<PathBuf> {
    let mut found: Vec<(String, String)> = env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .filter(|(name, _)| name.starts_with("DEP_") && name.ends_with(KEY))
        .collect();
    found.sort();
    found
        .iter()
        .flat_map(|(_, paths)| env::split_paths(paths).collect::<Vec<_>>())
        .collect()
}

/// Tells cargo when to run again, what to link, and what dependents may know.
pub(super) fn announce(manifests: &[PathBuf], link: Option<Target>, out_dir: &Path) {
    println!("cargo::rerun-if-changed=build.rs");
    if let Some(target) = link {
        let file = if target.gnu {
            "events.obj"
        } else {
            "events.res"
        };
        println!("cargo::rustc-link-arg={}", out_dir.join(file).display());
    }
    if env::var_os("CARGO_MANIFEST_LINKS").is_some() {
        let paths = manifests.iter().filter_map(|path| absolute(path).ok());
        if let Ok(paths) = env::join_paths(paths) {
            println!("cargo::metadata={KEY}={}", paths.display());
        }
    }
}
