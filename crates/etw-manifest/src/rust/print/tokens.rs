//! What the printer asks about tokens.

use proc_macro2::{Group, TokenStream, TokenTree};

/// The line of a `#[doc]` attribute, with the space before it. Documentation in skeletons has no escapes.
pub(super) fn documentation(group: &Group) -> Option<String> {
    let mut tokens = group.stream().into_iter();
    let is_doc = matches!(tokens.next(), Some(TokenTree::Ident(it)) if it == "doc");
    match tokens.nth(1) {
        Some(TokenTree::Literal(it)) if is_doc => {
            let text = it.to_string();
            Some(text.trim_start_matches('r').trim_matches('"').to_owned())
        }
        _ => None,
    }
}

/// Returns `true` if a comma is the last token.
pub(super) fn ends_with_comma(tokens: &TokenStream) -> bool {
    let last = tokens.clone().into_iter().last();
    last.is_some_and(|it| is_punct(&it, ","))
}

/// Whether the tokens between braces are statements or fields with a line each.
pub(super) fn has_lines(tokens: &TokenStream) -> bool {
    let mut each = tokens.clone().into_iter();
    ends_with_comma(tokens) || each.any(|it| is_punct(&it, ";"))
}

/// Returns `true` for one of these characters.
pub(super) fn is_punct(token: &TokenTree, characters: &str) -> bool {
    matches!(token, TokenTree::Punct(it) if characters.contains(it.as_char()))
}

/// Returns `true` for a word before an item with braces.
pub(super) fn is_keyword_of_item(token: &TokenTree) -> bool {
    let keywords = ["enum", "fn", "mod", "struct"];
    matches!(token, TokenTree::Ident(it) if keywords.iter().any(|keyword| it == keyword))
}
