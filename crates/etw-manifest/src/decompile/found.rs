//! The resources of a file that hold event definitions.

/// The `WEVT_TEMPLATE` and the message tables of a file.
#[derive(Debug, Default)]
pub(super) struct Found<'b> {
    pub(super) wevt_template: Option<&'b [u8]>,
    /// Language identifier and table, in the order of mc.exe's files where this file keeps it.
    pub(super) message_tables: Vec<(u16, &'b [u8])>,
}

/// The type or name of a resource.
#[derive(PartialEq, Eq, Debug)]
pub(super) enum Name {
    Text(String),
    Id(u16),
}

const MESSAGE_TABLE: Name = Name::Id(11);

impl<'b> Found<'b> {
    pub(super) fn add(&mut self, kind: &Name, language: u16, data: &'b [u8]) {
        match kind {
            Name::Text(text) if text.eq_ignore_ascii_case("WEVT_TEMPLATE") => {
                self.wevt_template.get_or_insert(data);
            }
            kind if *kind == MESSAGE_TABLE => self.message_tables.push((language, data)),
            _ => {}
        }
    }
}
