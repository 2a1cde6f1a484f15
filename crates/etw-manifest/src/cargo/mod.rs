//! The front door for build scripts: files in, generated code and resources out, everything said the way cargo wants it.

mod baseline;
mod environment;
mod report;

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::{fs, process};

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::error::Error;
use crate::model::Manifest;
use crate::resource::{self, McVersion, Resources};
use crate::source::Source;
use crate::write::write_if_changed;
use crate::{LintLevel, Options, compile, rust};
use baseline::Baselines;
use environment::{LinkerInput, handed_on};

/// Compiles manifests in a build script.
///
/// ```no_run
/// // build.rs
/// etw_manifest::Build::new().manifest("manifests/activation-services.man").compile();
/// ```
///
/// Each `NAME.man` becomes `OUT_DIR/NAME.rs`, which `etw_provider::include_manifest!("NAME")` includes. All of them together
/// become the resources that Event Viewer reads, also in `OUT_DIR`: `events.res`, or what else the linker of the target
/// takes (`events.o` for GNU's). None of these files says where or when it was made.
///
/// # Which route for the resources
///
/// | you build | do this |
/// |---|---|
/// | an application that carries its own event definitions | [`link`](Self::link) in its build script |
/// | a library with a provider | `links = "NAME"` in its `Cargo.toml`: cargo then hands the manifest on to the application |
/// | an application that uses such libraries | [`dependencies`](Self::dependencies) and [`link`](Self::link) |
/// | a library between the two | `links` and [`dependencies`](Self::dependencies): it hands on what it was handed |
/// | an installer that ships a file of its own for Event Viewer | `etw-manifest resource FILE --out DIR` makes a DLL |
///
/// A Windows file holds one `WEVT_TEMPLATE` and one message table for each language, so that an application merges the
/// manifests of everything that it links; message ids of different providers cannot collide.
///
/// One `Build` has all manifests of a package: a second in the same script would write its own `events.res` over that of the
/// first.
///
/// Cargo tells a build script of its package's *direct* dependencies alone. Where a library in between does not hand on
/// what it was handed, the application names the provider's package in its own `Cargo.toml`, even if no code uses it.
#[derive(Clone, Default, Debug)]
#[must_use = "nothing happens before `compile` or `try_compile`"]
pub struct Build {
    manifests: Vec<PathBuf>,
    baselines: Baselines,
    out_dir: Option<PathBuf>,
    options: Options,
    rust: rust::Options,
    resources: resource::Options,
    link: bool,
    dependencies: bool,
}

/// A manifest that was accepted.
struct Compiled {
    path: PathBuf,
    stem: String,
    source: Source,
    manifest: Manifest,
    /// Handed on by a library, which has generated its code itself.
    foreign: bool,
}

impl Build {
    /// Without manifests, every lint at its default.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a manifest; a relative path starts at the package's folder, as in every build script.
    pub fn manifest(mut self, path: impl AsRef<Path>) -> Self {
        self.manifests.push(path.as_ref().to_owned());
        self
    }

    /// Compares the manifest added last with an older copy of it, committed when it was released. A change that breaks
    /// readers of the events is an error ([`BASELINE`](crate::diagnostic::codes::BASELINE)); everything else that changed
    /// is not mentioned. To accept a break, copy the manifest over the baseline.
    ///
    /// ```no_run
    /// etw_manifest::Build::new()
    ///     .manifest("manifests/harbour.man")
    ///     .baseline("manifests/released/harbour.man")
    ///     .compile();
    /// ```
    pub fn baseline(mut self, path: impl AsRef<Path>) -> Self {
        let manifest = self.manifests.last().cloned();
        self.baselines.add(manifest, path.as_ref().to_owned());
        self
    }

    /// Writes to this folder instead of `OUT_DIR`.
    pub fn out_dir(mut self, path: impl AsRef<Path>) -> Self {
        self.out_dir = Some(path.as_ref().to_owned());
        self
    }

