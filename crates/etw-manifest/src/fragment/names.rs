//! Makes the ids of templates and strings unique, which are local to a file in fragments but not in one document.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::winmeta;
use crate::xml::{Element, Node};

/// The ids that earlier files have.
pub(super) struct Names {
    templates: HashSet<String>,
    strings: HashSet<String>,
}

impl Names {
    /// Returns the ids in a manifest.
    pub(super) fn of(manifest: &Element<'_>) -> Self {
        let mut names = Self {
            templates: HashSet::new(),
            strings: HashSet::new(),
        };
        ids(manifest, &mut names.templates, &mut names.strings);
        names
    }

    /// Renames the ids of a fragment that another file has too, and adds all to the names.
    pub(super) fn make_unique(&mut self, fragment: &mut Element<'_>) {
        let (mut templates, mut strings) = (HashSet::new(), HashSet::new());
        ids(fragment, &mut templates, &mut strings);
        let new_names = NewNames {
            templates: new_names(&mut self.templates, &templates),
            strings: new_names(&mut self.strings, &strings),
        };
        new_names.rename(fragment);
    }
}

fn ids(element: &Element<'_>, templates: &mut HashSet<String>, strings: &mut HashSet<String>) {
    for attribute in &element.attributes {
        match (element.name.local, attribute.name.local) {
            ("template", "tid") => templates.insert(attribute.value.to_string()),
            ("string", "id") => strings.insert(attribute.value.to_string()),
            _ => false,
        };
    }
    for node in &element.children {
        if let Node::Element(child) = node {
            ids(child, templates, strings);
        }
    }
}

fn new_names(taken: &mut HashSet<String>, own: &HashSet<String>) -> HashMap<String, String> {
    let mut sorted: Vec<_> = own.iter().collect();
    sorted.sort_unstable();
    let mut renamed = HashMap::new();
    for id in sorted {
        // A string with the id of a predefined text would replace that text in the whole manifest.
        if !taken.contains(id) && winmeta::with_string(id).is_none() {
            continue;
        }
        let mut candidates = (2..).map(|number| format!("{id}.{number}"));
        let new = candidates.find(|it| !taken.contains(it) && !own.contains(it));
        renamed.extend(new.map(|new| (id.clone(), new)));
    }
    taken.extend(own.iter().filter(|id| !renamed.contains_key(*id)).cloned());
    taken.extend(renamed.values().cloned());
    renamed
}

struct NewNames {
    templates: HashMap<String, String>,
    strings: HashMap<String, String>,
}

impl NewNames {
    fn rename(&self, element: &mut Element<'_>) {
        for attribute in &mut element.attributes {
            let value = &attribute.value;
            let new = match (element.name.local, attribute.name.local) {
                ("template" | "filter", "tid") | ("event", "template") => {
                    self.templates.get(value.trim_ascii()).cloned()
                }
                ("string", "id") => self.strings.get(&**value).cloned(),
                _ => self.reference(value),
            };
            if let Some(new) = new {
                attribute.value = Cow::Owned(new);
            }
        }
        for node in &mut element.children {
            if let Node::Element(child) = node {
                self.rename(child);
            }
        }
    }

    /// Returns the new form of `$(string.ID)`.
    fn reference(&self, value: &str) -> Option<String> {
        let id = string_id(value)?;
        Some(format!("$(string.{})", self.strings.get(id)?))
    }
}

/// Returns the id in `$(string.ID)`.
pub(super) fn string_id(value: &str) -> Option<&str> {
    let rest = value.trim_ascii().strip_prefix("$(string.")?;
    rest.strip_suffix(')')
}
