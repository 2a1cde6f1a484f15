//! CHAN: the channels, in document order, and after them the predefined ones that events named.

use super::context::Context;
use super::list;
use crate::model::{Channel, ChannelOrigin};
use crate::resource::bytes::{Bytes, Offset, Text};
use crate::resource::structure::structures;

structures! {
    Entry {
        flags: u32,
        name: Offset<Text>,
        value: u32,
        message_id: u32,
    }
}

/// A flag: another provider declares the channel.
const IMPORTED: u32 = 1;

pub(super) fn write(
    bytes: &mut Bytes,
    channels: &[Channel],
    context: Context,
) -> Vec<Offset<Channel>> {
    let order = list::document_order(channels);
    let entry = |channel: &Channel, name| Entry {
        flags: match channel.origin {
            ChannelOrigin::Declared => 0,
            _ => IMPORTED,
        },
        name,
        value: channel.value.into(),
        message_id: context.message_id(channel.message),
    };
    list::write(bytes, *b"CHAN", channels, &order, Channel::name, entry)
}
