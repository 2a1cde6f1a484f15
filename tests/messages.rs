//! What an operator reads of each of the 31 shipped events in either language, written down by hand.
//!
//! All emission happens in one test function, because everything that this process emits reaches every listener.

use activation_services_events::etw_provider::{Outcome, Recorder};
use activation_services_events::{
    METADATA, PROVIDER, emit_dispatch_session_failed, emit_dispatch_session_start,
    emit_dispatch_session_success, emit_fail_fast_exception,
    emit_message_queue_duplicated_socket_complete, emit_message_queue_duplicated_socket_error,
    emit_message_queue_register_abort, emit_message_queue_register_completed,
    emit_message_queue_register_failed, emit_message_queue_register_start,
    emit_message_queue_unregister_succeeded, emit_open_listener_channel_instance_failed,
    emit_pending_session_queue_full, emit_pipe_transport_listener_listening_start,
    emit_pipe_transport_listener_listening_stop, emit_port_sharing_duplicated_socket,
    emit_routing_table_lookup_start, emit_routing_table_lookup_stop, emit_service_start_pipe_error,
    emit_shared_listener_proxy_register_failed, emit_shared_listener_proxy_register_start,
    emit_shared_listener_proxy_register_stop, emit_tcp_transport_listener_listening_start,
    emit_tcp_transport_listener_listening_stop, emit_transport_listener_sessions_received,
    emit_was_close_all_listener_channel_instances_completed,
    emit_was_close_all_listener_channel_instances_failed, emit_was_connected,
    emit_was_connection_timedout, emit_was_disconnected, emit_webhost_unregister_protocol_failed,
};

const APP_DOMAIN: &str = "Store";
const ENDPOINT: &str = "net.pipe://localhost/start";
const EXCEPTION: &str = "<Exception/>";
const HRESULT: &str = "0x8007000e";
const STATUS: &str = "0x80070005";
const URI: &str = "net.tcp://localhost/orders";
const VIA: &str = "net.tcp://localhost/via";

/// The id of an event, how to emit it, and its message in English and in Spanish.
type Message = (u16, fn() -> Outcome, &'static str, &'static str);

