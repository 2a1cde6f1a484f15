//! Events to structs that can be emitted.

use proc_macro2::Ident;

use super::body::Body;
use super::context::Context;
use super::decode;
use super::docs::{self, Docs};
use super::form;
use super::generics::{Generics, Lifetime};
use super::layout::Layout;
use super::literal;
use super::names;
use super::record::Record;
use super::structure::declare;
use crate::model::Event;

/// An event with what is needed to write its code.
struct Emitted<'c> {
    event: &'c Event,
    context: &'c Context<'c>,
    name: &'c Ident,
    /// What it decodes to, if that is another type.
    view: Option<&'c Ident>,
    /// `None` for an event without data, whose struct is a unit.
    record: Option<&'c Record>,
    generics: Generics,
    /// The number of its word in `ENABLE`.
    word: u16,
    /// The name of its static.
    metadata: &'c Ident,
}

/// Prints the struct of an event, its static, and the function that emits it.
pub(super) fn print(index: usize, event: &Event, context: &Context<'_>, layout: &mut Layout) {
    let template = context.template(event);
    let record = template
        .map(|it| &it.record)
        .filter(|it| !it.fields.is_empty());
    let emitted = Emitted {
        event,
        context,
        name: context.types.event(index),
        view: context.types.event_view(index),
        record,
        generics: record.map_or(Generics::None, |it| it.generics),
        word: context.words.index(event, context.provider),
        metadata: context.event_static(index),
    };
    emitted.declaration(layout);
    emitted.inherent(layout);
    emitted.function(layout);
    emitted.event_trait(layout);
    emitted.decoding(layout);
    emitted.metadata(layout);
}

impl Emitted<'_> {
    /// The struct.
    fn declaration(&self, layout: &mut Layout) {
        let (name, docs) = (self.name, self.docs());
        if let Some(record) = self.record {
            return declare(name, &docs, record, layout);
        }
        let docs = docs.lines(4);
        layout.form(format_args!(
            "
{docs}    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct {name};
"
        ));
    }

    /// The constants and functions of the struct. Those that need no data are of the type whose text is `str`, so that
    /// `Name::is_enabled()` says all.
    fn inherent(&self, layout: &mut Layout) {
        let (name, word, generics) = (self.name, self.word, self.generics);
        let (defaults, arguments) = (generics.defaults(), generics.arguments(Lifetime::Elided));
        let descriptor = self.context.provider.descriptor(self.event);
        let (id, version, channel) = (descriptor.id, descriptor.version, descriptor.channel);
        let (level, opcode, task) = (descriptor.level, descriptor.opcode, descriptor.task);
        let keyword = literal::hex(descriptor.keyword);
        layout.form(format_args!(
            "
    impl {name}{defaults} {{
        /// The numbers that identify the event.
        pub const DESCRIPTOR: runtime::EventDescriptor = runtime::EventDescriptor {{
            id: {id},
            version: {version},
            channel: {channel},
            level: {level},
            opcode: {opcode},
            task: {task},
            keyword: {keyword},
        }};

        /// Whether the event is worth building: whether anyone wants it, or that is not known before the first.
        #[inline]
        pub fn is_enabled() -> bool {{
            ENABLE[{word}].is_enabled()
        }}
"
        ));
        if generics.has_types() {
            let head = format!("impl{}", generics.bounds());
            let head = form::head(&head, &format!("{name}{arguments}"));
            layout.form(format_args!("    }}\n\n{head}"));
        }
        layout.form(format_args!(
            "
        /// Emits the event, as part of the current activity.
        #[inline]
        pub fn emit(&self) -> runtime::Outcome {{
            self.emit_with(&runtime::Activity::CURRENT)
        }}

        /// Emits the event as part of an activity.
        #[inline]
        pub fn emit_with(&self, activity: &runtime::Activity) -> runtime::Outcome {{
            PROVIDER.emit(&ENABLE[{word}], self, activity)
        }}
    }}
"
        ));
    }

    /// The function that emits the event without naming its fields.
    fn function(&self, layout: &mut Layout) {
        let name = self.name;
        let function = names::snake_case(&name.to_string(), "event");
        let Some(record) = self.record else {
            return layout.form(format_args!(
                "
    /// Emits [`{name}`], as part of the current activity.
    #[inline]
    pub fn emit_{function}() -> runtime::Outcome {{
        {name}.emit()
    }}
"
            ));
        };
        let (mut signature, mut event) = (String::new(), String::new());
        let head = format!("pub fn emit_{function}(");
        form::call(
            &head,
            &record.parameters,
            ") -> runtime::Outcome {",
            4,
            &mut signature,
        );
        let literal = format!("{name} {{");
        form::literal(&literal, &record.names, "}.emit()", 8, &mut event);
        let allow = allow_parameters(record);
        layout.form(format_args!(
            "
    /// Emits [`{name}`], as part of the current activity.
{allow}    #[inline]
{signature}{event}    }}
"
        ));
    }

    /// The implementation of the runtime's trait.
    fn event_trait(&self, layout: &mut Layout) {
        let (name, generics) = (self.name, self.generics);
        match self.record {
            Some(record) => {
                let target = format!("for {name}{}", generics.arguments(Lifetime::Elided));
                let head = format!("impl{} runtime::Event", generics.bounds());
                self.implement(&form::head(&head, &target), &record.encode, layout);
            }
            None => self.implement(
                &form::head("impl runtime::Event", &format!("for {name}")),
                &Body::default(),
                layout,
            ),
        }
    }

    /// Prints an implementation of the runtime's trait for the event or its view.
    fn implement(&self, head: &str, encode: &Body, layout: &mut Layout) {
        let metadata = self.metadata;
        let allow = self.record.map_or("", Record::allow_lines);
        let (storage, body) = match encode.text() {
            "" => ("_storage", "            Ok(&[])\n".to_owned()),
            body => ("storage", in_payload(body)),
        };
        layout.form(format_args!(
            "
{head}
        fn metadata(&self) -> &'static runtime::EventMetadata {{
            &{metadata}
        }}

{allow}        fn encode<'p>(&self, {storage}: runtime::Storage<'p>) -> runtime::Encoded<'p> {{
{body}        }}
    }}
