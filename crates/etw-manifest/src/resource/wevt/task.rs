//! TASK: the tasks, in document order, `win:None` last.

use super::{Context, list};
use crate::model::Task;
use crate::resource::bytes::{Bytes, Offset};

pub(super) fn write<'m>(
    bytes: &mut Bytes,
    tasks: &'m [Task],
    context: Context<'m>,
) -> Vec<Offset<Task>> {
    let order = list::document_order(tasks);
    list::write(
        bytes,
        *b"TASK",
        tasks,
        &order,
        |task| &task.name,
        |bytes, task| {
            bytes.u32(task.value.into());
            bytes.u32(context.message_id(task.message));
            bytes.raw(&task.event_guid.to_bytes());
            bytes.reserve()
        },
    )
}