    /// The path under which the generated code finds the runtime: `::etw_provider` unless a crate re-exports it.
    pub fn runtime_path(mut self, path: impl Into<String>) -> Self {
        self.rust.runtime_path = path.into();
        self
    }

    /// Silences a lint.
    pub fn allow(self, code: Code) -> Self {
        self.lint(code, LintLevel::Allow)
    }

    /// Makes an error of a lint.
    pub fn deny(self, code: Code) -> Self {
        self.lint(code, LintLevel::Deny)
    }

    /// Sets the level of a lint.
    pub fn lint(mut self, code: Code, level: LintLevel) -> Self {
        self.options = self.options.lint(code, level);
        self
    }

    /// Sets the level of all lints that are not named one by one: `every_lint(LintLevel::Deny)` lets no warning pass.
    pub fn every_lint(mut self, level: LintLevel) -> Self {
        self.options = self.options.every_lint(level);
        self
    }

    /// Writes resources as this generation of mc.exe does, for readers that do not know the newest.
    pub fn mc_version(mut self, version: McVersion) -> Self {
        self.resources.mc_version = version;
        self
    }

    /// Links the resources into every binary, `cdylib`, example and test of this package, if the target is Windows.
    ///
    /// Tests and examples too, so that they show what the application will: a test can ask for its own messages. A
    /// library that others link ignores it, and a package that is only a library loses nothing by it.
    pub fn link(mut self) -> Self {
        self.link = true;
        self
    }

    /// Adds the manifests that direct dependencies hand on (those with `links` in their `Cargo.toml`) to the resources,
    /// and to what this package hands on if it has `links` itself.
    ///
    /// Their owners have compiled them to code and have seen their warnings, so neither happens here.
    pub fn dependencies(mut self) -> Self {
        self.dependencies = true;
        self
    }

    /// Compiles. On an error it says what is wrong and ends the build script with status 1, without a backtrace.
    pub fn compile(self) {
        if let Err(error) = self.try_compile() {
            report::error(&error);
            process::exit(1);
        }
    }

    /// Compiles. All manifests are read and checked before anything is written; after an error, what an earlier build
    /// wrote is still there.
    ///
    /// # Errors
    /// Every problem of every manifest, or why a file could not be read or written.
    pub fn try_compile(self) -> Result<(), Error> {
        let out_dir = self
            .out_dir
            .clone()
            .or_else(environment::out_dir)
            .ok_or(Error::NoOutDir)?;
        self.baselines.check_places()?;
        if !rust::is_runtime_path(&self.rust.runtime_path) {
            return Err(Error::RuntimePath(self.rust.runtime_path));
        }
        let compiled = self.read_all()?;
        let mut outputs: Vec<(PathBuf, Vec<u8>)> = Vec::new();
        for it in compiled.iter().filter(|it| !it.foreign) {
            let text = rust::generate(&it.manifest, &self.rust);
            outputs.push((out_dir.join(format!("{}.rs", it.stem)), text.into_bytes()));
        }
        let input = LinkerInput::from_environment();
        if !compiled.is_empty() {
            self.add_resources(&compiled, &out_dir, input, &mut outputs)?;
        }
        for (path, bytes) in &outputs {
            write_if_changed(path, bytes).map_err(|error| Error::write(path, error))?;
        }
        self.tell_cargo(&compiled, &out_dir, input);
        Ok(())
    }

    /// What to link, what dependents may know, and what is probably not meant.
    fn tell_cargo(&self, compiled: &[Compiled], out_dir: &Path, input: Option<LinkerInput>) {
        if self.dependencies && !compiled.iter().any(|it| it.foreign) {
            println!(
                "cargo::warning=no direct dependency hands on a manifest: the package of a provider needs `links` in its \
                 Cargo.toml"
            );
        }
        if !self.dependencies && compiled.is_empty() {
            println!(
                "cargo::warning=there is no manifest to compile: `Build::manifest` was not called"
            );
        }
        if self.link && !compiled.is_empty() {
            if let Some(input) = input {
                environment::link(out_dir, input);
            }
        }
        let paths: Vec<PathBuf> = compiled.iter().map(|it| it.path.clone()).collect();
        environment::hand_on(&paths);
    }

