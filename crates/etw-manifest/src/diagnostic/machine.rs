//! Renders a diagnostic as one line of JSON in the shape of rustc's.

use super::{Diagnostic, Label, human};
use crate::json::JsonWriter;
use crate::source::Source;

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
                child(json, note, "note");
            }
            for help in &diagnostic.help {
                child(json, help, "help");
            }
        });
        json.field("rendered", human::render(diagnostic, source, false) + "\n");
    });
    json.finish()
}

fn span(json: &mut JsonWriter, label: &Label, is_primary: bool, source: &Source) {
    let start = source.position(label.span.start());
    let end = source.position(label.span.end());
    json.object(|json| {
        json.field("file_name", source.name_at(label.span.start()));
        json.field("byte_start", label.span.start());
        json.field("byte_end", label.span.end());
        json.field("line_start", start.line);
        json.field("line_end", end.line);
        json.field("column_start", start.column);
        json.field("column_end", end.column);
        json.field("is_primary", is_primary);
        json.key("text").array(|_| {});
        json.field("label", Some(&label.text).filter(|text| !text.is_empty()));
    });
}

fn child(json: &mut JsonWriter, message: &str, level: &str) {
    json.object(|json| {
        json.field("message", message);
        json.field("code", None::<&str>);
        json.field("level", level);
        json.key("spans").array(|_| {});
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
}
