//! Writes a fragment for the `WiX` toolset, version 4 and later: its `util:EventManifest` registers and unregisters a manifest.

use super::Registration;
use crate::xml::writer::Xml;

const NAMESPACE: &str = "http://wixtoolset.org/schemas/v4/wxs";
const UTIL: &str = "http://wixtoolset.org/schemas/v4/wxs/util";

pub(super) fn fragment(registration: &Registration) -> String {
    let some = |text: &str| Some(text.to_owned());
    let file = format!(
        "[INSTALLFOLDER]{}",
        formatted(registration.resource.file_name())
    );
    let mut xml = Xml::new();
    xml.comment(&format!(
        "Installs the manifest beside {} and registers it. Refer to it with <ComponentGroupRef \
         Id=\"EventManifest\"/> and build with the WixToolset.Util.wixext extension.",
        registration.resource.file_name()
    ));
    xml.comment(
        "All users and the event log service may read files in Program Files. For another folder, add \
         <util:PermissionEx Domain=\"NT SERVICE\" User=\"EventLog\" GenericRead=\"yes\" GenericExecute=\"yes\"/> \
         to the <File> of the program.",
    );
    let namespaces = [("xmlns", some(NAMESPACE)), ("xmlns:util", some(UTIL))];
    let group = [
        ("Id", some("EventManifest")),
        ("Directory", some("INSTALLFOLDER")),
    ];
    let source = [
        ("Id", some("EventManifestFile")),
        ("Source", Some(preprocessed(&registration.manifest_file))),
    ];
    xml.element("Wix", &namespaces, |xml| {
        xml.element("Fragment", &[], |xml| {
            xml.element("ComponentGroup", &group, |xml| {
                xml.element("Component", &[], |xml| {
                    xml.element("File", &source, |xml| {
                        let files = [("MessageFile", some(&file)), ("ResourceFile", some(&file))];
                        xml.leaf("util:EventManifest", &files);
                    });
                });
            });
        });
    });
    xml.finish()
}

/// Escapes brackets, which enclose properties in Windows Installer.
fn formatted(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        match character {
            '[' | ']' => out.extend(['[', '\\', character, ']']),
            other => out.push(other),
        }
    }
    preprocessed(&out)
}

/// Escapes `$(…)`, which the preprocessor replaces.
fn preprocessed(text: &str) -> String {
    text.replace("$(", "$$(")
}
