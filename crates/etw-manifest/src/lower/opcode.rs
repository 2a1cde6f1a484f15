//! Opcodes: of the provider, of its tasks, and predefined. An event's opcode is looked for in that task first.

use crate::ast::{self, QName};
use crate::diagnostic::{Applicability, Diagnostic, codes};
use crate::lower::context::{Context, symbol};
use crate::lower::names::Kind;
use crate::lower::unique::{self, NameValueSymbol};
use crate::model::{Opcode, Origin, Provider};
use crate::winmeta;

const KIND: Kind = Kind {
    code: codes::UNDEFINED_OPCODE,
    word: "opcode",
    predefined: winmeta::OPCODES,
};

pub(super) fn lower<'t>(
    opcodes: &'t [ast::Opcode<'t>],
    tasks: &'t [ast::Task<'t>],
    context: &mut Context<'t, '_>,
) {
    let mut unique = unique::opcodes(opcodes);
    for opcode in opcodes {
        let index = lower_one(opcode, None, &mut unique, context);
        if let Some(name) = opcode.name {
            context.names.opcodes.get_or_insert(name.key(), index);
        }
    }
    for (task, ast) in tasks.iter().enumerate() {
        let mut unique = unique::opcodes(&ast.opcodes);
        for opcode in &ast.opcodes {
            let index = lower_one(opcode, Some(task), &mut unique, context);
            if let Some(name) = opcode.name {
                let names = &mut context.names;
                names.task_opcodes.get_or_insert((task, name.key()), index);
                names
                    .opcode_owners
                    .get_or_insert(name.key(), (task, name.span));
            }
            if let Some(value) = opcode.value {
                let values = &mut context.names.task_opcode_values;
                values.get_or_insert((task, value.value), (index, value.span));
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
    unique.check(
        opcode.name,
        opcode.value,
        opcode.symbol,
        context.diagnostics,
    );
    if let Some(value) = opcode.value {
        check_value(value, context);
    }
    let message = context.message(opcode.message);
    let source = context.file_of_name(opcode.name);
    context.provider.opcodes.push(Opcode {
        source,
        name: opcode.name.map_or("", |it| it.text).to_owned(),
        value: opcode.value.map_or(0, |it| it.value),
        symbol: symbol(opcode.symbol),
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
            Diagnostic::new(codes::OPCODE_VALUE, value.span, format!("the opcode value {} is reserved", value.value))
                .label("expected 10 to 239")
                .note("0 to 9 and 240 to 255 are Windows' own: use `win:Start` and its siblings without declaring them")
                .repair("the opcode keeps its value"),
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
        check_other_task(name, task, context);
        return Some(index);
    }
    let Some(item) = name.predefined(winmeta::OPCODES) else {
        missing(name, task, context);
        return None;
    };
    Some(predefined(name, item, context))
}

fn predefined<'t>(
    name: QName<'t>,
    item: &'static winmeta::Predefined,
    context: &mut Context<'t, '_>,
) -> usize {
    let message = context.strings.predefined(item);
    let index = context.provider.opcodes.len();
    context.names.opcodes.insert(name.key(), index);
    let source = context.file_of(name.span);
    context.provider.opcodes.push(Opcode {
        source,
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
    let value = context.provider.opcodes[index].value;
    let local = task.and_then(|task| context.names.task_opcode_values.get(&(task, value)));
    let Some((local, declared)) = local.copied() else {
        return;
    };
    let local = &context.provider.opcodes[local];
    let task = task.map_or("", |task| &context.provider.tasks[task].name);
    let message = format!(
        "the opcode `{}` has the value {value}, as `{}` of the task `{task}` has",
        name.text, local.name
    );
    let diagnostic = Diagnostic::new(codes::OPCODE_VALUE_COLLISION, name.span, message)
        .label("readers would show the opcode of the task")
        .also(declared, format!("the value of `{}`", local.name))
        .help("give one of the two another value");
    context.report(diagnostic);
}

/// mc.exe finds only the opcode of another task where there is a global one too.
fn check_other_task(name: QName<'_>, task: Option<usize>, context: &mut Context<'_, '_>) {
    let owner = context.names.opcode_owners.get(&name.key()).copied();
    if let (Some((owner, declared)), Some(_)) = (owner, task) {
        let diagnostic = of_task(name, task, owner, &context.provider);
        context.report(diagnostic.also(declared, "declared here"));
    }
}

fn missing(name: QName<'_>, task: Option<usize>, context: &mut Context<'_, '_>) {
    if let Some((owner, declared)) = context.names.opcode_owners.get(&name.key()).copied() {
        let diagnostic = of_task(name, task, owner, &context.provider);
        context.report(diagnostic.also(declared, "declared here"));
        return;
    }
    let owner = context.names.opcode_owners.get(&("", name.local));
    if let Some((owner, declared)) = owner.filter(|_| name.is_winmeta()) {
        let message = format!("the opcode `{}` is not declared", name.text);
        let owner = &context.provider.tasks[*owner].name;
        let diagnostic = Diagnostic::new(codes::UNDEFINED_OPCODE, name.span, message)
            .label("unknown opcode")
            .also(
                *declared,
                format!("without a prefix, of the task `{owner}`"),
            )
            .rewrite(
                format!("write opcode=\"{}\"", name.local),
                name.text,
                name.local,
                Applicability::MaybeIncorrect,
            )
            .repair("the event has no opcode");
        context.report(diagnostic);
        return;
    }
    let repair = name.is_winmeta().then_some("the event has no opcode");
    context.undefined(KIND, name.into_text(), repair, |provider, _| {
        let usable =
            |it: &&Opcode| it.origin == Origin::Declared && (it.task.is_none() || it.task == task);
        provider
            .opcodes
            .iter()
            .filter(usable)
            .map(|it| it.name.as_str())
            .collect()
    });
}

/// An opcode that only another task has.
fn of_task(name: QName<'_>, task: Option<usize>, owner: usize, provider: &Provider) -> Diagnostic {
    let owner = &provider.tasks[owner].name;
    let message = format!("the opcode `{}` belongs to the task `{owner}`", name.text);
    let elsewhere = "or declare the opcode in the `opcodes` of the provider, for all tasks";
    match task.map(|task| &provider.tasks[task].name) {
        None => Diagnostic::new(codes::OPCODE_NEEDS_TASK, name.span, message)
            .label("the event has no task")
            .help(format!("add task=\"{owner}\" to the event, {elsewhere}")),
        Some(task) => Diagnostic::new(codes::OPCODE_OTHER_TASK, name.span, message)
            .label(format!("the event has the task `{task}`"))
            .help(format!("write task=\"{owner}\", {elsewhere}")),
    }
}
