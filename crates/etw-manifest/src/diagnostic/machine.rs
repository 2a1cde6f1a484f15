//! Renders a diagnostic as one line of JSON in the shape of rustc's.

use super::{Applicability, Diagnostic, Label, human};
use crate::json::JsonWriter;
use crate::source::{Source, Span};

pub(super) fn render(diagnostic: &Diagnostic, source: &Source) -> String {
    let mut json = JsonWriter::compact();
    json.object(|json| {
        json.field("message", &diagnostic.message);
        json.key("code").object(|json| {
            json.field("code", diagnostic.code.id());
            json.field("explanation", diagnostic.code.explanation());
        });
        json.field("level", diagnostic.severity.word());
        json.key("spans").array(|json| {
            span(json, &diagnostic.primary, true, source);
            for label in &diagnostic.secondary {
                span(json, label, false, source);
            }
        });
        json.key("children").array(|json| {
            for note in &diagnostic.notes {
                child(json, note, "note", |_| {});
            }
            for help in &diagnostic.help {
                child(json, help, "help", |_| {});
            }
            for suggestion in &diagnostic.suggestions {
                child(json, suggestion.help(), "help", |json| {
                    for edit in suggestion.edits() {
                        replaced(json, edit, suggestion.applicability(), source);
                    }
                });
            }
        });
        json.field("rendered", human::render(diagnostic, source, false) + "\n");
    });
    json.finish()
}

fn span(json: &mut JsonWriter, label: &Label, is_primary: bool, source: &Source) {
    json.object(|json| {
        place(json, label.span, is_primary, source);
        json.key("text").array(|_| {});
        json.field("label", Some(&label.text).filter(|text| !text.is_empty()));
    });
}

fn place(json: &mut JsonWriter, span: Span, is_primary: bool, source: &Source) {
    let start = source.position(span.start());
    let end = source.position(span.end());
    json.field("file_name", source.name_at(span.start()));
    json.field("byte_start", span.start());
    json.field("byte_end", span.end());
    json.field("line_start", start.line);
    json.field("line_end", end.line);
    json.field("column_start", start.column);
    json.field("column_end", end.column);
    json.field("is_primary", is_primary);
}

/// Writes a span to replace. rustfix reads the changed lines from it.
fn replaced(
    json: &mut JsonWriter,
    (span, replacement): &(Span, String),
    applicability: Applicability,
    source: &Source,
) {
    let first = source.line_number(span.start());
    let last = source.line_number(span.end());
    let column = |offset: usize| source.position(offset).column;
    json.object(|json| {
        place(json, *span, true, source);
        json.key("text").array(|json| {
            for number in first..=last {
                let line = source.line(number);
                let start = if number == first {
                    column(span.start())
                } else {
                    1
                };
                let end = column(span.end().min(line.end));
                json.object(|json| {
                    json.field("text", &source.text()[line]);
                    json.field("highlight_start", start);
                    json.field("highlight_end", end);
                });
            }
        });
        json.field("label", None::<&str>);
        json.field("suggested_replacement", replacement);
        json.field("suggestion_applicability", applicability.word());
    });
}

fn child(json: &mut JsonWriter, message: &str, level: &str, spans: impl FnOnce(&mut JsonWriter)) {
    json.object(|json| {
        json.field("message", message);
        json.field("code", None::<&str>);
        json.field("level", level);
        json.key("spans").array(spans);
        json.key("children").array(|_| {});
        json.field("rendered", None::<&str>);
    });
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Diagnostic, MessageFormat, codes};
    use crate::source::{Source, Span};

    #[test]
    fn json_has_the_shape_of_rustcs() {
        let source = Source::new("m.man", "<a>\n <é b=\"\"/>\n</a>");
        let diagnostic = Diagnostic::new(codes::UNKNOWN_ELEMENT, Span::new(6, 8), "no \"é\"")
            .label("here")
            .also(Span::new(0, 3), "")
            .note("n")
            .help("h");
        let json = diagnostic.render(&source, MessageFormat::Json);
        assert!(!json.contains('\n'));
        let expected = concat!(
            r#""level":"error","spans":["#,
            r#"{"file_name":"m.man","byte_start":6,"byte_end":8,"line_start":2,"line_end":2,"#,
            r#""column_start":3,"column_end":4,"is_primary":true,"text":[],"label":"here"},"#,
            r#"{"file_name":"m.man","byte_start":0,"byte_end":3,"line_start":1,"line_end":1,"#,
            r#""column_start":1,"column_end":4,"is_primary":false,"text":[],"label":null}],"#,
            r#""children":[{"message":"n","code":null,"level":"note","spans":[],"children":[],"rendered":null},"#,
            r#"{"message":"h","code":null,"level":"help","spans":[],"children":[],"rendered":null}],"rendered":"error[ETW0101]"#,
        );
        assert!(
            json.starts_with(r#"{"message":"no \"é\"","code":{"code":"ETW0101","explanation":"#)
        );
        assert!(json.contains(expected), "{json}");
    }

    #[test]
    fn suggestions_are_spans_of_children_as_in_rustcs() {
        let source = Source::new("m.man", "<a>\n <é b=\"c\"/>\n</a>");
        let diagnostic = Diagnostic::new(codes::UNKNOWN_ELEMENT, Span::new(6, 8), "x");
        let json = diagnostic
            .fix("write `e`", Span::new(6, 8), "e")
            .render(&source, MessageFormat::Json);
        let expected = concat!(
            r#""children":[{"message":"write `e`","code":null,"level":"help","spans":["#,
            r#"{"file_name":"m.man","byte_start":6,"byte_end":8,"line_start":2,"line_end":2,"#,
            r#""column_start":3,"column_end":4,"is_primary":true,"#,
            r#""text":[{"text":" <é b=\"c\"/>","highlight_start":3,"highlight_end":4}],"label":null,"#,
            r#""suggested_replacement":"e","suggestion_applicability":"MachineApplicable"}],"#,
        );
        assert!(json.contains(expected), "{json}");
    }
}
