//! The document as written: providers, explicit messages, string tables.

use crate::ast::children::children;
use crate::ast::{
    ASSEMBLY, EVENTS, Message, Provider, Resources, localization, message_table, prefixes, provider,
};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, codes};
use crate::did_you_mean::is_near;
use crate::source::Span;
use crate::xml::{Element, Node};

pub(crate) struct Manifest<'t> {
    pub(crate) providers: Vec<Provider<'t>>,
    pub(crate) messages: Vec<Message<'t>>,
    /// `None` without `<localization>`.
    pub(crate) resources: Option<Vec<Resources<'t>>>,
}

/// Reads the document. What is missing or unknown is reported; what can be read is returned.
pub(crate) fn parse<'t>(root: &'t Element<'t>, diagnostics: &mut Diagnostics) -> Manifest<'t> {
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
        parse_instrumentation(&mut manifest, instrumentation, diagnostics);
    }
    for element in elements(root).filter(|it| it.name.local == "localization") {
        let tables = localization::parse(element, diagnostics);
        manifest.resources.get_or_insert_default().extend(tables);
    }
    if !is_component(root) {
        let known = &["instrumentation", "localization", "metadata"];
        children(root, known, diagnostics);
    }
    manifest
}

/// A component manifest of Windows, which carries much besides the instrumentation.
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
        Diagnostic::new(
            codes::ROOT,
            namespace_span(root),
            in_namespace("the root element is", root),
        )
        .label("not the namespace of manifests")
        .note("namespaces are compared letter by letter; nothing is ever fetched from them")
    } else {
        return true;
    };
    diagnostics.push(diagnostic.help(help));
    false
}

/// “… in the namespace `…`”, or in none.
fn in_namespace(what: &str, element: &Element<'_>) -> String {
    match &*element.name.namespace {
        "" => format!("{what} in no namespace"),
        namespace => format!("{what} in the namespace `{namespace}`"),
    }
}

/// Where the namespace of an element is declared, if it declares it itself.
fn namespace_span(element: &Element<'_>) -> Span {
    let declaration = match element.name.prefix {
        "" => "xmlns".to_owned(),
        prefix => format!("xmlns:{prefix}"),
    };
    let mut attributes = element.attributes.iter();
    let found = attributes.find(|it| it.name.is_written(&declaration) && !it.value.is_empty());
    found.map_or(element.name_span, |it| it.value_span)
}

fn elements<'t>(parent: &'t Element<'t>) -> impl Iterator<Item = &'t Element<'t>> {
    parent.children.iter().filter_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Text(..) => None,
    })
}

/// The children of a name of which there must be one, in the right namespace.
fn sections<'t>(
    parent: &'t Element<'t>,
    name: &'static str,
    code: Code,
    diagnostics: &mut Diagnostics,
) -> Vec<&'t Element<'t>> {
    let named: Vec<_> = elements(parent)
        .filter(|it| it.name.local == name)
        .collect();
    // An `events` element must be in its own namespace even inside a component manifest.
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
            // Where the element is misspelt, that is said of it.
            None if misspelt && !is_component(parent) => {}
            None => diagnostics.push(without(code, name, parent)),
        }
    }
    right
}

fn without(code: Code, name: &str, parent: &Element<'_>) -> Diagnostic {
    let message = format!("`{}` has no `{name}`", parent.name.local);
    Diagnostic::new(code, parent.name_span, message).label(format!("needs `{name}`"))
}

fn elsewhere(code: Code, name: &str, found: &Element<'_>) -> Diagnostic {
    let message = in_namespace(&format!("`{name}` is"), found);
    let own = namespace_span(found);
    let diagnostic =
        Diagnostic::new(code, own, message).label(format!("expected the namespace `{EVENTS}`"));
    if own == found.name_span {
        diagnostic.help(format!("write <{name} xmlns=\"{EVENTS}\">"))
    } else {
        diagnostic.help("remove this `xmlns`, so that the one of the root element holds")
    }
}

fn parse_instrumentation<'t>(
    manifest: &mut Manifest<'t>,
    instrumentation: &'t Element<'t>,
    diagnostics: &mut Diagnostics,
) {
    let named = |name| elements(instrumentation).filter(move |it| it.name.local == name);
    // Counters have a namespace of their own.
    for counters in named("counters") {
        let message = "`counters` is skipped";
        let diagnostic = Diagnostic::new(codes::COUNTERS_SKIPPED, counters.name_span, message)
            .label("nothing is generated for this")
            .note("performance counters are another mechanism; ctrpp.exe compiles them");
        diagnostics.push(diagnostic);
    }
    children(instrumentation, &["events", "counters"], diagnostics);
    if named("counters").next().is_some() && named("events").next().is_none() {
        return;
    }
    for events in sections(
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
    diagnostics: &mut Diagnostics,
) {
    for child in children(table, &["message"], diagnostics) {
        let message = message_table::parse(child, diagnostics);
        manifest.messages.push(message);
    }
}
