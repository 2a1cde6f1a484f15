//! The words for predefined levels, opcodes, tasks, keywords and channels, in the languages we have.
//!
//! The English ones are what mc.exe writes. It has no others, which is why its localized tables answer “Error” with
//! whatever entry comes next; the other columns are the words that localized versions of Windows show.

/// The columns of [`WORDS`] after the name, as primary language identifiers: English, Spanish, German, French,
/// Italian, Portuguese.
const LANGUAGES: [u16; 6] = [0x09, 0x0A, 0x07, 0x0C, 0x10, 0x16];

/// The word for an item in a language, in English where we do not have the language.
///
/// The item may be named as in events (`win:DC_Start`) or as strings are (`opcode.DCStart`).
pub(super) fn word(item: &str, language_id: u16) -> Option<&'static str> {
    let column = LANGUAGES.iter().position(|it| *it == language_id & 0x3FF);
    row(item).map(|row| row[1 + column.unwrap_or(0)])
}

/// The English word.
pub(super) fn english(item: &str) -> Option<&'static str> {
    row(item).map(|row| row[1])
}

fn row(item: &str) -> Option<&'static [&'static str; 7]> {
    let name = item
        .rsplit([':', '.'])
        .next()
        .unwrap_or(item)
        .replace('_', "");
    let name = match name.as_str() {
        "EventlogClassic" => "Classic",
        other => other,
    };
    WORDS.iter().find(|row| row[0] == name)
}

#[rustfmt::skip]
const WORDS: &[[&str; 7]] = &[
    ["LogAlways", "Log Always", "Registrar siempre", "Immer protokollieren", "Toujours consigner", "Registra sempre", "Registrar sempre"],
    ["Critical", "Critical", "Crítico", "Kritisch", "Critique", "Critico", "Crítico"],
    ["Error", "Error", "Error", "Fehler", "Erreur", "Errore", "Erro"],
    ["Warning", "Warning", "Advertencia", "Warnung", "Avertissement", "Avviso", "Aviso"],
    ["Informational", "Information", "Información", "Informationen", "Information", "Informazioni", "Informações"],
    ["Verbose", "Verbose", "Detallado", "Ausführlich", "Commentaires", "Dettagliato", "Detalhado"],
    ["Info", "Info", "Información", "Info", "Informations", "Informazioni", "Informações"],
    ["Start", "Start", "Inicio", "Start", "Démarrer", "Avvio", "Iniciar"],
    ["Stop", "Stop", "Detención", "Beenden", "Arrêter", "Arresto", "Parar"],
    ["DCStart", "DCStart", "DCStart", "DCStart", "DCStart", "DCStart", "DCStart"],
    ["DCStop", "DCStop", "DCStop", "DCStop", "DCStop", "DCStop", "DCStop"],
    ["Extension", "Extension", "Extensión", "Erweiterung", "Extension", "Estensione", "Extensão"],
    ["Reply", "Reply", "Respuesta", "Antworten", "Répondre", "Risposta", "Responder"],
    ["Resume", "Resume", "Reanudar", "Fortsetzen", "Reprendre", "Riprendi", "Continuar"],
    ["Suspend", "Suspend", "Suspender", "Anhalten", "Suspendre", "Sospendi", "Suspender"],
    ["Send", "Send", "Enviar", "Senden", "Envoyer", "Invia", "Enviar"],
    ["Receive", "Receive", "Recibir", "Empfangen", "Recevoir", "Ricevi", "Receber"],
    ["None", "None", "Ninguno", "Keine", "Aucun", "Nessuna", "Nenhum"],
    ["AnyKeyword", "AnyKeyword", "Cualquier palabra clave", "Beliebiges Schlüsselwort", "Tout mot clé", "Qualsiasi parola chiave", "Qualquer palavra-chave"],
    ["ResponseTime", "Response Time", "Tiempo de respuesta", "Antwortzeit", "Temps de réponse", "Tempo di risposta", "Tempo de resposta"],
    ["WDIContext", "WDI Context", "Contexto de WDI", "WDI-Kontext", "Contexte WDI", "Contesto WDI", "Contexto WDI"],
    ["WDIDiag", "WDI Diag", "Diagnóstico de WDI", "WDI-Diagnose", "Diagnostic WDI", "Diagnostica WDI", "Diagnóstico WDI"],
    ["SQM", "SQM", "SQM", "SQM", "SQM", "SQM", "SQM"],
    ["AuditFailure", "Audit Failure", "Error de auditoría", "Überwachung gescheitert", "Échec de l’audit", "Controllo non riuscito", "Falha de Auditoria"],
    ["AuditSuccess", "Audit Success", "Auditoría correcta", "Überwachung erfolgreich", "Succès de l’audit", "Controllo riuscito", "Auditoria com Êxito"],
    ["CorrelationHint", "Correlation Hint", "Sugerencia de correlación", "Korrelationshinweis", "Indicateur de corrélation", "Hint correlazione", "Dica de correlação"],
    ["Classic", "Classic", "Clásico", "Klassisch", "Classique", "Classico", "Clássico"],
    ["TraceClassic", "TraceClassic", "TraceClassic", "TraceClassic", "TraceClassic", "TraceClassic", "TraceClassic"],
    ["System", "System", "Sistema", "System", "Système", "Sistema", "Sistema"],
    ["Application", "Application", "Aplicación", "Anwendung", "Application", "Applicazione", "Aplicativo"],
    ["Security", "Security", "Seguridad", "Sicherheit", "Sécurité", "Sicurezza", "Segurança"],
    ["TraceLogging", "TraceLogging", "TraceLogging", "TraceLogging", "TraceLogging", "TraceLogging", "TraceLogging"],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_to_name_an_item_give_its_word() {
        assert_eq!(word("win:Informational", 0x0409), Some("Information"));
        assert_eq!(word("level.Informational", 0x0C0A), Some("Información"));
        assert_eq!(word("opcode.DCStart", 0x0411), Some("DCStart"));
        assert_eq!(word("win:DC_Start", 0x0407), Some("DCStart"));
        assert_eq!(english("win:EventlogClassic"), Some("Classic"));
        assert_eq!(english("win:Nothing"), None);
    }
}
