//! The order in which things are written, so that strings and channels get back the places they had: a string has the
//! number of what first uses it, but resources list levels, opcodes, keywords and events by their numbers.

use std::collections::HashSet;

use super::Context;
use crate::decompile::strings::{Id, event_id};
use crate::model::{ChannelOrigin, Event, Provider, StringIndex};

/// Each pass but the last meets another predefined channel, or a string's owner. There are fewer such channels; a file that has
/// one of them a thousand times is not worth the time.
const MOST_PASSES: usize = 32;

/// Whether a use of a string is the one that gave it its number.
fn owns(message: Option<StringIndex>, id: Id, provider: usize, context: &Context) -> bool {
    let number = message.and_then(|index| context.strings[index].message_id);
    number.is_none_or(|number| id.gives(number, provider))
}

/// What owns its message before what shares it.
pub(super) fn owners_first<'p, T>(
    items: impl Iterator<Item = &'p T>,
    message: impl Fn(&T) -> (Option<StringIndex>, Id),
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

/// The events: what owns its message before what shares it, and predefined channels in the order in which events first
/// named them. Some order does both, that of the original.
pub(super) fn events<'p>(
    index: usize,
    provider: &'p Provider,
    context: &Context,
) -> Vec<&'p Event> {
    let owns = |event: &Event| owns(event.message, event_id(provider, event), index, context);
    // Strings whose owner is still to come.
    let owners = provider.events.iter().filter(|event| owns(event));
    let mut owed: HashSet<StringIndex> = owners.filter_map(|event| event.message).collect();
    let implicit = |channel: &usize| provider.channels[*channel].origin == ChannelOrigin::Implicit;
    let mut channels = (0..provider.channels.len()).filter(implicit).peekable();
    let mut left: Vec<&Event> = provider.events.iter().collect();
    let mut ordered = Vec::with_capacity(left.len());
    for _ in 0..MOST_PASSES {
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
    // Nothing that mc.exe wrote is left here.
    ordered.append(&mut left);
    ordered
}
