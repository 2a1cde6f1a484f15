//! The ways to write `UserData`. Resources do not keep the white space between elements and around inserts, but the GUID
//! of a template depends on whether there was some.

use super::template::Template;
use crate::model::{UserContent, UserElement};

#[derive(Clone, Copy)]
struct Layout {
    between: bool,
    /// Inside elements that have no other content.
    inside_empty: bool,
    around: Around,
    /// The number of an insert that is written differently from all others.
    odd: Option<(usize, Around)>,
}

/// White space before an insert, and after it.
type Around = (bool, bool);

const AROUND: [Around; 4] = [(false, false), (true, true), (true, false), (false, true)];

/// Templates with more inserts are not searched for one that is written differently.
const MAX_INSERTS: usize = 40;

/// Returns the document of a template in every layout that is the same everywhere.
pub(super) fn uniform(template: &Template) -> impl Iterator<Item = UserElement> {
    let breaks = [(true, true), (true, false), (false, false), (false, true)];
    let layouts = breaks.into_iter().flat_map(|(between, inside_empty)| {
        AROUND.map(|around| Layout {
            between,
            inside_empty,
            around,
            odd: None,
        })
    });
    let is_user_data = template.is_user_data;
    let event_data = (!is_user_data).then(|| template.document.clone());
    let layouts = layouts.filter(move |_| is_user_data);
    event_data
        .into_iter()
        .chain(layouts.map(|it| it.apply(&template.document)))
}

/// Returns the document of a template in every layout with one insert that differs from the others.
pub(super) fn with_odd_insert(template: &Template) -> impl Iterator<Item = UserElement> {
    let searched = template.is_user_data && template.items.len() <= MAX_INSERTS;
    let inserts = if searched { template.items.len() } else { 0 };
    let odd = (0..inserts).flat_map(|insert| AROUND.map(|odd| (insert, odd)));
    let around = odd.flat_map(|odd| [(false, false), (true, true)].map(|around| (odd, around)));
    let layouts = around.flat_map(|(odd, around)| {
        [true, false].map(|inside_empty| Layout {
            between: true,
            inside_empty,
            around,
            odd: Some(odd),
        })
    });
    layouts.map(|layout| layout.apply(&template.document))
}

impl Layout {
    fn apply(self, document: &UserElement) -> UserElement {
        self.spaced(document, &mut 0)
    }

    /// `inserts` counts those that were written.
    fn spaced(self, element: &UserElement, inserts: &mut usize) -> UserElement {
        let space = || UserContent::Text("\n".to_owned());
        let mut content = Vec::new();
        let mut has_children = false;
        for it in &element.content {
            match it {
                UserContent::Element(child) => {
                    has_children = true;
                    content.extend(self.between.then(space));
                    content.push(UserContent::Element(self.spaced(child, inserts)));
                }
                // Resources keep the white space in other text.
                UserContent::Text(text) if !is_insert(text) => content.push(it.clone()),
                UserContent::Text(text) => {
                    let odd = self.odd.filter(|(insert, _)| insert == inserts);
                    let (before, after) = odd.map_or(self.around, |(_, around)| around);
                    *inserts += 1;
                    let blank = |is_there| if is_there { " " } else { "" };
                    let text = format!("{}{text}{}", blank(before), blank(after));
                    content.push(UserContent::Text(text));
                }
            }
        }
        let before_end = if element.content.is_empty() {
            self.inside_empty
        } else {
            self.between && has_children
        };
        content.extend(before_end.then(space));
        UserElement {
            content,
            ..element.clone()
        }
    }
}

fn is_insert(text: &str) -> bool {
    let digits = text.strip_prefix('%').unwrap_or_default();
    !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit())
}
