//! Levels: constants and metadata.

use super::constant::{self, Constant};
use super::context::Context;
use super::metadata::{self, text};
use super::print::{Code, skeleton};

skeleton!(LEVEL(__name, __value, __calls) => runtime::Level::new(__name, __value).__calls);

/// The module `level`.
pub(super) fn constants(context: &Context<'_>) -> Code {
    let levels = context.provider.levels.iter().map(|level| Constant {
        name: &level.name,
        label: constant::label(&level.name, level.symbol.as_ref(), level.origin),
        value: Code::number(level.value.into()),
        message: level.message,
    });
    let docs = "The numbers of the levels.";
    constant::module("level", "u8", docs, &context.texts, levels)
}

/// The call that gives them to `METADATA`.
pub(super) fn metadata(context: &Context<'_>) -> Code {
    let levels = context.provider.levels.iter().map(|level| {
        let value = Code::number(level.value.into());
        LEVEL.fill([
            &Code::string(&level.name),
            &value,
            &text(level.message, context),
        ])
    });
    metadata::list("with_levels", levels)
}
