//! Holds the generated decoders of a provider against its encoders and against the decoder that needs only metadata.

mod extent;

use std::mem::MaybeUninit;

use etw_provider::{
    DecodeError, Event, EventDescriptor, EventEntry, EventMetadata, Extent, Field, FieldKind,
    Fields, InType, MAX_PAYLOAD, OutType, PayloadReader, ProviderMetadata,
};

use extent::{SID_SIZE, is, refers, size};

/// A provider's generated code.
#[allow(dead_code, reason = "each test uses a part")]
pub(crate) struct Subject {
    pub(crate) metadata: &'static ProviderMetadata,
    /// Decodes.
    pub(crate) decode: fn(&EventDescriptor, &[u8]) -> Result<(), DecodeError>,
    /// Decodes, encodes what came out, and decodes that, which must be equal; returns the encoding.
    pub(crate) round_trip: fn(&EventDescriptor, &[u8]) -> Vec<u8>,
}

/// The subject whose generated module has this path.
#[macro_export]
macro_rules! subject {
    ($($path:ident)::+) => {
        round_trip::Subject {
            metadata: &$($path)::+::METADATA,
            decode: |descriptor, payload| $($path)::+::AnyEvent::decode(descriptor, payload).map(drop),
            round_trip: |descriptor, payload| {
                let event = $($path)::+::AnyEvent::decode(descriptor, payload).unwrap();
                let encoded = round_trip::encode(event.as_event());
                let again = $($path)::+::AnyEvent::decode(descriptor, &encoded).unwrap();
                assert_eq!(again, event);
                assert_eq!(again.as_event().metadata().descriptor(), descriptor);
                encoded
            },
        }
    };
}

/// The bytes of an event.
pub(crate) fn encode(event: &dyn Event) -> Vec<u8> {
    let mut storage = vec![MaybeUninit::uninit(); MAX_PAYLOAD];
    let bytes = event
        .encode(&mut storage)
        .expect("what was decoded can be encoded");
    bytes.to_vec()
}

#[allow(dead_code, reason = "each test uses a part")]
impl Subject {
    /// For every event: payloads survive a round trip and can be neither cut nor extended.
    pub(crate) fn check_payloads(&self, payloads: usize) {
        let mut noise = Noise(1);
        for event in self.events() {
            for _ in 0..payloads {
                let mut payload = Vec::new();
                noise.fields(event.fields(), &mut payload);
                let encoded = (self.round_trip)(event.descriptor(), &payload);
                assert_eq!(encoded, payload, "{}", event.symbol());
                self.compare(event, &payload);
                if let Some(cut) = payload.len().checked_sub(1) {
                    self.compare(event, &payload[..cut]);
                }
                payload.push(0);
                let longer = (self.decode)(event.descriptor(), &payload);
                assert_eq!(
                    longer,
                    Err(DecodeError::TrailingBytes),
                    "{}",
                    event.symbol()
                );
            }
        }
        let unknown = EventDescriptor {
            id: 0xFFFE,
            version: 0xFE,
            ..EventDescriptor::default()
        };
        assert_eq!((self.decode)(&unknown, &[]), Err(DecodeError::UnknownEvent));
    }

    /// For every event: arbitrary bytes are decoded or refused, and now and then held against the other decoder.
    pub(crate) fn check_arbitrary_bytes(&self, inputs: usize) {
        let (mut noise, mut buffer) = (Noise(2), [0; 48]);
        for event in self.events() {
            for input in 0..inputs {
                let bytes = noise.bytes(&mut buffer);
                if input % 64 == 0 {
                    self.compare(event, bytes);
                } else {
                    let _ = (self.decode)(event.descriptor(), bytes);
                }
            }
        }
    }

    /// Calls a function with each event and payloads of all kinds: whole, cut, and arbitrary bytes.
    pub(crate) fn each_payload(&self, mut check: impl FnMut(&'static EventMetadata, &[u8])) {
        let (mut noise, mut buffer) = (Noise(3), [0; 48]);
        for event in self.events() {
            for _ in 0..100 {
                let mut payload = Vec::new();
                noise.fields(event.fields(), &mut payload);
                check(event, &payload);
                check(event, &payload[..noise.below(payload.len() as u64 + 1)]);
                check(event, noise.bytes(&mut buffer));
            }
        }
    }

    fn events(&self) -> impl Iterator<Item = &'static EventMetadata> {
        self.metadata.events().map(EventEntry::metadata)
    }

    /// Both decoders accept the same bytes.
    fn compare(&self, event: &EventMetadata, bytes: &[u8]) {
        let mut fields = Fields::with_reader(event.fields(), PayloadReader::new(bytes));
        let dynamic = fields.try_for_each(|field| field.map(drop));
        let dynamic = dynamic.and(match fields.rest() {
            [] => Ok(()),
            _ => Err(DecodeError::TrailingBytes),
        });
        let typed = (self.decode)(event.descriptor(), bytes);
        assert_eq!(typed, dynamic, "{}: {bytes:02x?}", event.symbol());
    }
}