"
        ));
    }

    /// What reads the event, and its view if there is one, which can be emitted as well.
    fn decoding(&self, layout: &mut Layout) {
        let Some(record) = self.record else {
            return decode::print_nothing(self.name, layout);
        };
        decode::print(
            self.name,
            self.view,
            record,
            layout,
            |layout, view, body| {
                let target = format!("for {view}<'_>");
                self.implement(&form::head("impl runtime::Event", &target), body, layout);
            },
        );
    }

    /// The static that describes the event.
    fn metadata(&self, layout: &mut Layout) {
        let (ident, ty, word) = (self.metadata, self.name, self.word);
        let symbol = self.event.symbol.clone().unwrap_or_else(|| ty.to_string());
        let name = literal::string(self.event.name.as_ref().unwrap_or(&symbol));
        let symbol = literal::string(&symbol);
        let template = match self.context.template(self.event) {
            Some(template) => template.ident.to_string(),
            None => "runtime::Template::EMPTY".to_owned(),
        };
        layout.form(format_args!(
            "
    static {ident}: runtime::EventMetadata = runtime::EventMetadata {{
        symbol: {symbol},
        name: {name},
        descriptor: {ty}::DESCRIPTOR,
        word: {word},
        template: &{template},
    }};
"
        ));
    }

    /// What the manifest says, for people.
    fn docs(&self) -> Docs {
        let (event, texts) = (self.event, &self.context.texts);
        let symbol = event.symbol.as_ref().or(event.name.as_ref());
        let symbol = symbol.map_or_else(|| format!("`{}`", self.name), |it| docs::code(it));
        let mut first = format!("{} {symbol}", event.id);
        let text = texts.markdown(event.message);
        if let Some(text) = &text {
            first = format!("{first}: {text}");
        }
        let mut docs = Docs::new(&first);
        if let Some(description) = texts.markdown(event.description) {
            docs = docs.paragraph(&description);
        }
        docs = docs.bullet(&format!("Version: {}", event.version));
        for label in self.context.labels.of(event) {
            docs = docs.bullet(label);
        }
        if let Some(keywords) = self.context.labels.keywords(event) {
            docs = docs.bullet(&keywords);
        }
        for (language, text) in texts.translations(event.message, text.as_deref()) {
            docs = docs.bullet(&format!("{}: {text}", docs::code(language)));
        }
        docs
    }
}

/// The body of a function that encodes by these statements.
fn in_payload(statements: &str) -> String {
    format!(
        "            let mut payload = runtime::Payload::new(storage);
{statements}            payload.finish()
"
    )
}

/// What Clippy would say about a function with a parameter per field, where it would.
fn allow_parameters(record: &Record) -> String {
    let fields = &record.fields;
    let single = record.names.iter().filter(|it| it.len() == 1);
    let lints = [
        (fields.len() > 7).then_some("clippy::too_many_arguments"),
        (single.count() > 4).then_some("clippy::many_single_char_names"),
        (record.bools() > 3).then_some("clippy::fn_params_excessive_bools"),
        fields
            .iter()
            .any(super::field::Field::is_structure)
            .then_some("clippy::large_types_passed_by_value"),
    ];
    let mut arguments: Vec<String> = lints.into_iter().flatten().map(str::to_owned).collect();
    if arguments.is_empty() {
        return String::new();
    }
    arguments.push("reason = \"one parameter per field\"".to_owned());
    let mut attribute = String::new();
    form::attribute("#[allow(", &arguments, 4, &mut attribute);
    attribute
}
