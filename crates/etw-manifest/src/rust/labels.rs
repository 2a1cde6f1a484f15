//! The names of levels, channels, tasks, opcodes and keywords in the documentation of events, made once for each.

use super::docs;
use crate::model::{Event, Provider};

/// The names of everything that events have in common, by its index in the provider.
pub(super) struct Labels {
    levels: Vec<String>,
    channels: Vec<String>,
    tasks: Vec<String>,
    opcodes: Vec<String>,
    keywords: Vec<String>,
}

impl Labels {
    pub(super) fn new(provider: &Provider) -> Self {
        let names =
            |names: &mut dyn Iterator<Item = &String>| names.map(|it| docs::code(it)).collect();
        Self {
            levels: names(&mut provider.levels.iter().map(|it| &it.name)),
            channels: names(&mut provider.channels.iter().map(|it| &it.name)),
            tasks: names(&mut provider.tasks.iter().map(|it| &it.name)),
            opcodes: names(&mut provider.opcodes.iter().map(|it| &it.name)),
            keywords: names(&mut provider.keywords.iter().map(|it| &it.name)),
        }
    }

    /// The table of an event: its head, the line below, its row.
    pub(super) fn table(&self, event: &Event) -> [String; 3] {
        let named = |names: &[String], index: Option<usize>| index.map(|it| names[it].clone());
        let keywords = event.keywords.iter().map(|it| self.keywords[*it].as_str());
        let keywords = keywords.collect::<Vec<_>>().join(", ");
        let columns = [
            ("Id", Some(event.id.to_string())),
            ("Version", Some(event.version.to_string())),
            ("Level", named(&self.levels, event.level)),
            ("Channel", named(&self.channels, event.channel)),
            ("Task", named(&self.tasks, event.task)),
            ("Opcode", named(&self.opcodes, event.opcode)),
            ("Keywords", Some(keywords).filter(|it| !it.is_empty())),
        ];
        let mut table = ["|".to_owned(), "|".to_owned(), "|".to_owned()];
        for (name, value) in columns {
            let Some(value) = value else { continue };
            for (line, cell) in table.iter_mut().zip([name, "---", &value]) {
                line.extend([" ", cell, " |"]);
            }
        }
        table
    }
}
