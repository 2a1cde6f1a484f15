//! Encodes values and decodes them again: with the metadata of every event, and for a type with every kind of
//! array.
#![no_main]

use etw_manifest_fuzz::payload;
use etw_manifest_fuzz::providers::{SUBJECTS, arrays, encode, pick};
use etw_manifest_fuzz::values::{self, any, list};
use etw_provider::{Decode, FileTime, Refusal};
use libfuzzer_sys::arbitrary::{Result, Unstructured};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut bytes = Unstructured::new(bytes);
    let _ = match bytes.int_in_range(0..=2) {
        Ok(0) => every_type(&mut bytes),
        Ok(1) => shared_count(&mut bytes),
        Ok(_) => any_event(&mut bytes),
        Err(_) => Ok(()),
    };
});

/// Checks that emitting a decoded event reproduces the payload.
fn any_event(bytes: &mut Unstructured<'_>) -> Result<()> {
    let (subject, event) = pick(bytes.arbitrary()?, bytes.arbitrary()?);
    let payload = payload::draw(event.fields(), bytes)?;
    let decoded = (SUBJECTS[subject].decode)(event.descriptor(), &payload, &mut |event| {
        assert_eq!(
            encode(event).as_ref(),
            Ok(&payload),
            "{}",
            event.metadata().symbol()
        );
    });
    assert_eq!(decoded, Ok(()), "{}: {payload:02x?}", event.symbol());
    Ok(())
}

/// Arrays of every type that share a count: a different length is rejected, and equal lengths round-trip.
fn every_type(bytes: &mut Unstructured<'_>) -> Result<()> {
    let len = bytes.int_in_range(0..=3)?;
    let other = if bytes.ratio(1, 8)? {
        bytes.int_in_range(0..=3)?
    } else {
        len
    };
    let texts = list(len, bytes, values::text)?;
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let binaries = list(len, bytes, any::<Vec<u8>>)?;
    let binaries: Vec<&[u8]> = binaries.iter().map(Vec::as_slice).collect();
    let sids = list(len, bytes, values::sid)?;
    let sids: Vec<_> = sids.iter().map(|it| values::as_sid(it)).collect();
    let counted = list(other, bytes, values::text)?;
    let counted: Vec<&str> = counted.iter().map(String::as_str).collect();
    let sent = arrays::VariableCount {
        unicode_string: &texts,
        ansi_string: &texts,
        int8: &list(len, bytes, any)?,
        u_int8: &list(len, bytes, any)?,
        int16: &list(len, bytes, any)?,
        u_int16: &list(len, bytes, any)?,
        int32: &list(len, bytes, any)?,
        u_int32: &list(len, bytes, any)?,
        int64: &list(len, bytes, any)?,
        u_int64: &list(len, bytes, any)?,
        float: &list(len, bytes, any)?,
        double: &list(len, bytes, any)?,
        boolean: &list(len, bytes, any)?,
        binary: &list(len, bytes, any)?,
        guid: &list(len, bytes, values::guid)?,
        pointer: &list(len, bytes, any)?,
        filetime: &list(len, bytes, |bytes| any(bytes).map(FileTime))?,
        systemtime: &list(len, bytes, values::date_time)?,
        sid: &sids,
        hex_int32: &list(len, bytes, any)?,
        hex_int64: &list(len, bytes, any)?,
        counted_unicode_string: &counted,
        counted_ansi_string: &texts,
        counted_binary: &binaries,
    };
    let encoded = encode(&sent);
    assert_eq!(encoded == Err(Refusal::CountMismatch), len != other);
    if let Ok(payload) = encoded {
        let got = arrays::VariableCount::decode(&payload).expect("what was written is read");
        same_texts(&sent, &got);
        same_numbers(&sent, &got);
        assert_eq!(encode(&got), Ok(payload));
    }
    Ok(())
}

type Sent<'a> = arrays::VariableCount<'a>;
type Got<'a> = arrays::VariableCountView<'a>;

fn same_texts(sent: &Sent<'_>, got: &Got<'_>) {
    let mut texts = sent.unicode_string.iter().zip(&got.unicode_string);
    assert!(texts.all(|(sent, got)| values::is_before_nul(sent, got)));
    let mut texts = sent.ansi_string.iter().zip(&got.ansi_string);
    assert!(texts.all(|(sent, got)| values::is_ansi_before_nul(sent, got)));
    assert_eq!(got.counted_unicode_string, *sent.counted_unicode_string);
    assert_eq!(got.counted_ansi_string, *sent.counted_ansi_string);
    assert_eq!(got.counted_binary, *sent.counted_binary);
}

fn same_numbers<'a>(sent: &Sent<'a>, got: &Got<'a>) {
    assert_eq!(got.int8, *sent.int8);
    assert_eq!(got.u_int8, sent.u_int8);
    assert_eq!(got.int16, *sent.int16);
    assert_eq!(got.u_int16, *sent.u_int16);
    assert_eq!(got.int32, *sent.int32);
    assert_eq!(got.u_int32, *sent.u_int32);
    assert_eq!(got.int64, *sent.int64);
    assert_eq!(got.u_int64, *sent.u_int64);
    assert!(
        got.float
            .iter()
            .map(f32::to_bits)
            .eq(sent.float.iter().map(|it| it.to_bits()))
    );
    assert!(
        got.double
            .iter()
            .map(f64::to_bits)
            .eq(sent.double.iter().map(|it| it.to_bits()))
    );
    assert_eq!(got.boolean, *sent.boolean);
    assert!(got.binary.iter().eq(sent.binary));
    assert_eq!(got.guid, *sent.guid);
    assert_eq!(got.pointer, *sent.pointer);
    assert_eq!(got.filetime, *sent.filetime);
    assert!(
        got.systemtime
            .iter()
            .map(|it| it.to_bytes())
            .eq(sent.systemtime.iter().map(|it| it.to_bytes()))
    );
    assert_eq!(got.sid, *sent.sid);
    assert_eq!(got.hex_int32, *sent.hex_int32);
    assert_eq!(got.hex_int64, *sent.hex_int64);
}

/// A count that is the length of an array, of a text, and of the elements of another array.
fn shared_count(bytes: &mut Unstructured<'_>) -> Result<()> {
    let text = values::text(bytes)?;
    let names = list(bytes.int_in_range(0..=3)?, bytes, any::<String>)?;
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let numbers = list(bytes.int_in_range(0..=3)?, bytes, any)?;
    let sent = arrays::SharedCount {
        numbers: &numbers,
        text: &text,
        names: &names,
        loose: any(bytes)?,
    };
    if let Ok(payload) = encode(&sent) {
        let got = arrays::SharedCount::decode(&payload).expect("what was written is read");
        assert_eq!(got.numbers, *sent.numbers);
        assert_eq!(got.text, text);
        assert_eq!(got.names, *sent.names);
        assert_eq!(got.loose, sent.loose);
    }
    Ok(())
}
