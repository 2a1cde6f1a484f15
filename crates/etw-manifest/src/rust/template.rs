//! Templates to the statics that describe their items.

use proc_macro2::Ident;

use super::context::Context;
use super::document;
use super::form;
use super::layout::Layout;
use super::literal;
use super::record::Record;
use super::structure::Structure;
use crate::model::{Extent, Item, ItemKind};

/// Columns before a field of a list.
const INDENT: usize = 8;

/// A template that events use.
pub(super) struct UsedTemplate {
    /// The name of its static.
    pub(super) ident: Ident,
    /// The name of the static of its `<UserData>`, where it has one.
    pub(super) document: Ident,
    pub(super) record: Record,
    /// By the index of the item.
    pub(super) structures: Vec<Option<Structure>>,
}

impl UsedTemplate {
    /// Prints the statics of the template, and the types of its structs.
    pub(super) fn print(&self, index: usize, context: &Context<'_>, layout: &mut Layout) {
        let template = &context.provider.templates[index];
        for (item, structure) in template.items.iter().zip(&self.structures) {
            if let (Some(structure), ItemKind::Struct(members)) = (structure, &item.kind) {
                structure.print(item, template, layout);
                let ident = structure.members_static();
                let fields = fields(members, &[], context);
                layout.form(format_args!(
                    "
    static {ident}: [runtime::Field; {}] = [
{fields}    ];
",
                    members.len()
                ));
            }
        }
        let (ident, fields) = (
            &self.ident,
            fields(&template.items, &self.structures, context),
        );
        layout.form(format_args!(
            "
    static {ident}: runtime::Template = runtime::template!([
{fields}    ]);
"
        ));
        if let Some(root) = &template.user_data {
            document::print(&self.document, root, layout);
        }
    }
}

/// The elements of a list that describes items.
fn fields(items: &[Item], structures: &[Option<Structure>], context: &Context<'_>) -> String {
    let mut text = String::new();
    for (at, item) in items.iter().enumerate() {
        let structure = structures.get(at).and_then(Option::as_ref);
        field(item, structure, context, &mut text);
    }
    text
}

fn field(item: &Item, structure: Option<&Structure>, context: &Context<'_>, text: &mut String) {
    let mut arguments = vec![literal::string(&item.name).to_string()];
    let constructor = match (&item.kind, structure) {
        (
            ItemKind::Value {
                in_type,
                out_type,
                map,
            },
            _,
        ) => {
            arguments.push(format!("runtime::InType::{in_type:?}"));
            arguments.push(format!("runtime::OutType::{out_type:?}"));
            arguments.extend(map.map(|map| format!("&{}", context.map_statics[map])));
            map.map_or("data", |_| "mapped")
        }
        (ItemKind::Struct(_), structure) => {
            let members = structure.map(Structure::members_static);
            arguments.extend(members.map(|ident| format!("&{ident}")));
            "structure"
        }
    };
    let head = format!("runtime::Field::{constructor}(");
    let extents = [("count", item.count), ("length", item.length)];
    let extents: Vec<String> = extents.iter().filter_map(|it| extent(it.0, it.1)).collect();
    let flat = format!("{head}{}){},", arguments.join(", "), extents.concat());
    if extents.is_empty() || form::fits(INDENT, flat.len()) {
        return form::call(
            &head,
            &arguments,
            &format!("){},", extents.concat()),
            INDENT,
            text,
        );
    }
    let begun = text.len();
    form::call(&head, &arguments, ")", INDENT, text);
    let is_one_line = text[begun..].trim_end().lines().count() == 1;
    let indent = INDENT + if is_one_line { form::STEP } else { 0 };
    for (at, extent) in extents.iter().enumerate() {
        let end = if at + 1 == extents.len() { "," } else { "" };
        form::line(&format!("{extent}{end}"), indent, text);
    }
}

/// The call that gives a field a count or length.
fn extent(method: &str, extent: Extent) -> Option<String> {
    match extent {
        Extent::None => None,
        Extent::Constant(number) => Some(format!(".{method}(runtime::Extent::Constant({number}))")),
        Extent::Item(index) => Some(format!(".{method}(runtime::Extent::Field({index}))")),
    }
}
