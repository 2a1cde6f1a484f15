//! Keywords: declared ones, and the predefined ones that events use.

use crate::ast::{self, QName, shorten};
use crate::diagnostic::{Applicability, Diagnostic, codes};
use crate::lower::context::{Context, symbol};
use crate::lower::names::{Kind, declared};
use crate::lower::unique::NameValueSymbol;
use crate::model::{Keyword, Origin};
use crate::winmeta;

/// The bits that a provider may name; the rest are Windows'.
const OWN_BITS: u64 = 0x0000_FFFF_FFFF_FFFF;

const KIND: Kind = Kind {
    code: codes::UNDEFINED_KEYWORD,
    word: "keyword",
    predefined: winmeta::KEYWORDS,
};

pub(super) fn lower<'t>(keywords: &'t [ast::Keyword<'t>], context: &mut Context<'t, '_>) {
    // The lowest bit that no keyword has; none if all 48 are taken.
    let masks = keywords.iter().filter_map(|it| it.mask);
    let taken = masks.fold(!OWN_BITS, |all, mask| all | mask.value);
    let free = (taken != u64::MAX).then(|| 1 << taken.trailing_ones());
    let mut unique = NameValueSymbol::new(
        codes::DUPLICATE_KEYWORD_NAME,
        codes::DUPLICATE_KEYWORD_MASK,
        codes::DUPLICATE_KEYWORD_SYMBOL,
    )
    .shown(|mask| format!("{mask:#x}"))
    .free(free);
    for keyword in keywords {
        unique.check(
            keyword.name,
            keyword.mask,
            keyword.symbol,
            context.diagnostics,
        );
        if let Some(mask) = keyword.mask {
            check_mask(mask, context);
        }
        if let Some(name) = keyword.name {
            let index = context.provider.keywords.len();
            context.names.keywords.get_or_insert(name.key(), index);
        }
        let message = context.message(keyword.message);
        let source = context.file_of_name(keyword.name);
        context.provider.keywords.push(Keyword {
            source,
            name: keyword.name.map_or("", |it| it.text).to_owned(),
            mask: keyword.mask.map_or(0, |it| it.value),
            symbol: symbol(keyword.symbol),
            message,
            origin: Origin::Declared,
        });
    }
}

fn check_mask(mask: ast::Spanned<u64>, context: &mut Context<'_, '_>) {
    let (value, bits) = (mask.value, mask.value.count_ones());
    if bits != 1 {
        let diagnostic = Diagnostic::new(
            codes::KEYWORD_ONE_BIT,
            mask.span,
            format!("the mask {value:#x} has {bits} bits"),
        )
        .label("expected exactly one bit")
        .note("an event may have several keywords: name them all in its `keywords`");
        context.report(diagnostic);
    } else if value & OWN_BITS == 0 {
        let message = format!("the mask {value:#x} is bit {}", value.trailing_zeros());
        let diagnostic = Diagnostic::new(codes::KEYWORD_RESERVED_BIT, mask.span, message)
            .label("expected one of the bits 0 to 47: 0x1 to 0x800000000000")
            .note("the upper 16 bits are Windows' own");
        context.report(diagnostic);
    }
}

/// The keyword that an event names.
pub(super) fn resolve<'t>(name: QName<'t>, context: &mut Context<'t, '_>) -> Option<usize> {
    if let Some(index) = context.names.keywords.get(&name.key()) {
        return Some(*index);
    }
    let Some(item) = name.predefined(winmeta::KEYWORDS) else {
        let separator = name.text.chars().find(|it| matches!(it, ',' | ';'));
        if let Some(separator) = separator.filter(|_| !name.is_winmeta()) {
            context.report(separated_by(separator, name));
            return None;
        }
        let repair = name.is_winmeta().then_some("the event does without it");
        context.undefined(KIND, name.into_text(), repair, |provider, _| {
            declared(&provider.keywords, Keyword::origin, Keyword::name)
        });
        return None;
    };
    let message = context.strings.predefined(item);
    let index = context.provider.keywords.len();
    context.names.keywords.insert(name.key(), index);
    let source = context.file_of(name.span);
    context.provider.keywords.push(Keyword {
        source,
        name: item.qualified.to_owned(),
        mask: item.value,
        symbol: None,
        message,
        origin: Origin::Winmeta,
    });
    Some(index)
}

/// `keywords="Read, Write"`: the separator became part of the name.
fn separated_by(separator: char, name: QName<'_>) -> Diagnostic {
    let message = format!("the keyword `{}` is not declared", shorten(name.text));
    Diagnostic::new(codes::UNDEFINED_KEYWORD, name.span, message)
        .label(format!("`{separator}` is part of the name"))
        .rewrite(
            "separate keywords by spaces alone",
            name.text,
            name.text.replace([',', ';'], " ").trim_end(),
            Applicability::MachineApplicable,
        )
}
