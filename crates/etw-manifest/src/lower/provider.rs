//! One provider: its lists in the order in which they depend on each other.

use crate::ast::{self, shorten};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::guid::Guid;
use crate::lower::context::{Context, symbol};
use crate::lower::names::Names;
use crate::lower::strings::Strings;
use crate::lower::{
    channel, event, event_rules, filter, fragment_ids, keyword, level, map, opcode, task, template,
};
use crate::model::Provider;
use crate::source::Source;

pub(super) fn lower<'t>(
    ast: &'t ast::Provider<'t>,
    source: &Source,
    strings: &mut Strings<'t>,
    diagnostics: &mut Diagnostics,
) -> Provider {
    let mut provider = head(ast);
    provider.message = strings.message(ast.message, diagnostics);
    let mut context = Context {
        provider,
        names: Names::default(),
        source,
        strings,
        diagnostics,
    };
    check_control_guid(ast, context.diagnostics);
    // Items use maps, filters use templates, and events use everything. Predefined items are added when an event names
    // them, so that they come after the declared ones, as in mc.exe's resources.
    channel::lower(&ast.channels, &mut context);
    level::lower(&ast.levels, &mut context);
    task::lower(&ast.tasks, &mut context);
    opcode::lower(&ast.opcodes, &ast.tasks, &mut context);
    keyword::lower(&ast.keywords, &mut context);
    map::lower(&ast.maps, &mut context);
    map::lower_patterns(&ast.pattern_maps, &mut context);
    template::lower(&ast.templates, &mut context);
    filter::lower(&ast.filters, &ast.templates, &mut context);
    event::lower(&ast.events, &mut context);
    event_rules::check(&ast.events, &mut context);
    fragment_ids::check(ast, &mut context);
    context.provider
}

fn head(ast: &ast::Provider<'_>) -> Provider {
    let owned = |text: Option<ast::Text<'_>>| text.map(|it| it.value.to_owned());
    Provider {
        name: owned(ast.name).unwrap_or_default(),
        guid: ast.guid.map_or(Guid::ZERO, |it| it.value),
        // Generated code needs a name, even after an error that was forgiven.
        symbol: symbol(ast.symbol)
            .or_else(|| symbol(ast.name))
            .unwrap_or_default(),
        resource_file: owned(ast.resource_file),
        message_file: owned(ast.message_file),
        parameter_file: owned(ast.parameter_file),
        help_link: owned(ast.help_link),
        control_guid: ast.control_guid.map(|it| it.value),
        traits: ast.traits,
        message: None,
        channels: Vec::new(),
        levels: Vec::new(),
        tasks: Vec::new(),
        opcodes: Vec::new(),
        keywords: Vec::new(),
        maps: Vec::new(),
        pattern_maps: Vec::new(),
        templates: Vec::new(),
        filters: Vec::new(),
        events: Vec::new(),
        span: ast.span,
        resource_file_span: ast.resource_file.map(|it| it.span),
        message_file_span: ast.message_file.map(|it| it.span),
    }
}

/// Checks that a provider with a control GUID has its own GUID in its name, so that tools can distinguish the two.
fn check_control_guid(ast: &ast::Provider<'_>, diagnostics: &mut Diagnostics) {
    let (Some(name), Some(guid), Some(_)) = (ast.name, ast.guid, ast.control_guid) else {
        return;
    };
    let digits = format!("{:032x}", guid.value.to_u128());
    let plain: String = name
        .value
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    if !plain.to_ascii_lowercase().ends_with(&digits) {
        let diagnostic = Diagnostic::new(
            codes::CONTROL_GUID_NAME,
            name.span,
            format!(
                "the provider name `{}` does not end with its GUID",
                shorten(name.value)
            ),
        )
        .label(format!("expected to end with `{digits}`"))
        .note("a provider with a `controlGuid` must carry its own GUID at the end of its name");
        diagnostics.push(diagnostic);
    }
}
