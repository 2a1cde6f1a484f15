//! Finds out which generation of mc.exe wrote a resource.

use super::budget::Budget;
use super::layout;
use super::provider::Provider;
use super::table::Table;
use super::template::Template;
use crate::model::{UserContent, UserElement};
use crate::resource::McVersion;

/// Returns the generation: by the version of the file, else by how the GUIDs of templates were made, else by the line breaks
/// in messages. Gives `UserData` the white space under which templates get their GUIDs. `size` is that of the file.
pub(super) fn settle<'t>(
    major: u16,
    providers: &mut [Provider],
    texts: impl Iterator<Item = &'t str>,
    size: usize,
) -> McVersion {
    let attempts = attempts(size);
    let version = if major >= 5 {
        McVersion::V10_0_16299
    } else {
        older(providers, texts, &attempts)
    };
    for template in providers.iter_mut().flat_map(|it| &mut it.templates) {
        let size = digested(&template.document);
        let layouts = layout::uniform(template).chain(layout::odd(template));
        let mut layouts = layouts.take_while(|_| attempts.spend(size));
        if let Some(fitting) = layouts.find(|it| template.has_guid_of(it, version)) {
            drop(layouts);
            template.document = fitting;
        }
    }
    version
}

/// Bounds how many bytes may be digested to find layouts: the templates of honest files fit one of the first.
fn attempts(size: usize) -> Budget {
    Budget::per_byte(size, 32, 0x40_0000)
}

/// Returns about how many bytes the GUID of a template digests.
fn digested(document: &UserElement) -> usize {
    let overhead = 256;
    text_size(document) + overhead
}

fn text_size(element: &UserElement) -> usize {
    let attributes = element.attributes.iter();
    let own: usize = attributes
        .map(|(name, value)| name.len() + value.len())
        .sum();
    let content = element.content.iter().map(|content| match content {
        UserContent::Element(child) => text_size(child),
        UserContent::Text(text) | UserContent::CData(text) => text.len(),
        UserContent::Instruction { target, data } => target.len() + data.len(),
    });
    element.name.len() + own + content.sum::<usize>()
}

fn older<'t>(
    providers: &[Provider],
    mut texts: impl Iterator<Item = &'t str>,
    attempts: &Budget,
) -> McVersion {
    let (old, middle) = (McVersion::V6_3, McVersion::V10_0_10240);
    let templates = || providers.iter().flat_map(|it| &it.templates);
    let fits = |template: &Template, layouts: &mut dyn Iterator<Item = UserElement>| {
        let size = digested(&template.document);
        let mut layouts = layouts.take_while(|_| attempts.spend(size));
        layouts.find_map(|layout| {
            let mut versions = [old, middle].into_iter();
            versions.find(|version| template.has_guid_of(&layout, *version))
        })
    };
    let uniform = templates().find_map(|it| fits(it, &mut layout::uniform(it)));
    let odd = || templates().find_map(|it| fits(it, &mut layout::odd(it)));
    if let Some(version) = uniform.or_else(odd) {
        return version;
    }
    let bare_break = |text: &str| text.replace("\r\n", "").contains('\n');
    if texts.any(bare_break) { old } else { middle }
}

/// Undoes the CR LF that newer generations make of every line break.
pub(super) fn unify_line_breaks(tables: &mut [Table], version: McVersion) {
    if version == McVersion::V6_3 {
        return;
    }
    let texts = tables.iter_mut().flat_map(|table| table.texts.values_mut());
    for text in texts.flatten() {
        *text = text.replace("\r\n", "\n");
    }
}
