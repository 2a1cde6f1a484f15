//! The predefined items that every manifest may use with a prefix bound to the namespace of Windows' own events.
//!
//! Names, values and English texts are facts of the platform, as mc.exe writes them. The Spanish texts are those that
//! Event Viewer shows for the same items.

/// A predefined item: its name without the prefix, its value, and its texts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Predefined {
    pub(crate) name: &'static str,
    /// The name with the usual prefix: `win:Error`.
    pub(crate) qualified: &'static str,
    pub(crate) value: u64,
    /// The id of the string with which a manifest may replace the text.
    pub(crate) string: &'static str,
    /// Empty for reserved items, which have no text.
    pub(crate) english: &'static str,
    pub(crate) spanish: &'static str,
}

/// Finds an item by its name without the prefix.
pub(crate) fn find(items: &'static [Predefined], name: &str) -> Option<&'static Predefined> {
    items.iter().find(|item| item.name == name)
}

/// Whether we know the words of predefined items in the language of a culture.
pub(crate) fn speaks(culture: &str) -> bool {
    words(&LEVELS[0], culture).is_some()
}

/// Finds an item by the id of its string.
pub(crate) fn with_string(id: &str) -> Option<&'static Predefined> {
    let all = [LEVELS, TASKS, OPCODES, KEYWORDS, CHANNELS];
    all.into_iter()
        .flatten()
        .find(|item| !id.is_empty() && item.string == id)
}

/// The words of a predefined item in a culture, by its language.
pub(crate) fn words(item: &Predefined, culture: &str) -> Option<&'static str> {
    let language = culture
        .split('-')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    match language.as_str() {
        "en" => Some(item.english),
        "es" => Some(item.spanish),
        _ => None,
    }
}

macro_rules! predefined {
    ($($name:literal = $value:literal $string:literal $english:literal $spanish:literal)*) => {
        &[$(Predefined { name: $name, qualified: concat!("win:", $name), value: $value, string: $string, english: $english, spanish: $spanish }),*]
    };
}

pub(crate) const LEVELS: &[Predefined] = predefined! {
    "LogAlways" = 0 "level.LogAlways" "Log Always" "Registrar siempre"
    "Critical" = 1 "level.Critical" "Critical" "Crítico"
    "Error" = 2 "level.Error" "Error" "Error"
    "Warning" = 3 "level.Warning" "Warning" "Advertencia"
    "Informational" = 4 "level.Informational" "Information" "Información"
    "Verbose" = 5 "level.Verbose" "Verbose" "Detallado"
    "ReservedLevel6" = 6 "" "" ""
    "ReservedLevel7" = 7 "" "" ""
    "ReservedLevel8" = 8 "" "" ""
    "ReservedLevel9" = 9 "" "" ""
    "ReservedLevel10" = 10 "" "" ""
    "ReservedLevel11" = 11 "" "" ""
    "ReservedLevel12" = 12 "" "" ""
    "ReservedLevel13" = 13 "" "" ""
    "ReservedLevel14" = 14 "" "" ""
    "ReservedLevel15" = 15 "" "" ""
};

pub(crate) const TASKS: &[Predefined] = predefined! {
    "None" = 0 "task.None" "None" "Ninguna"
};

pub(crate) const OPCODES: &[Predefined] = predefined! {
    "Info" = 0 "opcode.Info" "Info" "Información"
    "Start" = 1 "opcode.Start" "Start" "Inicio"
    "Stop" = 2 "opcode.Stop" "Stop" "Detener"
    "DC_Start" = 3 "opcode.DCStart" "DCStart" "Inicio de DC"
    "DC_Stop" = 4 "opcode.DCStop" "DCStop" "Detención de DC"
    "Extension" = 5 "opcode.Extension" "Extension" "Extensión"
    "Reply" = 6 "opcode.Reply" "Reply" "Responder"
    "Resume" = 7 "opcode.Resume" "Resume" "Reanudar"
    "Suspend" = 8 "opcode.Suspend" "Suspend" "Suspender"
    "Send" = 9 "opcode.Send" "Send" "Enviar"
    "Receive" = 240 "opcode.Receive" "Receive" "Recibir"
    "ReservedOpcode241" = 241 "" "" ""
    "ReservedOpcode242" = 242 "" "" ""
    "ReservedOpcode243" = 243 "" "" ""
    "ReservedOpcode244" = 244 "" "" ""
    "ReservedOpcode245" = 245 "" "" ""
    "ReservedOpcode246" = 246 "" "" ""
    "ReservedOpcode247" = 247 "" "" ""
    "ReservedOpcode248" = 248 "" "" ""
    "ReservedOpcode249" = 249 "" "" ""
    "ReservedOpcode250" = 250 "" "" ""
    "ReservedOpcode251" = 251 "" "" ""
    "ReservedOpcode252" = 252 "" "" ""
    "ReservedOpcode253" = 253 "" "" ""
    "ReservedOpcode254" = 254 "" "" ""
    "ReservedOpcode255" = 255 "" "" ""
};

