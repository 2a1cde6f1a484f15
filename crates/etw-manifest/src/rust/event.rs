//! Events: structs that can be emitted.

use proc_macro2::Ident;

use super::Visibility;
use super::context::Context;
use super::docs::{self, Docs};
use super::element::OWN;
use super::metadata::texts;
use super::names;
use super::print::{Code, skeleton};
use super::record::Record;
use super::structure::{declare, ty};
use crate::model::Event;

skeleton!(UNIT(__docs, __name) =>
    #[__docs]
    #[derive(Clone, Copy, Debug)]
    pub struct __name;
);
skeleton!(IMPL_UNIT(__name, __word, __metadata) => runtime::event! {
    impl(PROVIDER, ENABLE[__word], __metadata) __name;
});
skeleton!(IMPL(__ty, __word, __metadata, __payload, __reader, __lines) => runtime::event! {
    impl(PROVIDER, ENABLE[__word], __metadata) __ty;
    fn(self, __payload, __reader);
    __lines
});
skeleton!(IMPL_VIEW(__ty, __view, __word, __metadata, __payload, __reader, __lines) => runtime::event! {
    impl(PROVIDER, ENABLE[__word], __metadata) __ty => __view;
    fn(self, __payload, __reader);
    __lines
});
skeleton!(METADATA(__name, __symbol, __descriptor, __word, __template, __calls) =>
    static __name: runtime::EventMetadata =
        runtime::EventMetadata::new(
            __symbol,
            __descriptor,
            &ENABLE[__word],
            &__template,
        ).__calls;
);
skeleton!(NAME(__name) => .with_name(__name));
skeleton!(EMPTY() => runtime::Template::EMPTY);
skeleton!(DESCRIPTOR(__id, __version, __channel, __level, __opcode, __task, __keyword) =>
    runtime::EventDescriptor {
        id: __id,
        version: __version,
        channel: __channel,
        level: __level,
        opcode: __opcode,
        task: __task,
        keyword: __keyword,
    }
);
skeleton!(EMIT_UNIT(__docs, __function, __name) =>
    #[__docs]
    #[inline]
    pub fn __function() -> runtime::Outcome {
        __name.emit()
    }
);
skeleton!(EMIT(__docs, __allow, __function, __parameters, __name, __fields) =>
    #[__docs]
    #[__allow]
    #[inline]
    pub fn __function(__parameters) -> runtime::Outcome {
        __name { __fields }.emit()
    }
);
skeleton!(ALIAS(__docs, __function, __name) => #[__docs] pub use __function as __name;);
skeleton!(ALLOW(__lints) => #[allow(__lints, reason = "one parameter per field")]);
skeleton!(CLIPPY(__lint) => clippy::__lint);
skeleton!(ENTRY(__metadata, __calls) => runtime::EventEntry::new(&__metadata).__calls);
skeleton!(USER_DATA(__document) => .with_document(runtime::Document::UserData(&__document)));
skeleton!(EVENT_DATA(__name) => .with_document(runtime::Document::EventData(__name)));

/// The struct of an event, its static, and the function that emits it.
pub(super) fn code(index: usize, event: &Event, context: &Context<'_>) -> Code {
    let record = context.record(event);
    let name = Code::ident(context.types.event(index));
    let word = Code::number(context.words.index(event, context.provider).into());
    let static_name = context.event_static(index);
    let docs = docs(index, event, context);
    let (declaration, implementation) = match record {
        None => (
            UNIT.fill([&docs, &name]),
            IMPL_UNIT.fill([&name, &word, static_name]),
        ),
        Some(record) => {
            let ty = ty(context.types.event(index), record);
            let (payload, reader, lines) = (&record.payload, &record.reader, &record.lines);
            let implementation = if record.borrows() {
                let view = OWN.fill([&Code::ident(context.types.event_view(index))]);
                IMPL_VIEW.fill([&ty, &view, &word, static_name, payload, reader, lines])
            } else {
                IMPL.fill([&ty, &word, static_name, payload, reader, lines])
            };
            (declare(&ty, &docs, record), implementation)
        }
    };
    Code::items([
        declaration,
        implementation,
        metadata(index, event, &word, context),
        function(index, record, context),
    ])
}

/// The static that describes the event.
fn metadata(index: usize, event: &Event, word: &Code, context: &Context<'_>) -> Code {
    let ty = context.types.event(index).to_string();
    let symbol = event.symbol.as_ref().unwrap_or(&ty);
    let name = event.name.as_ref().filter(|it| *it != symbol);
    let name = name.map(|it| NAME.fill([&Code::string(it)]));
    let template = match context.template(event) {
        Some(template) => template.name.clone(),
        None => EMPTY.fill([]),
    };
    METADATA.fill([
        context.event_static(index),
        &Code::string(symbol),
        &descriptor(event, context),
        word,
        &template,
        &name.unwrap_or_default(),
    ])
}

/// The numbers of the event.
fn descriptor(event: &Event, context: &Context<'_>) -> Code {
    let numbers = context.provider.descriptor(event);
    DESCRIPTOR.fill([
        &Code::number(numbers.id.into()),
        &Code::number(numbers.version.into()),
        &Code::number(numbers.channel.into()),
        &Code::number(numbers.level.into()),
        &Code::number(numbers.opcode.into()),
        &Code::number(numbers.task.into()),
        &Code::hex(numbers.keyword),
    ])
}

/// The function that emits the event without naming its fields.
fn function(index: usize, record: Option<&Record>, context: &Context<'_>) -> Code {
    let ty = context.types.event(index).to_string();
    let function = names::snake_case(&ty, "event");
    let function = format!("emit_{function}");
    let name = Code::ident(&names::ident(&function));
    let docs = Docs::new(&format!("Emits [`{ty}`] as part of the current activity.")).code();
    let event = context.types.event(index);
    if context.visibility == Visibility::Public {
        return emit(&docs, &name, event, record);
    }
    // rustc is to report the struct of an event that the crate never emits, but not the function of one that it emits as a
    // struct. A function that allows to be unused would count as a use of the struct. One with such a name does not.
    let unreported = Code::ident(&names::ident(&format!("__{function}")));
    Code::items([
        emit(&Code::default(), &unreported, event, record),
        ALIAS.fill([&docs, &unreported, &name]),
    ])
}

fn emit(docs: &Code, function: &Code, event: &Ident, record: Option<&Record>) -> Code {
    let event = Code::ident(event);
    let Some(record) = record else {
        return EMIT_UNIT.fill([docs, function, &event]);
    };
    let parameters = Code::parameters(record.fields.iter().map(super::field::Field::parameter));
    let allow = allow_parameters(record);
    EMIT.fill([docs, &allow, function, &parameters, &event, &record.names()])
}

/// The attribute that allows what Clippy would find in a function with a parameter per field.
fn allow_parameters(record: &Record) -> Code {
    let fields = &record.fields;
    let single = fields.iter().filter(|it| it.name.text().len() == 1).count();
    let lints = [
        (fields.len() > 7).then_some("too_many_arguments"),
        (single > 4).then_some("many_single_char_names"),
        (record.bools() > 3).then_some("fn_params_excessive_bools"),
        fields
            .iter()
            .any(super::field::Field::is_structure)
            .then_some("large_types_passed_by_value"),
    ];
    let lints = lints.into_iter().flatten();
    let lints = Code::commas(lints.map(|it| CLIPPY.fill([&Code::word(it)])));
    if lints.is_empty() {
        return lints;
    }
    ALLOW.fill([&lints])
}

/// The entries of all events in `METADATA`: their messages, and the documents of their data.
pub(super) fn entries(context: &Context<'_>) -> impl Iterator<Item = Code> {
    context.events().map(|(index, event)| {
        let calls = [
            texts("with_message", event.message, context),
            document(event, context),
        ];
        ENTRY.fill([context.event_static(index), &Code::chain(calls)])
    })
}

/// What shows the data, unless it is an `<EventData>` without a name.
fn document(event: &Event, context: &Context<'_>) -> Code {
    let template = event.template.map(|it| &context.provider.templates[it]);
    let (Some(template), Some(used)) = (template, context.template(event)) else {
        return Code::default();
    };
    match template.name.as_deref() {
        _ if template.user_data.is_some() => USER_DATA.fill([&used.document]),
        None | Some("") => Code::default(),
        Some(name) => EVENT_DATA.fill([&Code::string(name)]),
    }
}

/// What the manifest says, for people.
fn docs(index: usize, event: &Event, context: &Context<'_>) -> Code {
    let texts = &context.texts;
    let items = event
        .template
        .map_or(&[][..], |it| &context.provider.templates[it].items);
    let text = texts.message(event.message, items);
    let symbol = event.symbol.as_ref().or(event.name.as_ref());
    let symbol = symbol.map_or_else(
        || format!("`{}`", context.types.event(index)),
        |it| docs::code(it),
    );
    let mut docs = match &text {
        Some(text) => Docs::new(text),
        None => Docs::new(&format!("The event {symbol}.")),
    };
    if let Some(description) = texts.markdown(event.description) {
        docs = docs.paragraph(&description);
    }
    docs = docs.block(&context.labels.table(event));
    for (locale, text) in texts.translations(event.message, items, text.as_deref()) {
        docs = docs.bullet(&format!("{}: {text}", docs::code(locale)));
    }
    let record = context.record(event);
    let path = context.public_path.as_deref();
    if let Some(example) = super::example::of(context.types.event(index), record, path) {
        docs = docs.block(&example);
    }
    if let Some(place) = context.place(event.span) {
        docs = docs.paragraph(&format!("Declared at {}.", docs::code(&place)));
    }
    docs.code()
}
