//! Renders the diagnostics of a run as one SARIF 2.1.0 document.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Code, Diagnostic, Suggestion};
use crate::json::JsonWriter;
use crate::source::{Source, Span};

/// Returns the SARIF document of all diagnostics, each group with its source.
#[must_use]
#[cfg_attr(docsrs, doc(cfg(feature = "tools")))]
pub fn sarif(found: &[(&Source, &[Diagnostic])]) -> String {
    let all = || {
        found
            .iter()
            .flat_map(|(source, list)| list.iter().map(move |it| (*source, it)))
    };
    let rules: BTreeMap<&str, Code> = all().map(|(_, it)| (it.code.id(), it.code)).collect();
    let mut json = JsonWriter::compact();
    json.object(|json| {
        json.field("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.field("version", "2.1.0");
        json.key("runs").array(|json| {
            json.object(|json| {
                json.key("tool").object(|json| {
                    json.key("driver").object(|json| driver(json, &rules));
                });
                json.field("columnKind", "unicodeCodePoints");
                json.key("results").array(|json| {
                    for (source, diagnostic) in all() {
                        json.object(|json| result(json, diagnostic, source));
                    }
                });
            });
        });
    });
    json.finish()
}

fn driver(json: &mut JsonWriter, rules: &BTreeMap<&str, Code>) {
    json.field("name", "etw-manifest");
    json.field("version", env!("CARGO_PKG_VERSION"));
    json.field("informationUri", env!("CARGO_PKG_REPOSITORY"));
    json.key("rules").array(|json| {
        for code in rules.values() {
            json.object(|json| {
                json.field("id", code.id());
                text(json, "shortDescription", code.title());
                json.key("help").object(|json| {
                    json.field("text", code.explanation());
                    json.field("markdown", code.explanation());
                });
            });
        }
    });
}

fn result(json: &mut JsonWriter, diagnostic: &Diagnostic, source: &Source) {
    json.field("ruleId", diagnostic.code.id());
    json.field("level", diagnostic.severity.word());
    let advice = diagnostic.notes.iter().chain(&diagnostic.help);
    let advice = advice.map(String::as_str);
    let advice = advice.chain(diagnostic.suggestions.iter().map(Suggestion::help));
    let message = advice.fold(diagnostic.message.clone(), |all, it| all + "\n" + it);
    text(json, "message", &message);
    json.key("locations").array(|json| {
        json.object(|json| location(json, diagnostic.primary.span, source));
    });
    json.key("relatedLocations").array(|json| {
        for label in &diagnostic.secondary {
            json.object(|json| {
                location(json, label.span, source);
                text(json, "message", &label.text);
            });
        }
    });
    json.key("fixes").array(|json| {
        for suggestion in &diagnostic.suggestions {
            json.object(|json| fix(json, suggestion, source));
        }
    });
}

fn fix(json: &mut JsonWriter, suggestion: &Suggestion, source: &Source) {
    text(json, "description", suggestion.help());
    json.key("artifactChanges").array(|json| {
        for (span, replacement) in suggestion.edits() {
            json.object(|json| {
                artifact(json, *span, source);
                json.key("replacements").array(|json| {
                    json.object(|json| {
                        json.key("deletedRegion")
                            .object(|json| region(json, *span, source));
                        text(json, "insertedContent", replacement);
                    });
                });
            });
        }
    });
}

fn location(json: &mut JsonWriter, span: Span, source: &Source) {
    json.key("physicalLocation").object(|json| {
        artifact(json, span, source);
        json.key("region").object(|json| region(json, span, source));
    });
}

fn artifact(json: &mut JsonWriter, span: Span, source: &Source) {
    json.key("artifactLocation").object(|json| {
        json.field("uri", uri(source.name_at(span.start())));
    });
}

fn region(json: &mut JsonWriter, span: Span, source: &Source) {
    let (start, end) = (source.position(span.start()), source.position(span.end()));
    json.field("startLine", start.line);
    json.field("startColumn", start.column);
    json.field("endLine", end.line);
    json.field("endColumn", end.column);
}

fn text(json: &mut JsonWriter, key: &str, text: &str) {
    json.key(key).object(|json| json.field("text", text));
}

/// Returns a path as a relative reference, with `/` and percent-encoding.
fn uri(path: &str) -> String {
    path.bytes().fold(String::new(), |mut uri, byte| {
        match byte {
            b'\\' => uri.push('/'),
            b'/' | b'.' | b'-' | b'_' | b'~' => uri.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
        uri
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::codes;

    #[test]
    fn a_result_has_its_place_and_its_fix() {
        let source = Source::new("a b\\m.man", "<a>\n <é b=\"\"/>\n</a>");
        let diagnostic = Diagnostic::new(codes::UNKNOWN_ELEMENT, Span::new(6, 8), "no \"é\"").fix(
            "write `e`",
            Span::new(6, 8),
            "e",
        );
        let json = sarif(&[(&source, &[diagnostic])]);
        let region = r#"{"startLine":2,"startColumn":3,"endLine":2,"endColumn":4}"#;
        for part in [
            r#""version":"2.1.0""#,
            r#""rules":[{"id":"ETW0101","shortDescription":{"text":"#,
            r#""ruleId":"ETW0101","level":"error","message":{"text":"no \"é\"\nwrite `e`"}"#,
            &format!(r#""artifactLocation":{{"uri":"a%20b/m.man"}},"region":{region}"#),
            &format!(r#""deletedRegion":{region},"insertedContent":{{"text":"e"}}"#),
        ] {
            assert!(json.contains(part), "{part}: {json}");
        }
    }
}
