//! [`Document`]: the XML that an event's data is shown as.

/// The element that holds the data of an event in Event XML.
#[derive(Clone, Copy, Debug)]
pub enum Document {
    /// `<EventData>` with a `<Data>` for each field; the name of the template, or nothing.
    EventData(&'static str),
    /// `<UserData>` with this element, which the manifest gives.
    UserData(&'static UserElement),
}

/// An element inside `<UserData>`, as the manifest has it.
#[derive(Debug)]
pub struct UserElement {
    /// Its name, with its prefix.
    pub name: &'static str,
    /// Names with their prefixes, and values with `%1`-style insertions; namespace declarations included.
    pub attributes: &'static [(&'static str, &'static str)],
    /// What stands inside, in order.
    pub content: &'static [UserContent],
}

impl UserElement {
    /// An element of this name with these attributes and this content.
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

/// What stands inside a [`UserElement`].
#[derive(Debug)]
pub enum UserContent {
    /// An element.
    Element(UserElement),
    /// Text with `%1`-style insertions.
    Text(&'static str),
}

impl UserContent {
    /// An element of this name with these attributes and this content.
    #[must_use]
    pub const fn element(
        name: &'static str,
        attributes: &'static [(&'static str, &'static str)],
        content: &'static [Self],
    ) -> Self {
        Self::Element(UserElement::new(name, attributes, content))
    }
}
