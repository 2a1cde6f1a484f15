//! TASK: the tasks, in document order, `win:None` last.

use super::context::Context;
use super::list;
use crate::guid::Guid;
use crate::model::Task;
use crate::resource::bytes::{Bytes, Offset, Text};
use crate::resource::structure::structures;

structures! {
    Entry {
        value: u32,
        message_id: u32,
        event_guid: Guid,
        name: Offset<Text>,
    }
}

pub(super) fn write(bytes: &mut Bytes, tasks: &[Task], context: Context) -> Vec<Offset<Task>> {
    let order = list::document_order(tasks);
    let entry = |task: &Task, name| Entry {
        value: task.value.into(),
        message_id: context.message_id(task.message),
        event_guid: task.event_guid,
        name,
    };
    list::write(bytes, *b"TASK", tasks, &order, Task::name, entry)
}
