//! Compiles manifests in build scripts: reads files, writes generated code and resources, and reports to cargo.

mod baseline;
mod environment;
mod index;
mod input;
mod report;
mod unit;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
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
use environment::{HandedOn, LinkerInput, handed_on};
use unit::{Base, File, Unit};

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
    /// Each with the manifest before it.
    fragments: Vec<(Option<PathBuf>, PathBuf)>,
    bases: Vec<Base>,
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
    unit: Unit,
    source: Source,
    manifest: Manifest,
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

    /// Adds a fragment of the last manifest: a file that adds items to its providers, so that a large provider can be
    /// several files. Their code is part of the manifest's.
    pub fn fragment(mut self, path: impl AsRef<Path>) -> Self {
        let manifest = self.manifests.last().cloned();
        self.fragments.push((manifest, path.as_ref().to_owned()));
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
    /// re-exports as `etw_provider`.
    ///
    /// The package must be a direct dependency with `links` in its `Cargo.toml`, because cargo tells build scripts of
    /// those only. A library that extends another one, and is used by an application, needs `links` too.
    pub fn extends(self, package: impl Into<String>) -> Self {
        let package = package.into();
        let path = format!("::{}", package.replace('-', "_"));
        self.extends_at(package, path)
    }

    /// Like [`extends`](Self::extends), with the Rust path of the module that includes the generated code of the package.
    /// Needed if the module is not the root of the crate, or the dependency is renamed in `Cargo.toml`.
    pub fn extends_at(mut self, package: impl Into<String>, path: impl Into<String>) -> Self {
        self.bases.push(Base {
            package: package.into(),
            path: path.into(),
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
        let fragment = self
            .fragments
            .last()
            .filter(|it| it.0.as_ref() == self.manifests.last());
        let manifest = fragment.map(|it| &it.1).or(self.manifests.last()).cloned();
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
        self.check_options()?;
        let compiled = self.read_all()?;
        let mut outputs = self.code(&compiled, &out_dir)?;
        let input = LinkerInput::from_environment();
        if !compiled.is_empty() {
            self.add_resources(&compiled, &out_dir, input, &mut outputs)?;
        }
        let files = compiled.iter().flat_map(|it| &it.unit.files);
        let mut inputs: Vec<&Path> = files.map(|it| it.path.as_path()).collect();
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
        let files = |it: &Compiled| -> Vec<PathBuf> {
            it.unit.files.iter().map(|it| it.path.clone()).collect()
        };
        environment::hand_on(compiled.iter().map(files));
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

    fn check_options(&self) -> Result<()> {
        self.baselines.check_places()?;
        if let Some((None, path)) = self.fragments.iter().find(|it| it.0.is_none()) {
            let path = path.clone();
            return Err(ErrorKind::FragmentFirst { path }.into());
        }
        let paths = self.bases.iter().map(|it| &it.path);
        let mut paths = paths.chain([&self.rust.runtime_path]);
        match paths.find(|it| !rust::is_runtime_path(it)) {
            Some(path) => Err(ErrorKind::RuntimePath { path: path.clone() }.into()),
            None => Ok(()),
        }
    }

    /// Generates the code of this package: of its manifests, and of its fragments of other packages' manifests.
    fn code(&self, compiled: &[Compiled], out_dir: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>> {
        let mut stems: BTreeMap<String, &Path> = BTreeMap::new();
        let mut outputs = Vec::new();
        for it in compiled {
            let (unit, manifest) = (&it.unit, &it.manifest);
            let whole = unit.files[0].is_own;
            let own = unit.files.iter().enumerate().filter(|(_, it)| it.is_own);
            for (source, file) in own.take(if whole { 1 } else { usize::MAX }) {
                let stem = stem(&file.path)?;
                // Some file systems ignore case.
                if let Some(first) = stems.insert(stem.to_lowercase(), &file.path) {
                    let (first, second) = (first.to_owned(), file.path.clone());
                    return Err(ErrorKind::SameName { first, second }.into());
                }
                let options = match &unit.base_path {
                    Some(path) if !whole => self.of_fragment(source, path),
                    _ => self.rust.clone(),
                };
                let text = rust::generate(manifest, Some(&it.source), &options);
                outputs.push((out_dir.join(format!("{stem}.rs")), text.into_bytes()));
            }
        }
        if !outputs.is_empty() {
            let stems = stems.values().filter_map(|path| stem(path).ok());
            let index = index::with(out_dir, stems);
            outputs.push((out_dir.join(index::FILE), index.into_bytes()));
        }
        Ok(outputs)
    }

    /// Returns the options for the code of a fragment, which uses the runtime that its base re-exports.
    fn of_fragment(&self, source: usize, base_path: &str) -> rust::Options {
        let mut options = self.rust.clone();
        if options.runtime_path == rust::Options::default().runtime_path {
            options.runtime_path = format!("{base_path}::etw_provider");
        }
        options.fragment = Some(rust::Fragment {
            source,
            base_path: base_path.to_owned(),
        });
        options
    }

    /// Reads and checks all manifests, and collects the errors of all of them.
    fn read_all(&self) -> Result<Vec<Compiled>> {
        let mut compiled = Vec::new();
        let mut problems = Vec::new();
        for unit in self.units()? {
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

    /// Returns the manifests of this package, then those of dependencies, each with its fragments. Each file appears once,
    /// because two libraries may hand on the manifest of a third.
    fn units(&self) -> Result<Vec<Unit>> {
        let handed_on = handed_on();
        let mut units: Vec<Unit> = if self.bases.is_empty() {
            self.manifests.iter().map(|it| Unit::own(it)).collect()
        } else {
            self.extending(&handed_on)?
        };
        for (manifest, fragment) in &self.fragments {
            let has_manifest = |unit: &&mut Unit| {
                let mut files = unit.files.iter();
                files.any(|it| it.is_own && Some(&it.path) == manifest.as_ref())
            };
            if let Some(unit) = units.iter_mut().find(has_manifest) {
                unit.files.push(File::own(fragment));
            }
        }
        if self.dependencies {
            for it in &handed_on {
                if !units.iter_mut().any(|unit| unit.absorb(it)) {
                    units.push(Unit::foreign(it));
                }
            }
        }
        Ok(units)
    }

    /// Returns the manifests of other packages with the fragments of this package.
    fn extending(&self, handed_on: &[HandedOn]) -> Result<Vec<Unit>> {
        let mut candidates = Vec::new();
        for base in &self.bases {
            let of_base = handed_on.iter().filter(|it| it.package == base.package);
            let before = candidates.len();
            candidates.extend(of_base.map(|it| (it, base)));
            if candidates.len() == before {
                let others = handed_on.iter().map(|it| it.package.clone());
                return Err(ErrorKind::NoBase {
                    package: base.package.clone(),
                    others: others.collect::<BTreeSet<_>>().into_iter().collect(),
                }
                .into());
            }
        }
        let mut units: Vec<Unit> = Vec::new();
        for path in &self.manifests {
            let (manifest, base) = unit::base_of(path, &candidates)?;
            let mut extended = units.iter_mut();
            let unit = match extended.position(|it| it.files[0].path == manifest.files[0]) {
                Some(index) => &mut units[index],
                None => {
                    let mut unit = Unit::foreign(manifest);
                    unit.base_path = Some(base.path.clone());
                    units.push(unit);
                    units.last_mut().expect("one was added")
                }
            };
            unit.files.push(File::own(path));
        }
        Ok(units)
    }

    fn read(&self, unit: &Unit) -> Result<(Source, Manifest)> {
        let sources = unit.read()?;
        let source = unit::joined(sources.clone());
        // The lint levels of this package do not apply to files that others own.
        let is_own = |file: usize| unit.files[file].is_own;
        let outcome = compile_own(&source, &self.options, is_own);
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

fn stem(path: &Path) -> Result<&str> {
    let stem = path.file_stem().and_then(OsStr::to_str);
    let path = path.to_owned();
    stem.ok_or_else(|| ErrorKind::FileName { path }.into())
}
