//! Events to the list of entries that shows them: their messages, and the documents of their data.

use super::context::Context;
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
    let tail = tail(event, context);
    let flat = format!("{HEAD}&{metadata}, &[{}])", messages.join(", "));
    let is_short = form::fits(INDENT, flat.len() + 1);
    if is_short && form::fits(INDENT, flat.len() + tail.len() + 1) {
        return form::line(&format!("{flat}{tail},"), INDENT, text);
    }
    if is_short {
        form::line(&flat, INDENT, text);
        return form::line(&format!("{tail},"), INDENT + form::STEP, text);
    }
    form::line(HEAD, INDENT, text);
    form::line(&format!("&{metadata},"), INDENT + form::STEP, text);
    form::call("&[", &messages, "],", INDENT + form::STEP, text);
    if tail.is_empty() {
        return form::line("),", INDENT, text);
    }
    form::line(")", INDENT, text);
    form::line(&format!("{tail},"), INDENT, text);
}

/// What shows the data, where it is not an `<EventData>` without a name.
fn tail(event: &Event, context: &Context<'_>) -> String {
    let template = event.template.map(|it| &context.provider.templates[it]);
    let used = context.template(event);
    match (template, used) {
        (Some(template), Some(used)) if template.user_data.is_some() => {
            let document = &used.document;
            format!(".with_document(runtime::Document::UserData(&{document}))")
        }
        (Some(template), _) => match template.name.as_deref() {
            None | Some("") => String::new(),
            Some(name) => {
                let name = literal::string(name);
                format!(".with_document(runtime::Document::EventData({name}))")
            }
        },
        (None, _) => String::new(),
    }
}
