//! [`Document`]: the element that holds the fields of an event in Event XML.

/// The element that holds the fields of an event in Event XML.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Document {
    /// `<EventData>` with a `<Data>` for each field, and the name of the template, which may be empty.
    EventData(&'static str),
    /// `<UserData>` with this element.
    UserData(&'static UserElement),
}

/// An element inside `<UserData>`, from the manifest.
#[derive(Debug)]
pub struct UserElement {
    /// The name, with its prefix.
    pub name: &'static str,
    /// Names with prefixes and values with `%1`-style insertions, including namespace declarations.
    pub attributes: &'static [(&'static str, &'static str)],
    /// The content in order.
    pub content: &'static [UserContent],
}

impl UserElement {
    /// Makes an element.
    #[must_use]
    pub const fn new(
        name: &'static str,
        attributes: &'static [(&'static str, &'static str)],
        content: &'static [UserContent],
    ) -> Self {
        Self {
            name,
            attributes,
            content,
        }
    }
}

/// A part of the content of a [`UserElement`].
#[derive(Debug)]
pub enum UserContent {
    /// An element.
    Element(UserElement),
    /// Text with `%1`-style insertions.
    Text(&'static str),
}

impl UserContent {
    /// Makes an element.
    #[must_use]
    pub const fn element(
        name: &'static str,
        attributes: &'static [(&'static str, &'static str)],
        content: &'static [Self],
    ) -> Self {
        Self::Element(UserElement::new(name, attributes, content))
    }
}
