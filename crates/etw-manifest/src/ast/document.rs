//! The document as written: providers, explicit messages, string tables.

use crate::ast::children::children;
use crate::ast::{
    ASSEMBLY, EVENTS, Message, Provider, Resources, localization, message_table, provider,
};
use crate::diagnostic::{Code, Diagnostic, codes};
use crate::source::Span;
use crate::xml::{Element, Node};

pub(crate) struct Manifest<'t> {
    pub(crate) providers: Vec<Provider<'t>>,
    pub(crate) messages: Vec<Message<'t>>,
    /// `None` without `<localization>`.
    pub(crate) resources: Option<Vec<Resources<'t>>>,
}

/// Reads the document. What is missing or unknown is reported; what can be read is returned.
pub(crate) fn parse<'t>(root: &'t Element<'t>, diagnostics: &mut Vec<Diagnostic>) -> Manifest<'t> {
    let mut manifest = Manifest {
        providers: Vec::new(),
        messages: Vec::new(),
        resources: None,
    };
    if !check_root(root, diagnostics) {
        return manifest;
    }
    if let Some(instrumentation) = section(
        root,
        "instrumentation",
        codes::INSTRUMENTATION_MISSING,
        diagnostics,
    ) {
        parse_instrumentation(&mut manifest, instrumentation, diagnostics);
    }
    if let Some(element) = elements(root).find(|it| it.name.local == "localization") {
        manifest.resources = Some(localization::parse(element, diagnostics));
    }
    if !is_component(root) {
        children(
            root,
            &["instrumentation", "localization", "metadata"],
            diagnostics,
        );
    }
    manifest
}

/// A component manifest of Windows, which carries much besides the instrumentation.
fn is_component(root: &Element<'_>) -> bool {
    root.name.local == "assembly" && &*root.name.namespace == ASSEMBLY
}

fn check_root(root: &Element<'_>, diagnostics: &mut Vec<Diagnostic>) -> bool {
    if is_component(root) {
        return true;
    }
    if root.name.local != "instrumentationManifest" {
        let message = format!("the root element is `{}`", root.name.local);
        let diagnostic = Diagnostic::new(codes::ROOT, root.name_span, message)
            .label("expected `instrumentationManifest`")
            .help(format!(
                "a manifest starts with <instrumentationManifest xmlns=\"{EVENTS}\">"
            ));
        diagnostics.push(diagnostic);
        return false;
    }
    if &*root.name.namespace != EVENTS {
        let message = format!(
            "the root element is in the namespace `{}`",
            root.name.namespace
        );
        let diagnostic = Diagnostic::new(codes::ROOT, namespace_span(root), message)
            .label(format!("expected the namespace `{EVENTS}`"));
        diagnostics.push(diagnostic);
        return false;
    }
    true
}

/// Where the namespace of an element is declared, if it declares it itself.
fn namespace_span(element: &Element<'_>) -> Span {
    let declaration = match element.name.prefix {
        "" => "xmlns".to_owned(),
        prefix => format!("xmlns:{prefix}"),
    };
    let found = element
        .attributes
        .iter()
        .find(|it| it.name.is_written(&declaration));
    found.map_or(element.name_span, |it| it.value_span)
}

fn elements<'t>(parent: &'t Element<'t>) -> impl Iterator<Item = &'t Element<'t>> {
    parent.children.iter().filter_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Text(..) => None,
    })
}

/// A child that must be there, in the right namespace.
fn section<'t>(
    parent: &'t Element<'t>,
    name: &str,
    code: Code,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<&'t Element<'t>> {
    let found = elements(parent).find(|it| it.name.local == name);
    let namespace = found.map(|it| &*it.name.namespace);
    // An `events` element must be in its own namespace even inside a component manifest.
    let right = match namespace {
        Some(EVENTS) => true,
        Some(ASSEMBLY) => name == "instrumentation",
        _ => false,
    };
    if right {
        return found;
    }
    let diagnostic = match found {
        None => Diagnostic::new(
            code,
            parent.name_span,
            format!("`{}` has no `{name}`", parent.name.local),
        )
        .label(format!("needs `{name}`")),
        Some(found) => {
            let namespace = namespace.unwrap_or_default();
            Diagnostic::new(
                code,
                found.name_span,
                format!("`{name}` is in the namespace `{namespace}`"),
            )
            .label(format!("expected the namespace `{EVENTS}`"))
            .help(format!(
                "write <instrumentationManifest xmlns=\"{EVENTS}\"> at the top"
            ))
        }
    };
    diagnostics.push(diagnostic);
    None
}

fn parse_instrumentation<'t>(
    manifest: &mut Manifest<'t>,
    instrumentation: &'t Element<'t>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut only_counters = elements(instrumentation).all(|it| it.name.local != "events");
    let mut counters = elements(instrumentation)
        .filter(|it| it.name.local == "counters")
        .peekable();
    only_counters &= counters.peek().is_some();
    for counters in counters {
        let message = "`counters` is skipped";
        diagnostics.push(
            Diagnostic::new(codes::COUNTERS_SKIPPED, counters.name_span, message)
                .note("performance counters are another mechanism; ctrpp.exe compiles them"),
        );
    }
    if only_counters {
        return;
    }
    if let Some(events) = section(
        instrumentation,
        "events",
        codes::EVENTS_MISSING,
        diagnostics,
    ) {
        for child in children(events, &["provider", "messageTable"], diagnostics) {
            match child.name.local {
                "provider" => manifest.providers.push(provider::parse(child, diagnostics)),
                _ => parse_message_table(manifest, child, diagnostics),
            }
        }
    }
}

fn parse_message_table<'t>(
    manifest: &mut Manifest<'t>,
    table: &'t Element<'t>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for child in children(table, &["message"], diagnostics) {
        manifest
            .messages
            .push(message_table::parse(child, diagnostics));
    }
}
