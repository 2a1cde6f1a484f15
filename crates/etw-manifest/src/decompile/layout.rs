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
    /// The number of a gap between tags that is written differently from all others.
    odd_gap: Option<usize>,
}

/// White space before an insert, and after it.
type Around = (bool, bool);

const AROUND: [Around; 4] = [(false, false), (true, true), (true, false), (false, true)];

/// Templates with more inserts are not searched for one that is written differently.
const MAX_INSERTS: usize = 40;
/// The gaps that are searched for one that is written differently.
const MAX_GAPS: usize = 40;

/// Returns the document of a template in every layout that is the same everywhere.
pub(super) fn uniform(template: &Template) -> impl Iterator<Item = UserElement> {
    let breaks = [(true, true), (true, false), (false, false), (false, true)];
    let layouts = breaks.into_iter().flat_map(|(between, inside_empty)| {
        AROUND.map(|around| Layout {
            between,
            inside_empty,
            around,
            odd: None,
            odd_gap: None,
        })
    });
    let is_user_data = template.is_user_data;
    let event_data = (!is_user_data).then(|| template.document.clone());
    let layouts = layouts.filter(move |_| is_user_data);
    event_data
        .into_iter()
        .chain(layouts.map(|it| it.apply(&template.document)))
}

/// Returns the document of a template in every layout with one insert or one gap that differs from the others.
pub(super) fn odd(template: &Template) -> impl Iterator<Item = UserElement> {
    with_odd_insert(template).chain(with_odd_gap(template))
}

fn with_odd_insert(template: &Template) -> impl Iterator<Item = UserElement> {
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
            odd_gap: None,
        })
    });
    layouts.map(|layout| layout.apply(&template.document))
}

fn with_odd_gap(template: &Template) -> impl Iterator<Item = UserElement> {
    let gaps = if template.is_user_data { MAX_GAPS } else { 0 };
    let gaps = (0..gaps).flat_map(|gap| [true, false].map(|between| (gap, between)));
    let layouts = gaps.flat_map(|(gap, between)| {
        [(false, false), (true, true)].map(|around| Layout {
            between,
            inside_empty: true,
            around,
            odd: None,
            odd_gap: Some(gap),
        })
    });
    layouts.map(|layout| layout.apply(&template.document))
}

/// How many inserts and gaps have been written.
#[derive(Default)]
struct Written {
    inserts: usize,
    gaps: usize,
}

impl Layout {
    fn apply(self, document: &UserElement) -> UserElement {
        self.spaced(document, &mut Written::default())
    }

    /// Returns `true` if there is white space in the next gap between tags.
    fn has_gap(self, written: &mut Written) -> bool {
        let is_odd = self.odd_gap == Some(written.gaps);
        written.gaps += 1;
        self.between != is_odd
    }

    fn spaced(self, element: &UserElement, written: &mut Written) -> UserElement {
        let space = || UserContent::Text("\n".to_owned());
        let mut content = Vec::new();
        let mut has_children = false;
        for it in &element.content {
            match it {
                UserContent::Element(child) => {
                    has_children = true;
                    content.extend(self.has_gap(written).then(space));
                    content.push(UserContent::Element(self.spaced(child, written)));
                }
                UserContent::CData(_) => content.push(it.clone()),
                UserContent::Instruction { .. } => {
                    has_children = true;
                    content.extend(self.has_gap(written).then(space));
                    content.push(it.clone());
                }
                // Resources keep the white space in other text.
                UserContent::Text(text) if !is_insert(text) => content.push(it.clone()),
                UserContent::Text(text) => {
                    let odd = self.odd.filter(|(insert, _)| *insert == written.inserts);
                    let (before, after) = odd.map_or(self.around, |(_, around)| around);
                    written.inserts += 1;
                    let blank = |is_there| if is_there { " " } else { "" };
                    let text = format!("{}{text}{}", blank(before), blank(after));
                    content.push(UserContent::Text(text));
                }
            }
        }
        let before_end = if element.content.is_empty() {
            self.inside_empty
        } else {
            has_children && self.has_gap(written)
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