const MESSAGES: [Message; 31] = [
    (
        3358,
        || emit_port_sharing_duplicated_socket(URI, APP_DOMAIN),
        "Socket duplicated for net.tcp://localhost/orders.",
        "Socket duplicado para net.tcp://localhost/orders.",
    ),
    (
        3364,
        || emit_shared_listener_proxy_register_start(URI, APP_DOMAIN),
        "SharedListenerProxy registration started for uri 'net.tcp://localhost/orders'.",
        "Registro de SharedListenerProxy iniciado para el URI 'net.tcp://localhost/orders'.",
    ),
    (
        3365,
        || emit_shared_listener_proxy_register_stop(APP_DOMAIN),
        "SharedListenerProxy Register Stop.",
        "Detención de registro de SharedListenerProxy.",
    ),
    (
        3366,
        || emit_shared_listener_proxy_register_failed(STATUS, APP_DOMAIN),
        "SharedListenerProxy register failed with status '0x80070005'.",
        "Error en el registro de SharedListenerProxy con el estado '0x80070005'.",
    ),
    (
        4001,
        || emit_transport_listener_sessions_received(VIA, APP_DOMAIN),
        "Transport listener session received with via 'net.tcp://localhost/via'",
        "La sesión de escucha de transporte se recibió a través de 'net.tcp://localhost/via'",
    ),
    (
        4002,
        || emit_fail_fast_exception(EXCEPTION, APP_DOMAIN),
        "FailFastException.",
        "FailFastException.",
    ),
    (
        4003,
        || emit_service_start_pipe_error(ENDPOINT, APP_DOMAIN),
        "Service start pipe error.",
        "Error de canalización del inicio de servicio.",
    ),
    (
        4008,
        || emit_dispatch_session_start(APP_DOMAIN),
        "Session dispatch started.",
        "Se inició la distribución de la sesión.",
    ),
    (
        4010,
        || emit_pending_session_queue_full(URI, 100, APP_DOMAIN),
        "Session dispatch for 'net.tcp://localhost/orders' failed since pending session queue is full with '100' pending items.",
        "Error en la distribución de la sesión de 'net.tcp://localhost/orders'. La cola de sesiones pendientes está llena con '100' elementos pendientes.",
    ),
    (
        4011,
        || emit_message_queue_register_start(APP_DOMAIN),
        "Message queue register start.",
        "Inicio del registro de cola de mensajes.",
    ),
    (
        4012,
        || emit_message_queue_register_abort(STATUS, URI, APP_DOMAIN),
        "Message queue registration aborted with status:'0x80070005' for uri:'net.tcp://localhost/orders'.",
        "Se anuló el registro de la cola de mensajes con el estado:'0x80070005' para el URI:'net.tcp://localhost/orders'.",
    ),
    (
        4013,
        || emit_message_queue_unregister_succeeded(URI, APP_DOMAIN),
        "Message queue unregister succeeded for uri:'net.tcp://localhost/orders'.",
        "Anulación correcta del registro de la cola de mensajes para el URI:'net.tcp://localhost/orders'.",
    ),
    (
        4014,
        || emit_message_queue_register_failed(URI, STATUS, APP_DOMAIN),
        "Message queue registration for uri:'net.tcp://localhost/orders' failed with status:'0x80070005'.",
        "Error en el registro de la cola de mensajes para el URI: 'net.tcp://localhost/orders' con el estado:'0x80070005'.",
    ),
    (
        4015,
        || emit_message_queue_register_completed(URI, APP_DOMAIN),
        "Message queue registration completed for uri 'net.tcp://localhost/orders'.",
        "Registro de la cola de mensajes completado para el URI 'net.tcp://localhost/orders'.",
    ),
    (
        4016,
        || emit_message_queue_duplicated_socket_error(APP_DOMAIN),
        "Message queue failed duplicating socket.",
        "La cola de mensajes no pudo duplicar el socket.",
    ),
    (
        4019,
        || emit_message_queue_duplicated_socket_complete(APP_DOMAIN),
        "MessageQueueDuplicatedSocketComplete",
        "MessageQueueDuplicatedSocketComplete",
    ),
    (
        4020,
        || emit_tcp_transport_listener_listening_start(URI, APP_DOMAIN),
        "Tcp transport listener starting to listen on uri:'net.tcp://localhost/orders'.",
        "El agente de escucha de transporte TCP empieza a escuchar en el URI:'net.tcp://localhost/orders'.",
    ),
    (
        4021,
        || emit_tcp_transport_listener_listening_stop(APP_DOMAIN),
        "Tcp transport listener listening.",
        "Escucha de transporte de TCP a la escucha.",
    ),
    (
        4022,
        || emit_webhost_unregister_protocol_failed(HRESULT, APP_DOMAIN),
        "Error Code:0x8007000e",
        "Código de error:0x8007000e",
    ),
    (
        4023,
        || emit_was_close_all_listener_channel_instances_completed(APP_DOMAIN),
        "Was closing all listener channel instances completed.",
        "Completado el cierre de todas las instancias del canal de escucha.",
    ),
    (
        4024,
        || emit_was_close_all_listener_channel_instances_failed(HRESULT, APP_DOMAIN),
        "Error Code:0x8007000e",
        "Código de error:0x8007000e",
    ),
    (
        4025,
        || emit_open_listener_channel_instance_failed(HRESULT, APP_DOMAIN),
        "Error Code:0x8007000e",
        "Código de error:0x8007000e",
    ),
    (
        4026,
        || emit_was_connected(APP_DOMAIN),
        "WAS Connected.",
        "WAS conectado.",
    ),
    (
        4027,
        || emit_was_disconnected(APP_DOMAIN),
        "WAS Disconnected.",
        "WAS desconectado.",
    ),
    (
        4028,
        || emit_pipe_transport_listener_listening_start(URI, APP_DOMAIN),
        "Pipe transport listener listening start on uri:net.tcp://localhost/orders.",
        "La escucha del transporte de canalización se inicia en el URI:net.tcp://localhost/orders.",
    ),
    (
        4029,
        || emit_pipe_transport_listener_listening_stop(APP_DOMAIN),
        "Pipe transport listener listening stop.",
        "Se detiene la escucha del transporte de canalización.",
    ),
    (
        4030,
        || emit_dispatch_session_success(APP_DOMAIN),
        "Session dispatch succeeded.",
        "La distribución de la sesión se realizó correctamente.",
    ),
    (
        4031,
        || emit_dispatch_session_failed(APP_DOMAIN),
        "Session dispatch failed.",
        "Error en la distribución de la sesión.",
    ),
    (
        4032,
        || emit_was_connection_timedout(APP_DOMAIN),
        "WAS connection timed out.",
        "Se agotó el tiempo de espera de la conexión WAS.",
    ),
    (
        4033,
        || emit_routing_table_lookup_start(APP_DOMAIN),
        "Routing table lookup started.",
        "Se inició la búsqueda de la tabla de enrutamiento.",
    ),
    (
        4034,
        || emit_routing_table_lookup_stop(APP_DOMAIN),
        "Routing table lookup completed.",
        "Se completó la búsqueda de la tabla de enrutamiento.",
    ),
];

#[test]
fn every_event_is_said_in_both_languages() {
    let recorder = Recorder::of_this_thread(&PROVIDER);
    let languages = ["en-US", "es-ES"].map(|locale| METADATA.renderer(locale));
    for (id, emit, english, spanish) in MESSAGES {
        assert_eq!(emit(), Outcome::Written);
        let [event] = recorder.take().try_into().expect("one event");
        assert_eq!(event.event.descriptor().id, id);
        let said = languages.map(|renderer| renderer.message(&event));
        assert_eq!(said, [english, spanish].map(|text| Some(text.to_owned())));
    }
}

#[test]
fn other_varieties_of_a_language_and_other_languages_fall_back() {
    for (wanted, found) in [
        ("es-MX", "es-ES"),
        ("es", "es-ES"),
        ("en-GB", "en-US"),
        ("fr-FR", "en-US"),
    ] {
        assert_eq!(METADATA.renderer(wanted).locale(), found);
    }
}
