//! The 31 shipped events, written down by hand: no row of this table comes from the compiler.

use activation_services_events::etw_provider::{EventDescriptor, InType, OutType};

/// A template's item: name, how it is stored, how it is shown.
pub(crate) type FieldFact = (&'static str, InType, OutType);

const APP_DOMAIN: FieldFact = ("AppDomain", InType::UnicodeString, OutType::String);
const COUNT: FieldFact = ("count", InType::Int32, OutType::Int);
const ENDPOINT: FieldFact = ("Endpoint", InType::UnicodeString, OutType::String);
const HRESULT: FieldFact = ("hresult", InType::UnicodeString, OutType::String);
const SERIALIZED_EXCEPTION: FieldFact = (
    "SerializedException",
    InType::UnicodeString,
    OutType::String,
);
const STATUS: FieldFact = ("Status", InType::UnicodeString, OutType::String);
const URI: FieldFact = ("Uri", InType::UnicodeString, OutType::String);
const VIA: FieldFact = ("via", InType::UnicodeString, OutType::String);

/// What must be true of one event.
pub(crate) struct Fact {
    pub(crate) symbol: &'static str,
    pub(crate) descriptor: EventDescriptor,
    pub(crate) fields: &'static [FieldFact],
    pub(crate) english: &'static str,
    pub(crate) spanish: &'static str,
    /// The constant of the generated type, to be compared with `descriptor`.
    pub(crate) generated: EventDescriptor,
}

/// Type, then `[id, version, channel, level, opcode, task, keyword]`, fields, English and Spanish message.
macro_rules! fact {
    (
        $event:ident,
        [$id:literal, $version:literal, $channel:literal, $level:literal, $opcode:literal, $task:literal, $keyword:literal],
        [$($field:ident),*],
        $english:literal,
        $spanish:literal
    ) => {
        Fact {
            symbol: stringify!($event),
            descriptor: EventDescriptor {
                id: $id,
                version: $version,
                channel: $channel,
                level: $level,
                opcode: $opcode,
                task: $task,
                keyword: $keyword,
            },
            fields: &[$($field),*],
            english: $english,
            spanish: $spanish,
            generated: activation_services_events::$event::DESCRIPTOR,
        }
    };
}

pub(crate) const FACTS: [Fact; 31] = [
    fact!(
        PortSharingDuplicatedSocket,
        [3358, 0, 19, 5, 0, 2501, 0x1000_0000_0000_0800],
        [URI, APP_DOMAIN],
        "Socket duplicated for %1.",
        "Socket duplicado para %1."
    ),
    fact!(
        SharedListenerProxyRegisterStart,
        [3364, 0, 18, 5, 1, 2502, 0x2000_0000_0000_0800],
        [URI, APP_DOMAIN],
        "SharedListenerProxy registration started for uri '%1'.",
        "Registro de SharedListenerProxy iniciado para el URI '%1'."
    ),
    fact!(
        SharedListenerProxyRegisterStop,
        [3365, 0, 18, 5, 2, 2502, 0x2000_0000_0000_0800],
        [APP_DOMAIN],
        "SharedListenerProxy Register Stop.",
        "Detención de registro de SharedListenerProxy."
    ),
    fact!(
        SharedListenerProxyRegisterFailed,
        [3366, 0, 18, 2, 0, 2502, 0x2000_0000_0000_0800],
        [STATUS, APP_DOMAIN],
        "SharedListenerProxy register failed with status '%1'.",
        "Error en el registro de SharedListenerProxy con el estado '%1'."
    ),
    fact!(
        TransportListenerSessionsReceived,
        [4001, 0, 18, 5, 240, 2500, 0x2000_0000_0000_0800],
        [VIA, APP_DOMAIN],
        "Transport listener session received with via '%1'",
        "La sesión de escucha de transporte se recibió a través de '%1'"
    ),
    fact!(
        FailFastException,
        [4002, 0, 18, 1, 0, 2603, 0x2000_0000_0000_0800],
        [SERIALIZED_EXCEPTION, APP_DOMAIN],
        "FailFastException.",
        "FailFastException."
    ),
    fact!(
        ServiceStartPipeError,
        [4003, 0, 18, 2, 0, 2505, 0x2000_0000_0000_0800],
        [ENDPOINT, APP_DOMAIN],
        "Service start pipe error.",
        "Error de canalización del inicio de servicio."
    ),
    fact!(
        DispatchSessionStart,
        [4008, 0, 18, 5, 1, 2500, 0x2000_0000_0000_0800],
        [APP_DOMAIN],
        "Session dispatch started.",
        "Se inició la distribución de la sesión."
    ),
    fact!(
        PendingSessionQueueFull,
        [4010, 0, 18, 3, 0, 2500, 0x2000_0000_0000_0800],
        [URI, COUNT, APP_DOMAIN],
        "Session dispatch for '%1' failed since pending session queue is full with '%2' pending items.",
        "Error en la distribución de la sesión de '%1'. La cola de sesiones pendientes está llena con '%2' elementos pendientes."
    ),
    fact!(
        MessageQueueRegisterStart,
        [4011, 0, 18, 5, 1, 2557, 0x2000_0000_0000_0800],
        [APP_DOMAIN],
        "Message queue register start.",
        "Inicio del registro de cola de mensajes."
    ),
    fact!(
        MessageQueueRegisterAbort,
        [4012, 0, 18, 2, 0, 2557, 0x2000_0000_0000_0800],
        [STATUS, URI, APP_DOMAIN],
        "Message queue registration aborted with status:'%1' for uri:'%2'.",
        "Se anuló el registro de la cola de mensajes con el estado:'%1' para el URI:'%2'."
    ),
    fact!(
        MessageQueueUnregisterSucceeded,
        [4013, 0, 18, 5, 2, 2557, 0x2000_0000_0000_0800],
        [URI, APP_DOMAIN],
        "Message queue unregister succeeded for uri:'%1'.",
        "Anulación correcta del registro de la cola de mensajes para el URI:'%1'."
    ),
    fact!(
        MessageQueueRegisterFailed,
        [4014, 0, 18, 2, 0, 2557, 0x2000_0000_0000_0800],
        [URI, STATUS, APP_DOMAIN],
        "Message queue registration for uri:'%1' failed with status:'%2'.",
        "Error en el registro de la cola de mensajes para el URI: '%1' con el estado:'%2'."
    ),
    fact!(
        MessageQueueRegisterCompleted,
        [4015, 0, 18, 4, 0, 2557, 0x2000_0000_0000_0800],
        [URI, APP_DOMAIN],
        "Message queue registration completed for uri '%1'.",
        "Registro de la cola de mensajes completado para el URI '%1'."
    ),
    fact!(
        MessageQueueDuplicatedSocketError,
        [4016, 0, 18, 2, 0, 2500, 0x2000_0000_0000_0800],
        [APP_DOMAIN],
        "Message queue failed duplicating socket.",
        "La cola de mensajes no pudo duplicar el socket."
    ),
    fact!(
        MessageQueueDuplicatedSocketComplete,
        [4019, 0, 18, 5, 2, 2500, 0x2000_0000_0000_0800],
        [APP_DOMAIN],
        "MessageQueueDuplicatedSocketComplete",
        "MessageQueueDuplicatedSocketComplete"
    ),
    fact!(
        TcpTransportListenerListeningStart,
        [4020, 0, 18, 5, 1, 2506, 0x2000_0000_0000_0800],
        [URI, APP_DOMAIN],
        "Tcp transport listener starting to listen on uri:'%1'.",
        "El agente de escucha de transporte TCP empieza a escuchar en el URI:'%1'."
    ),
    fact!(
        TcpTransportListenerListeningStop,
        [4021, 0, 18, 5, 2, 2506, 0x2000_0000_0000_0800],
        [APP_DOMAIN],
        "Tcp transport listener listening.",
        "Escucha de transporte de TCP a la escucha."
    ),
    fact!(
        WebhostUnregisterProtocolFailed,
        [4022, 0, 18, 2, 0, 2603, 0x2000_0000_0000_0800],
        [HRESULT, APP_DOMAIN],
        "Error Code:%1",
        "Código de error:%1"
    ),
    fact!(
        WasCloseAllListenerChannelInstancesCompleted,
        [4023, 0, 18, 4, 2, 2603, 0x2000_0000_0000_0800],
        [APP_DOMAIN],
        "Was closing all listener channel instances completed.",
        "Completado el cierre de todas las instancias del canal de escucha."
    ),
    fact!(
        WasCloseAllListenerChannelInstancesFailed,
        [4024, 0, 18, 2, 2, 2603, 0x2000_0000_0000_0800],
        [HRESULT, APP_DOMAIN],
        "Error Code:%1",
        "Código de error:%1"
    ),
    fact!(
        OpenListenerChannelInstanceFailed,
        [4025, 0, 18, 2, 0, 2603, 0x2000_0000_0000_0800],
        [HRESULT, APP_DOMAIN],
        "Error Code:%1",
        "Código de error:%1"
    ),
    fact!(
        WasConnected,
        [4026, 0, 18, 5, 132, 2603, 0x2000_0000_0000_0800],
        [APP_DOMAIN],
        "WAS Connected.",
        "WAS conectado."
    ),
    fact!(
        WasDisconnected,
        [4027, 0, 18, 5, 133, 2603, 0x2000_0000_0000_0800],
        [APP_DOMAIN],
        "WAS Disconnected.",
        "WAS desconectado."
    ),
    fact!(
        PipeTransportListenerListeningStart,
        [4028, 0, 18, 5, 1, 2503, 0x2000_0000_0000_0800],
        [URI, APP_DOMAIN],
        "Pipe transport listener listening start on uri:%1.",
        "La escucha del transporte de canalización se inicia en el URI:%1."
    ),
    fact!(
        PipeTransportListenerListeningStop,
        [4029, 0, 18, 5, 2, 2503, 0x2000_0000_0000_0800],
        [APP_DOMAIN],
        "Pipe transport listener listening stop.",
        "Se detiene la escucha del transporte de canalización."
    ),
    fact!(
        DispatchSessionSuccess,
        [4030, 0, 18, 4, 2, 2500, 0x2000_0000_0000_0800],
        [APP_DOMAIN],
        "Session dispatch succeeded.",
        "La distribución de la sesión se realizó correctamente."
    ),
    fact!(
        DispatchSessionFailed,
        [4031, 0, 18, 2, 0, 2500, 0x2000_0000_0000_0800],
        [APP_DOMAIN],
        "Session dispatch failed.",
        "Error en la distribución de la sesión."
    ),
    fact!(
        WasConnectionTimedout,
        [4032, 0, 18, 1, 0, 2603, 0x2000_0000_0000_0800],
        [APP_DOMAIN],
        "WAS connection timed out.",
        "Se agotó el tiempo de espera de la conexión WAS."
    ),
    fact!(
        RoutingTableLookupStart,
        [4033, 0, 19, 5, 1, 2504, 0x1000_0000_0000_0800],
        [APP_DOMAIN],
        "Routing table lookup started.",
        "Se inició la búsqueda de la tabla de enrutamiento."
    ),
    fact!(
        RoutingTableLookupStop,
        [4034, 0, 19, 5, 2, 2504, 0x1000_0000_0000_0800],
        [APP_DOMAIN],
        "Routing table lookup completed.",
        "Se completó la búsqueda de la tabla de enrutamiento."
    ),
];
