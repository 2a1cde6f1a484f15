//! Compares manifests with their baselines: older copies that were released.

use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::error::{ErrorKind, Result};
use crate::model::Manifest;
use crate::source::Source;
#[cfg(feature = "baseline")]
use crate::{Error, LintLevel, Options, cargo::input::read_source, compile, diff};

/// The paths of baselines, each with that of its manifest.
#[derive(Clone, Default, Debug)]
pub(super) struct Baselines(Vec<(PathBuf, PathBuf)>);

impl Baselines {
    pub(super) fn add(&mut self, manifest: PathBuf, baseline: PathBuf) {
        self.0.push((manifest, baseline));
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.0.iter().map(|(_, baseline)| baseline.as_path())
    }

    /// Rejects every baseline without the feature that compares them.
    pub(super) fn check_feature(&self) -> Result<()> {
        if cfg!(not(feature = "baseline")) && !self.0.is_empty() {
            return Err(ErrorKind::BaselineFeature.into());
        }
        Ok(())
    }

    /// Returns the changes since the baselines of a manifest that break readers of the events.
    #[cfg(feature = "baseline")]
    ///
    /// `whole` joins the baseline of a fragment with its manifest.
    pub(super) fn check(
        &self,
        path: &Path,
        manifest: &Manifest,
        whole: impl Fn(Source) -> Source,
    ) -> Result<Vec<Diagnostic>> {
        let mut broken = Vec::new();
        for (of, baseline) in &self.0 {
            if of != path {
                continue;
            }
            let source = whole(read_source(baseline)?);
            // A baseline was released and cannot be changed, so its lints do not matter.
            let outcome = compile(&source, &Options::new().every_lint(LintLevel::Allow));
            let Some(old) = outcome.manifest else {
                return Err(Error::rejected(&source, outcome.diagnostics));
            };
            broken.extend(diff::check_baseline(&old, manifest));
        }
        Ok(broken)
    }

    /// Returns nothing: `check_feature` has rejected every baseline.
    #[cfg(not(feature = "baseline"))]
    #[allow(
        clippy::unnecessary_wraps,
        clippy::unused_self,
        reason = "the signature with the feature"
    )]
    pub(super) fn check(
        &self,
        _: &Path,
        _: &Manifest,
        _: impl Fn(Source) -> Source,
    ) -> Result<Vec<Diagnostic>> {
        Ok(Vec::new())
    }
}
