//! CHAN: the channels, in document order, and after them the predefined ones that events named.

use super::{Context, list};
use crate::model::{Channel, ChannelOrigin};
use crate::resource::bytes::{Bytes, Offset};

/// The channel belongs to somebody else.
const IMPORTED: u32 = 1;

pub(super) fn write<'m>(
    bytes: &mut Bytes,
    channels: &'m [Channel],
    context: Context<'m>,
) -> Vec<Offset<Channel>> {
    let order = list::document_order(channels);
    list::write(
        bytes,
        *b"CHAN",
        channels,
        &order,
        Channel::name,
        |bytes, channel| {
            let declared = channel.origin == ChannelOrigin::Declared;
            bytes.u32(if declared { 0 } else { IMPORTED });
            let name = bytes.reserve();
            bytes.u32(channel.value.into());
            bytes.u32(context.message_id(channel.message));
            name
        },
    )
}
