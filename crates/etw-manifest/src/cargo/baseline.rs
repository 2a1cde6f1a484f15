//! Baselines: older copies of manifests, against which a build checks that readers of the events notice nothing.

use std::path::{Path, PathBuf};

use crate::cargo::read_source;
use crate::diagnostic::Diagnostic;
use crate::diff;
use crate::error::Error;
use crate::model::Manifest;
use crate::{LintLevel, Options, compile};

/// Paths of baselines, each with the manifest it is an older copy of.
#[derive(Clone, Default, Debug)]
pub(super) struct Baselines(Vec<(Option<PathBuf>, PathBuf)>);

impl Baselines {
    pub(super) fn add(&mut self, manifest: Option<PathBuf>, baseline: PathBuf) {
        self.0.push((manifest, baseline));
    }

    /// Refuses a baseline that belongs to no manifest.
    pub(super) fn check_places(&self) -> Result<(), Error> {
        match self.0.iter().find(|(manifest, _)| manifest.is_none()) {
            Some((_, baseline)) => Err(Error::Baseline(baseline.clone())),
            None => Ok(()),
        }
    }

    /// What readers of the baselines of a manifest notice. Lints of a baseline do not matter: it cannot be mended.
    pub(super) fn check(&self, path: &Path, manifest: &Manifest) -> Result<Vec<Diagnostic>, Error> {
        let mut broken = Vec::new();
        for (of, baseline) in &self.0 {
            if of.as_deref() != Some(path) {
                continue;
            }
            let source = read_source(baseline)?;
            let outcome = compile(&source, &Options::new().every_lint(LintLevel::Allow));
            let Some(old) = outcome.manifest else {
                return Err(Error::refused(&source, outcome.diagnostics));
            };
            broken.extend(diff::check_baseline(&old, manifest));
        }
        Ok(broken)
    }
}
