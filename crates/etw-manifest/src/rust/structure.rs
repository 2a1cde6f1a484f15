//! Structs of templates to Rust structs.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::decode;
use super::docs::{self, Docs};
use super::element::Element;
use super::names;
use super::record::Record;
use crate::model::{Item, Template};

/// A generated struct.
pub(super) struct Structure {
    pub(super) name: Ident,
    /// The type that it decodes to, if that is another one.
    pub(super) view: Option<Ident>,
    pub(super) record: Record,
}

impl Structure {
    /// The element of items that have this struct.
    pub(super) fn element(&self) -> Element {
        Element::Structure {
            name: self.name.clone(),
            view: self.view.clone(),
            generics: self.record.generics,
            size: self.record.size.clone(),
        }
    }

    /// The name of the static that describes its members.
    pub(super) fn members_static(&self) -> Ident {
        let name = names::constant(&self.name.to_string(), "STRUCT");
        format_ident!("MEMBERS_{name}")
    }

    /// The struct, and what writes it.
    pub(super) fn tokens(&self, item: &Item, template: &Template) -> TokenStream {
        let Self { name, record, .. } = self;
        let (own, of) = (docs::code(&item.name), docs::code(&template.tid));
        let docs = Docs::new(&format!("The struct {own} of template {of}.")).tokens();
        let generics = record.generics;
        let (parameters, bounds) = (generics.declaration(), generics.bounds());
        let arguments = generics.arguments(&quote!('_));
        let (fields, allow_bools) = (record.declarations(), record.allow_bools());
        let (derives, copy) = derives(name, record);
        let (size_bound, encode) = (self.size_bound(), &record.encode);
        let allow_lines = record.allow_lines();
        let decoding = self.decoding();
        quote! {
            #docs
            #allow_bools
            #derives
            pub struct #name #parameters { #fields }

            #copy

            impl #bounds #name #arguments {
                #size_bound

                #allow_lines
                fn encode(&self, payload: &mut runtime::Payload<'_>) { #encode }
            }

            #decoding
        }
    }

    /// What reads the struct, and its view if there is one.
    fn decoding(&self) -> TokenStream {
        let (record, allow) = (&self.record, self.record.allow_lines());
        let Some(view) = &self.view else {
            let ty = decode::decoded(&self.name, record.generics);
            return record.decoding.decode_trait(&ty, allow.as_ref());
        };
        let declaration = decode::view(view, &self.name, record);
        let decode = record
            .decoding
            .decode_trait(&quote!(#view<'a>), allow.as_ref());
        let encode = record.decoding.encode();
        quote! {
            #declaration

            #decode

            impl #view<'_> {
                #allow
                fn encode(&self, payload: &mut runtime::Payload<'_>) { #encode }
            }
        }
    }

    /// The function for structs whose size depends on what is in them.
    fn size_bound(&self) -> Option<TokenStream> {
        let size = self.record.size.tokens();
        let function = quote!(fn size_bound(&self) -> usize { #size });
        (!self.record.size.is_constant()).then_some(function)
    }
}

/// The derives of a type, and the implementations that stand in for those that would ask too much of `T` and `A`:
/// a reference to text can be copied, text itself cannot.
pub(super) fn derives(name: &Ident, record: &Record) -> (TokenStream, Option<TokenStream>) {
    let generics = record.generics;
    if !generics.has_types() {
        return (quote!(#[derive(Clone, Copy, Debug, PartialEq)]), None);
    }
    let (parameters, arguments) = (generics.unbounded(), generics.arguments(&quote!('_)));
    let copy = quote! {
        impl #parameters ::core::clone::Clone for #name #arguments {
            fn clone(&self) -> Self { *self }
        }

        impl #parameters ::core::marker::Copy for #name #arguments {}
    };
    (quote!(#[derive(Debug, PartialEq)]), Some(copy))
}
