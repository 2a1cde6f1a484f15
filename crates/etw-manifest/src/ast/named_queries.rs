//! `<namedQueries>` as written: pattern maps. Query lists are skipped, because no output contains them.

use crate::ast::attributes::Attributes;
use crate::ast::children::children;
use crate::ast::{QName, Text};
use crate::diagnostic::Diagnostics;
use crate::xml::Element;

pub(crate) struct PatternMap<'t> {
    pub(crate) name: Option<QName<'t>>,
    pub(crate) format: Option<Text<'t>>,
    pub(crate) symbol: Option<Text<'t>>,
    /// The name and value of each entry.
    pub(crate) entries: Vec<(Option<Text<'t>>, Option<Text<'t>>)>,
}

pub(super) fn parse<'t>(
    element: &'t Element<'t>,
    diagnostics: &mut Diagnostics,
) -> Vec<PatternMap<'t>> {
    let mut maps = Vec::new();
    for (name, list) in children(element, &["patternMaps", "queryList"], diagnostics) {
        if name == "patternMaps" {
            for (_, child) in children(list, &["patternMap"], diagnostics) {
                maps.push(parse_map(child, diagnostics));
            }
        }
    }
    maps
}

fn parse_map<'t>(element: &'t Element<'t>, diagnostics: &mut Diagnostics) -> PatternMap<'t> {
    let mut attributes = Attributes::new("patternMap", element, diagnostics);
    let name = attributes.required_qname("name");
    let format = attributes.required("format");
    let symbol = attributes.symbol();
    attributes.finish();
    let entries = children(element, &["map"], diagnostics)
        .into_iter()
        .map(|(_, child)| {
            // A `map` here has a name; those of value maps have messages.
            let mut attributes = Attributes::new("map", child, diagnostics);
            let entry = (
                attributes.required_name("name"),
                attributes.required("value"),
            );
            attributes.finish();
            entry
        })
        .collect();
    PatternMap {
        name,
        format,
        symbol,
        entries,
    }
}
