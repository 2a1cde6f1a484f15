//! The bytes of every type as `EventWriteTransfer` gets them, and what sessions get that filter.
#![cfg(windows)]

mod cases;

use cases::{ARRAYS, OPERATIONAL, cases};
use etw_test_support::{FakeEtw, Session, State};
use library::PROVIDER;

const EVERYTHING: Session = (0, 0, 0);

#[test]
fn every_type_is_written_as_the_manifest_says() {
    let etw = FakeEtw::install(State::default());
    let _registration = PROVIDER.register();
    etw.enable(EVERYTHING);
    let cases = cases();
    for case in &cases {
        (case.emit)();
    }
    let writes = etw.take_writes();
    assert_eq!(writes.len(), cases.len());
    for (write, case) in writes.iter().zip(&cases) {
        let (id, level, keyword) = case.descriptor;
        let descriptor = write.descriptor;
        assert_eq!((descriptor.id, descriptor.level), (id, level));
        assert_eq!(descriptor.keyword, keyword, "event {id}");
        assert_eq!(write.bytes, case.payload, "event {id}");
        assert_eq!(write.descriptors, u32::from(!case.payload.is_empty()));
    }
}

#[test]
fn events_without_keyword_pass_every_mask_and_those_of_level_zero_every_level() {
    let etw = FakeEtw::install(State::default());
    let _registration = PROVIDER.register();
    for (session, expected) in [
        ((1, 0, 0), &[6][..]),
        ((1, 2, 4), &[6]),
        ((2, 2, 4), &[6, 4031]),
        ((2, ARRAYS, 0), &[5, 6, 4031]),
        ((0, OPERATIONAL, 0), &[1, 2, 3, 6, 4031]),
        ((0, ARRAYS, OPERATIONAL), &[2, 3, 6, 4031]),
        ((0, 0, ARRAYS), &[2, 3, 4, 5, 6, 4031]),
        ((4, 0, 0), &[1, 4, 5, 6, 4031]),
        ((255, 0, 0), &[1, 2, 3, 4, 5, 6, 4031]),
    ] {
        etw.enable(session);
        for case in cases() {
            (case.emit)();
        }
        let writes = etw.take_writes();
        let ids: Vec<u16> = writes.iter().map(|write| write.descriptor.id).collect();
        assert_eq!(ids, expected, "{session:?}");
    }
}

#[test]
fn the_provider_tells_its_name_and_its_group() {
    let etw = FakeEtw::install(State::default());
    drop(PROVIDER.register());
    let group = b"\x3F\x1D\x2A\x6E\x8B\x8C\x1F\x4E\x8C\x2E\x1A\x7B\x4D\x0F\x9C\x32";
    let expected = [b"\x28\0Example-Every-Type\0\x13\0\x01", &group[..]].concat();
    etw.with(|state| assert_eq!(state.traits, [expected]));
}
