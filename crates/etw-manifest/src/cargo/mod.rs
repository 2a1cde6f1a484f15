//! Compiles manifests in build scripts: reads files, writes generated code and resources, and reports to cargo.

mod baseline;
mod environment;
mod input;
mod report;

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::error::{Error, ErrorKind, Result};
use crate::files::write_all;
use crate::model::Manifest;
use crate::resource::{self, McVersion, Resources};
use crate::source::Source;
use crate::{LintLevel, Options, compile, rust};
use baseline::Baselines;
use environment::{LinkerInput, handed_on};
use input::read_source;

/// Compiles manifests in a build script.
///
/// ```no_run
/// // build.rs
/// etw_manifest::Build::new().manifest("manifests/activation-services.man").compile();
/// ```
///
/// Each `NAME.man` becomes `OUT_DIR/NAME.rs`, which `etw_provider::include_manifest!("NAME")` includes. All manifests
/// together become the resources that Event Viewer reads, also in `OUT_DIR`: `events.res`, or `events.o` for GNU ld and
/// `events.obj` for LLVM's linker in its place. The files depend on nothing but the manifests and the options.
///
/// # How resources reach a binary
///
/// | you build | steps |
/// |---|---|
/// | an application with a provider | call [`link`](Self::link) in its build script |
/// | a library with a provider | set `links = "NAME"` in its `Cargo.toml`; cargo then hands the manifest on to the application |
/// | an application that uses such libraries | call [`dependencies`](Self::dependencies) and [`link`](Self::link) |
/// | a library between the two | set `links` and call [`dependencies`](Self::dependencies), to hand the manifests on |
/// | an installer with a separate resource file | run `etw-manifest resource FILE --out DIR`, which makes a DLL |
///
/// A Windows file holds one `WEVT_TEMPLATE` and one message table for each locale, so an application merges the manifests
/// of all packages that it links. Message ids of different providers cannot collide.
///
/// Use one `Build` for all manifests of a package. A second one in the same script would overwrite `events.res`.
///
/// Build scripts see only the manifests of *direct* dependencies. If a library in between does not hand them on, add the
/// package of the provider to the dependencies of the application, even if no code uses it.
#[derive(Clone, Default, Debug)]
#[must_use = "call `compile` or `try_compile`"]
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

/// An accepted manifest.
struct Compiled {
    path: PathBuf,
    stem: String,
    source: Source,
    manifest: Manifest,
    /// Whether a library handed it on, which has generated the code itself.
    foreign: bool,
}

impl Build {
    /// Returns a build without manifests, with every lint at its default level.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a manifest. A relative path starts at the folder of the package, as in every build script.
    pub fn manifest(mut self, path: impl AsRef<Path>) -> Self {
        self.manifests.push(path.as_ref().to_owned());
        self
    }

    /// Compares the last manifest with an older copy of it, which you commit when you release it. A change that breaks
    /// readers of the events is an error ([`BASELINE`](crate::diagnostic::codes::BASELINE)); other changes are not
    /// reported. To accept a break, copy the manifest over the baseline. Needs the feature `baseline`.
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

    /// Sets the path of the runtime in generated code, for crates that re-export it. The default is `::etw_provider`.
    pub fn runtime_path(mut self, path: impl Into<String>) -> Self {
        self.rust.runtime_path = path.into();
        self
    }

    /// Silences a lint.
    pub fn allow(self, code: Code) -> Self {
        self.lint(code, LintLevel::Allow)
    }

    /// Turns a lint into an error.
    pub fn deny(self, code: Code) -> Self {
        self.lint(code, LintLevel::Deny)
    }

    /// Sets the level of a lint.
    pub fn lint(mut self, code: Code, level: LintLevel) -> Self {
        self.options = self.options.lint(code, level);
        self
    }

    /// Sets the level of all lints that [`lint`](Self::lint) does not name; `LintLevel::Deny` turns every warning into an
    /// error.
    pub fn every_lint(mut self, level: LintLevel) -> Self {
        self.options = self.options.every_lint(level);
        self
    }

    /// Writes resources as this version of mc.exe does, for readers that do not know the newest.
    pub fn mc_version(mut self, version: McVersion) -> Self {
        self.resources.mc_version = version;
        self
    }

    /// Links the resources into every binary, `cdylib`, example and test of this package, if the target is Windows.
    ///
    /// Tests and examples have them so that they can look up messages as the application does. In a package that is only
    /// a library, this has no effect.
    pub fn link(mut self) -> Self {
        self.link = true;
        self
    }

