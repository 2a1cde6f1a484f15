//! From the manifest as written to the manifest as meant: resolves names, assigns numbers, checks every rule.
//!
//! Lowering never stops at a problem: it reports it and goes on with the nearest sensible value, so that one run finds
//! everything. The caller must not use the result if there was an error.

mod channel;
mod context;
mod event;
mod event_rules;
mod extent;
mod filter;
mod fragment_ids;
mod insert;
mod item;
mod keyword;
mod level;
mod limits;
mod lints;
mod map;
mod message_id;
mod message_lints;
mod names;
mod opcode;
mod provider;
mod provider_rules;
mod siblings;
mod strings;
mod task;
mod template;
mod unique;
mod unused;

use crate::ast;
use crate::diagnostic::Diagnostics;
use crate::model::Manifest;
use crate::source::Source;
use strings::Strings;

/// Lowers a manifest, which may have the items of fragments among its own.
pub(crate) fn lower(
    ast: &ast::Manifest<'_>,
    source: &Source,
    diagnostics: &mut Diagnostics,
) -> Manifest {
    let mut strings = Strings::new(ast.resources.as_deref(), source, diagnostics);
    strings.number(&ast.messages, diagnostics);
    provider_rules::check(&ast.providers, diagnostics);
    let mut providers = Vec::with_capacity(ast.providers.len());
    for provider in &ast.providers {
        providers.push(provider::lower(provider, source, &mut strings, diagnostics));
    }
    // Ids depend on all providers: two of them may use one string, and the first gives it its id.
    message_id::assign(&providers, &ast.providers, &mut strings, diagnostics);
    insert::check(&providers, &ast.providers, &strings, diagnostics);
    insert::check_lengths(&strings, diagnostics);
    // After an error, an unused item may be the one that a misspelt name was meant to name.
    if !diagnostics.has_errors() {
        insert::check_fixed_texts(&providers, &strings, diagnostics);
        lints::check(&providers, &strings, source, diagnostics);
        message_lints::check(&providers, &strings, diagnostics);
        unused::check(&providers, &ast.providers, &strings, source, diagnostics);
    }
    limits::check_locales(&strings, diagnostics);
    let manifest = Manifest {
        providers,
        localization: strings.into_localization(),
    };
    limits::check_size(&manifest, diagnostics);
    manifest
}
