//! Reads the document: providers, explicit messages and string tables.

use crate::ast::children::children;
use crate::ast::namespace::{elsewhere, in_namespace, namespace_span};
use crate::ast::{
    ASSEMBLY, EVENTS, Message, Provider, Resources, Role, localization, message_table, prefixes,
    provider,
};
use crate::diagnostic::{Applicability, Code, Diagnostic, Diagnostics, Suggestion, codes};
use crate::did_you_mean::is_near;
use crate::source::Span;
use crate::xml::{Element, Node};

pub(crate) struct Manifest<'t> {
    pub(crate) providers: Vec<Provider<'t>>,
    pub(crate) messages: Vec<Message<'t>>,
    /// The string tables, or `None` without `<localization>`.
    pub(crate) resources: Option<Vec<Resources<'t>>>,
}

/// Reads the document, and reports missing and unknown elements.
pub(crate) fn parse<'t>(
    root: &'t Element<'t>,
    role: Role,
    diagnostics: &mut Diagnostics,
) -> Manifest<'t> {
    let mut manifest = Manifest {
        providers: Vec::new(),
        messages: Vec::new(),
        resources: None,
    };
    if !check_root(root, diagnostics) {
        return manifest;
    }
    prefixes::check(root, diagnostics);
    let code = codes::INSTRUMENTATION_MISSING;
    for instrumentation in sections(root, "instrumentation", code, diagnostics) {
        parse_instrumentation(&mut manifest, instrumentation, role, diagnostics);
    }
    for element in elements(root).filter(|it| it.name.local == "localization") {
        let tables = localization::parse(element, diagnostics);
        manifest.resources.get_or_insert_default().extend(tables);
    }
    // The other sections of a component manifest are for other tools.
    if !is_component(root) {
        let known = &["instrumentation", "localization", "metadata"];
        children(root, known, diagnostics);
    }
    manifest
}

/// Returns `true` for a component manifest of Windows, which contains more than the instrumentation.
fn is_component(root: &Element<'_>) -> bool {
    root.name.local == "assembly" && &*root.name.namespace == ASSEMBLY
}

fn check_root(root: &Element<'_>, diagnostics: &mut Diagnostics) -> bool {
    if is_component(root) {
        return true;
    }
    let help = format!("a manifest starts with <instrumentationManifest xmlns=\"{EVENTS}\">");
    let diagnostic = if root.name.local != "instrumentationManifest" {
        let message = format!("the root element is `{}`", root.name.local);
        Diagnostic::new(codes::ROOT, root.name_span, message)
            .label("expected `instrumentationManifest`")
    } else if &*root.name.namespace != EVENTS {
        diagnostics.push(other_root_namespace(root, help));
        return false;
    } else {
        return true;
    };
    diagnostics.push(diagnostic.help(help));
    false
}

fn other_root_namespace(root: &Element<'_>, help: String) -> Diagnostic {
    let namespace = &*root.name.namespace;
    let span = namespace_span(root);
    let message = in_namespace("the root element is", root);
    let diagnostic = Diagnostic::new(codes::ROOT, span, message)
        .label("not the namespace of manifests")
        .note("namespaces are compared letter by letter and never fetched");
    let applicability = if prefixes::is_nearly(namespace, EVENTS) {
        Applicability::MachineApplicable
    } else {
        Applicability::MaybeIncorrect
    };
    if span == root.name_span {
        let end = span.end();
        let attribute = format!(" xmlns=\"{EVENTS}\"");
        let edits = vec![(Span::new(end, end), attribute)];
        return diagnostic.suggest(Suggestion::new(help, edits, applicability));
    }
    diagnostic.rewrite(help, namespace, EVENTS, applicability)
}

fn elements<'t>(parent: &'t Element<'t>) -> impl Iterator<Item = &'t Element<'t>> {
    parent.children.iter().filter_map(Node::as_element)
}

/// Returns the children with a name, and reports if none is in the right namespace.
fn sections<'t>(
    parent: &'t Element<'t>,
    name: &'static str,
    code: Code,
    diagnostics: &mut Diagnostics,
) -> Vec<&'t Element<'t>> {
    let named: Vec<_> = elements(parent)
        .filter(|it| it.name.local == name)
        .collect();
    // Even in a component manifest, `events` must be in the namespace of manifests.
    let is_right = |it: &&&Element<'_>| match &*it.name.namespace {
        EVENTS => true,
        ASSEMBLY => name == "instrumentation",
        _ => false,
    };
    let right: Vec<_> = named.iter().filter(is_right).copied().collect();
    if right.is_empty() {
        let misspelt = elements(parent).any(|it| is_near(it.name.local, name));
        match named.first() {
            Some(found) => diagnostics.push(elsewhere(code, name, found)),
            // A misspelt element is reported as unknown.
            None if misspelt && !is_component(parent) => {}
            None => diagnostics.push(without(code, name, parent)),
        }
    }
    right
}

fn without(code: Code, name: &str, parent: &Element<'_>) -> Diagnostic {
    let message = format!("missing element `{name}` inside `{}`", parent.name.local);
    Diagnostic::new(code, parent.name_span, message).label(format!("needs `{name}`"))
}

fn parse_instrumentation<'t>(
    manifest: &mut Manifest<'t>,
    instrumentation: &'t Element<'t>,
    role: Role,
    diagnostics: &mut Diagnostics,
) {
    let named = |name| elements(instrumentation).filter(move |it| it.name.local == name);
    // Counters are in another namespace.
    for counters in named("counters") {
        let message = "performance counters are skipped";
        let diagnostic = Diagnostic::new(codes::COUNTERS_SKIPPED, counters.name_span, message)
            .label("this section is not compiled")
            .note("ctrpp.exe compiles performance counters");
        diagnostics.push(diagnostic);
    }
    children(instrumentation, &["events", "counters"], diagnostics);
    // A manifest of counters alone is not one whose events are missing.
    if named("counters").next().is_some() && named("events").next().is_none() {
        return;
    }
    for events in sections(
        instrumentation,
        "events",
        codes::EVENTS_MISSING,
        diagnostics,
    ) {
        for (name, child) in children(events, &["provider", "messageTable"], diagnostics) {
            match name {
                "provider" => {
                    let provider = provider::parse(child, role, diagnostics);
                    manifest.providers.push(provider);
                }
                _ => parse_message_table(manifest, child, diagnostics),
            }
        }
    }
}

fn parse_message_table<'t>(
    manifest: &mut Manifest<'t>,
    table: &'t Element<'t>,
    diagnostics: &mut Diagnostics,
) {
    for (_, child) in children(table, &["message"], diagnostics) {
        let message = message_table::parse(child, diagnostics);
        manifest.messages.push(message);
    }
}
