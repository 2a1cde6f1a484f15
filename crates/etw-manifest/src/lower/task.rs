//! Tasks: declared ones, and the predefined one if an event uses it.

use crate::ast::{self, QName};
use crate::diagnostic::{Diagnostic, codes};
use crate::guid::Guid;
use crate::lower::context::{Context, symbol};
use crate::lower::names::{Kind, declared};
use crate::lower::unique::{NameValueSymbol, Unique};
use crate::model::{Origin, Task};
use crate::winmeta;

const KIND: Kind = Kind {
    code: codes::UNDEFINED_TASK,
    word: "task",
    predefined: winmeta::TASKS,
};

pub(super) fn lower<'t>(tasks: &'t [ast::Task<'t>], context: &mut Context<'t, '_>) {
    let values = tasks.iter().filter_map(|it| it.value).map(|it| it.value);
    let free = values.max().and_then(|it| it.checked_add(1));
    let mut unique = NameValueSymbol::new(
        codes::DUPLICATE_TASK_NAME,
        codes::DUPLICATE_TASK_VALUE,
        codes::DUPLICATE_TASK_SYMBOL,
    )
    .free(free);
    let mut guids = Unique::new(codes::DUPLICATE_TASK_GUID);
    for task in tasks {
        unique.check(task.name, task.value, task.symbol, context.diagnostics);
        if let Some(value) = task.value {
            check_value(value, context);
        }
        if let Some(name) = task.name {
            let index = context.provider.tasks.len();
            context.names.tasks.get_or_insert(name.key(), index);
        }
        let guid = task.event_guid.filter(|it| it.value != Guid::ZERO);
        guids.value(guid, context.diagnostics);
        let message = context.message(task.message);
        let source = context.file_of_name(task.name);
        context.provider.tasks.push(Task {
            source,
            name: task.name.map_or("", |it| it.text).to_owned(),
            value: task.value.map_or(0, |it| it.value),
            symbol: symbol(task.symbol),
            event_guid: task.event_guid.map_or(Guid::ZERO, |it| it.value),
            message,
            origin: Origin::Declared,
        });
    }
}

fn check_value(value: ast::Spanned<u16>, context: &mut Context<'_, '_>) {
    if value.value == 0 {
        context.report(
            Diagnostic::new(
                codes::TASK_VALUE,
                value.span,
                "the task value 0 is reserved",
            )
            .label("expected 1 to 65535")
            .note("events without a task have the value 0")
            .repair("the task keeps the value 0"),
        );
    }
}

/// The task that an event names.
pub(super) fn resolve<'t>(name: Option<QName<'t>>, context: &mut Context<'t, '_>) -> Option<usize> {
    let name = name?;
    if let Some(index) = context.names.tasks.get(&name.key()) {
        return Some(*index);
    }
    let Some(item) = name.predefined(winmeta::TASKS) else {
        // A tool that rebuilds manifests writes `task_0` or `None` for “no task”.
        let zero = name.is_winmeta() || matches!(name.text, "task_0" | "None");
        let repair = zero.then_some("the event has no task");
        context.undefined(KIND, name.into_text(), repair, |provider, _| {
            declared(&provider.tasks, Task::origin, Task::name)
        });
        return None;
    };
    let message = context.strings.predefined(item);
    let index = context.provider.tasks.len();
    context.names.tasks.insert(name.key(), index);
    let source = context.file_of(name.span);
    context.provider.tasks.push(Task {
        source,
        name: item.qualified.to_owned(),
        value: u16::try_from(item.value).unwrap_or_default(),
        symbol: None,
        event_guid: Guid::ZERO,
        message,
        origin: Origin::Winmeta,
    });
    Some(index)
}
