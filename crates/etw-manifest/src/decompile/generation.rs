//! Which generation of mc.exe wrote a resource, and what its templates do not say: where white space stood.

use super::reader::Budget;
use super::strings::Table;
use super::wevt::Resource;
use crate::model::{Template, UserContent, UserElement};
use crate::resource::{McVersion, template_guid};

/// The generation, by the version of the file, else by how the GUIDs of templates were made, else by the line breaks
/// in messages. Gives the templates' `UserData` the white space under which they get their GUIDs. `size` is that of the file.
pub(super) fn settle<'t>(
    resource: &mut Resource,
    texts: impl Iterator<Item = &'t str>,
    size: usize,
) -> McVersion {
    let attempts = attempts(size);
    let version = if resource.major >= 5 {
        McVersion::V10_0_16299
    } else {
        older(resource, texts, &attempts)
    };
    let guids = std::mem::take(&mut resource.template_guids);
    for (template, guid) in templates(resource).zip(&guids) {
        let fits = |it: &Template| template_guid(it, version) == *guid;
        let size = digested(template);
        let layouts = layouts(template).chain(odd_layouts(template));
        let fitting = layouts.take_while(|_| attempts.spend(size)).find(fits);
        if let Some(fitting) = fitting {
            *template = fitting;
        }
    }
    resource.template_guids = guids;
    version
}

/// How many bytes may be digested to find layouts: the templates of honest files fit one of the first.
fn attempts(size: usize) -> Budget {
    Budget::per_byte(size, 32, 0x40_0000)
}

/// About how many bytes the GUID of a template is a digest of.
fn digested(template: &Template) -> usize {
    let overhead = 256;
    template.user_data.as_ref().map_or(0, text_size) + overhead
}

fn text_size(element: &UserElement) -> usize {
    let attributes = element.attributes.iter();
    let own: usize = attributes
        .map(|(name, value)| name.len() + value.len())
        .sum();
    let content = element.content.iter().map(|content| match content {
        UserContent::Element(child) => text_size(child),
        UserContent::Text(text) => text.len(),
    });
    element.name.len() + own + content.sum::<usize>()
}

fn templates(resource: &mut Resource) -> impl Iterator<Item = &mut Template> {
    resource
        .providers
        .iter_mut()
        .flat_map(|provider| &mut provider.templates)
}

fn older<'t>(
    resource: &mut Resource,
    mut texts: impl Iterator<Item = &'t str>,
    attempts: &Budget,
) -> McVersion {
    let (old, middle) = (McVersion::V6_3, McVersion::V10_0_10240);
    let guids = resource.template_guids.clone();
    for (template, guid) in templates(resource).zip(guids) {
        let size = digested(template);
        for layout in layouts(template).take_while(|_| attempts.spend(size)) {
            let made_by = |version: &McVersion| template_guid(&layout, *version) == guid;
            if let Some(version) = [old, middle].into_iter().find(made_by) {
                return version;
            }
        }
    }
    let bare_break = |text: &str| text.replace("\r\n", "").contains('\n');
    if texts.any(bare_break) { old } else { middle }
}

/// How `UserData` may have been written. The resource does not keep the white space between elements and around
/// inserts, but the GUID depends on whether there was some.
#[derive(Clone, Copy)]
struct Layout {
    between: bool,
    /// Inside elements that have nothing else.
    inside_empty: bool,
    around: Around,
    /// The number of an insert that is written in another way than all others.
    odd: Option<(usize, Around)>,
}

/// White space before an insert, and after it.
type Around = (bool, bool);

const AROUND: [Around; 4] = [(false, false), (true, true), (true, false), (false, true)];

/// With more inserts than this, a slip of the hand among them is not looked for.
const MOST_INSERTS: usize = 40;

/// The template in every layout that is the same everywhere.
fn layouts(template: &Template) -> impl Iterator<Item = Template> {
    let breaks = [(true, true), (true, false), (false, false), (false, true)];
    let layouts = breaks.into_iter().flat_map(|(between, inside_empty)| {
        AROUND.map(|around| Layout {
            between,
            inside_empty,
            around,
            odd: None,
        })
    });
    // Without `UserData` there is nothing to vary.
    let layouts = layouts.take(if template.user_data.is_some() {
        usize::MAX
    } else {
        1
    });
    layouts.map(|layout| apply(template, layout))
}

/// The template in every layout with one insert that differs from the others.
fn odd_layouts(template: &Template) -> impl Iterator<Item = Template> {
    let inserts = if template.user_data.is_some() {
        template.items.len()
    } else {
        0
    };
    let inserts = if inserts > MOST_INSERTS { 0 } else { inserts };
    (0..inserts).flat_map(move |insert| {
        let layouts = AROUND.into_iter().flat_map(move |odd| {
            let odd = Some((insert, odd));
            [(false, false), (true, true)]
                .into_iter()
                .flat_map(move |around| {
                    [true, false].map(|inside_empty| Layout {
                        between: true,
                        inside_empty,
                        around,
                        odd,
                    })
                })
        });
        layouts.map(|layout| apply(template, layout))
    })
}

fn apply(template: &Template, layout: Layout) -> Template {
    let root = template.user_data.as_ref();
    Template {
        user_data: root.map(|root| spaced(root, layout, &mut 0)),
        ..template.clone()
    }
}

/// `inserts` counts those that were written.
fn spaced(element: &UserElement, layout: Layout, inserts: &mut usize) -> UserElement {
    let space = || UserContent::Text("\n".to_owned());
    let mut content = Vec::new();
    let mut has_children = false;
    for it in &element.content {
        match it {
            UserContent::Element(child) => {
                has_children = true;
                content.extend(layout.between.then(space));
                content.push(UserContent::Element(spaced(child, layout, inserts)));
            }
            // Other text stands in the resource with its white space.
            UserContent::Text(text) if !is_insert(text) => content.push(it.clone()),
            UserContent::Text(text) => {
                let odd = layout.odd.filter(|(insert, _)| insert == inserts);
                let (before, after) = odd.map_or(layout.around, |(_, around)| around);
                *inserts += 1;
                let blank = |is_there| if is_there { " " } else { "" };
                content.push(UserContent::Text(format!(
                    "{}{text}{}",
                    blank(before),
                    blank(after)
                )));
            }
        }
    }
    let before_end = if element.content.is_empty() {
        layout.inside_empty
    } else {
        layout.between && has_children
    };
    content.extend(before_end.then(space));
    UserElement {
        content,
        ..element.clone()
    }
}

fn is_insert(text: &str) -> bool {
    let digits = text.strip_prefix('%').unwrap_or_default();
    !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit())
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
