//! Channels to constants and metadata.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::constant::{self, Constant};
use super::context::Context;
use super::literal;
use crate::model::{Channel, ChannelKind, ChannelOrigin};

/// The module `channel`.
pub(super) fn constants(context: &Context<'_>) -> TokenStream {
    let channels = context.provider.channels.iter().map(|channel| Constant {
        name: &channel.name,
        label: label(channel),
        value: Literal::u8_unsuffixed(channel.value),
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

/// The list for `METADATA`.
pub(super) fn metadata(context: &Context<'_>) -> TokenStream {
    let channels = context.provider.channels.iter().enumerate();
    let channels = channels.map(|(at, channel)| {
        let name = &channel.name;
        let symbol = channel.symbol.as_deref().unwrap_or("");
        let value = Literal::u8_unsuffixed(channel.value);
        let keyword_bit = literal::hex(keyword_bit(at, channel));
        let kind = kind(channel);
        let text = context.texts.tokens(channel.message);
        quote!(runtime::Channel {
            name: #name,
            symbol: #symbol,
            value: #value,
            keyword_bit: #keyword_bit,
            kind: #kind,
            text: #text
        })
    });
    quote!(&[#(#channels),*])
}

/// The bit that a channel adds to the keywords of its events: from the top, in the order of the list.
fn keyword_bit(index: usize, channel: &Channel) -> u64 {
    let shift = u32::try_from(index).unwrap_or(u32::MAX);
    match channel.origin {
        ChannelOrigin::Implicit => 0,
        _ => (1_u64 << 63).checked_shr(shift).unwrap_or(0),
    }
}

fn kind(channel: &Channel) -> TokenStream {
    match channel.kind {
        Some(ChannelKind::Admin) => quote!(runtime::ChannelKind::Admin),
        Some(ChannelKind::Operational) => quote!(runtime::ChannelKind::Operational),
        Some(ChannelKind::Analytic) => quote!(runtime::ChannelKind::Analytic),
        Some(ChannelKind::Debug) => quote!(runtime::ChannelKind::Debug),
        None => quote!(runtime::ChannelKind::Imported),
    }
}