    /// Adds the manifests that direct dependencies hand on (those with `links` in their `Cargo.toml`) to the resources.
    /// If this package has `links` itself, it hands them on too.
    ///
    /// Code and warnings are left to the packages that own the manifests.
    pub fn dependencies(mut self) -> Self {
        self.dependencies = true;
        self
    }

    /// Compiles the manifests. On an error, shows the problems and ends the build script with status 1.
    pub fn compile(self) {
        if let Err(error) = self.try_compile() {
            report::error(&error);
            process::exit(1);
        }
    }

    /// Compiles the manifests. All of them are read and checked before anything is written, so an error leaves the outputs
    /// of an earlier build in place.
    ///
    /// # Errors
    /// Returns every error of every manifest, or the first file that could not be read or written.
    pub fn try_compile(self) -> Result<()> {
        let out_dir = self
            .out_dir
            .clone()
            .or_else(environment::out_dir)
            .ok_or(ErrorKind::NoOutDir)?;
        self.baselines.check_places()?;
        if !rust::is_runtime_path(&self.rust.runtime_path) {
            let path = self.rust.runtime_path;
            return Err(ErrorKind::RuntimePath { path }.into());
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
        let mut inputs: Vec<&Path> = compiled.iter().map(|it| it.path.as_path()).collect();
        inputs.extend(self.baselines.paths());
        write_all(outputs, &inputs).map_err(|it| Error::write(&it.path, it.error))?;
        self.tell_cargo(&compiled, &out_dir, input);
        Ok(())
    }

    /// Prints the instructions for cargo, and warnings about a build that does nothing.
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
    ) -> Result<()> {
        let resources = self.resources_of(compiled).map_err(|problems| {
            let of = |(index, it): (usize, Diagnostic)| (compiled[index].source.clone(), it);
            ErrorKind::Manifest {
                problems: problems.into_iter().map(of).collect(),
            }
        })?;
        let input = input.unwrap_or(LinkerInput::Res);
        outputs.push((out_dir.join(input.file_name()), input.content(&resources)));
        Ok(())
    }

    /// Merges the resources of all manifests. Each error has the index of its manifest.
    fn resources_of(
        &self,
        compiled: &[Compiled],
    ) -> std::result::Result<Resources, Vec<(usize, Diagnostic)>> {
        let manifests: Vec<(&str, &Manifest)> = compiled
            .iter()
            .map(|it| (it.source.name(), &it.manifest))
            .collect();
        resource::merged(&manifests, self.resources)
    }

    /// Reads and checks all manifests, and collects the errors of all of them.
    fn read_all(&self) -> Result<Vec<Compiled>> {
        let mut compiled: Vec<Compiled> = Vec::new();
        let mut problems = Vec::new();
        for (path, foreign) in self.paths() {
            let stem = path
                .file_stem()
                .and_then(OsStr::to_str)
                .ok_or_else(|| ErrorKind::FileName { path: path.clone() })?
                .to_owned();
            // Some file systems ignore case.
            let key = stem.to_lowercase();
            let same = |it: &&Compiled| it.stem.to_lowercase() == key && !it.foreign && !foreign;
            if let Some(first) = compiled.iter().find(same) {
                let first = first.path.clone();
                let second = path;
                return Err(ErrorKind::SameName { first, second }.into());
            }
            match self.read(&path, foreign) {
                Ok((source, manifest)) => compiled.push(Compiled {
                    path,
                    stem,
                    source,
                    manifest,
                    foreign,
                }),
                Err(error) => match error.into_kind() {
                    ErrorKind::Manifest { problems: more } => problems.extend(more),
                    kind => return Err(kind.into()),
                },
            }
        }
        if problems.is_empty() {
            Ok(compiled)
        } else {
            Err(ErrorKind::Manifest { problems }.into())
        }
    }

    /// Returns the manifests of this package, then those of dependencies. Each file appears once, because two libraries may
    /// hand on the manifest of a third.
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

    fn read(&self, path: &Path, foreign: bool) -> Result<(Source, Manifest)> {
        let source = read_source(path)?;
        // The lint levels of this package do not apply to manifests that others own.
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
            return Err(Error::rejected(&source, errors));
        };
        let broken = self.baselines.check(path, &manifest)?;
        if broken.is_empty() {
            Ok((source, manifest))
        } else {
            Err(Error::rejected(&source, broken))
        }
    }
}
