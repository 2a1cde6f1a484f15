//! Levels to constants and metadata.

use super::constant::{self, Constant};
use super::context::Context;
use super::layout::Layout;
use super::literal;
use super::metadata::List;

/// Prints the module `level`.
pub(super) fn constants(context: &Context<'_>, layout: &mut Layout) {
    let levels = context.provider.levels.iter().map(|level| Constant {
        name: &level.name,
        label: constant::label(&level.name, level.symbol.as_ref(), level.origin),
        value: level.value,
        message: level.message,
    });
    let docs = "The numbers of the levels.";
    constant::print("level", "u8", docs, &context.texts, levels, layout);
}

/// The list for `METADATA`.
pub(super) fn metadata(context: &Context<'_>) -> String {
    let mut list = List::new("levels", "Level", context);
    for level in &context.provider.levels {
        let (name, value) = (literal::string(&level.name), level.value);
        list.push(
            format_args!(
                "                name: {name},
                value: {value},
"
            ),
            level.message,
        );
    }
    list.finish()
}
