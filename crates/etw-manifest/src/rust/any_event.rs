//! The enum of all events of a provider.

use super::context::Context;
use super::print::{Code, skeleton};
use super::structure::ty;

skeleton!(ANY(__name, __variants) => runtime::any_event! {
    pub enum __name {
        __variants
    }
});
skeleton!(VARIANT(__name, __ty, __id, __version) => __name(__ty) = (__id, __version),);

/// The enum; nothing if there are no events.
pub(super) fn code(context: &Context<'_>) -> Code {
    let variants = Code::lines(context.events().map(|(index, event)| {
        let name = context.types.event(index);
        let ident = Code::ident(name);
        let ty = context
            .record(event)
            .map_or_else(|| ident.clone(), |record| ty(name, record));
        let (id, version) = (
            Code::number(event.id.into()),
            Code::number(event.version.into()),
        );
        VARIANT.fill([&ident, &ty, &id, &version])
    }));
    if variants.is_empty() {
        return variants;
    }
    ANY.fill([&Code::ident(context.types.any_event()), &variants])
}