    fn add_resources(
        &self,
        compiled: &[Compiled],
        out_dir: &Path,
        input: Option<LinkerInput>,
        outputs: &mut Vec<(PathBuf, Vec<u8>)>,
    ) -> Result<(), Error> {
        let resources = self.resources_of(compiled).map_err(|problems| {
            let of = |(index, it): (usize, Diagnostic)| (compiled[index].source.clone(), it);
            Error::Manifest(problems.into_iter().map(of).collect())
        })?;
        let input = input.unwrap_or(LinkerInput::Res);
        outputs.push((out_dir.join(input.file_name()), input.content(&resources)));
        Ok(())
    }

    /// One resource of all manifests, or what stands against it, each problem with the index of its manifest.
    fn resources_of(&self, compiled: &[Compiled]) -> Result<Resources, Vec<(usize, Diagnostic)>> {
        let manifests: Vec<(&str, &Manifest)> = compiled
            .iter()
            .map(|it| (it.source.name(), &it.manifest))
            .collect();
        resource::merged(&manifests, self.resources)
    }

    /// Reads and checks every manifest, and says every problem of all of them.
    fn read_all(&self) -> Result<Vec<Compiled>, Error> {
        let mut compiled: Vec<Compiled> = Vec::new();
        let mut refused = Vec::new();
        for (path, foreign) in self.paths() {
            let stem = path
                .file_stem()
                .and_then(OsStr::to_str)
                .ok_or_else(|| Error::FileName(path.clone()))?
                .to_owned();
            let same = |it: &&Compiled| it.stem == stem && !it.foreign && !foreign;
            if let Some(first) = compiled.iter().find(same) {
                return Err(Error::SameName(first.path.clone(), path));
            }
            match self.read(&path, foreign) {
                Ok((source, manifest)) => compiled.push(Compiled {
                    path,
                    stem,
                    source,
                    manifest,
                    foreign,
                }),
                Err(Error::Manifest(mut problems)) => refused.append(&mut problems),
                Err(error) => return Err(error),
            }
        }
        if refused.is_empty() {
            Ok(compiled)
        } else {
            Err(Error::Manifest(refused))
        }
    }

    /// The package's own manifests, then those of dependencies, each file once: two libraries may hand on that of a
    /// third.
    fn paths(&self) -> Vec<(PathBuf, bool)> {
        let mut paths: Vec<_> = self
            .manifests
            .iter()
            .map(|it| (it.clone(), false))
            .collect();
        if self.dependencies {
            let mut seen = BTreeSet::new();
            let mut foreign = handed_on();
            foreign
                .retain(|path| seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())));
            paths.extend(foreign.into_iter().map(|path| (path, true)));
        }
        paths
    }

    fn read(&self, path: &Path, foreign: bool) -> Result<(Source, Manifest), Error> {
        let source = read_source(path)?;
        // What this package denies does not bind the owner of another manifest.
        let owners = Options::new();
        let outcome = compile(&source, if foreign { &owners } else { &self.options });
        let (errors, warnings): (Vec<_>, Vec<_>) = outcome
            .diagnostics
            .into_iter()
            .partition(|it| it.severity() == Severity::Error);
        for warning in warnings.iter().filter(|_| !foreign) {
            report::warning(&source, warning);
        }
        let Some(manifest) = outcome.manifest else {
            return Err(Error::refused(&source, errors));
        };
        let broken = self.baselines.check(path, &manifest)?;
        if broken.is_empty() {
            Ok((source, manifest))
        } else {
            Err(Error::refused(&source, broken))
        }
    }
}

/// Reads a manifest, and tells cargo that the build depends on it.
fn read_source(path: &Path) -> Result<Source, Error> {
    println!("cargo::rerun-if-changed={}", path.display());
    let bytes = fs::read(path).map_err(|error| Error::read(path, error))?;
    Source::decode(path.display().to_string(), &bytes)
        .map_err(|(source, diagnostic)| Error::refused(&source, vec![*diagnostic]))
}
