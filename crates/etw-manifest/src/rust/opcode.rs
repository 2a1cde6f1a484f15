//! Opcodes to constants and metadata.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::constant::{self, Constant};
use super::context::Context;
use super::literal;
use crate::model::{Opcode, Provider};

/// The module `opcode`. An opcode of a task is named with the task where its own name is not the only one.
pub(super) fn constants(context: &Context<'_>) -> TokenStream {
    let provider = context.provider;
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    for opcode in &provider.opcodes {
        *uses.entry(label(opcode)).or_default() += 1;
    }
    let opcodes = provider.opcodes.iter().map(|opcode| Constant {
        name: &opcode.name,
        label: match task(opcode, provider) {
            Some(task) if uses[&label(opcode)] > 1 => format!("{task}_{}", label(opcode)),
            _ => label(opcode),
        },
        value: Literal::u8_unsuffixed(opcode.value),
        message: opcode.message,
    });
    let docs = "The numbers of the opcodes.";
    constant::module("opcode", "u8", docs, &context.texts, opcodes)
}

fn label(opcode: &Opcode) -> String {
    constant::label(&opcode.name, opcode.symbol.as_ref(), opcode.origin)
}

/// The label of the task that an opcode belongs to.
fn task(opcode: &Opcode, provider: &Provider) -> Option<String> {
    let task = &provider.tasks[opcode.task?];
    Some(constant::label(
        &task.name,
        task.symbol.as_ref(),
        task.origin,
    ))
}

/// The list for `METADATA`.
pub(super) fn metadata(context: &Context<'_>) -> TokenStream {
    let opcodes = context.provider.opcodes.iter().map(|opcode| {
        let name = &opcode.name;
        let symbol = opcode.symbol.as_deref().unwrap_or("");
        let value = Literal::u8_unsuffixed(opcode.value);
        let task = opcode.task.map(|task| {
            let value = Literal::u16_unsuffixed(context.provider.tasks[task].value);
            quote!(#value)
        });
        let task = literal::optional(task);
        let text = context.texts.tokens(opcode.message);
        quote!(runtime::Opcode {
            name: #name,
            symbol: #symbol,
            value: #value,
            task: #task,
            text: #text
        })
    });
    quote!(&[#(#opcodes),*])
}
