//! Writes a manifest and its fragments as one document, for mc.exe and wevtutil.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::ast::LISTS;
use crate::diagnostic::Diagnostics;
use crate::fragment::names::{Names, string_id};
use crate::source::Source;
use crate::xml::{self, Attribute, Element, Name, Node, text::document};

/// Our namespaces, which mc.exe does not know.
const OURS: &str = "urn:etw-manifest:";

/// Returns one manifest with the items of a manifest and its fragments, without attributes in namespaces of this
/// compiler; `None` if a file is not well-formed XML. Compile the source first: this checks nothing else.
///
/// The resources of the result are those of the source. Comments are left out, and the ids of templates and strings get
/// a suffix if two files have the same.
#[must_use]
pub fn merge(source: &Source) -> Option<String> {
    let mut ignored = Diagnostics::default();
    let mut root = |file| xml::parse(source, file, &mut ignored);
    let roots: Option<Vec<_>> = source.ranges().map(&mut root).collect();
    let mut roots = roots?.into_iter();
    let mut whole = roots.next()?;
    let mut names = Names::of(&whole);
    for mut fragment in roots {
        names.make_unique(&mut fragment);
        add(&mut whole, fragment);
    }
    let (mut stripped, mut used) = (HashSet::new(), HashSet::new());
    strip(&mut whole, &mut stripped, &mut used);
    remove_strings(&mut whole, &|id| {
        stripped.contains(id) && !used.contains(id)
    });
    Some(document(&whole))
}

/// Moves the items of a fragment to the places of the whole where they belong.
fn add<'s>(whole: &mut Element<'s>, fragment: Element<'s>) {
    let mut found = Vec::new();
    collect(fragment, &mut found);
    for element in found {
        match element.name.local {
            "provider" => add_provider(whole, element),
            "messageTable" => {
                let Some(events) = find(whole, &|it| it.name.local == "events") else {
                    continue;
                };
                add_list(events, element, |_| usize::MAX);
            }
            _ => add_table(whole, element),
        }
    }
}

/// Collects the parts of a fragment: providers, message tables, and the string tables of locales.
fn collect<'s>(element: Element<'s>, found: &mut Vec<Element<'s>>) {
    if matches!(
        element.name.local,
        "provider" | "messageTable" | "resources"
    ) {
        found.push(element);
        return;
    }
    for node in element.children {
        if let Node::Element(child) = node {
            collect(child, found);
        }
    }
}

fn add_provider<'s>(whole: &mut Element<'s>, fragment: Element<'s>) {
    let value = |element: &Element<'_>, name| attribute(element, name).map(str::to_lowercase);
    let (name, guid) = (
        attribute(&fragment, "name").map(str::to_owned),
        value(&fragment, "guid"),
    );
    let is_base = |it: &Element<'_>| {
        it.name.local == "provider"
            && match &name {
                Some(name) => attribute(it, "name") == Some(name),
                None => value(it, "guid") == guid,
            }
    };
    let Some(provider) = find(whole, &is_base) else {
        return;
    };
    for node in fragment.children {
        if let Node::Element(list) = node {
            add_list(provider, list, place);
        }
    }
}

fn place(name: &str) -> usize {
    LISTS
        .iter()
        .position(|it| *it == name)
        .unwrap_or(usize::MAX)
}

/// Adds the children of a list to the list with the same name, or the list itself if there is none.
fn add_list<'s>(parent: &mut Element<'s>, mut list: Element<'s>, place: impl Fn(&str) -> usize) {
    let name = list.name.local;
    let children = parent.children.iter();
    let position = children
        .clone()
        .position(|it| is_element(it, |it| it.name.local == name));
    if let Some(Node::Element(own)) = position.map(|at| &mut parent.children[at]) {
        append(own, list);
        return;
    }
    bind(&mut list, parent);
    let after = |it: &Node<'_>| is_element(it, |it| place(it.name.local) > place(name));
    let at = parent
        .children
        .iter()
        .position(after)
        .unwrap_or(parent.children.len());
    parent.children.insert(at, Node::Element(list));
}

