//! Modules of constants: `channel`, `level`, `task`, `opcode`, `keyword`.

use std::fmt::{Display, Write as _};

use super::docs::{self, Docs};
use super::layout::Layout;
use super::names::{self, Scope};
use super::text::Texts;
use crate::model::{Origin, StringIndex};

/// A named number of the manifest.
pub(super) struct Constant<'m, N> {
    /// The name as written.
    pub(super) name: &'m str,
    /// What the constant is called after.
    pub(super) label: String,
    pub(super) value: N,
    pub(super) message: Option<StringIndex>,
}

/// The symbol if there is one, else the name without prefix; predefined things are known by their names.
pub(super) fn label(name: &str, symbol: Option<&String>, origin: Origin) -> String {
    match symbol {
        Some(symbol) if origin == Origin::Declared => symbol.clone(),
        _ => names::local(name).to_owned(),
    }
}

/// Prints a public module `name` of constants of type `ty`; nothing if there are none.
pub(super) fn print<'m, N: Display>(
    name: &str,
    ty: &str,
    docs: &str,
    texts: &Texts<'_>,
    constants: impl Iterator<Item = Constant<'m, N>>,
    layout: &mut Layout,
) {
    let mut scope = Scope::new(&[]);
    let mut items = String::new();
    for constant in constants {
        let name = names::constant(&constant.label, "VALUE");
        let name = names::ident(&scope.claim(name));
        let docs = description(&constant, texts);
        let (docs, value) = (docs.lines(8), constant.value);
        let empty_line = if items.is_empty() { "" } else { "\n" };
        let _ = writeln!(
            items,
            "{empty_line}{docs}        pub const {name}: {ty} = {value};"
        );
    }
    if items.is_empty() {
        return;
    }
    layout.form(format_args!(
        "
    /// {docs}
    pub mod {name} {{
{items}    }}
"
    ));
}

/// The name as written, and the text.
fn description<N>(constant: &Constant<'_, N>, texts: &Texts<'_>) -> Docs {
    let name = docs::code(constant.name);
    match texts.markdown(constant.message) {
        Some(text) => Docs::new(&format!("{name}: {text}")),
        None => Docs::new(&format!("{name}.")),
    }
}
