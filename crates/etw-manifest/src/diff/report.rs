//! Writes changes as lines for people and as JSON for tools.

use std::fmt::Write as _;

use crate::diagnostic::printable;
use crate::diff::{Change, Diff, Impact, Subject};
use crate::json::JsonWriter;

pub(super) fn text(diff: &Diff) -> String {
    let mut text = String::new();
    let mut provider = None;
    for change in &diff.changes {
        if provider != Some(&change.provider) && !change.provider.is_empty() {
            let _ = writeln!(text, "{}", printable::line(&change.provider));
        }
        provider = Some(&change.provider);
        let line = format!("{}: {}", change.subject(), change.message());
        let (impact, kind) = (change.impact().name(), change.kind().name());
        let _ = writeln!(text, "  {impact}[{kind}]: {}", printable::line(&line));
    }
    let _ = writeln!(text, "{}", summary(diff));
    text
}

fn summary(diff: &Diff) -> String {
    if diff.changes.is_empty() {
        return "no changes".to_owned();
    }
    let count = |impact, one: &str, many: &str| match diff.count(impact) {
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    };
    let parts = [
        count(Impact::Breaking, "breaking change", "breaking changes"),
        count(
            Impact::Compatible,
            "compatible change",
            "compatible changes",
        ),
        count(Impact::Note, "note", "notes"),
    ];
    parts.join(", ")
}

pub(super) fn json(diff: &Diff) -> String {
    let mut json = JsonWriter::pretty();
    json.object(|json| {
        for impact in [Impact::Breaking, Impact::Compatible, Impact::Note] {
            json.field(impact.name(), diff.count(impact));
        }
        json.key("changes").array(|json| {
            for change in &diff.changes {
                json.object(|json| self::change(json, change));
            }
        });
    });
    json.finish() + "\n"
}

fn change(json: &mut JsonWriter, change: &Change) {
    json.field("impact", change.impact().name());
    json.field("kind", change.kind().name());
    let provider = Some(change.provider()).filter(|name| !name.is_empty());
    json.field("provider", provider);
    json.key("subject")
        .object(|json| subject(json, change.subject()));
    json.field("message", change.message());
    json.field("old", change.old());
    json.field("new", change.new_value());
}

fn subject(json: &mut JsonWriter, subject: &Subject) {
    match subject {
        Subject::Provider => json.field("what", "provider"),
        Subject::Event {
            id,
            version,
            symbol,
        } => {
            json.field("what", "event");
            json.field("id", *id);
            json.field("version", *version);
            json.field("symbol", symbol);
        }
        Subject::Named { what, name } => {
            json.field("what", *what);
            json.field("name", name);
        }
    }
}
