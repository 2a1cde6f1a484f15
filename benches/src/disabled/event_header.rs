//! The `eventheader` crates of Microsoft's `LinuxTracepoints-Rust`, while no session of the kernel wants the event.

use eventheader::{define_provider, write_event};
use eventheader_dynamic::{EventBuilder, EventSet, FieldFormat};

use super::calls;
use crate::contender::Contender;

define_provider!(PROVIDER, "Example_Speed");
static SET: EventSet = EventSet::new_unregistered();

calls!(by_macro, |text| write_event!(
    PROVIDER,
    "DispatchSessionFailed",
    level(Error),
    keyword(0x800),
    str8("AppDomain", text)
));

calls!(dynamic, |text| if SET.enabled() {
    write_dynamic(text);
});

#[cold]
#[inline(never)]
fn write_dynamic(text: &str) {
    EventBuilder::new()
        .reset("DispatchSessionFailed", 0)
        .add_str("AppDomain", text, FieldFormat::Default, 0)
        .write(&SET, None, None);
}

pub(super) const CONTENDERS: [Contender; 2] = [
    Contender {
        id: "disabled::event_header::by_macro",
        name: "`eventheader::write_event!`",
        // SAFETY: a program is never unloaded.
        prepare: || {
            unsafe { PROVIDER.register() };
        },
        run: by_macro::run,
    },
    Contender {
        id: "disabled::event_header::dynamic",
        name: "`eventheader_dynamic`, after `EventSet::enabled`",
        prepare: || {},
        run: dynamic::run,
    },
];
