activation_services_events::etw_provider::include_manifest!("retries");

fn main() {
    emit_dispatch_session_retried("net.tcp://localhost/orders", 2, "Store");
}

#[test]
fn a_retry_is_an_event_of_the_shipped_provider() {
    use activation_services_events::etw_provider::Recorder;

    let recorder = Recorder::of_this_thread(&activation_services_events::PROVIDER);
    main();
    let spanish = METADATA.renderer("es-ES").message(&recorder.events()[0]);
    assert!(spanish.unwrap().ends_with("(intento 2)."));
}
