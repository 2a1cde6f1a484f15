//! Channels to constants and metadata.

use super::constant::{self, Constant};
use super::context::Context;
use super::layout::Layout;
use super::literal;
use super::metadata::{self, List};
use crate::model::{Channel, ChannelKind};

/// Prints the module `channel`.
pub(super) fn constants(context: &Context<'_>, layout: &mut Layout) {
    let channels = context.provider.channels.iter().map(|channel| Constant {
        name: &channel.name,
        label: label(channel),
        value: channel.value,
        message: channel.message,
    });
    let docs = "The numbers of the channels in event descriptors.";
    constant::print("channel", "u8", docs, &context.texts, channels, layout);
}

/// The symbol, else the id, else the last part of the name.
fn label(channel: &Channel) -> String {
    let id = channel.symbol.as_deref().or(channel.chid.as_deref());
    let last = channel.name.rsplit('/').next().unwrap_or("");
    id.unwrap_or(last).to_owned()
}

/// The list for `METADATA`.
pub(super) fn metadata(context: &Context<'_>) -> String {
    let mut list = List::new("channels", "Channel", context);
    for (at, channel) in context.provider.channels.iter().enumerate() {
        let (name, symbol) = (
            literal::string(&channel.name),
            metadata::symbol(channel.symbol.as_deref()),
        );
        let (value, kind) = (channel.value, kind(channel));
        let keyword_bit = literal::hex(channel.keyword_bit(at));
        list.push(
            format_args!(
                "                name: {name},
                symbol: {symbol},
                value: {value},
                keyword_bit: {keyword_bit},
                kind: runtime::ChannelKind::{kind},
"
            ),
            channel.message,
        );
    }
    list.finish()
}

const fn kind(channel: &Channel) -> &'static str {
    match channel.kind {
        Some(ChannelKind::Admin) => "Admin",
        Some(ChannelKind::Operational) => "Operational",
        Some(ChannelKind::Analytic) => "Analytic",
        Some(ChannelKind::Debug) => "Debug",
        None => "Imported",
    }
}
