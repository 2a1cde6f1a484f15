//! Emits the three events of this crate's own provider and checks what a listener sees.

etw_provider::include_manifest!("harbour");

fn main() {
    let recorder = etw_provider::Recorder::attach(&PROVIDER);
    emit_harbour_opened();
    // The count is not an argument: it is the length of the slice.
    emit_ship_loaded("Ana", &[10, 20]);
    emit_ship_refused("Ben", Reason::STORM);

    let events = recorder.events();
    let payloads: Vec<&[u8]> = events.iter().map(|event| &event.payload[..]).collect();
    assert_eq!(
        payloads,
        [
            &b""[..],
            b"A\0n\0a\0\0\0\x02\0\x0A\0\0\0\x14\0\0\0",
            b"B\0e\0n\0\0\0\x02\0\0\0",
        ]
    );
    println!("{} events of {}", events.len(), PROVIDER.identity().name);
}