pub(crate) const KEYWORDS: &[Predefined] = predefined! {
    "AnyKeyword" = 0 "keyword.AnyKeyword" "AnyKeyword" "Cualquier palabra clave"
    "ResponseTime" = 0x0001_0000_0000_0000 "keyword.ResponseTime" "Response Time" "Tiempo de respuesta"
    "WDIContext" = 0x0002_0000_0000_0000 "keyword.WDIContext" "WDI Context" "Contexto de WDI"
    "ReservedKeyword49" = 0x0002_0000_0000_0000 "" "" ""
    "WDIDiag" = 0x0004_0000_0000_0000 "keyword.WDIDiag" "WDI Diag" "Diagnóstico de WDI"
    "SQM" = 0x0008_0000_0000_0000 "keyword.SQM" "SQM" "SQM"
    "AuditFailure" = 0x0010_0000_0000_0000 "keyword.AuditFailure" "Audit Failure" "Error de auditoría"
    "AuditSuccess" = 0x0020_0000_0000_0000 "keyword.AuditSuccess" "Audit Success" "Auditoría correcta"
    "CorrelationHint" = 0x0040_0000_0000_0000 "keyword.CorrelationHint" "Correlation Hint" "Sugerencia de correlación"
    "EventlogClassic" = 0x0080_0000_0000_0000 "keyword.Classic" "Classic" "Clásico"
    "ReservedKeyword56" = 0x0100_0000_0000_0000 "" "" ""
    "ReservedKeyword57" = 0x0200_0000_0000_0000 "" "" ""
    "ReservedKeyword58" = 0x0400_0000_0000_0000 "" "" ""
    "ReservedKeyword59" = 0x0800_0000_0000_0000 "" "" ""
    "ReservedKeyword60" = 0x1000_0000_0000_0000 "" "" ""
    "ReservedKeyword61" = 0x2000_0000_0000_0000 "" "" ""
    "ReservedKeyword62" = 0x4000_0000_0000_0000 "" "" ""
    "ReservedKeyword63" = 0x8000_0000_0000_0000 "" "" ""
};

/// Named without a prefix.
pub(crate) const CHANNELS: &[Predefined] = predefined! {
    "TraceClassic" = 0 "channel.TraceClassic" "TraceClassic" "TraceClassic"
    "System" = 8 "channel.System" "System" "Sistema"
    "Application" = 9 "channel.Application" "Application" "Aplicación"
    "Security" = 10 "channel.Security" "Security" "Seguridad"
    "TraceLogging" = 11 "channel.TraceLogging" "TraceLogging" "TraceLogging"
    "ProviderMetadata" = 12 "channel.ProviderMetadata" "ProviderMetadata" "ProviderMetadata"
};

/// The keyword of events in the form of the classic event log.
pub(crate) const CLASSIC: &str = "win:EventlogClassic";

/// Whether a channel value is that of System, Application or Security, whose events have bare message ids.
pub(crate) const fn is_global_log(channel: u8) -> bool {
    matches!(channel, 8..=10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newer_names_have_the_values_of_the_platform() {
        let value = |items, name| find(items, name).map(|it| it.value);
        assert_eq!(value(CHANNELS, "ProviderMetadata"), Some(12));
        // Bit 49 has two names: the older SDKs' and the newer ones'.
        assert_eq!(value(KEYWORDS, "WDIContext"), Some(1 << 49));
        assert_eq!(value(KEYWORDS, "ReservedKeyword49"), Some(1 << 49));
    }

    #[test]
    fn a_name_stands_once() {
        for items in [LEVELS, TASKS, OPCODES, KEYWORDS, CHANNELS] {
            let names: std::collections::BTreeSet<_> = items.iter().map(|it| it.name).collect();
            assert_eq!(names.len(), items.len());
        }
    }
}
