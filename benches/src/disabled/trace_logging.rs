//! The `tracelogging` crate of Microsoft, while no ETW session wants the event.

use tracelogging::{define_provider, write_event};

use super::calls;
use crate::contender::Contender;

define_provider!(PROVIDER, "Example.Speed");

calls!(by_macro, |text| write_event!(
    PROVIDER,
    "DispatchSessionFailed",
    level(Error),
    keyword(0x800),
    str8("AppDomain", text)
));

pub(super) const CONTENDER: Contender = Contender {
    id: "disabled::trace_logging::by_macro",
    name: "`tracelogging::write_event!`",
    prepare: || {
        // SAFETY: a program is never unloaded.
        unsafe { PROVIDER.register() };
    },
    run: by_macro::run,
};
