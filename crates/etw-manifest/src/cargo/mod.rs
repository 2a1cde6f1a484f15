//! Compiles manifests in build scripts: reads files, writes generated code and resources, and reports to cargo.

mod baseline;
mod code;
mod environment;
mod handed_on;
mod index;
mod input;
mod paths;
mod report;
mod tracing;
mod unified_diff;
mod unit;

use std::path::{Path, PathBuf};
use std::process;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::error::{Error, ErrorKind, Result};
use crate::files::write_all;
use crate::model::Manifest;
use crate::resource::{self, McVersion, Resources};
use crate::source::Source;
use crate::{LintLevel, Options, compile_own, rust};
use baseline::Baselines;
use environment::LinkerInput;
use unit::{Base, Compiled, Given, Unit};

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
/// The file has a module for the provider. If it is the only manifest of the build, the items are also visible beside the module;
/// several manifests can be included in one place, because each item then has one home.
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
    manifests: Vec<Given>,
    /// The first method that was called before the manifest that it needs.
    misplaced: Option<&'static str>,
    visibility: Option<String>,
    bases: Vec<Base>,
    baselines: Baselines,
    out_dir: Option<PathBuf>,
    options: Options,
    rust: rust::Options,
    resources: resource::Options,
    link: bool,
    dependencies: bool,
}

impl Build {
    /// Returns a build without manifests, with every lint at its default level.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a manifest. A relative path starts at the folder of the package, as in every build script.
    pub fn manifest(mut self, path: impl AsRef<Path>) -> Self {
        self.manifests.push(Given::new(path.as_ref()));
        self
    }

    /// Changes the last manifest.
    fn last(mut self, method: &'static str, change: impl FnOnce(&mut Given)) -> Self {
        match self.manifests.last_mut() {
            Some(last) => change(last),
            None => self.misplaced = self.misplaced.or(Some(method)),
        }
        self
    }

    /// Adds a fragment of the last manifest: a file that adds items to its providers, so that a large provider can be
    /// several files. Their code is part of the manifest's.
    pub fn fragment(self, path: impl AsRef<Path>) -> Self {
        let path = path.as_ref().to_owned();
        self.last("fragment", |it| it.fragments.push(path))
    }

    /// Names the module of this crate that includes the code of the last manifest, such as `events`, for packages that
    /// [extend](Self::extends) it. The default is the root of the crate.
    ///
    /// Such packages use the runtime that this crate re-exports: as `etw_provider` at its root, or at
    /// [`runtime_path`](Self::runtime_path).
    pub fn module(self, path: impl Into<String>) -> Self {
        let path = path.into();
        self.last("module", |it| it.module = Some(path))
    }

    /// Writes the code of the last manifest to this source file instead of `OUT_DIR`, so that people can read and compare
    /// it, or a package can be built without this crate. Include it with `include!`, which rustfmt does not follow.
    ///
    /// A stale file is rewritten. If the environment variable `CI` is set, it is an error that shows the difference.
    ///
    /// ```no_run
    /// etw_manifest::Build::new()
    ///     .manifest("manifests/harbour.man")
    ///     .checked_in("src/events.rs")
    ///     .compile();
    /// ```
    ///
    /// A published package spares its users this crate by an optional build dependency. Without it, the build script hands
    /// the manifest on itself:
    ///
    /// ```no_run
    /// # let folder = "";
    /// println!("cargo::metadata=ETW_PACKAGE=harbour-events");
    /// println!("cargo::metadata=ETW_MANIFEST_0={folder}/manifests/harbour.man");
    /// ```
    pub fn checked_in(self, path: impl AsRef<Path>) -> Self {
        let path = path.as_ref().to_owned();
        self.last("checked_in", |it| it.checked_in = Some(path))
    }

    /// Sets the visibility of the generated modules: `pub` (the default), `pub(crate)` or `pub(super)`. Unless it is `pub`,
    /// rustc reports each event that the crate never emits: “struct `ShipDocked` is never constructed”.
    pub fn visibility(mut self, visibility: impl Into<String>) -> Self {
        self.visibility = Some(visibility.into());
        self
    }

    /// Makes the manifests of this package fragments: files that add items to providers of another package.
    ///
    /// ```no_run
    /// etw_manifest::Build::new()
    ///     .extends("activation-services-events")
    ///     .manifest("manifests/retries.man")
    ///     .link()
    ///     .compile();
    /// ```
    ///
    /// A fragment finds its provider by name or GUID, and may use everything that the provider declares. The generated
    /// code has only the new items. It belongs to the provider of the other package and uses the runtime that the package
    /// re-exports, so this package needs no dependency on the runtime.
    ///
    /// The package must be a direct dependency with `links` in its `Cargo.toml`, because cargo tells build scripts of
    /// those only. A library that extends another one, and is used by an application, needs `links` too.
    pub fn extends(mut self, package: impl Into<String>) -> Self {
        self.bases.push(Base {
            package: package.into(),
            path: None,
        });
        self
    }

