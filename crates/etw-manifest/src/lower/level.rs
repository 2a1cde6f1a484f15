//! Levels: declared ones, and the predefined ones that events use.

use crate::ast::{self, QName};
use crate::diagnostic::{Diagnostic, codes};
use crate::lower::context::{Context, symbol};
use crate::lower::names::{Kind, declared};
use crate::lower::unique::NameValueSymbol;
use crate::model::{Level, Origin};
use crate::winmeta;

/// Below are Windows' own levels.
const FIRST_VALUE: u8 = 16;

const KIND: Kind = Kind {
    code: codes::UNDEFINED_LEVEL,
    word: "level",
    predefined: winmeta::LEVELS,
};

pub(super) fn lower<'t>(levels: &'t [ast::Level<'t>], context: &mut Context<'t, '_>) {
    // 0 to 15 are Windows' own.
    let values = levels.iter().filter_map(|it| it.value).map(|it| it.value);
    let free = values.max().and_then(|it| it.max(15).checked_add(1));
    let mut unique = NameValueSymbol::new(
        codes::DUPLICATE_LEVEL_NAME,
        codes::DUPLICATE_LEVEL_VALUE,
        codes::DUPLICATE_LEVEL_SYMBOL,
    )
    .free(free);
    for level in levels {
        unique.check(level.name, level.value, level.symbol, context.diagnostics);
        if let Some(value) = level.value {
            check_value(value, context);
        }
        if let Some(name) = level.name {
            let index = context.provider.levels.len();
            context.names.levels.get_or_insert(name.key(), index);
        }
        let message = context.message(level.message);
        let source = context.file_of_name(level.name);
        context.provider.levels.push(Level {
            source,
            name: level.name.map_or("", |it| it.text).to_owned(),
            value: level.value.map_or(0, |it| it.value),
            symbol: symbol(level.symbol),
            message,
            origin: Origin::Declared,
        });
    }
}

fn check_value(value: ast::Spanned<u8>, context: &mut Context<'_, '_>) {
    if value.value < FIRST_VALUE {
        context.report(
            Diagnostic::new(codes::LEVEL_VALUE, value.span, format!("the level value {} is reserved", value.value))
                .label("expected 16 to 255")
                .note("0 to 15 are Windows' own levels: use `win:Error` and its siblings without declaring them"),
        );
    }
}

/// The level that an event names.
pub(super) fn resolve<'t>(name: Option<QName<'t>>, context: &mut Context<'t, '_>) -> Option<usize> {
    let name = name?;
    if let Some(index) = context.names.levels.get(&name.key()) {
        return Some(*index);
    }
    let Some(item) = name.predefined(winmeta::LEVELS) else {
        let repair = name.is_winmeta().then_some("the event has no level");
        context.undefined(KIND, name.into_text(), repair, |provider, _| {
            declared(&provider.levels, Level::origin, Level::name)
        });
        return None;
    };
    let message = context.strings.predefined(item);
    let index = context.provider.levels.len();
    context.names.levels.insert(name.key(), index);
    let source = context.file_of(name.span);
    context.provider.levels.push(Level {
        source,
        name: item.qualified.to_owned(),
        value: u8::try_from(item.value).unwrap_or_default(),
        symbol: None,
        message,
        origin: Origin::Winmeta,
    });
    Some(index)
}
