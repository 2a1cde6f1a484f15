//! Keywords: constants and metadata.

use super::constant::{self, Constant};
use super::context::Context;
use super::metadata::{self, symbol, text};
use super::print::{Code, skeleton};
use crate::model::Keyword;

skeleton!(KEYWORD(__name, __mask, __calls) => runtime::Keyword::new(__name, __mask).__calls);

/// The module `keyword`.
pub(super) fn constants(context: &Context<'_>) -> Code {
    let keywords = own(context).map(|keyword| Constant {
        name: &keyword.name,
        label: constant::label(&keyword.name, keyword.symbol.as_ref(), keyword.origin),
        value: Code::hex(keyword.mask),
        message: keyword.message,
    });
    let docs = "The bits of the keywords.";
    constant::module("keyword", "u64", docs, &context.texts, keywords)
}

/// The call that gives them to `METADATA`.
pub(super) fn metadata(context: &Context<'_>) -> Code {
    let keywords = own(context).map(|keyword| {
        let calls = [
            symbol(keyword.symbol.as_deref()),
            text(keyword.message, context),
        ];
        let (name, mask) = (Code::string(&keyword.name), Code::hex(keyword.mask));
        KEYWORD.fill([&name, &mask, &Code::chain(calls)])
    });
    metadata::list("with_keywords", keywords)
}

fn own<'c>(context: &'c Context<'_>) -> impl Iterator<Item = &'c Keyword> {
    let keywords = context.provider.keywords.iter();
    keywords.filter(|it| context.is_own(it.source))
}
