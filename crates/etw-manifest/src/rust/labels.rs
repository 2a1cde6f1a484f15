//! What the documentation of events says of their levels, channels, tasks, opcodes and keywords, made once for each.

use super::docs;
use crate::model::{Event, Provider};

/// A line of documentation for everything that events have in common, by its index in the provider.
pub(super) struct Labels {
    levels: Vec<String>,
    channels: Vec<String>,
    tasks: Vec<String>,
    opcodes: Vec<String>,
    keywords: Vec<String>,
}

impl Labels {
    pub(super) fn new(provider: &Provider) -> Self {
        let named = |what: &str, name: &str| format!("{what}: {}", docs::code(name));
        let levels = provider.levels.iter().map(|it| named("Level", &it.name));
        let channels = provider.channels.iter();
        let channels = channels.map(|it| named("Channel", &it.name));
        let tasks = provider.tasks.iter().map(|it| named("Task", &it.name));
        let opcodes = provider.opcodes.iter();
        let opcodes = opcodes.map(|it| named("Opcode", &it.name));
        let keywords = provider.keywords.iter().map(|it| docs::code(&it.name));
        Self {
            levels: levels.collect(),
            channels: channels.collect(),
            tasks: tasks.collect(),
            opcodes: opcodes.collect(),
            keywords: keywords.collect(),
        }
    }

    /// The lines of an event, except for its keywords.
    pub(super) fn of(&self, event: &Event) -> impl Iterator<Item = &str> {
        let labels = [
            label(&self.levels, event.level),
            label(&self.channels, event.channel),
            label(&self.tasks, event.task),
            label(&self.opcodes, event.opcode),
        ];
        labels.into_iter().flatten()
    }

    /// The line of the keywords of an event, if it has any.
    pub(super) fn keywords(&self, event: &Event) -> Option<String> {
        let keywords = event.keywords.iter().map(|it| self.keywords[*it].as_str());
        let keywords: Vec<&str> = keywords.collect();
        (!keywords.is_empty()).then(|| format!("Keywords: {}", keywords.join(", ")))
    }
}

fn label(labels: &[String], index: Option<usize>) -> Option<&str> {
    index.map(|it| labels[it].as_str())
}
