//! Which generation of mc.exe wrote a resource, and what its templates do not say: where white space stood.

use super::strings::Table;
use super::wevt::Resource;
use crate::model::{Template, UserContent, UserElement};
use crate::resource::{McVersion, template_guid};

/// The generation, by the version of the file, else by how the GUIDs of templates were made, else by the line breaks
/// in messages. Gives the templates' `UserData` the white space under which they get their GUIDs.
pub(super) fn settle<'t>(
    resource: &mut Resource,
    texts: impl Iterator<Item = &'t str>,
) -> McVersion {
    let version = if resource.major >= 5 {
        McVersion::V10_0_16299
    } else {
        older(resource, texts)
    };
    let guids = std::mem::take(&mut resource.template_guids);
    for (template, guid) in templates(resource).zip(&guids) {
        let fitting = layouts(template)
            .into_iter()
            .find(|it| template_guid(it, version) == *guid);
        if let Some(fitting) = fitting {
            *template = fitting;
        }
    }
    resource.template_guids = guids;
    version
}

fn templates(resource: &mut Resource) -> impl Iterator<Item = &mut Template> {
    resource
        .providers
        .iter_mut()
        .flat_map(|provider| &mut provider.templates)
}

fn older<'t>(resource: &mut Resource, mut texts: impl Iterator<Item = &'t str>) -> McVersion {
    let (old, middle) = (McVersion::V6_3, McVersion::V10_0_10240);
    let guids = resource.template_guids.clone();
    for (template, guid) in templates(resource).zip(guids) {
        for layout in layouts(template) {
            let made_by = |version: &McVersion| template_guid(&layout, *version) == guid;
            if let Some(version) = [old, middle].into_iter().find(made_by) {
                return version;
            }
        }
    }
    let bare_break = |text: &str| text.replace("\r\n", "").contains('\n');
    if texts.any(bare_break) { old } else { middle }
}

/// The template with its `UserData` as it may have been written. The resource does not keep the white space between
/// elements and around inserts, but the GUID depends on whether there was some.
fn layouts(template: &Template) -> Vec<Template> {
    let Some(root) = &template.user_data else {
        return vec![template.clone()];
    };
    let layout = |(between, around)| Template {
        user_data: Some(spaced(root, between, around)),
        ..template.clone()
    };
    [(true, false), (true, true), (false, false), (false, true)]
        .map(layout)
        .into()
}

/// `between` elements, `around` inserts.
fn spaced(element: &UserElement, between: bool, around: bool) -> UserElement {
    let space = || UserContent::Text("\n".to_owned());
    let mut content = Vec::new();
    let mut has_children = element.content.is_empty();
    for it in &element.content {
        match it {
            UserContent::Element(child) => {
                has_children = true;
                content.extend(between.then(space));
                content.push(UserContent::Element(spaced(child, between, around)));
            }
            UserContent::Text(text) if around => {
                content.push(UserContent::Text(format!(" {text} ")));
            }
            UserContent::Text(_) => content.push(it.clone()),
        }
    }
    content.extend((between && has_children).then(space));
    UserElement {
        content,
        ..element.clone()
    }
}

/// Newer generations made CR LF of every line break.
pub(super) fn unify_line_breaks(tables: &mut [Table], version: McVersion) {
    if version == McVersion::V6_3 {
        return;
    }
    for text in tables
        .iter_mut()
        .flat_map(|table| table.texts.values_mut())
        .flatten()
    {
        *text = text.replace("\r\n", "\n");
    }
}
