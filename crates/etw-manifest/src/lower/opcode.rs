//! Opcodes: of the provider, of its tasks, and predefined. An event's opcode is looked for in that task first.

use crate::ast::{self, QName};
use crate::diagnostic::{Diagnostic, codes};
use crate::lower::channel::sorted;
use crate::lower::names::undefined_qname;
use crate::lower::provider::Context;
use crate::lower::unique::{self, NameValueSymbol};
use crate::model::{Opcode, Origin};
use crate::winmeta;

pub(super) fn lower<'t>(
    opcodes: &'t [ast::Opcode<'t>],
    tasks: &'t [ast::Task<'t>],
    context: &mut Context<'t, '_>,
) {
    let mut unique = unique::opcodes();
    for opcode in opcodes {
        let index = lower_one(opcode, None, &mut unique, context);
        if let Some(name) = opcode.name {
            context.names.opcodes.entry(name.key()).or_insert(index);
        }
    }
    for (task, ast) in tasks.iter().enumerate() {
        let mut unique = unique::opcodes();
        for opcode in &ast.opcodes {
            let index = lower_one(opcode, Some(task), &mut unique, context);
            if let Some(name) = opcode.name {
                context
                    .names
                    .task_opcodes
                    .entry((task, name.key()))
                    .or_insert(index);
            }
        }
    }
}

fn lower_one<'t>(
    opcode: &'t ast::Opcode<'t>,
    task: Option<usize>,
    unique: &mut NameValueSymbol<'t, u8>,
    context: &mut Context<'t, '_>,
) -> usize {
    if let Some(name) = opcode.name {
        unique.name(name, context.diagnostics);
    }
    if let Some(value) = opcode.value {
        unique.value(
            value.value,
            &value.value.to_string(),
            value.span,
            context.diagnostics,
        );
        check_value(value, context);
    }
    unique.symbol(opcode.symbol, context.diagnostics);
    let message = context.message(opcode.message);
    context.provider.opcodes.push(Opcode {
        name: opcode.name.map_or("", |it| it.text).to_owned(),
        value: opcode.value.map_or(0, |it| it.value),
        symbol: opcode.symbol.map(|it| it.value.to_owned()),
        message,
        task,
        mof_value: opcode.mof_value.map(|it| it.value),
        origin: Origin::Declared,
    });
    context.provider.opcodes.len() - 1
}

fn check_value(value: ast::Spanned<u8>, context: &mut Context<'_, '_>) {
    if !(10..=239).contains(&value.value) {
        context.report(
            Diagnostic::new(codes::OPCODE_VALUE, value.span, format!("the opcode value is {}", value.value))
                .label("expected 10 to 239")
                .note("0 to 9 and 240 to 255 are Windows' own: use `win:Start` and its siblings without declaring them"),
        );
    }
}

/// The opcode that an event of this task names.
pub(super) fn resolve<'t>(
    name: Option<QName<'t>>,
    task: Option<usize>,
    context: &mut Context<'t, '_>,
) -> Option<usize> {
    let name = name?;
    let local = task.and_then(|task| context.names.task_opcodes.get(&(task, name.key())));
    if let Some(index) = local {
        return Some(*index);
    }
    if let Some(index) = context.names.opcodes.get(&name.key()).copied() {
        check_collision(index, name, task, context);
        return Some(index);
    }
    match name.predefined(winmeta::OPCODES) {
        Some(item) => Some(predefined(name, item, context)),
        None => {
            let diagnostic = missing(name, task, context);
            context.report(diagnostic);
            None
        }
    }
}

fn predefined<'t>(
    name: QName<'t>,
    item: &'static winmeta::Predefined,
    context: &mut Context<'t, '_>,
) -> usize {
    let message = context.strings.predefined(item);
    let index = context.provider.opcodes.len();
    context.names.opcodes.insert(name.key(), index);
    context.provider.opcodes.push(Opcode {
        name: item.qualified.to_owned(),
        value: u8::try_from(item.value).unwrap_or_default(),
        symbol: None,
        message,
        task: None,
        mof_value: None,
        origin: Origin::Winmeta,
    });
    index
}

/// Readers look up an event's opcode by task and value, so that a global opcode must not have the value of a local one.
fn check_collision(
    index: usize,
    name: QName<'_>,
    task: Option<usize>,
    context: &mut Context<'_, '_>,
) {
    let opcodes = &context.provider.opcodes;
    let value = opcodes[index].value;
    let local = opcodes
        .iter()
        .find(|it| it.task.is_some() && it.task == task && it.value == value);
    let Some(local) = local else { return };
    let task = task.map_or("", |task| &context.provider.tasks[task].name);
    let message = format!(
        "the opcode `{}` has the value {value}, as `{}` of the task `{task}` has",
        name.text, local.name
    );
    let diagnostic = Diagnostic::new(codes::OPCODE_VALUE_COLLISION, name.span, message)
        .label("readers would show the task's own opcode")
        .help("give one of the two another value");
    context.report(diagnostic);
}

fn missing(name: QName<'_>, task: Option<usize>, context: &Context<'_, '_>) -> Diagnostic {
    let provider = &context.provider;
    let owner = provider
        .opcodes
        .iter()
        .filter(|it| it.name == name.text)
        .find_map(|it| it.task);
    if let Some(owner) = owner {
        let owner = &provider.tasks[owner].name;
        let (code, found) = match task {
            None => (codes::OPCODE_NEEDS_TASK, "the event has no task".to_owned()),
            Some(task) => (
                codes::OPCODE_OTHER_TASK,
                format!("the event has the task `{}`", provider.tasks[task].name),
            ),
        };
        return Diagnostic::new(code, name.span, format!("the opcode `{}` belongs to the task `{owner}`", name.text))
            .label(found)
            .help(format!("add task=\"{owner}\" to the event, or declare the opcode in the provider's own `opcodes`"));
    }
    let usable = provider
        .opcodes
        .iter()
        .filter(|it| it.task.is_none() || it.task == task);
    let declared = sorted(usable.map(|it| it.name.as_str()));
    undefined_qname(
        codes::UNDEFINED_OPCODE,
        "opcode",
        name,
        declared,
        winmeta::OPCODES,
    )
}
