//! Events to structs that can be emitted.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::context::Context;
use super::decode;
use super::docs::{self, Docs};
use super::generics::Generics;
use super::literal;
use super::names;
use super::record::Record;
use super::structure::derives;
use crate::model::Event;

/// An event with what is needed to write its code.
struct Emitted<'c> {
    event: &'c Event,
    context: &'c Context<'c>,
    name: &'c Ident,
    /// What it decodes to, if that is another type.
    view: Option<&'c Ident>,
    /// `None` for an event without data, whose struct is a unit.
    record: Option<&'c Record>,
    generics: Generics,
    /// The number of its word in `ENABLE`.
    word: Literal,
    /// The name of its static.
    metadata: Ident,
}

/// The struct of an event, its static, and the function that emits it.
pub(super) fn tokens(index: usize, event: &Event, context: &Context<'_>) -> TokenStream {
    let template = context.template(event);
    let record = template
        .map(|it| &it.record)
        .filter(|it| !it.fields.is_empty());
    let emitted = Emitted {
        event,
        context,
        name: context.types.event(index),
        view: context.types.event_view(index),
        record,
        generics: record.map_or_else(Generics::default, |it| it.generics),
        word: Literal::u16_unsuffixed(context.words.index(event, context.provider)),
        metadata: context.event_static(index),
    };
    let (structure, inherent) = (emitted.structure(), emitted.inherent());
    let (event, function) = (emitted.event_trait(), emitted.function());
    let (decoding, metadata) = (emitted.decoding(), emitted.metadata());
    quote!(#structure #inherent #event #function #decoding #metadata)
}

impl Emitted<'_> {
    /// The struct.
    fn structure(&self) -> TokenStream {
        let (name, docs) = (self.name, self.docs());
        let Some(record) = self.record else {
            return quote!(#docs #[derive(Clone, Copy, Debug, PartialEq)] pub struct #name;);
        };
        let (derives, copy) = derives(name, record);
        let parameters = self.generics.declaration();
        let (fields, allow) = (record.declarations(), record.allow_bools());
        quote! {
            #docs
            #allow
            #derives
            pub struct #name #parameters { #fields }

            #copy
        }
    }

    /// The constants and functions of the struct. Those that need no data are of the type whose text is `str`, so that
    /// `Name::is_enabled()` says all.
    fn inherent(&self) -> TokenStream {
        let (name, word) = (self.name, &self.word);
        let (bounds, defaults) = (self.generics.bounds(), self.generics.defaults());
        let arguments = self.generics.arguments(&quote!('_));
        let descriptor = self.descriptor();
        let associated = quote! {
            /// The numbers that identify the event.
            pub const DESCRIPTOR: runtime::EventDescriptor = #descriptor;

            /// Whether the event is worth building: whether anyone wants it, or that is not known before the first.
            #[inline]
            pub fn is_enabled() -> bool { ENABLE[#word].is_enabled() }
        };
        let emit = quote! {
            /// Emits the event, as part of the current activity.
            #[inline]
            pub fn emit(&self) -> runtime::Outcome {
                self.emit_with(&runtime::Activity::CURRENT)
            }

            /// Emits the event as part of an activity.
            #[inline]
            pub fn emit_with(&self, activity: &runtime::Activity) -> runtime::Outcome {
                if ENABLE[#word].is_enabled() {
                    PROVIDER.write(self, activity)
                } else {
                    runtime::Outcome::Disabled
                }
            }
        };
        if self.generics.has_types() {
            quote!(impl #name #defaults { #associated } impl #bounds #name #arguments { #emit })
        } else {
            quote!(impl #name #arguments { #associated #emit })
        }
    }

    fn descriptor(&self) -> TokenStream {
        let descriptor = self.context.provider.descriptor(self.event);
        let id = Literal::u16_unsuffixed(descriptor.id);
        let version = Literal::u8_unsuffixed(descriptor.version);
        let channel = Literal::u8_unsuffixed(descriptor.channel);
        let level = Literal::u8_unsuffixed(descriptor.level);
        let opcode = Literal::u8_unsuffixed(descriptor.opcode);
        let task = Literal::u16_unsuffixed(descriptor.task);
        let keyword = literal::hex(descriptor.keyword);
        quote!(runtime::EventDescriptor {
            id: #id,
            version: #version,
            channel: #channel,
            level: #level,
            opcode: #opcode,
            task: #task,
            keyword: #keyword
        })
    }

    /// The implementation of the runtime's trait.
    fn event_trait(&self) -> TokenStream {
        let (name, metadata) = (self.name, &self.metadata);
        let (bounds, arguments) = (self.generics.bounds(), self.generics.arguments(&quote!('_)));
        let size = self.record.map_or_else(|| quote!(0), |it| it.size.tokens());
        let payload = format_ident!("{}", self.record.map_or("_payload", |_| "payload"));
        let encode = self.record.map(|it| &it.encode);
        let allow = self.record.and_then(Record::allow_lines);
        quote! {
            impl #bounds runtime::Event for #name #arguments {
                fn metadata(&self) -> &'static runtime::EventMetadata { &#metadata }

                fn size_bound(&self) -> usize { #size }

                #allow
                fn encode(&self, #payload: &mut runtime::Payload<'_>) { #encode }
            }
        }
    }

    /// What reads the event, and its view if there is one, which can be emitted as well.
    fn decoding(&self) -> TokenStream {
        let Some(record) = self.record else {
            return decode::decode_nothing(self.name);
        };
        let allow = record.allow_lines();
        let Some(view) = self.view else {
            let ty = decode::decoded(self.name, record.generics);
            return record.decoding.decode_trait(&ty, allow.as_ref());
        };
        let declaration = decode::view(view, self.name, record);
        let decode = record
            .decoding
            .decode_trait(&quote!(#view<'a>), allow.as_ref());
        let (metadata, encode) = (&self.metadata, record.decoding.encode());
        quote! {
            #declaration

            #decode

            impl runtime::Event for #view<'_> {
                fn metadata(&self) -> &'static runtime::EventMetadata { &#metadata }

                fn size_bound(&self) -> usize { runtime::MAX_PAYLOAD }

                #allow
                fn encode(&self, payload: &mut runtime::Payload<'_>) { #encode }
            }
        }
    }

    /// The function that emits the event without naming its fields.
    fn function(&self) -> TokenStream {
        let name = self.name;
        let function = format_ident!("emit_{}", names::snake_case(&name.to_string(), "event"));
        let docs = docs::line(&format!(
            "Emits [`{name}`], as part of the current activity."
        ));
        let Some(record) = self.record else {
            return quote!(#docs #[inline] pub fn #function() -> runtime::Outcome { #name.emit() });
        };
        let bounds = self.generics.bounds();
        let names = record.fields.iter().map(|field| &field.name);
        let parameters = record.fields.iter().map(|field| {
            let (name, ty) = (&field.name, field.parameter_ty());
            quote!(#name: #ty)
        });
        let allow = allow_parameters(record);
        quote! {
            #docs
            #allow
            #[inline]
            pub fn #function #bounds (#(#parameters),*) -> runtime::Outcome {
                #name { #(#names),* }.emit()
            }
        }
    }

    /// The static that describes the event.
    fn metadata(&self) -> TokenStream {
        let (ident, ty, word) = (&self.metadata, self.name, &self.word);
        let symbol = self.event.symbol.clone().unwrap_or_else(|| ty.to_string());
        let name = self.event.name.as_ref().unwrap_or(&symbol);
        let template = self.context.template(self.event).map(|it| &it.ident);
        let fields = template.map_or_else(|| quote!(&[]), |ident| quote!(&#ident));
        quote! {
            static #ident: runtime::EventMetadata = runtime::EventMetadata {
                symbol: #symbol,
                name: #name,
                descriptor: #ty::DESCRIPTOR,
                word: #word,
                fields: #fields,
                self_description: runtime::self_description!(#name, #fields)
            };
        }
    }

    /// What the manifest says, for people.
    fn docs(&self) -> TokenStream {
        let (event, texts) = (self.event, &self.context.texts);
        let symbol = event.symbol.as_ref().or(event.name.as_ref());
        let symbol = symbol.map_or_else(|| format!("`{}`", self.name), |it| docs::code(it));
        let mut first = format!("{} {symbol}", event.value);
        if let Some(text) = texts.markdown(event.message) {
            first = format!("{first}: {text}");
        }
        let mut docs = Docs::new(&first);
        if let Some(description) = texts.markdown(event.description) {
            docs = docs.paragraph(&description);
        }
        for property in self.properties() {
            docs = docs.bullet(&property);
        }
        for (language, text) in texts.translations(event.message) {
            docs = docs.bullet(&format!("{}: {text}", docs::code(language)));
        }
        docs.tokens()
    }

    /// The event's numbers and what they are called, as Markdown.
    fn properties(&self) -> Vec<String> {
        let (event, provider) = (self.event, self.context.provider);
        let named = |what: &str, name: &str| format!("{what}: {}", docs::code(name));
        let mut properties = vec![format!("Version: {}", event.version)];
        properties.extend(
            event
                .level
                .map(|it| named("Level", &provider.levels[it].name)),
        );
        properties.extend(
            event
                .channel
                .map(|it| named("Channel", &provider.channels[it].name)),
        );
        properties.extend(event.task.map(|it| named("Task", &provider.tasks[it].name)));
        properties.extend(
            event
                .opcode
                .map(|it| named("Opcode", &provider.opcodes[it].name)),
        );
        let keywords = event
            .keywords
            .iter()
            .map(|it| docs::code(&provider.keywords[*it].name));
        let keywords: Vec<String> = keywords.collect();
        if !keywords.is_empty() {
            properties.push(format!("Keywords: {}", keywords.join(", ")));
        }
        properties
    }
}

/// What Clippy would say about a function with a parameter per field, where it would.
fn allow_parameters(record: &Record) -> Option<TokenStream> {
    let fields = &record.fields;
    let single = fields.iter().filter(|it| it.name.to_string().len() == 1);
    let lints = [
        (fields.len() > 7).then(|| quote!(clippy::too_many_arguments)),
        (single.count() > 4).then(|| quote!(clippy::many_single_char_names)),
        (record.bools() > 3).then(|| quote!(clippy::fn_params_excessive_bools)),
        fields
            .iter()
            .any(super::field::Field::is_structure)
            .then(|| quote!(clippy::large_types_passed_by_value)),
    ];
    let lints: Vec<TokenStream> = lints.into_iter().flatten().collect();
    (!lints.is_empty()).then(|| quote!(#[allow(#(#lints),*, reason = "one parameter per field")]))
}
