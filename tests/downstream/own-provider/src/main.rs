//! Emits the events of this crate's own provider and reads them back.

etw_provider::include_manifest!("harbour");

use etw_provider::{Activity, Recorder, UnknownValue, assert_emitted};

fn main() {
    let recorder = Recorder::of_this_thread(&PROVIDER);
    events_are_structs_and_functions(&recorder);
    texts_of_any_kind_of_string_go_together(&recorder);
    texts_may_be_utf_16(&recorder);
    maps_have_names_and_texts(&recorder);
    println!(
        "the events of {} are as expected",
        PROVIDER.identity().name()
    );
}

fn events_are_structs_and_functions(recorder: &Recorder) {
    HarbourOpened.emit();
    // The count is not an argument: it is the length of the slice.
    emit_ship_loaded("Ana", &[10, 20]);
    assert_emitted!(recorder, ShipLoaded { ship: "Ana", .. });

    let events = recorder.take();
    assert_eq!(events[0].payload, b"");
    assert_eq!(
        events[1].payload,
        b"A\0n\0a\0\0\0\x02\0\x0A\0\0\0\x14\0\0\0"
    );
    assert_eq!(
        format!("{:?}", events[1]),
        "2 ShipLoaded { Ship: \"Ana\", CrateCount: 2, CrateWeights: [10, 20] }"
    );

    // An event is read as its fields, without a copy, and compares with events.
    let loaded = events[1].decode::<ShipLoaded>().unwrap();
    assert_eq!(loaded.crate_weights.iter().sum::<u32>(), 30);
    assert_eq!(
        loaded,
        ShipLoaded {
            ship: "Ana",
            crate_weights: &[10, 20]
        }
    );
    let any = AnyEvent::decode(&ShipLoaded::DESCRIPTOR, &events[1].payload);
    assert!(matches!(any, Ok(AnyEvent::ShipLoaded(loaded)) if loaded.ship == "Ana"));
}

fn texts_of_any_kind_of_string_go_together(recorder: &Recorder) {
    let (owned, cow) = (String::from("Ben"), std::borrow::Cow::from("Cleo"));
    for ship in ["Ana", &owned, &cow] {
        ShipRefused {
            ship,
            reason: Reason::STORM,
        }
        .emit();
    }
    ShipRefused {
        ship: &owned,
        reason: Reason::STORM,
    }
    .emit();
    assert_eq!(recorder.take().len(), 4);
}

fn texts_may_be_utf_16(recorder: &Recorder) {
    let name: Vec<u16> = "Ana".encode_utf16().collect();
    PROVIDER.emit_fields::<ShipRefused>(&Activity::CURRENT, |payload| {
        payload.unicode_string(&name);
        payload.u32(Reason::STORM.into());
    });
    assert_emitted!(
        recorder,
        ShipRefused {
            ship: "Ana",
            reason: Reason::STORM
        }
    );
    drop(recorder.take());
}

fn maps_have_names_and_texts(recorder: &Recorder) {
    let goods = Goods::FRUIT | Goods::TIMBER;
    emit_ship_inspected("Ana", goods | Goods(0x80));
    let inspected = recorder.take();
    let inspected = inspected[0].decode::<ShipInspected>().unwrap();
    assert!(inspected.goods.contains(goods));
    assert!(inspected.goods.iter().eq([Goods::FRUIT, Goods::TIMBER]));
    assert_eq!(format!("{:?}", inspected.goods), "FRUIT | TIMBER | 0x80");
    assert_eq!(inspected.goods.to_string(), "fresh fruit, timber, 0x80");

    assert_eq!(Reason::STORM.to_string(), "the storm");
    assert_eq!(Reason::try_from(2), Ok(Reason::STORM));
    assert_eq!(Reason::try_from(7), Err(UnknownValue(7)));
    assert_eq!(
        format!("{:?} {:?}", Reason::STORM, Reason(7)),
        "STORM Reason(7)"
    );
}
