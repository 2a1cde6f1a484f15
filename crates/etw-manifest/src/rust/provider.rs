//! A provider to a module.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::context::Context;
use super::docs::{self, Docs};
use super::form;
use super::layout::Layout;
use super::{any_event, channel, event, keyword, level, literal, map, metadata, opcode, task};
use crate::guid::Guid;
use crate::model::Provider;

/// Prints the module of a provider.
pub(super) fn print(
    context: &Context<'_>,
    module: &Ident,
    runtime: &TokenStream,
    layout: &mut Layout,
) {
    let docs = module_docs(context);
    layout.open(quote! {
        #docs
        #[allow(
            dead_code,
            unreachable_pub,
            clippy::doc_markdown,
            clippy::module_inception,
            clippy::must_use_candidate,
            clippy::similar_names,
            clippy::struct_field_names,
            clippy::trivially_copy_pass_by_ref,
            clippy::upper_case_acronyms,
            reason = "names, texts and fields are the manifest's, and no program emits every event"
        )]
        pub mod #module
    });
    layout.items(quote!(use #runtime as runtime;));
    statics(context, layout);
    channel::constants(context, layout);
    level::constants(context, layout);
    task::constants(context, layout);
    opcode::constants(context, layout);
    keyword::constants(context, layout);
    for (index, map) in context.provider.maps.iter().enumerate() {
        layout.items(map::types(index, map, context));
        layout.items(map::metadata(index, map, context));
    }
    for (index, template) in context.templates.iter().enumerate() {
        if let Some(template) = template {
            template.print(index, context, layout);
        }
    }
    for (index, event) in context.events() {
        event::print(index, event, context, layout);
    }
    any_event::print(context, layout);
    metadata::print(context, layout);
    layout.close();
}

fn module_docs(context: &Context<'_>) -> TokenStream {
    let provider = context.provider;
    let name = docs::code(&provider.name);
    let first = match context.texts.markdown(provider.message) {
        Some(text) => format!("The events of {name}: {text}"),
        None => format!("The events of {name}."),
    };
    let mut docs = Docs::new(&first).paragraph(&format!("The provider is `{}`.", provider.guid));
    let omitted = provider.events.iter().filter(|event| event.not_logged);
    let omitted = omitted.count();
    if omitted > 0 {
        let text =
            format!("Events that the manifest declares as `notLogged` ({omitted}) are left out.");
        docs = docs.paragraph(&text);
    }
    docs.tokens()
}

/// Prints what emitting an event refers to.
fn statics(context: &Context<'_>, layout: &mut Layout) {
    context.words.print(layout);
    let provider = context.provider;
    let (name, guid) = (
        literal::string(&provider.name),
        literal::guid(provider.guid),
    );
    let traits = Literal::byte_string(&traits(provider));
    let control_guid = literal::optional(provider.control_guid.map(literal::guid));
    let control_guid = form::whole_line(&format!("control_guid: {control_guid},"), 8);
    layout.form(format_args!(
        "
    /// Who the provider is to the operating system.
    static IDENTITY: runtime::ProviderIdentity = runtime::ProviderIdentity {{
        name: {name},
        guid: {guid},
        traits: {traits},
{control_guid}    }};

    /// What the events are written to. It registers itself when the first event is emitted.
    pub static PROVIDER: runtime::Provider = runtime::Provider::new(&IDENTITY, &ENABLE);
"
    ));
}

/// Numbers of traits in the layout of `EventProviderSetTraits`.
const TRAIT_GROUP: u8 = 1;
const TRAIT_DECODE: u8 = 2;

/// The provider's traits in the layout of `EventProviderSetTraits`; nothing where there are none. A provider that is
/// controlled by another GUID says by a trait that its own GUID decodes its events.
fn traits(provider: &Provider) -> Vec<u8> {
    let group = provider.traits.and_then(|it| it.group_guid);
    let name = provider.traits.is_some_and(|it| it.include_name);
    let decode = provider.control_guid.map(|_| provider.guid);
    if group.is_none() && decode.is_none() && !name {
        return Vec::new();
    }
    let mut bytes = vec![0, 0];
    if name {
        bytes.extend(provider.name.as_bytes());
    }
    bytes.push(0);
    for (kind, guid) in [(TRAIT_GROUP, group), (TRAIT_DECODE, decode)] {
        bytes.extend(
            guid.into_iter()
                .flat_map(|guid| trait_with_guid(kind, guid)),
        );
    }
    let size = u16::try_from(bytes.len()).unwrap_or(u16::MAX);
    bytes[..2].copy_from_slice(&size.to_le_bytes());
    bytes
}

fn trait_with_guid(kind: u8, guid: Guid) -> impl Iterator<Item = u8> {
    [19, 0, kind].into_iter().chain(guid.to_bytes())
}
