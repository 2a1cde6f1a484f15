//! `<channel>` and `<importChannel>` as written.

use crate::ast::attributes::Attributes;
use crate::ast::children::{children, text};
use crate::ast::number::{self, Number};
use crate::ast::{Spanned, Text, shorten, value};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::guid::Guid;
use crate::model::{ChannelKind, Isolation, Logging, Publishing};
use crate::source::Span;
use crate::xml::{Element, Node};

pub(crate) struct Channel<'t> {
    pub(crate) name: Option<Text<'t>>,
    pub(crate) chid: Option<Text<'t>>,
    pub(crate) symbol: Option<Text<'t>>,
    pub(crate) value: Option<Spanned<u8>>,
    pub(crate) kind: Option<Spanned<ChannelKind>>,
    pub(crate) isolation: Option<Spanned<Isolation>>,
    pub(crate) access: Option<Text<'t>>,
    pub(crate) enabled: Option<Spanned<bool>>,
    pub(crate) logging: Logging,
    pub(crate) publishing: Publishing,
    pub(crate) message: Option<Text<'t>>,
    /// Whether the manifest was read back from resources, which do not hold the settings of channels.
    pub(crate) is_guessed: bool,
    pub(crate) span: Span,
}

pub(crate) struct ImportChannel<'t> {
    pub(crate) name: Option<Text<'t>>,
    pub(crate) chid: Option<Text<'t>>,
    pub(crate) symbol: Option<Text<'t>>,
    pub(crate) span: Span,
}

const KINDS: &[(&str, ChannelKind)] = &[
    ("Admin", ChannelKind::Admin),
    ("Operational", ChannelKind::Operational),
    ("Analytic", ChannelKind::Analytic),
    ("Debug", ChannelKind::Debug),
];

const ISOLATIONS: &[(&str, Isolation)] = &[
    ("Application", Isolation::Application),
    ("System", Isolation::System),
    ("Custom", Isolation::Custom),
];

pub(super) fn parse<'t>(element: &'t Element<'t>, diagnostics: &mut Diagnostics) -> Channel<'t> {
    let mut attributes = Attributes::new("channel", element, diagnostics);
    let mut channel = Channel {
        name: attributes.required_name("name"),
        chid: attributes.name("chid"),
        symbol: attributes.symbol(),
        value: attributes.number("value"),
        kind: None,
        isolation: attributes.choice("isolation", ISOLATIONS),
        access: attributes.reference("access"),
        enabled: attributes.boolean("enabled"),
        logging: Logging::default(),
        publishing: Publishing::default(),
        message: attributes.message(),
        is_guessed: (element.children.iter())
            .any(|it| matches!(it, Node::Instruction("guessed", _))),
        span: element.name_span,
    };
    // Events could not refer to it, and mc.exe rejects it.
    attributes.check_not_empty("chid", channel.chid);
    if let Some(text) = attributes.required("type") {
        channel.kind = value::choice("type", text, KINDS, attributes.diagnostics);
    }
    attributes.finish();
    for (name, child) in children(element, &["logging", "publishing"], diagnostics) {
        match name {
            "logging" => channel.logging = parse_logging(child, diagnostics),
            _ => channel.publishing = parse_publishing(child, diagnostics),
        }
    }
    channel
}

pub(super) fn parse_import<'t>(
    element: &'t Element<'t>,
    diagnostics: &mut Diagnostics,
) -> ImportChannel<'t> {
    let mut attributes = Attributes::new("importChannel", element, diagnostics);
    let channel = ImportChannel {
        name: attributes.required_name("name"),
        chid: attributes.reference("chid"),
        symbol: attributes.symbol(),
        span: element.name_span,
    };
    attributes.finish();
    children(element, &[], diagnostics);
    channel
}

fn parse_logging(element: &Element<'_>, diagnostics: &mut Diagnostics) -> Logging {
    let mut logging = Logging::default();
    for (name, child) in children(
        element,
        &["autoBackup", "retention", "maxSize"],
        diagnostics,
    ) {
        match name {
            "autoBackup" => logging.auto_backup = boolean(child, diagnostics),
            "retention" => logging.retention = boolean(child, diagnostics),
            _ => logging.max_size = numeral(child, diagnostics),
        }
    }
    logging
}

const PUBLISHING: &[&str] = &[
    "level",
    "keywords",
    "controlGuid",
    "bufferSize",
    "fileMax",
    "minBuffers",
    "maxBuffers",
    "latency",
    "clockType",
    "sidType",
];

fn parse_publishing(element: &Element<'_>, diagnostics: &mut Diagnostics) -> Publishing {
    let mut publishing = Publishing::default();
    for (name, child) in children(element, PUBLISHING, diagnostics) {
        match name {
            "level" => publishing.level = numeral(child, diagnostics),
            "keywords" => publishing.keywords = numeral(child, diagnostics),
            "controlGuid" => publishing.control_guid = guid(child, diagnostics),
            "bufferSize" => publishing.buffer_size = numeral(child, diagnostics),
            "fileMax" => publishing.file_max = numeral(child, diagnostics),
            "minBuffers" => publishing.min_buffers = numeral(child, diagnostics),
            "maxBuffers" => publishing.max_buffers = numeral(child, diagnostics),
            "latency" => publishing.latency = numeral(child, diagnostics),
            "clockType" => publishing.clock_type = text(child).map(|it| it.value.to_owned()),
            _ => publishing.sid_type = text(child).map(|it| it.value.to_owned()),
        }
    }
    publishing
}

fn numeral<N: Number>(element: &Element<'_>, diagnostics: &mut Diagnostics) -> Option<N> {
    let code = codes::INVALID_NUMBER;
    content(
        element,
        code,
        &format!("a number from 0 to {}", N::MAX),
        diagnostics,
        |it| number::parse(it).ok(),
    )
}

fn boolean(element: &Element<'_>, diagnostics: &mut Diagnostics) -> Option<bool> {
    content(
        element,
        codes::INVALID_CHOICE,
        "`true` or `false`",
        diagnostics,
        |text| match text {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        },
    )
}

fn guid(element: &Element<'_>, diagnostics: &mut Diagnostics) -> Option<Guid> {
    content(
        element,
        codes::INVALID_GUID,
        "a GUID",
        diagnostics,
        Guid::parse,
    )
}

fn content<T>(
    element: &Element<'_>,
    code: crate::diagnostic::Code,
    expected: &str,
    diagnostics: &mut Diagnostics,
    parse: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let found = text(element);
    let parsed = found.and_then(|it| parse(it.value));
    if parsed.is_none() {
        let span = found.map_or(element.name_span, |it| it.span);
        let shown = found.map_or("empty".to_owned(), |it| format!("`{}`", shorten(it.value)));
        let message = format!("`{}` is {shown}", element.name.local);
        diagnostics
            .push(Diagnostic::new(code, span, message).label(format!("expected {expected}")));
    }
    parsed
}
