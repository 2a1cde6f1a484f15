//! Levels: constants and metadata.

use super::constant::{self, Constant};
use super::context::Context;
use super::metadata::{self, text};
use super::print::{Code, skeleton};
use crate::model::Level;

skeleton!(LEVEL(__name, __value, __calls) => runtime::Level::new(__name, __value).__calls);

/// The module `level`.
pub(super) fn constants(context: &Context<'_>) -> Code {
    let levels = own(context).map(|level| Constant {
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
    let levels = own(context).map(|level| {
        let value = Code::number(level.value.into());
        LEVEL.fill([
            &Code::string(&level.name),
            &value,
            &text(level.message, context),
        ])
    });
    metadata::list("with_levels", levels)
}

fn own<'c>(context: &'c Context<'_>) -> impl Iterator<Item = &'c Level> {
    let levels = context.provider.levels.iter();
    levels.filter(|it| context.is_own(it.source))
}
