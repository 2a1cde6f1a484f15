//! Keywords to constants and metadata.

use proc_macro2::TokenStream;
use quote::quote;

use super::constant::{self, Constant};
use super::context::Context;
use super::literal;

/// The module `keyword`.
pub(super) fn constants(context: &Context<'_>) -> TokenStream {
    let keywords = context.provider.keywords.iter().map(|keyword| Constant {
        name: &keyword.name,
        label: constant::label(&keyword.name, keyword.symbol.as_ref(), keyword.origin),
        value: literal::hex(keyword.mask),
        message: keyword.message,
    });
    let docs = "The bits of the keywords.";
    constant::module("keyword", "u64", docs, &context.texts, keywords)
}

/// The list for `METADATA`.
pub(super) fn metadata(context: &Context<'_>) -> TokenStream {
    let keywords = context.provider.keywords.iter().map(|keyword| {
        let name = &keyword.name;
        let symbol = keyword.symbol.as_deref().unwrap_or("");
        let mask = literal::hex(keyword.mask);
        let text = context.texts.tokens(keyword.message);
        quote!(runtime::Keyword { name: #name, symbol: #symbol, mask: #mask, text: #text })
    });
    quote!(&[#(#keywords),*])
}