    /// Like [`extends`](Self::extends), with the Rust path of the module that includes the generated code of the package.
    /// Needed if the dependency is renamed in `Cargo.toml`: `extends_at("harbour-events", "::renamed")`.
    pub fn extends_at(mut self, package: impl Into<String>, path: impl Into<String>) -> Self {
        self.bases.push(Base {
            package: package.into(),
            path: Some(path.into()),
        });
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
        let last = self.manifests.last();
        let Some(of) = last.map(|it| it.fragments.last().unwrap_or(&it.path)) else {
            self.misplaced = self.misplaced.or(Some("baseline"));
            return self;
        };
        self.baselines.add(of.clone(), path.as_ref().to_owned());
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

    /// Makes the examples in the documentation of events tests of this package: they import the events from the
    /// [module](Self::module) that includes the code, and `cargo test --doc` runs them.
    ///
    /// By default they are only shown, because a build script cannot know whether that module is public.
    pub fn test_examples(mut self) -> Self {
        self.rust.public_path = environment::package().map(|it| it.replace('-', "_"));
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
    pub fn try_compile(mut self) -> Result<()> {
        let out_dir = self
            .out_dir
            .clone()
            .or_else(environment::out_dir)
            .ok_or(ErrorKind::NoOutDir)?;
        self.check_options()?;
        for it in &mut self.manifests {
            it.make_in(&out_dir);
        }
        let compiled = self.read_all()?;
        let mut outputs = code::outputs(&compiled, &self.rust, &out_dir)?;
        let input = LinkerInput::from_environment();
        if !compiled.is_empty() {
            self.add_resources(&compiled, &out_dir, input, &mut outputs)?;
        }
        let files = compiled.iter().flat_map(|it| &it.unit.files);
        let mut inputs: Vec<&Path> = Vec::new();
        for it in files {
            match &it.made {
                Some(text) => outputs.push((it.path.clone(), text.clone().into_bytes())),
                None => inputs.push(&it.path),
            }
        }
        inputs.extend(self.baselines.paths());
        write_all(outputs, &inputs).map_err(|it| Error::write(&it.path, it.error))?;
        self.tell_cargo(&compiled, &out_dir, input);
        Ok(())
    }

    /// Prints the instructions for cargo, and warnings about a build that does nothing.
    fn tell_cargo(&self, compiled: &[Compiled], out_dir: &Path, input: Option<LinkerInput>) {
        if self.dependencies && compiled.iter().all(|it| it.unit.has_code()) {
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
        let units = compiled.iter().map(|it| &it.unit);
        environment::hand_on(units, &self.rust.runtime_path);
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

    fn check_options(&mut self) -> Result<()> {
        self.baselines.check_feature()?;
        if let Some(method) = self.misplaced {
            return Err(ErrorKind::NoManifest { method }.into());
        }
        if let Some(visibility) = self.visibility.take() {
            let parsed = rust::Visibility::parse(&visibility);
            self.rust.visibility = parsed.ok_or(ErrorKind::Visibility { visibility })?;
        }
        let paths = self.bases.iter().filter_map(|it| it.path.as_ref());
        let modules = self.manifests.iter().filter_map(|it| it.module.as_ref());
        let mut paths = paths.chain(modules).chain([&self.rust.runtime_path]);
        match paths.find(|it| !rust::is_runtime_path(it)) {
            Some(path) => Err(ErrorKind::RustPath { path: path.clone() }.into()),
            None => Ok(()),
        }
    }

    /// Reads and checks all manifests, and collects the errors of all of them.
    fn read_all(&self) -> Result<Vec<Compiled>> {
        let mut compiled = Vec::new();
        let mut problems = Vec::new();
        for unit in unit::units(
            &self.manifests,
            &self.bases,
            &environment::handed_on(),
            self.dependencies,
        )? {
            match self.read(&unit) {
                Ok((source, manifest)) => compiled.push(Compiled {
                    unit,
                    source,
                    manifest,
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

    fn read(&self, unit: &Unit) -> Result<(Source, Manifest)> {
        let sources = unit.read()?;
        let source = unit::joined(sources.clone());
        // The lint levels of this package do not apply to files that others own.
        let is_own = |file: usize| unit.files[file].is_own;
        let options = self.options.clone().generates_code();
        let outcome = compile_own(&source, &options, is_own);
        let (errors, warnings): (Vec<_>, Vec<_>) = outcome
            .diagnostics
            .into_iter()
            .partition(|it| it.severity() == Severity::Error);
        for warning in &warnings {
            report::warning(&source, warning);
        }
        let Some(manifest) = outcome.manifest else {
            return Err(Error::rejected(&source, errors));
        };
        let mut broken = Vec::new();
        for (index, file) in unit.files.iter().enumerate().filter(|(_, it)| it.is_own) {
            let older = |baseline: Source| {
                let mut sources = sources.clone();
                sources[index] = baseline;
                unit::joined(sources)
            };
            broken.extend(self.baselines.check(&file.path, &manifest, older)?);
        }
        if broken.is_empty() {
            Ok((source, manifest))
        } else {
            Err(Error::rejected(&source, broken))
        }
    }
}
