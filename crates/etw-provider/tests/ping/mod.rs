//! A provider of one's own for each test, with an event that carries a number.
#![allow(dead_code, reason = "each test binary uses a part of this module")]

// Unit tests use it too, where there is no prelude of `std`.
use std::boxed::Box;
use std::sync::Mutex;
use std::vec::Vec;

use etw_provider::{
    Activity, EnableWord, Encoded, Event, EventDescriptor, EventMetadata, Field, Guid, InType,
    OutType, Outcome, Payload, Provider, ProviderIdentity, Status, Storage, Template, template,
};

static NUMBER: Template = template!([Field::data("Number", InType::UInt32, OutType::UnsignedInt)]);

static METADATA: EventMetadata = EventMetadata {
    symbol: "Ping",
    name: "Ping",
    descriptor: EventDescriptor {
        id: 1,
        version: 0,
        channel: 0,
        level: 4,
        opcode: 0,
        task: 0,
        keyword: 1,
    },
    word: 0,
    template: &NUMBER,
};

/// The event.
pub(crate) struct Ping(pub(crate) u32);

impl Event for Ping {
    fn metadata(&self) -> &'static EventMetadata {
        &METADATA
    }

    fn encode<'p>(&self, storage: Storage<'p>) -> Encoded<'p> {
        let mut payload = Payload::new(storage);
        payload.u32(self.0);
        payload.finish()
    }
}

/// A provider that nobody else has.
pub(crate) fn provider() -> &'static Provider {
    static IDENTITY: ProviderIdentity = ProviderIdentity {
        name: "Ping",
        guid: Guid::from_u128(7),
        traits: &[],
        control_guid: None,
    };
    // Whoever looks for leaks shall find those of others.
    static ALL: Mutex<Vec<&Provider>> = Mutex::new(Vec::new());
    let words = Box::leak(Box::new([EnableWord::new(4, 1)]));
    let provider: &'static Provider = Box::leak(Box::new(Provider::new(&IDENTITY, words)));
    ALL.lock().unwrap().push(provider);
    provider
}

/// Emits as generated code does.
pub(crate) fn emit(provider: &'static Provider, number: u32) -> Outcome {
    if provider.words()[0].is_enabled() {
        provider.write(&Ping(number), &Activity::CURRENT)
    } else {
        Outcome::Disabled
    }
}

/// Whether a provider has been registered, as far as the system lets it: most Linux systems do not let the user
/// who runs the tests, which must make no difference to anything but this.
pub(crate) fn is_settled(status: Status) -> bool {
    matches!(status, Status::Registered)
        || cfg!(target_os = "linux") && matches!(status, Status::Failed(_))
}
