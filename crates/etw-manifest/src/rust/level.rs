//! Levels to constants and metadata.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::constant::{self, Constant};
use super::context::Context;

/// The module `level`.
pub(super) fn constants(context: &Context<'_>) -> TokenStream {
    let levels = context.provider.levels.iter().map(|level| Constant {
        name: &level.name,
        label: constant::label(&level.name, level.symbol.as_ref(), level.origin),
        value: Literal::u8_unsuffixed(level.value),
        message: level.message,
    });
    let docs = "The numbers of the levels.";
    constant::module("level", "u8", docs, &context.texts, levels)
}

/// The list for `METADATA`.
pub(super) fn metadata(context: &Context<'_>) -> TokenStream {
    let levels = context.provider.levels.iter().map(|level| {
        let name = &level.name;
        let value = Literal::u8_unsuffixed(level.value);
        let text = context.texts.tokens(level.message);
        quote!(runtime::Level { name: #name, value: #value, text: #text })
    });
    quote!(&[#(#levels),*])
}
