//! Modules of constants: `channel`, `level`, `task`, `opcode`, `keyword`.

use super::docs::{self, Docs};
use super::names::{self, Scope};
use super::print::{Code, skeleton};
use super::text::Texts;
use crate::model::{Origin, StringIndex};

skeleton!(CONSTANT(__docs, __name, __ty, __value) => #[__docs] pub const __name: __ty = __value;);
skeleton!(MODULE(__docs, __name, __constants) => #[__docs] pub mod __name { __constants });

/// A named number of the manifest.
pub(super) struct Constant<'m> {
    /// The name as written.
    pub(super) name: &'m str,
    /// What the constant is called after.
    pub(super) label: String,
    pub(super) value: Code,
    pub(super) message: Option<StringIndex>,
}

/// The symbol if there is one, else the name without prefix; predefined things are known by their names.
pub(super) fn label(name: &str, symbol: Option<&String>, origin: Origin) -> String {
    match symbol {
        Some(symbol) if origin == Origin::Declared => symbol.clone(),
        _ => names::local(name).to_owned(),
    }
}

/// A public module of constants of type `ty`; nothing if there are none.
pub(super) fn module<'m>(
    name: &'static str,
    ty: &'static str,
    docs: &str,
    texts: &Texts<'_>,
    constants: impl Iterator<Item = Constant<'m>>,
) -> Code {
    let mut scope = Scope::new(&[]);
    let constants = Code::lines(constants.map(|constant| {
        let name = names::constant(&constant.label, "VALUE");
        let name = Code::ident(&names::ident(&scope.claim(name)));
        let docs = description(&constant, texts);
        CONSTANT.fill([&docs, &name, &Code::word(ty), &constant.value])
    }));
    if constants.is_empty() {
        return constants;
    }
    MODULE.fill([&Docs::new(docs).code(), &Code::word(name), &constants])
}

/// The name as written, and the text.
fn description(constant: &Constant<'_>, texts: &Texts<'_>) -> Code {
    let name = docs::code(constant.name);
    let docs = match texts.markdown(constant.message) {
        Some(text) => Docs::new(&format!("{name}: {text}")),
        None => Docs::new(&name),
    };
    docs.code()
}
