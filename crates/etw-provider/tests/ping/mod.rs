//! A provider of one's own for each test, with an event that carries a number.
#![allow(dead_code, reason = "each test binary uses a part of this module")]

// Unit tests use it too, where there is no prelude of `std`.
use std::boxed::Box;
use std::sync::Mutex;
use std::vec::Vec;

use etw_provider::{
    Activity, EnableWord, Event, EventDescriptor, EventMetadata, Extent, Field, FieldKind, Guid,
    InType, OutType, Outcome, Payload, Provider, ProviderIdentity, Status,
};

static NUMBER: [Field; 1] = [Field {
    name: "Number",
    kind: FieldKind::Data {
        in_type: InType::UInt32,
        out_type: OutType::UnsignedInt,
        map: None,
    },
    count: Extent::None,
    length: Extent::None,
}];

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
    fields: &NUMBER,
    self_description: etw_provider::self_description!("Ping", &NUMBER),
};

/// The event.
pub(crate) struct Ping(pub(crate) u32);

impl Event for Ping {
    fn metadata(&self) -> &'static EventMetadata {
        &METADATA
    }

    fn size_bound(&self) -> usize {
        4
    }

    fn encode(&self, payload: &mut Payload<'_>) {
        payload.u32(self.0);
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
