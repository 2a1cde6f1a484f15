//! Writes a fragment for the manifest of an MSIX package, which registers providers on Windows 11, version 21H2, and later.

use super::Registration;
use crate::model::{Channel, ChannelKind, ChannelOrigin, Isolation, Logging, Provider, Publishing};
use crate::xml::writer::Xml;

const NAMESPACE: &str = "http://schemas.microsoft.com/appx/manifest/desktop/windows10/8";

pub(super) fn extensions(registration: &Registration) -> String {
    let mut xml = Xml::new();
    let file = registration.resource.file_name();
    xml.comment(&format!(
        "Copy this into <Package>. Add desktop8 to its IgnorableNamespaces, so that earlier versions of Windows ignore it. \
         {file} is a path within the package."
    ));
    let namespace = [("xmlns:desktop8", Some(NAMESPACE.to_owned()))];
    let category = [("Category", Some("windows.eventTracing".to_owned()))];
    xml.element("Extensions", &namespace, |xml| {
        for provider in &registration.manifest.providers {
            xml.element("desktop8:Extension", &category, |xml| {
                xml.element("desktop8:EventTracing", &[], |xml| {
                    write(xml, provider, file);
                });
            });
        }
    });
    xml.finish()
}

fn write(xml: &mut Xml, provider: &Provider, file: &str) {
    let guid = provider.guid.to_string();
    let attributes = [
        // Without the braces.
        ("Id", Some(guid.trim_matches(['{', '}']).to_owned())),
        ("Name", Some(provider.name.clone())),
        ("ResourceFile", Some(file.to_owned())),
        ("MessageFile", Some(file.to_owned())),
    ];
    let channels = provider
        .channels
        .iter()
        .filter(|it| it.origin != ChannelOrigin::Implicit);
    xml.element("desktop8:Provider", &attributes, |xml| {
        xml.list("desktop8:Channels", channels, write_channel);
    });
}

fn write_channel(xml: &mut Xml, channel: &Channel) {
    let name = ("Name", Some(channel.name.clone()));
    let Some(kind) = channel.kind else {
        xml.leaf("desktop8:ImportChannel", &[name]);
        return;
    };
    let attributes = [
        name,
        ("Type", Some(kind_name(kind).to_owned())),
        ("Access", channel.access.clone()),
        (
            "Isolation",
            Some(isolation_name(channel.isolation).to_owned()),
        ),
        ("Enabled", Some(channel.enabled.to_string())),
    ];
    let (logging, publishing) = (&channel.logging, &channel.publishing);
    if *logging == Logging::default() && *publishing == Publishing::default() {
        xml.leaf("desktop8:Channel", &attributes);
        return;
    }
    xml.element("desktop8:Channel", &attributes, |xml| {
        if *logging != Logging::default() {
            xml.leaf("desktop8:Logging", &logging_attributes(logging));
        }
        if *publishing != Publishing::default() {
            xml.leaf("desktop8:Publishing", &publishing_attributes(publishing));
        }
    });
}

const fn kind_name(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::Admin => "admin",
        ChannelKind::Operational => "operational",
        ChannelKind::Analytic => "analytic",
        ChannelKind::Debug => "debug",
    }
}

const fn isolation_name(isolation: Isolation) -> &'static str {
    match isolation {
        Isolation::Application => "application",
        Isolation::System => "system",
        Isolation::Custom => "custom",
    }
}

fn logging_attributes(logging: &Logging) -> [(&'static str, Option<String>); 3] {
    [
        ("Autobackup", logging.auto_backup.map(|it| it.to_string())),
        ("Retention", logging.retention.map(|it| it.to_string())),
        ("MaxSize", logging.max_size.map(|it| it.to_string())),
    ]
}

fn publishing_attributes(publishing: &Publishing) -> [(&'static str, Option<String>); 10] {
    let guid = publishing.control_guid.map(|it| it.to_string());
    [
        ("Level", publishing.level.map(|it| it.to_string())),
        (
            "Keywords",
            publishing.keywords.map(|it| format!("{it:#018x}")),
        ),
        (
            "ControlGuid",
            guid.map(|it| it.trim_matches(['{', '}']).to_owned()),
        ),
        (
            "BufferSize",
            publishing.buffer_size.map(|it| it.to_string()),
        ),
        ("FileMax", publishing.file_max.map(|it| it.to_string())),
        (
            "MinBuffers",
            publishing.min_buffers.map(|it| it.to_string()),
        ),
        (
            "MaxBuffers",
            publishing.max_buffers.map(|it| it.to_string()),
        ),
        ("Latency", publishing.latency.map(|it| it.to_string())),
        (
            "ClockType",
            publishing.clock_type.as_deref().map(clock_type),
        ),
        (
            "SidType",
            publishing.sid_type.as_deref().map(str::to_ascii_lowercase),
        ),
    ]
}

/// Returns the name of a clock in the schema of packages, which differs from that of manifests.
fn clock_type(name: &str) -> String {
    match name.to_ascii_lowercase().as_str() {
        "qpc" => "queryPerformanceCounter".to_owned(),
        _ => "systemTime".to_owned(),
    }
}
