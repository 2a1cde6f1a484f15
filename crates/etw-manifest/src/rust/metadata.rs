//! `METADATA`: everything that the manifest says about a provider, for tools that show or explain events.

use super::context::Context;
use super::print::{Code, skeleton};
use super::{channel, event, keyword, level, opcode, task};
use crate::model::StringIndex;

skeleton!(METADATA(__symbol, __calls) =>
    /// The names, texts and templates of the provider, for tools that show or explain events.
    pub static METADATA: runtime::ProviderMetadata =
        runtime::ProviderMetadata::new(&PROVIDER, __symbol).__calls;
);
skeleton!(BASE(__base) => .with_base(&__base::METADATA));
skeleton!(CALL(__method, __elements) => .__method(&[__elements]));
skeleton!(SYMBOL(__symbol) => .with_symbol(__symbol));
skeleton!(REFERENCE(__static) => &__static);

/// `METADATA`.
pub(super) fn code(context: &Context<'_>) -> Code {
    let provider = context.provider;
    let locales = Code::texts(context.texts.locales());
    let maps = provider.maps.iter().zip(&context.map_statics);
    let maps = maps.filter(|(map, _)| context.is_own(map.source));
    let maps = maps.map(|(_, it)| REFERENCE.fill([it]));
    let base = context.base.as_ref().map(|it| BASE.fill([&it.path]));
    let calls = [
        setter("with_locales", &locales),
        base.unwrap_or_default(),
        texts("with_message", provider.message, context),
        channel::metadata(context),
        level::metadata(context),
        task::metadata(context),
        opcode::metadata(context),
        keyword::metadata(context),
        list("with_maps", maps),
        list("with_events", event::entries(context)),
    ];
    METADATA.fill([&Code::string(&provider.symbol), &Code::chain(calls)])
}

/// The call of a setter that takes a list; nothing for an empty one.
pub(super) fn list(method: &'static str, elements: impl Iterator<Item = Code>) -> Code {
    setter(method, &Code::elements(elements))
}

fn setter(method: &'static str, elements: &Code) -> Code {
    if elements.is_empty() {
        return Code::default();
    }
    CALL.fill([&Code::word(method), elements])
}

/// The call that gives a thing its text in each locale.
pub(super) fn text(message: Option<StringIndex>, context: &Context<'_>) -> Code {
    texts("with_text", message, context)
}

/// The call of a setter that takes a text in each locale.
pub(super) fn texts(
    method: &'static str,
    message: Option<StringIndex>,
    context: &Context<'_>,
) -> Code {
    setter(method, &Code::texts(context.texts.all(message)))
}

/// The call that gives a thing its symbol, if the manifest does.
pub(super) fn symbol(symbol: Option<&str>) -> Code {
    let symbol = symbol.filter(|it| !it.is_empty());
    symbol.map_or_else(Code::default, |it| SYMBOL.fill([&Code::string(it)]))
}
