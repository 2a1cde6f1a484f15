//! Providers with generated code, each with the manifest it was generated from.
#![allow(
    dead_code,
    unused_imports,
    missing_docs,
    reason = "each of them is used in part"
)]

use std::mem::MaybeUninit;
use std::sync::LazyLock;

use etw_manifest::model::Manifest;
use etw_manifest::source::Source;
use etw_manifest::{Options, compile};
use etw_provider::{
    DecodeError, Event, EventDescriptor, EventMetadata, MAX_PAYLOAD, ProviderMetadata,
};

/// Includes the generated code of fixtures, which their tests keep up to date.
macro_rules! fixtures {
    ($($name:ident)*) => {$(
        pub mod $name {
            include!(concat!(
                "../../crates/etw-manifest/tests/fixtures/expand/", stringify!($name), "/expected.rs"
            ));
        }
    )*};
}

fixtures! { arrays documents maps names numbers providers structs texts types }

/// A provider's generated code.
pub struct Subject {
    pub metadata: &'static ProviderMetadata,
    /// Decodes an event and passes it to a function.
    pub decode: fn(&EventDescriptor, &[u8], &mut dyn FnMut(&dyn Event)) -> Result<(), DecodeError>,
    /// The text of the manifest.
    text: &'static str,
}

macro_rules! subject {
    ($manifest:expr => $($path:ident)::+) => {
        Subject {
            metadata: &$($path)::+::METADATA,
            decode: |descriptor, payload, then| {
                let event = $($path)::+::AnyEvent::decode(descriptor, payload)?;
                assert_eq!(event.as_event().metadata().descriptor(), descriptor);
                then(event.as_event());
                Ok(())
            },
            text: include_str!($manifest),
        }
    };
    ($fixture:ident $(:: $module:ident)?) => {
        subject!(
            concat!(
                "../../crates/etw-manifest/tests/fixtures/expand/", stringify!($fixture), "/input.man"
            ) => $fixture $(:: $module)?
        )
    };
}

pub static SUBJECTS: [Subject; 10] = [
    subject!("../../manifests/activation-services.man" => activation_services_events),
    subject!(arrays),
    subject!(documents),
    subject!(maps),
    subject!(names),
    subject!(numbers),
    subject!(providers::some_provider),
    subject!(structs),
    subject!(texts),
    subject!(types),
];

/// The manifests of the subjects, in their order.
pub static MANIFESTS: LazyLock<Vec<Manifest>> = LazyLock::new(|| {
    let compiled = |subject: &Subject| {
        let source = Source::new("subject.man", subject.text.trim_start_matches('\u{FEFF}'));
        compile(&source, &Options::new())
            .manifest
            .expect("the fixtures are accepted")
    };
    SUBJECTS.iter().map(compiled).collect()
});

/// Returns the subject and the event that two numbers select.
#[must_use]
pub fn pick(subject: u8, event: u8) -> (usize, &'static EventMetadata) {
    let index = usize::from(subject) % SUBJECTS.len();
    let mut events = SUBJECTS[index].metadata.events();
    let event = usize::from(event) % events.clone().count();
    (index, events.nth(event).expect("an index").metadata())
}

/// Encodes an event.
///
/// # Errors
/// The reason why the event is rejected.
pub fn encode(event: &dyn Event) -> Result<Vec<u8>, etw_provider::Refusal> {
    let mut storage = vec![MaybeUninit::uninit(); MAX_PAYLOAD];
    event.encode(&mut storage).map(<[u8]>::to_vec)
}
