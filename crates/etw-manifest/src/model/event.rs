//! An event: the numbers of its descriptor, its template and its message.

use crate::model::StringIndex;
use crate::source::Span;

/// An event. A missing `Option` is absent in the manifest and 0 in the descriptor.
#[derive(Clone, Debug)]
pub struct Event {
    /// The index of the file that declares or first uses it: 0 is the manifest, then its fragments.
    pub(crate) source: usize,
    /// `event/@value`.
    pub(crate) id: u16,
    pub(crate) version: u8,
    pub(crate) symbol: Option<String>,
    /// `event/@name`.
    pub(crate) name: Option<String>,
    /// `event/@attributes`, split at `;` into `key=value`, verbatim.
    pub(crate) attributes: Vec<String>,
    /// Whether the event is only in the resources, neither in mc.exe's header nor in our generated code.
    pub(crate) not_logged: bool,
    /// Index into the provider's channels.
    pub(crate) channel: Option<usize>,
    /// The channel that older generations of mc.exe choose, if it is another: they prefer a `chid` with this name
    /// to a name.
    pub(crate) channel_by_chid: Option<usize>,
    /// Index into the provider's levels.
    pub(crate) level: Option<usize>,
    /// Index into the provider's tasks.
    pub(crate) task: Option<usize>,
    /// Index into the provider's opcodes.
    pub(crate) opcode: Option<usize>,
    /// Indexes into the provider's keywords, as written, each once.
    pub(crate) keywords: Vec<usize>,
    /// The number of keywords as written.
    pub(crate) keyword_count: u16,
    /// The keyword field of the descriptor: all masks and the channel's bit.
    pub(crate) keyword_mask: u64,
    /// Index into the provider's templates.
    pub(crate) template: Option<usize>,
    pub(crate) message: Option<StringIndex>,
    /// Documentation (`urn:etw-manifest:documentation`), not part of any resource.
    pub(crate) description: Option<StringIndex>,
    /// The name in generated Rust, if the manifest gives one.
    pub(crate) rust_name: Option<String>,
    /// The word `event` in the manifest, for diagnostics.
    pub(crate) span: Span,
}

impl Event {
    /// `event/@value`.
    #[must_use]
    pub const fn id(&self) -> u16 {
        self.id
    }

    /// `event/@version`; 0 if it is absent.
    #[must_use]
    pub const fn version(&self) -> u8 {
        self.version
    }

    /// The name of the generated constant, if the manifest gives one.
    #[must_use]
    pub fn symbol(&self) -> Option<&str> {
        self.symbol.as_deref()
    }

    /// Whether `notLogged` keeps it out of generated code.
    #[must_use]
    pub const fn is_logged(&self) -> bool {
        !self.not_logged
    }
}
