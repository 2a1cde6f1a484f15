//! A separate provider for each test, with an event that carries a number.
#![allow(dead_code, reason = "each test binary uses a part of this module")]

use core::ops::Deref;
// Unit tests use it too, where there is no prelude of `std`.
use std::boxed::Box;
use std::sync::Mutex;
use std::vec::Vec;

use etw_provider::{
    Activity, EnableWord, Encoded, Event, EventDescriptor, EventMetadata, Field, Guid, InType,
    MAX_PAYLOAD, OutType, Outcome, Payload, Provider, ProviderIdentity, Status, Storage, Template,
    template,
};

static NUMBER: Template = template!([Field::new("Number", InType::UInt32, OutType::UnsignedInt)]);

/// The event.
pub(crate) struct Ping {
    number: u32,
    padding: &'static [u8],
    metadata: &'static EventMetadata,
}

impl Event for Ping {
    fn metadata(&self) -> &'static EventMetadata {
        self.metadata
    }

    fn encode<'p>(&self, storage: Storage<'p>) -> Encoded<'p> {
        let mut payload = Payload::new(storage);
        payload.u32(self.number);
        payload.bytes(self.padding);
        payload.finish()
    }
}

/// A provider that no other test has, and its event.
pub(crate) struct Pinger {
    provider: Provider,
    metadata: EventMetadata,
}

impl Deref for Pinger {
    type Target = Provider;

    fn deref(&self) -> &Provider {
        &self.provider
    }
}

impl Pinger {
    /// Makes the event with this number.
    pub(crate) fn ping(&'static self, number: u32) -> Ping {
        Ping {
            number,
            padding: &[],
            metadata: &self.metadata,
        }
    }

    /// Makes an event that is refused.
    pub(crate) fn too_large(&'static self) -> Ping {
        static PADDING: [u8; MAX_PAYLOAD] = [0; MAX_PAYLOAD];
        Ping {
            padding: &PADDING,
            ..self.ping(0)
        }
    }
}

/// Makes a provider.
pub(crate) fn provider() -> &'static Pinger {
    static IDENTITY: ProviderIdentity = ProviderIdentity::new("Ping", Guid::from_u128(7));
    pinger_of(4, 1, |words| Provider::new(&IDENTITY, words))
}

/// Makes a provider of one word with this level and keyword, or a fragment.
pub(crate) fn pinger_of(
    level: u8,
    keyword: u64,
    provider: impl FnOnce(&'static [EnableWord]) -> Provider,
) -> &'static Pinger {
    // A search for leaks finds what is here.
    static ALL: Mutex<Vec<(&Pinger, &[EnableWord; 1])>> = Mutex::new(Vec::new());
    let words: &'static [EnableWord; 1] = Box::leak(Box::new([EnableWord::new(level, keyword)]));
    let descriptor = EventDescriptor::new(1, 0)
        .with_level(level)
        .with_keyword(keyword);
    let pinger = Box::leak(Box::new(Pinger {
        provider: provider(words),
        metadata: EventMetadata::new("Ping", descriptor, &words[0], &NUMBER),
    }));
    ALL.lock().unwrap().push((pinger, words));
    pinger
}

/// Emits as generated code does.
pub(crate) fn emit(provider: &'static Pinger, number: u32) -> Outcome {
    if provider.words()[0].is_enabled() {
        provider.write(&provider.ping(number), &Activity::CURRENT)
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
