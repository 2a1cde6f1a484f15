//! Events to the list of entries that shows them: their messages, and the documents of their data.

use super::context::Context;
use super::document;
use super::form;
use super::layout::Layout;
use super::literal;
use crate::model::Event;

/// Columns before an entry of the list.
const INDENT: usize = 8;

const HEAD: &str = "runtime::EventEntry::new(";

/// Prints the list of all events.
pub(super) fn print(context: &Context<'_>, layout: &mut Layout) {
    let (mut count, mut entries) = (0_usize, String::new());
    for (index, event) in context.events() {
        count += 1;
        entry(index, event, context, &mut entries);
    }
    layout.form(format_args!(
        "
    /// The events with what shows them.
    static EVENTS: [runtime::EventEntry; {count}] = [
{entries}    ];
"
    ));
}

fn entry(index: usize, event: &Event, context: &Context<'_>, text: &mut String) {
    let metadata = context.event_static(index);
    let messages = context.texts.all(event.message);
    let messages: Vec<String> = messages.map(|it| literal::string(it).to_string()).collect();
    let template = event.template.map(|it| &context.provider.templates[it]);
    if let Some(document) = document::document(template) {
        let messages = messages.join(", ");
        let entry = format!("{HEAD}&{metadata}, &[{messages}]).with_document({document}),");
        return form::line(&entry, INDENT, text);
    }
    let begun = text.len();
    form::call(
        &format!("{HEAD}&{metadata}, &["),
        &messages,
        "]),",
        INDENT,
        text,
    );
    let is_broken = text[begun..].trim_end().contains('\n');
    if is_broken {
        text.truncate(begun);
        form::line(HEAD, INDENT, text);
        form::line(&format!("&{metadata},"), INDENT + form::STEP, text);
        form::call("&[", &messages, "],", INDENT + form::STEP, text);
        form::line("),", INDENT, text);
    }
}
