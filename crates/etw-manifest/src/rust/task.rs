//! Tasks to constants and metadata.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::constant::{self, Constant};
use super::context::Context;
use super::literal;
use crate::guid::Guid;

/// The module `task`.
pub(super) fn constants(context: &Context<'_>) -> TokenStream {
    let tasks = context.provider.tasks.iter().map(|task| Constant {
        name: &task.name,
        label: constant::label(&task.name, task.symbol.as_ref(), task.origin),
        value: Literal::u16_unsuffixed(task.value),
        message: task.message,
    });
    let docs = "The numbers of the tasks.";
    constant::module("task", "u16", docs, &context.texts, tasks)
}

/// The list for `METADATA`.
pub(super) fn metadata(context: &Context<'_>) -> TokenStream {
    let tasks = context.provider.tasks.iter().map(|task| {
        let name = &task.name;
        let symbol = task.symbol.as_deref().unwrap_or("");
        let value = Literal::u16_unsuffixed(task.value);
        let guid = (task.event_guid != Guid::ZERO).then(|| literal::guid(task.event_guid));
        let guid = literal::optional(guid);
        let text = context.texts.tokens(task.message);
        quote!(runtime::Task {
            name: #name,
            symbol: #symbol,
            value: #value,
            event_guid: #guid,
            text: #text
        })
    });
    quote!(&[#(#tasks),*])
}
