//! Channels: constants and metadata.

use super::constant::{self, Constant};
use super::context::Context;
use super::metadata::{self, symbol, text};
use super::print::{Code, skeleton};
use crate::model::{Channel, ChannelKind};

skeleton!(CHANNEL(__name, __value, __kind, __calls) =>
    runtime::Channel::new(__name, __value, runtime::ChannelKind::__kind).__calls);
skeleton!(BIT(__bit) => .with_keyword_bit(__bit));

/// The module `channel`.
pub(super) fn constants(context: &Context<'_>) -> Code {
    let channels = own(context).map(|(_, channel)| Constant {
        name: &channel.name,
        label: label(channel),
        value: Code::number(channel.value.into()),
        message: channel.message,
    });
    let docs = "The numbers of the channels in event descriptors.";
    constant::module("channel", "u8", docs, &context.texts, channels)
}

/// The symbol, else the id, else the last part of the name.
fn label(channel: &Channel) -> String {
    let id = channel.symbol.as_deref().or(channel.chid.as_deref());
    let last = channel.name.rsplit('/').next().unwrap_or("");
    id.unwrap_or(last).to_owned()
}

/// The call that gives them to `METADATA`.
pub(super) fn metadata(context: &Context<'_>) -> Code {
    let channels = own(context).map(|(at, channel)| {
        let bit = match channel.keyword_bit(at) {
            0 => Code::default(),
            bit => BIT.fill([&Code::hex(bit)]),
        };
        let calls = [
            symbol(channel.symbol.as_deref()),
            bit,
            text(channel.message, context),
        ];
        CHANNEL.fill([
            &Code::string(&channel.name),
            &Code::number(channel.value.into()),
            &Code::word(kind(channel)),
            &Code::chain(calls),
        ])
    });
    metadata::list("with_channels", channels)
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

/// Channels with their indexes.
fn own<'c>(context: &'c Context<'_>) -> impl Iterator<Item = (usize, &'c Channel)> {
    let channels = context.provider.channels.iter().enumerate();
    channels.filter(|(_, it)| context.is_own(it.source))
}
