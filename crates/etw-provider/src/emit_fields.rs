//! [`Provider::emit_fields`]: emits an event whose fields the program encodes.

use core::marker::PhantomData;

use crate::{
    Activity, Decode, Encoded, Event, EventMetadata, Outcome, Payload, Provider, Refusal, Storage,
};

impl Provider {
    /// Emits an event of this type whose fields `encode` writes, in the order of its template.
    ///
    /// Fields of events are `&str`. A program that has UTF-16, or text of an ANSI code page, writes it like this without a
    /// conversion. If the fields do not decode as the event, it is refused.
    ///
    /// ```ignore
    /// PROVIDER.emit_fields::<ShipDocked>(&Activity::CURRENT, move |payload| {
    ///     payload.unicode_string(&units);
    ///     payload.unicode_string("7a");
    /// });
    /// ```
    #[inline]
    pub fn emit_fields<E: Decode>(
        &'static self,
        activity: &Activity,
        encode: impl Fn(&mut Payload<'_>),
    ) -> Outcome {
        if E::event().word().is_enabled() {
            let event = PhantomData::<E>;
            self.write(&WithFields { event, encode }, activity)
        } else {
            Outcome::Disabled
        }
    }
}

struct WithFields<E, F> {
    event: PhantomData<E>,
    encode: F,
}

impl<E: Decode, F: Fn(&mut Payload<'_>)> Event for WithFields<E, F> {
    fn metadata(&self) -> &'static EventMetadata {
        E::event()
    }

    fn encode<'p>(&self, storage: Storage<'p>) -> Encoded<'p> {
        let mut payload = Payload::new(storage);
        (self.encode)(&mut payload);
        let payload = payload.finish()?;
        match E::decode(payload) {
            Ok(_) => Ok(payload),
            Err(_) => Err(Refusal::WrongFields),
        }
    }
}
