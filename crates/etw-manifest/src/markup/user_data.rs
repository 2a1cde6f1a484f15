//! `<UserData>`: the XML that the payload of an event is shown as.

/// An element inside `<UserData>`, as written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UserElement {
    /// With its prefix.
    pub(crate) name: String,
    /// Names with their prefixes, and values with inserts; namespace declarations included, in written order.
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) content: Vec<UserContent>,
}

/// The content of a [`UserElement`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum UserContent {
    /// An element.
    Element(UserElement),
    /// Text, white space included, with inserts `%1`….
    Text(String),
    /// A CDATA section, which is text without inserts.
    CData(String),
    /// A processing instruction.
    Instruction {
        /// The name after `<?`.
        target: String,
        /// The rest.
        data: String,
    },
}
