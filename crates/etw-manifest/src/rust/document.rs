//! Templates to the XML document that the data of their events is shown as.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Template, UserContent, UserElement};

/// The document of an event with this template.
pub(super) fn document(template: Option<&Template>) -> TokenStream {
    if let Some(root) = template.and_then(|it| it.user_data.as_ref()) {
        let root = element(root);
        return quote!(runtime::Document::UserData(&#root));
    }
    let name = template.and_then(|it| it.name.as_deref()).unwrap_or("");
    quote!(runtime::Document::EventData(#name))
}

fn element(element: &UserElement) -> TokenStream {
    let name = &element.name;
    let attributes = element.attributes.iter();
    let attributes = attributes.map(|(name, value)| quote!((#name, #value)));
    let content = element.content.iter().filter_map(content);
    quote!(runtime::UserElement {
        name: #name,
        attributes: &[#(#attributes),*],
        content: &[#(#content),*]
    })
}

/// White space alone is that of the manifest's layout.
fn content(content: &UserContent) -> Option<TokenStream> {
    match content {
        UserContent::Element(child) => {
            let child = element(child);
            Some(quote!(runtime::UserContent::Element(#child)))
        }
        UserContent::Text(text) if text.trim().is_empty() => None,
        UserContent::Text(text) => Some(quote!(runtime::UserContent::Text(#text))),
    }
}
