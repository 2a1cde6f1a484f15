//! A channel: the log (or trace) in which events appear.

use crate::guid::Guid;
use crate::model::StringIndex;
use crate::winmeta;

/// Where a channel comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum ChannelOrigin {
    /// `<channel>` of this provider.
    Declared,
    /// `<importChannel>` of a predefined channel (System, Application, …).
    ImportedWinmeta,
    /// `<importChannel>` of a channel that another provider declares.
    ImportedProvider,
    /// A predefined channel that an event names without importing it. It adds no keyword bit.
    Implicit,
}

/// `channel/@type`: whom the channel serves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChannelKind {
    /// Administrators: problems with known solutions.
    Admin,
    /// Monitoring tools.
    Operational,
    /// High volume, off by default.
    Analytic,
    /// For developers, off by default.
    Debug,
}

/// `channel/@isolation`: with whom the channel shares its session and default access rights.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Isolation {
    /// Shared, rights of the Application log. The default.
    Application,
    /// Shared, rights of the System log.
    System,
    /// A separate session, rights from `access`.
    Custom,
}

/// The children of `<logging>`; absent ones leave Windows' defaults.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Logging {
    pub(crate) auto_backup: Option<bool>,
    pub(crate) retention: Option<bool>,
    /// Bytes.
    pub(crate) max_size: Option<u64>,
}

/// The children of `<publishing>`; absent ones leave Windows' defaults.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Publishing {
    pub(crate) level: Option<u8>,
    pub(crate) keywords: Option<u64>,
    pub(crate) control_guid: Option<Guid>,
    /// Kilobytes.
    pub(crate) buffer_size: Option<u32>,
    pub(crate) file_max: Option<u32>,
    pub(crate) min_buffers: Option<u32>,
    pub(crate) max_buffers: Option<u32>,
    /// Milliseconds.
    pub(crate) latency: Option<u32>,
    /// `SystemTime` or `QPC`.
    pub(crate) clock_type: Option<String>,
    /// For example `none` or `ProcessId`.
    pub(crate) sid_type: Option<String>,
}

/// A channel of a provider, declared, imported, or named by an event.
#[derive(Clone, Debug)]
pub struct Channel {
    /// The index of the file that declares or first uses it: 0 is the manifest, then its fragments.
    pub(crate) source: usize,
    pub(crate) name: String,
    pub(crate) chid: Option<String>,
    pub(crate) symbol: Option<String>,
    /// The value in event descriptors.
    pub(crate) value: u8,
    /// The kind; `None` for an imported or implicit channel, because its owner decides.
    pub(crate) kind: Option<ChannelKind>,
    pub(crate) isolation: Isolation,
    pub(crate) access: Option<String>,
    pub(crate) enabled: bool,
    pub(crate) logging: Logging,
    pub(crate) publishing: Publishing,
    pub(crate) message: Option<StringIndex>,
    /// `true` if the settings are a guess, because the manifest was read back from resources.
    #[cfg_attr(
        not(feature = "baseline"),
        allow(dead_code, reason = "only `diff` asks")
    )]
    pub(crate) is_guessed: bool,
    pub(crate) origin: ChannelOrigin,
}

impl Channel {
    /// The name under which Event Viewer shows it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The value in event descriptors.
    #[must_use]
    pub const fn value(&self) -> u8 {
        self.value
    }

    /// The name by which events refer to it, if it has another.
    #[must_use]
    pub fn chid(&self) -> Option<&str> {
        self.chid.as_deref()
    }

    /// The name of the generated constant, if the manifest gives one.
    #[must_use]
    pub fn symbol(&self) -> Option<&str> {
        self.symbol.as_deref()
    }

    /// The bit that the channel with this index adds to the keywords of its events: from the top, in the order of the list.
    pub(crate) fn keyword_bit(&self, index: usize) -> u64 {
        match self.origin {
            ChannelOrigin::Implicit => 0,
            _ => (1 << 63) >> index.min(63),
        }
    }

    /// Returns `true` for System, Application and Security, whose events have bare message ids.
    pub(crate) fn is_global_log(&self) -> bool {
        winmeta::is_global_log(self.value) && self.origin != ChannelOrigin::ImportedProvider
    }

    /// Whether this provider declares it.
    #[must_use]
    pub const fn origin(&self) -> ChannelOrigin {
        self.origin
    }
}
