//! The decoder that needs nothing but the manifest says the same as the one that needs generated metadata.

use crate::goldens::{arrays, structs, types};
use crate::round_trip::Subject;
use crate::{round_trip, subject};
use etw_manifest::decode::{self, DecodeError, Item, PointerWidth};
use etw_manifest::model::Manifest;
use etw_manifest::source::Source;
use etw_manifest::{Options, compile};
use etw_provider::{Fields, PayloadReader, Value};

fn manifest(text: &str) -> Manifest {
    let source = Source::decode("input.man", text.as_bytes()).unwrap();
    compile(&source, &Options::new()).manifest.unwrap()
}

fn subjects() -> [(Subject, Manifest); 3] {
    [
        (
            subject!(arrays),
            manifest(include_str!("fixtures/expand/arrays/input.man")),
        ),
        (
            subject!(structs),
            manifest(include_str!("fixtures/expand/structs/input.man")),
        ),
        (
            subject!(types),
            manifest(include_str!("fixtures/expand/types/input.man")),
        ),
    ]
}

#[test]
fn both_decoders_say_the_same_of_any_bytes() {
    for (subject, manifest) in subjects() {
        let provider = &manifest.providers()[0];
        subject.each_payload(|event, payload| {
            let found = provider.event(event.descriptor().id, event.descriptor().version);
            for (pointers, is_32_bit) in [(PointerWidth::Four, true), (PointerWidth::Eight, false)]
            {
                let ours = provider.decode(found.unwrap(), payload, pointers);
                let reader = PayloadReader::new(payload).with_pointers_of(is_32_bit);
                let mut theirs = Fields::with_reader(event.fields(), reader);
                match ours {
                    Ok(members) => {
                        assert!(same_members(&members, &mut theirs), "{members:?} {theirs}");
                        assert!(theirs.rest().is_empty());
                    }
                    Err(DecodeError::TrailingBytes) => {
                        assert!(theirs.by_ref().all(|field| field.is_ok()));
                        assert!(!theirs.rest().is_empty());
                    }
                    Err(error) => {
                        let theirs = theirs.find_map(Result::err).map(|error| error.to_string());
                        assert_eq!(theirs, Some(error.to_string()));
                    }
                }
            }
        });
    }
}

fn same_members(ours: &[Item<'_>], theirs: &mut Fields<'_>) -> bool {
    let same = ours.iter().all(|ours| {
        let theirs = theirs.next().unwrap().unwrap();
        ours.name == theirs.field.name() && same(&ours.value, &theirs.value)
    });
    same && theirs.next().is_none()
}

fn same(ours: &decode::Value<'_>, theirs: &Value<'_>) -> bool {
    use decode::Value as V;
    match (ours, theirs) {
        (V::Text(ours), Value::Unicode(theirs)) => ours == &theirs.to_string(),
        (V::Ansi(ours), Value::Ansi(theirs)) => *ours == theirs.as_bytes(),
        (V::Binary(ours), Value::Binary(theirs)) => ours == theirs,
        (V::Signed(ours), Value::Signed(theirs)) => ours == theirs,
        (V::Unsigned(ours), Value::Unsigned(theirs) | Value::Hex(theirs))
        | (V::Pointer(ours), Value::Hex(theirs)) => ours == theirs,
        (V::Float(ours), Value::Float(theirs)) => ours.to_bits() == theirs.to_bits(),
        (V::Double(ours), Value::Double(theirs)) => ours.to_bits() == theirs.to_bits(),
        (V::Boolean(ours), Value::Boolean(theirs)) => ours == theirs,
        (V::Guid(ours), Value::Guid(theirs)) => ours.to_bytes() == theirs.to_bytes(),
        (V::FileTime(ours), Value::FileTime(theirs)) => *ours == theirs.0,
        (V::SystemTime(ours), Value::DateTime(theirs)) => {
            ours.map(u16::to_le_bytes).as_flattened() == theirs.to_bytes()
        }
        (V::Sid(ours), Value::Sid(theirs)) => *ours == theirs.as_bytes(),
        (V::Port(ours), Value::Port(theirs)) => *ours == theirs.0,
        (V::IPv4(ours), Value::IPv4(theirs)) => ours == theirs,
        (V::IPv6(ours), Value::IPv6(theirs)) => ours == theirs,
        (V::Struct(ours), Value::Struct(theirs)) => same_members(ours, &mut theirs.clone()),
        (V::Array(ours), Value::Array(theirs)) => {
            let theirs = theirs.clone().map(Result::unwrap);
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(a, b)| same(a, &b))
        }
        _ => false,
    }
}

const EMPTY_ELEMENTS: &str = r#"<instrumentationManifest xmlns="http://schemas.microsoft.com/win/2004/08/events"
    xmlns:win="http://manifests.microsoft.com/win/2004/08/windows/events">
  <instrumentation><events>
    <provider name="Example" symbol="Example" guid="{00000000-0000-0000-0000-000000000009}"
        resourceFileName="example.dll" messageFileName="example.dll">
      <events><event value="1" symbol="One" template="T"/></events>
      <templates><template tid="T">
        <data name="Count" inType="win:UInt32"/>
        <data name="Length" inType="win:UInt8"/>
        <data name="Items" inType="win:Binary" count="Count" length="Length"/>
      </template></templates>
    </provider>
  </events></instrumentation>
</instrumentationManifest>"#;

#[test]
fn elements_without_bytes_cannot_fill_the_memory() {
    let manifest = manifest(EMPTY_ELEMENTS);
    let provider = &manifest.providers()[0];
    let event = provider.event(1, 0).unwrap();
    let decode = |payload| provider.decode(event, payload, PointerWidth::Eight);
    assert_eq!(decode(&[255, 255, 255, 255, 0]), Err(DecodeError::TooMany));
    assert_eq!(
        decode(&[255, 255, 0, 0, 0]).map(|members| members.len()),
        Ok(3)
    );
    assert!(provider.event(1, 1).is_none());
}