/// A generator of values that look random and are always the same.
struct Noise(u64);

impl Noise {
    fn word(&mut self) -> u64 {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let word = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        word ^ (word >> 31)
    }

    fn below(&mut self, bound: u64) -> usize {
        usize::try_from(self.word() % bound).unwrap_or(0)
    }

    /// Up to 47 bytes, half of which are small, so that counts and lengths are often possible.
    fn bytes<'b>(&mut self, buffer: &'b mut [u8; 48]) -> &'b [u8] {
        for word in buffer.chunks_exact_mut(8) {
            let mask = [u64::MAX, 0x0303_0003_0300_0303][self.below(2)];
            word.copy_from_slice(&(self.word() & mask).to_le_bytes());
        }
        &buffer[..self.below(48)]
    }

    /// Appends a payload that has these fields.
    fn fields(&mut self, fields: &[Field], payload: &mut Vec<u8>) {
        let mut counts: Vec<usize> = (0..fields.len()).map(|at| self.count(fields, at)).collect();
        for at in 0..fields.len() {
            // Elements that do not exist have no length, which is written as 0.
            let exists = |field: &Field| match field.count() {
                Extent::Field(index) => counts[usize::from(index)] > 0,
                _ => true,
            };
            let mut referring = fields.iter().filter(|field| refers(field, at));
            if !referring.any(|field| is(field.count(), at) || exists(field)) {
                counts[at] = 0;
            }
        }
        for (at, field) in fields.iter().enumerate() {
            let extent = |extent| match extent {
                Extent::None => None,
                Extent::Constant(number) => Some(usize::from(number)),
                Extent::Field(index) => Some(counts[usize::from(index)]),
            };
            let is_counter = fields.iter().any(|field| refers(field, at));
            for _ in 0..extent(field.count()).unwrap_or(1) {
                match field.kind() {
                    FieldKind::Struct(members) => self.fields(members, payload),
                    FieldKind::Value { in_type, .. } if is_counter => {
                        let count = counts[at].to_le_bytes();
                        payload.extend(&count[..size(in_type)]);
                    }
                    FieldKind::Value {
                        in_type, out_type, ..
                    } => {
                        self.value(in_type, out_type, extent(field.length()), payload);
                    }
                    other => panic!("{} is {other:?}", field.name()),
                }
            }
        }
    }

    /// What a counting item says: small, or the length of a security identifier where it counts its bytes.
    fn count(&mut self, fields: &[Field], counter: usize) -> usize {
        let is_sid = |field: &Field| {
            let is_sid = matches!(
                field.kind(),
                FieldKind::Value {
                    in_type: InType::Sid,
                    ..
                }
            );
            is_sid && is(field.length(), counter)
        };
        if fields.iter().any(is_sid) {
            SID_SIZE
        } else {
            self.below(4)
        }
    }

    fn value(
        &mut self,
        in_type: InType,
        out_type: OutType,
        length: Option<usize>,
        payload: &mut Vec<u8>,
    ) {
        let few = self.below(4);
        match (in_type, length) {
            (InType::UnicodeString, None) => {
                payload.extend((0..few).flat_map(|_| self.unit().to_le_bytes()));
                payload.extend([0, 0]);
            }
            (InType::AnsiString, None) => {
                payload.extend((0..few).map(|_| self.unit().to_le_bytes()[0]));
                payload.push(0);
            }
            (InType::UnicodeString, Some(units)) => self.random(2 * units, payload),
            (InType::AnsiString | InType::Binary, Some(bytes)) => self.random(bytes, payload),
            (InType::CountedUnicodeString, _) => self.counted(2 * few, payload),
            (InType::CountedAnsiString | InType::CountedBinary, _) => self.counted(few, payload),
            (InType::Sid, _) => {
                payload.extend([1, 1, 0, 0, 0, 0, 0, 5]);
                self.random(SID_SIZE - 8, payload);
            }
            // Every bit pattern but one is equal to itself, except for those of NaN.
            (InType::Float, _) => {
                payload.extend([0.0, -1.5, 1e30, f32::INFINITY][few].to_le_bytes());
            }
            (InType::Double, _) => payload.extend([0.1, -1.5, 1e300, f64::MIN][few].to_le_bytes()),
            (InType::Boolean, _) => payload.extend([u8::from(few > 1), 0, 0, 0]),
            (InType::UInt8, _) if out_type == OutType::Boolean => payload.push(u8::from(few > 1)),
            _ => self.random(size(in_type), payload),
        }
    }

    fn counted(&mut self, bytes: usize, payload: &mut Vec<u8>) {
        payload.extend(&bytes.to_le_bytes()[..2]);
        self.random(bytes, payload);
    }

    fn random(&mut self, bytes: usize, payload: &mut Vec<u8>) {
        payload.extend((0..bytes).map(|_| self.word().to_le_bytes()[0]));
    }

    /// A code unit whose bytes are not zero. It may be half of a character.
    fn unit(&mut self) -> u16 {
        let [low, high, ..] = self.word().to_le_bytes();
        u16::from_le_bytes([low.max(1), high])
    }
}
