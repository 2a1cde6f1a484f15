//! Keywords to constants and metadata.

use super::constant::{self, Constant};
use super::context::Context;
use super::layout::Layout;
use super::literal;
use super::metadata::{self, List};

/// Prints the module `keyword`.
pub(super) fn constants(context: &Context<'_>, layout: &mut Layout) {
    let keywords = context.provider.keywords.iter().map(|keyword| Constant {
        name: &keyword.name,
        label: constant::label(&keyword.name, keyword.symbol.as_ref(), keyword.origin),
        value: literal::hex(keyword.mask),
        message: keyword.message,
    });
    let docs = "The bits of the keywords.";
    constant::print("keyword", "u64", docs, &context.texts, keywords, layout);
}

/// The list for `METADATA`.
pub(super) fn metadata(context: &Context<'_>) -> String {
    let mut list = List::new("keywords", "Keyword", context);
    for keyword in &context.provider.keywords {
        let name = literal::string(&keyword.name);
        let symbol = metadata::symbol(keyword.symbol.as_deref());
        let mask = literal::hex(keyword.mask);
        list.push(
            format_args!(
                "                name: {name},
                symbol: {symbol},
                mask: {mask},
"
            ),
            keyword.message,
        );
    }
    list.finish()
}