/// Adds the strings of a locale to the table of the same locale.
fn add_table<'s>(whole: &mut Element<'s>, mut table: Element<'s>) {
    let culture = |it: &Element<'_>| attribute(it, "culture").map(|it| it.trim().to_lowercase());
    let wanted = culture(&table);
    let is_same = |it: &Element<'_>| it.name.local == "resources" && culture(it) == wanted;
    if let Some(own) = find(whole, &is_same) {
        for node in table.children {
            if let Node::Element(strings) = node {
                add_list(own, strings, |_| usize::MAX);
            }
        }
        return;
    }
    match find(whole, &|it| it.name.local == "localization") {
        Some(localization) => {
            bind(&mut table, localization);
            localization.children.push(Node::Element(table));
        }
        None => {
            bind(&mut table, whole);
            let name = Name {
                local: "localization",
                ..table.name.clone()
            };
            let children = vec![Node::Element(table.clone())];
            let localization = Element {
                name,
                attributes: Vec::new(),
                children,
                ..table
            };
            whole.children.push(Node::Element(localization));
        }
    }
}

/// Adds the children of one list to another; the white space between them comes along.
fn append<'s>(own: &mut Element<'s>, list: Element<'s>) {
    if matches!(own.children.last(), Some(Node::Text(text, _)) if text.trim().is_empty()) {
        own.children.pop();
    }
    for mut node in list.children {
        if let Node::Element(child) = &mut node {
            bind(child, own);
        }
        own.children.push(node);
    }
}

/// Declares the prefixes that an element has and its new parent lacks.
fn bind<'s>(element: &mut Element<'s>, parent: &Element<'s>) {
    let scope = element.scope.clone();
    for prefix in scope.prefixes().chain([""]) {
        let namespace = scope.resolve(prefix).unwrap_or_default();
        let name = match prefix {
            "" => Name {
                prefix: "",
                local: "xmlns",
                namespace: "".into(),
            },
            prefix => Name {
                prefix: "xmlns",
                local: prefix,
                namespace: "".into(),
            },
        };
        let is_bound = parent.scope.resolve(prefix).unwrap_or_default() == namespace;
        let is_declared = element
            .attributes
            .iter()
            .any(|it| it.name.to_string() == name.to_string());
        if !is_bound && !is_declared {
            element.attributes.push(Attribute {
                name,
                value: Cow::Owned(namespace.to_owned()),
                name_span: element.name_span,
                value_span: element.name_span,
            });
        }
    }
}

/// Removes the attributes of our namespaces, and their declarations. Collects the ids of strings that the removed and the
/// other attributes name.
fn strip(element: &mut Element<'_>, stripped: &mut HashSet<String>, used: &mut HashSet<String>) {
    element.attributes.retain(|it| {
        let declares = it.name.prefix == "xmlns" && it.value.starts_with(OURS);
        let is_ours = it.name.namespace.starts_with(OURS);
        if let Some(id) = string_id(&it.value) {
            let ids = if is_ours { &mut *stripped } else { &mut *used };
            ids.insert(id.to_owned());
        }
        !declares && !is_ours
    });
    for node in &mut element.children {
        if let Node::Element(child) = node {
            strip(child, stripped, used);
        }
    }
}

/// Removes strings, which would be unused.
fn remove_strings(element: &mut Element<'_>, is_unused: &dyn Fn(&str) -> bool) {
    element.children.retain_mut(|node| {
        let Node::Element(child) = node else {
            return true;
        };
        remove_strings(child, is_unused);
        child.name.local != "string" || !attribute(child, "id").is_some_and(is_unused)
    });
}

fn find<'e, 's>(
    element: &'e mut Element<'s>,
    is_wanted: &dyn Fn(&Element<'s>) -> bool,
) -> Option<&'e mut Element<'s>> {
    if is_wanted(element) {
        return Some(element);
    }
    element.children.iter_mut().find_map(|node| match node {
        Node::Element(child) => find(child, is_wanted),
        _ => None,
    })
}

fn is_element<'s>(node: &Node<'s>, is_wanted: impl Fn(&Element<'s>) -> bool) -> bool {
    matches!(node, Node::Element(element) if is_wanted(element))
}

fn attribute<'e>(element: &'e Element<'_>, name: &str) -> Option<&'e str> {
    let mut attributes = element.attributes.iter();
    let found = attributes.find(|it| it.name.is_written(name))?;
    Some(&found.value)
}
