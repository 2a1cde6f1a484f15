//! The example in the documentation of an event: it emits the event.

use proc_macro2::Ident;

use super::element::Element;
use super::field::{Count, Field};
use super::record::Record;

/// The lines of Markdown that emit an event with values made up; `None` if a field has no obvious value.
///
/// With the path of the types, the example is a test of the package. Otherwise it is only shown: a build script cannot know which
/// module includes the generated code, or whether that module is public.
pub(super) fn of(
    name: &Ident,
    record: Option<&Record>,
    public_path: Option<&str>,
) -> Option<Vec<String>> {
    let fields = record.map_or(&[][..], |it| &it.fields);
    let values = fields.iter().map(value).collect::<Option<Vec<String>>>()?;
    let assigned = fields.iter().zip(&values);
    let assigned = assigned.map(|(field, value)| format!("{}: {value}", field.name.text()));
    let assigned: Vec<String> = assigned.collect();
    let mut lines = vec![
        if public_path.is_some() {
            "```"
        } else {
            "```ignore"
        }
        .to_owned(),
    ];
    if let Some(path) = public_path {
        lines.extend([import(path, name, fields), String::new()]);
    }
    match assigned.as_slice() {
        [] => lines.push(format!("{name}.emit();")),
        [_] | [_, _] | [_, _, _] => {
            lines.push(format!("{name} {{ {} }}.emit();", assigned.join(", ")));
        }
        _ => {
            lines.push(format!("{name} {{"));
            lines.extend(assigned.iter().map(|it| format!("    {it},")));
            lines.push("}.emit();".to_owned());
        }
    }
    lines.push("```".to_owned());
    Some(lines)
}

/// The line that imports the event and the types of its maps.
fn import(path: &str, name: &Ident, fields: &[Field]) -> String {
    let maps = fields.iter().filter_map(|field| match &field.element {
        Element::Map { ty, .. } => Some(ty.text()),
        _ => None,
    });
    let mut types: Vec<String> = maps.chain([name.to_string()]).collect();
    types.sort_unstable();
    types.dedup();
    match types.as_slice() {
        [name] => format!("use {path}::{name};"),
        _ => format!("use {path}::{{{}}};", types.join(", ")),
    }
}

fn value(field: &Field) -> Option<String> {
    let element = match &field.element {
        Element::Value { ty, method } => match *method {
            "bool8" | "bool32" => "true",
            "f32" | "f64" => "0.5",
            method if ty.text() == method => "1",
            _ => return None,
        },
        Element::Map { ty, constant, .. } => {
            &format!("{}::{}", ty.text(), constant.as_ref()?.text())
        }
        Element::Unicode(_) | Element::Ansi(_) => "\"…\"",
        Element::Slice(_) => "&[1, 2]",
        _ => return None,
    };
    match field.count {
        Count::One => Some(element.to_owned()),
        Count::Fixed(count) => Some(format!("&[{element}; {count}]")),
        Count::Counted => Some(format!("&[{element}, {element}]")),
    }
}
