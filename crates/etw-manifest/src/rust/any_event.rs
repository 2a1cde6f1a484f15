//! A provider to the enum of all its events, which any of its payloads decodes to.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::context::Context;
use super::decode::decoded;
use super::generics::Generics;
use crate::model::Event;

/// An event with what it decodes to.
struct Variant<'c> {
    event: &'c Event,
    name: &'c Ident,
    ty: TokenStream,
    borrows: bool,
}

/// The enum; nothing if there are no events.
pub(super) fn tokens(context: &Context<'_>) -> TokenStream {
    let variants: Vec<Variant<'_>> = variants(context).collect();
    if variants.is_empty() {
        return TokenStream::new();
    }
    let name = context.types.any_event();
    let lifetime = variants.iter().any(|it| it.borrows);
    let lifetime = lifetime.then(|| quote!(<'a>));
    let declarations = variants.iter().map(|Variant { name, ty, .. }| {
        let docs = super::docs::line(&format!("[`{name}`]."));
        quote!(#docs #name(#ty),)
    });
    let (decode, as_event) = (decode(&variants, lifetime.is_some()), as_event(&variants));
    quote! {
        /// Any of the events, with its data where they lie in a payload.
        #[derive(Clone, Debug, PartialEq)]
        #[allow(clippy::large_enum_variant, reason = "it is what an event decodes to, not something to keep")]
        pub enum #name #lifetime { #(#declarations)* }

        impl #lifetime #name #lifetime { #decode #as_event }
    }
}

fn variants<'c>(context: &'c Context<'_>) -> impl Iterator<Item = Variant<'c>> {
    context.events().map(|(index, event)| {
        let name = context.types.event(index);
        let record = context.template(event).map(|it| &it.record);
        let generics = record.map_or_else(Generics::default, |it| it.generics);
        let ty = match context.types.event_view(index) {
            Some(view) => quote!(#view<'a>),
            None => decoded(name, generics),
        };
        Variant {
            event,
            name,
            ty,
            borrows: generics != Generics::default(),
        }
    })
}

fn decode(variants: &[Variant<'_>], borrows: bool) -> TokenStream {
    let lifetime = borrows.then(|| quote!('a));
    let arms = variants.iter().map(|Variant { event, name, .. }| {
        let id = Literal::u16_unsuffixed(event.value);
        let version = Literal::u8_unsuffixed(event.version);
        quote!((#id, #version) => runtime::Decode::decode(payload).map(Self::#name),)
    });
    quote! {
        /// Reads a whole payload as the event with these numbers, of which the id and the version say how.
        ///
        /// # Errors
        /// There is no such event, or why the bytes are not its payload.
        #[allow(clippy::too_many_lines, reason = "one arm per event")]
        #[inline]
        pub fn decode(
            descriptor: &runtime::EventDescriptor,
            payload: & #lifetime [u8]
        ) -> Result<Self, runtime::DecodeError> {
            match (descriptor.id, descriptor.version) {
                #(#arms)*
                _ => Err(runtime::DecodeError::UnknownEvent),
            }
        }
    }
}

fn as_event(variants: &[Variant<'_>]) -> TokenStream {
    let arms = variants
        .iter()
        .map(|Variant { name, .. }| quote!(Self::#name(event) => event,));
    quote! {
        /// The event, whichever it is: to ask for its metadata, or to emit it again.
        #[allow(clippy::too_many_lines, reason = "one arm per event")]
        #[inline]
        pub fn as_event(&self) -> &dyn runtime::Event {
            match self { #(#arms)* }
        }
    }
}
