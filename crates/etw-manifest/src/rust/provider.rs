//! A provider: a module.

use super::context::Context;
use super::docs::{self, Docs};
use super::print::{Code, skeleton};
use super::{Visibility, any_event, channel, event, keyword, level, map, metadata, opcode, task};
use crate::guid::Guid;
use crate::model::Provider;
use crate::starter::TRACING_EVENTS;

skeleton!(MODULE(__docs, __unused, __visibility, __name, __items) =>
    #[__docs]
    #[allow(
        __unused,
        missing_docs,
        unreachable_pub,
        clippy::doc_markdown,
        clippy::module_inception,
        clippy::must_use_candidate,
        clippy::redundant_closure_for_method_calls,
        clippy::similar_names,
        clippy::struct_field_names,
        clippy::trivially_copy_pass_by_ref,
        clippy::upper_case_acronyms,
        reason = "names, texts and fields are the manifest's, and no program emits every event",
    )]
    __visibility mod __name {
        __items
    }
);
skeleton!(USE(__runtime) => use __runtime as runtime;);
skeleton!(CONTRACT(__version) => runtime::contract!(__version););
skeleton!(ENABLE(__count, __words) =>
    /// The enable words, one for each level and keyword of the events.
    static ENABLE: [runtime::EnableWord; __count] = [__words];
);
skeleton!(WORD(__level, __keyword) => runtime::EnableWord::new(__level, __keyword));
skeleton!(IDENTITY(__name, __guid, __calls) =>
    /// The identity of the provider towards the operating system.
    static IDENTITY: runtime::ProviderIdentity =
        runtime::ProviderIdentity::new(
            __name,
            __guid,
        ).__calls;
);
skeleton!(TRAITS(__bytes) => .with_traits(__bytes));
skeleton!(CONTROL_GUID(__guid) => .with_control_guid(__guid));
skeleton!(GUID(__number) => runtime::Guid::from_u128(__number));
skeleton!(PROVIDER() =>
    /// The provider that emits the events. The first event registers it.
    pub static PROVIDER: runtime::Provider = runtime::Provider::new(&IDENTITY, &ENABLE);
);

skeleton!(EXTENSION(__base) =>
    /// The part of the provider that these events belong to. It shares the registration of the whole.
    pub static PROVIDER: runtime::Provider = runtime::Provider::extending(&__base::PROVIDER, &ENABLE);
);
skeleton!(TRACING_LAYER(__events) => runtime::tracing_layer!(METADATA, __events););

// Where rustc reports unused events, it must not report their statics and constants as well.
skeleton!(USES_METADATA() => const _: &runtime::ProviderMetadata = &METADATA;);
skeleton!(UNUSED(__item) => #[allow(dead_code)] __item);

/// The version of what generated code and runtime expect of each other; the runtime's `contract!` knows it.
const CONTRACT_VERSION: u64 = 1;

/// The module of a provider.
pub(super) fn code(context: &Context<'_>, module: &Code, runtime: &Code) -> Code {
    let is_public = context.visibility == Visibility::Public;
    let templates = context.templates.iter().enumerate();
    let templates = templates.filter_map(|(index, it)| Some(it.as_ref()?.code(index, context)));
    let mut items = vec![
        USE.fill([runtime]),
        CONTRACT.fill([&Code::number(CONTRACT_VERSION)]),
        enable(context),
        provider_static(context),
    ];
    let constants = [
        channel::constants(context),
        level::constants(context),
        task::constants(context),
        opcode::constants(context),
        keyword::constants(context),
    ];
    items.extend(constants.into_iter().map(|it| match it.is_empty() {
        false if !is_public => UNUSED.fill([&it]),
        _ => it,
    }));
    items.extend(
        context
            .maps()
            .map(|(index, map)| map::code(index, map, context)),
    );
    items.extend(templates);
    items.extend(
        context
            .events()
            .map(|(index, event)| event::code(index, event, context)),
    );
    items.push(any_event::code(context));
    items.push(metadata::code(context));
    items.extend(tracing_layer(context));
    if !is_public {
        items.push(USES_METADATA.fill([]));
    }
    MODULE.fill([
        &docs(context).code(),
        &Code::word(if is_public {
            "dead_code"
        } else {
            "unused_imports"
        }),
        &context.visibility.code(),
        module,
        &Code::items(items),
    ])
}

fn docs(context: &Context<'_>) -> Docs {
    let provider = context.provider;
    let name = docs::code(&provider.name);
    let first = match context.texts.markdown(provider.message) {
        Some(text) => format!("The events of {name}: {text}"),
        None => format!("The events of {name}."),
    };
    let guid = format!("The GUID of the provider is `{}`.", provider.guid);
    let docs = Docs::new(&first).paragraph(&guid);
    match provider
        .events
        .iter()
        .filter(|event| event.not_logged && context.is_own(event.source))
        .count()
    {
        0 => docs,
        omitted => docs.paragraph(&format!(
            "Events that the manifest declares as `notLogged` ({omitted}) are left out."
        )),
    }
}

/// The layer of a provider that has an event for each level of `tracing`.
fn tracing_layer(context: &Context<'_>) -> Option<Code> {
    let event = |symbol| {
        let (index, _) = context
            .events()
            .find(|(_, it)| it.symbol.as_deref() == Some(symbol))?;
        Some(Code::ident(context.types.event(index)))
    };
    let events: Option<Vec<Code>> = TRACING_EVENTS.into_iter().map(event).collect();
    Some(TRACING_LAYER.fill([&Code::elements(events?)]))
}

fn enable(context: &Context<'_>) -> Code {
    let words = context.words.pairs().iter();
    let count = Code::number(words.len() as u64);
    let words = words
        .map(|(level, keyword)| WORD.fill([&Code::number((*level).into()), &Code::hex(*keyword)]));
    ENABLE.fill([&count, &Code::elements(words)])
}

/// `PROVIDER`, and the identity of a provider that extends no other.
fn provider_static(context: &Context<'_>) -> Code {
    match &context.base {
        Some(base) => EXTENSION.fill([&base.path]),
        None => Code::items([identity(context.provider), PROVIDER.fill([])]),
    }
}

fn identity(provider: &Provider) -> Code {
    let traits = traits(provider);
    let traits = (!traits.is_empty()).then(|| TRAITS.fill([&Code::bytes(&traits)]));
    let control_guid = provider
        .control_guid
        .map(|it| CONTROL_GUID.fill([&guid(it)]));
    let calls = Code::chain(traits.into_iter().chain(control_guid));
    IDENTITY.fill([&Code::string(&provider.name), &guid(provider.guid), &calls])
}

/// A GUID of the runtime.
pub(super) fn guid(guid: Guid) -> Code {
    GUID.fill([&Code::guid(guid.to_u128())])
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
