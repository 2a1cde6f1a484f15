//! Orders elements so that strings and channels get back the numbers they had. A string has the number of its first use,
//! but resources list levels, opcodes, keywords and events by their own numbers.

use std::collections::HashSet;

use super::channel::Origin;
use super::context::Context;
use super::event::Event;
use super::message_id::MessageId;
use super::provider::Provider;
use super::strings::StringIndex;

/// Each pass but the last places another predefined channel, or the owner of a string. There are fewer such channels; a file
/// that has one of them a thousand times is not worth the time.
const MAX_PASSES: usize = 32;

/// Returns `true` if this use of a string gave it its number.
fn owns(message: Option<StringIndex>, id: MessageId, provider: usize, context: &Context) -> bool {
    message.is_none_or(|index| id.gives(context.strings[index].message_id, provider))
}

/// Moves items that own their message before those that share one.
pub(super) fn owners_first<'p, T>(
    items: impl Iterator<Item = &'p T>,
    message: impl Fn(&T) -> (Option<StringIndex>, MessageId),
    provider: usize,
    context: &Context,
) -> Vec<&'p T> {
    let mut items: Vec<&T> = items.collect();
    items.sort_by_key(|item| {
        let (message, id) = message(item);
        !owns(message, id, provider, context)
    });
    items
}

/// Orders the events: owners of a message before those that share it, and predefined channels in the order in which events
/// first name them. The order of the original manifest does both, so there is one.
pub(super) fn events<'p>(provider: &'p Provider, context: &Context) -> Vec<&'p Event> {
    let owns = |event: &Event| {
        owns(
            event.message,
            event.message_id(provider),
            provider.number,
            context,
        )
    };
    // Strings whose owner has not been placed.
    let owners = provider.events.iter().filter(|event| owns(event));
    let mut owed: HashSet<StringIndex> = owners.filter_map(|event| event.message).collect();
    let implicit = |channel: &usize| provider.channels[*channel].origin == Origin::Implicit;
    let mut channels = (0..provider.channels.len()).filter(implicit).peekable();
    let mut left: Vec<&Event> = provider.events.iter().collect();
    let mut ordered = Vec::with_capacity(left.len());
    for _ in 0..MAX_PASSES {
        left.retain(|event| {
            let channel = event.channel.filter(implicit);
            let too_early =
                channel.is_some_and(|it| channels.peek().is_some_and(|next| it > *next));
            if too_early || !owns(event) && event.message.is_some_and(|it| owed.contains(&it)) {
                return true;
            }
            event.message.map(|it| owed.remove(&it));
            channels.next_if(|next| channel == Some(*next));
            ordered.push(*event);
            false
        });
        if left.is_empty() {
            break;
        }
    }
    // Only files that mc.exe did not write have events left.
    ordered.append(&mut left);
    ordered
}
