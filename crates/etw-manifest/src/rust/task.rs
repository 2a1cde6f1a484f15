//! Tasks: constants and metadata.

use super::constant::{self, Constant};
use super::context::Context;
use super::metadata::{self, symbol, text};
use super::print::{Code, skeleton};
use super::provider::guid;
use crate::guid::Guid;
use crate::model::Task;

skeleton!(TASK(__name, __value, __calls) => runtime::Task::new(__name, __value).__calls);
skeleton!(EVENT_GUID(__guid) => .with_event_guid(__guid));

/// The module `task`.
pub(super) fn constants(context: &Context<'_>) -> Code {
    let tasks = own(context).map(|task| Constant {
        name: &task.name,
        label: constant::label(&task.name, task.symbol.as_ref(), task.origin),
        value: Code::number(task.value.into()),
        message: task.message,
    });
    let docs = "The numbers of the tasks.";
    constant::module("task", "u16", docs, &context.texts, tasks)
}

/// The call that gives them to `METADATA`.
pub(super) fn metadata(context: &Context<'_>) -> Code {
    let tasks = own(context).map(|task| {
        let event_guid = match task.event_guid {
            Guid::ZERO => Code::default(),
            it => EVENT_GUID.fill([&guid(it)]),
        };
        let calls = [
            symbol(task.symbol.as_deref()),
            event_guid,
            text(task.message, context),
        ];
        let (name, value) = (Code::string(&task.name), Code::number(task.value.into()));
        TASK.fill([&name, &value, &Code::chain(calls)])
    });
    metadata::list("with_tasks", tasks)
}

fn own<'c>(context: &'c Context<'_>) -> impl Iterator<Item = &'c Task> {
    let tasks = context.provider.tasks.iter();
    tasks.filter(|it| context.is_own(it.source))
}
