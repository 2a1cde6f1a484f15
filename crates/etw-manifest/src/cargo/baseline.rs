//! Compares manifests with their baselines: older copies that were released.

use std::path::{Path, PathBuf};

use crate::cargo::input::read_source;
use crate::diagnostic::Diagnostic;
use crate::diff;
use crate::error::{Error, ErrorKind, Result};
use crate::model::Manifest;
use crate::{LintLevel, Options, compile};

/// The paths of baselines, each with that of its manifest.
#[derive(Clone, Default, Debug)]
pub(super) struct Baselines(Vec<(Option<PathBuf>, PathBuf)>);

impl Baselines {
    pub(super) fn add(&mut self, manifest: Option<PathBuf>, baseline: PathBuf) {
        self.0.push((manifest, baseline));
    }

    /// Rejects a baseline that belongs to no manifest.
    pub(super) fn check_places(&self) -> Result<()> {
        match self.0.iter().find(|(manifest, _)| manifest.is_none()) {
            Some((_, baseline)) => {
                let path = baseline.clone();
                Err(ErrorKind::BaselineFirst { path }.into())
            }
            None => Ok(()),
        }
    }

    /// Returns the changes since the baselines of a manifest that break readers of the events.
    pub(super) fn check(&self, path: &Path, manifest: &Manifest) -> Result<Vec<Diagnostic>> {
        let mut broken = Vec::new();
        for (of, baseline) in &self.0 {
            if of.as_deref() != Some(path) {
                continue;
            }
            let source = read_source(baseline)?;
            // A baseline was released and cannot be changed, so its lints do not matter.
            let outcome = compile(&source, &Options::new().every_lint(LintLevel::Allow));
            let Some(old) = outcome.manifest else {
                return Err(Error::rejected(&source, outcome.diagnostics));
            };
            broken.extend(diff::check_baseline(&old, manifest));
        }
        Ok(broken)
    }
}
