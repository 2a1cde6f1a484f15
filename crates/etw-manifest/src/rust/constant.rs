//! Modules of constants: `channel`, `level`, `task`, `opcode`, `keyword`.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::docs::{self, Docs};
use super::names::{self, Scope};
use super::text::Texts;
use crate::model::{Origin, StringIndex};

/// A named number of the manifest.
pub(super) struct Constant<'m> {
    /// The name as written.
    pub(super) name: &'m str,
    /// What the constant is called after.
    pub(super) label: String,
    pub(super) value: Literal,
    pub(super) message: Option<StringIndex>,
}

/// The symbol if there is one, else the name without prefix; predefined things are known by their names.
pub(super) fn label(name: &str, symbol: Option<&String>, origin: Origin) -> String {
    match symbol {
        Some(symbol) if origin == Origin::Declared => symbol.clone(),
        _ => names::local(name).to_owned(),
    }
}

/// A public module `name` of constants of type `ty`; nothing if there are none.
pub(super) fn module<'m>(
    name: &str,
    ty: &str,
    docs: &str,
    texts: &Texts<'_>,
    constants: impl Iterator<Item = Constant<'m>>,
) -> TokenStream {
    let mut scope = Scope::new(&[]);
    let ty = format_ident!("{ty}");
    let constants: TokenStream = constants
        .map(|constant| {
            let name = names::constant(&constant.label, "VALUE");
            let name = names::ident(&scope.claim(name));
            let docs = description(&constant, texts);
            let value = constant.value;
            quote!(#docs pub const #name: #ty = #value;)
        })
        .collect();
    if constants.is_empty() {
        return constants;
    }
    let (docs, name) = (docs::line(docs), format_ident!("{name}"));
    quote!(#docs pub mod #name { #constants })
}

/// The name as written, and the text.
fn description(constant: &Constant<'_>, texts: &Texts<'_>) -> TokenStream {
    let name = docs::code(constant.name);
    let docs = match texts.markdown(constant.message) {
        Some(text) => Docs::new(&format!("{name}: {text}")),
        None => Docs::new(&format!("{name}.")),
    };
    docs.tokens()
}
