//! The front door for build scripts: files in, generated code and resources out, everything said the way cargo wants it.

mod environment;
mod report;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::{fs, process};

use crate::diagnostic::{Code, Severity};
use crate::error::Error;
use crate::model::Manifest;
use crate::resource::{self, McVersion, Resources};
use crate::source::Source;
use crate::write::write_if_changed;
use crate::{LintLevel, Options, compile, rust};
use environment::{Target, handed_on};

/// Compiles manifests in a build script.
///
/// ```no_run
/// // build.rs
/// etw_manifest::Build::new().manifest("manifests/activation-services.man").compile();
/// ```
///
/// Each `NAME.man` becomes `OUT_DIR/NAME.rs`, which `etw_provider::include_manifest!("NAME")` includes. All of them together
/// become the resources that Event Viewer reads, also in `OUT_DIR`: `events.res` and, for a Windows target, `events.obj`.
///
/// # Which route for the resources
///
/// | you build | do this |
/// |---|---|
/// | an application that carries its own event definitions | [`link`](Self::link) in its build script |
/// | a library with a provider | `links = "NAME"` in its `Cargo.toml`: cargo then hands the manifest on to the application |
/// | an application that uses such libraries | [`dependencies`](Self::dependencies) and [`link`](Self::link) |
/// | an installer that ships a file of its own for Event Viewer | `etw-manifest resource FILE --out DIR` makes a DLL |
///
/// A Windows file holds one `WEVT_TEMPLATE` and one message table for each language, so that an application merges the
/// manifests of everything that it links; message ids of different providers cannot collide.
#[derive(Clone, Default, Debug)]
#[must_use = "nothing happens before `compile` or `try_compile`"]
pub struct Build {
    manifests: Vec<PathBuf>,
    out_dir: Option<PathBuf>,
    options: Options,
    rust: rust::Options,
    resources: resource::Options,
    link: bool,
    dependencies: bool,
}

/// A manifest that was accepted.
struct Compiled {
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

    /// Writes resources as this generation of mc.exe does, for readers that do not know the newest.
    pub fn mc_version(mut self, version: McVersion) -> Self {
        self.resources.mc_version = version;
        self
    }

    /// Links the resources into every binary, library for others (`cdylib`), test and example of this package, if the
    /// target is Windows.
    pub fn link(mut self) -> Self {
        self.link = true;
        self
    }

    /// Adds the manifests that direct dependencies hand on (those with `links` in their `Cargo.toml`) to the resources.
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
        let compiled = self.read_all()?;
        let mut outputs: Vec<(PathBuf, Vec<u8>)> = Vec::new();
        for it in compiled.iter().filter(|it| !it.foreign) {
            let text = rust::generate(&it.manifest, &self.rust);
            outputs.push((out_dir.join(format!("{}.rs", it.stem)), text.into_bytes()));
        }
        let target = Target::from_environment();
        if !compiled.is_empty() {
            self.add_resources(&compiled, &out_dir, target, &mut outputs)?;
        }
        for (path, bytes) in &outputs {
            write_if_changed(path, bytes).map_err(|error| Error::write(path, error))?;
        }
        environment::announce(
            &self.manifests,
            self.link.then_some(target).flatten(),
            &out_dir,
        );
        Ok(())
    }

    fn add_resources(
        &self,
        compiled: &[Compiled],
        out_dir: &Path,
        target: Option<Target>,
        outputs: &mut Vec<(PathBuf, Vec<u8>)>,
    ) -> Result<(), Error> {
        let manifests: Vec<&Manifest> = compiled.iter().map(|it| &it.manifest).collect();
        let merged = resource::merge(&manifests).map_err(|problems| {
            let of = |(index, it): (usize, _)| (compiled[index].source.clone(), it);
            Error::Manifest(problems.into_iter().map(of).collect())
        })?;
        let resources = Resources::new(&merged, self.resources).map_err(|problems| {
            Error::Manifest(
                problems
                    .into_iter()
                    .map(|it| (compiled[0].source.clone(), it))
                    .collect(),
            )
        })?;
        outputs.push((out_dir.join("events.res"), resources.res()));
        if let Some(target) = target {
            outputs.push((out_dir.join("events.obj"), resources.coff(target.machine)));
        }
        Ok(())
    }

    /// Reads and checks every manifest, and says every problem of all of them.
    fn read_all(&self) -> Result<Vec<Compiled>, Error> {
        let foreign = if self.dependencies {
            handed_on()
        } else {
            Vec::new()
        };
        let own = self.manifests.iter().map(|path| (path, false));
        let mut compiled: Vec<Compiled> = Vec::new();
        let mut refused = Vec::new();
        for (path, foreign) in own.chain(foreign.iter().map(|path| (path, true))) {
            let stem = path
                .file_stem()
                .and_then(OsStr::to_str)
                .ok_or_else(|| Error::FileName(path.clone()))?;
            if let Some(first) = compiled
                .iter()
                .find(|it| it.stem == stem && !it.foreign && !foreign)
            {
                return Err(Error::SameName(
                    PathBuf::from(first.source.name()),
                    path.clone(),
                ));
            }
            match self.read(path) {
                Ok((source, manifest)) => compiled.push(Compiled {
                    stem: stem.to_owned(),
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

    fn read(&self, path: &Path) -> Result<(Source, Manifest), Error> {
        println!("cargo::rerun-if-changed={}", path.display());
        let bytes = fs::read(path).map_err(|error| Error::read(path, error))?;
        let source = match Source::decode(path.display().to_string(), &bytes) {
            Ok(source) => source,
            Err((source, diagnostic)) => return Err(Error::Manifest(vec![(source, *diagnostic)])),
        };
        let outcome = compile(&source, &self.options);
        let (errors, warnings): (Vec<_>, Vec<_>) = outcome
            .diagnostics
            .into_iter()
            .partition(|it| it.severity() == Severity::Error);
        for warning in &warnings {
            report::warning(&source, warning);
        }
        match outcome.manifest {
            Some(manifest) => Ok((source, manifest)),
            None => Err(Error::Manifest(
                errors.into_iter().map(|it| (source.clone(), it)).collect(),
            )),
        }
    }
}
