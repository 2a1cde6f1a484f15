//! The parsed text: elements, and text with inserts.

/// An element of the text.
#[derive(PartialEq, Eq, Debug)]
pub(crate) struct Element<'t> {
    pub(crate) name: &'t str,
    pub(crate) attributes: Vec<(&'t str, Vec<Part<'t>>)>,
    /// `None` for `<a/>`.
    pub(crate) content: Option<Vec<Content<'t>>>,
}

/// Something inside an element.
#[derive(PartialEq, Eq, Debug)]
pub(crate) enum Content<'t> {
    Element(Element<'t>),
    /// Text and inserts up to the next tag.
    Run(Vec<Part<'t>>),
    CData(&'t str),
    /// The target and the data of a processing instruction.
    Instruction(&'t str, &'t str),
}

/// A piece of text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Part<'t> {
    Text(&'t str),
    /// The index of an item, from 0.
    Insert(usize),
    /// The name in `&name;`.
    Entity(&'t str),
    /// The number in `&#65;`.
    Character(u16),
}
