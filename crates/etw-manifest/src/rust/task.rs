//! Tasks to constants and metadata.

use super::constant::{self, Constant};
use super::context::Context;
use super::form;
use super::layout::Layout;
use super::literal;
use super::metadata::{self, List};
use crate::guid::Guid;

/// Prints the module `task`.
pub(super) fn constants(context: &Context<'_>, layout: &mut Layout) {
    let tasks = context.provider.tasks.iter().map(|task| Constant {
        name: &task.name,
        label: constant::label(&task.name, task.symbol.as_ref(), task.origin),
        value: task.value,
        message: task.message,
    });
    let docs = "The numbers of the tasks.";
    constant::print("task", "u16", docs, &context.texts, tasks, layout);
}

/// The list for `METADATA`.
pub(super) fn metadata(context: &Context<'_>) -> String {
    let mut list = List::new("tasks", "Task", context);
    for task in &context.provider.tasks {
        let name = literal::string(&task.name);
        let symbol = metadata::symbol(task.symbol.as_deref());
        let guid = (task.event_guid != Guid::ZERO).then(|| literal::guid(task.event_guid));
        let value = task.value;
        let guid = form::whole_line(&format!("event_guid: {},", literal::optional(guid)), 16);
        list.push(
            format_args!(
                "                name: {name},
                symbol: {symbol},
                value: {value},
{guid}"
            ),
            task.message,
        );
    }
    list.finish()
}
