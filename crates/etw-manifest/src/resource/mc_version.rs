//! The generations of mc.exe whose output can be reproduced.

use std::fmt;
use std::str::FromStr;

/// A generation of mc.exe, named by the first version of the Windows SDK that wrote files this way.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum McVersion {
    /// SDK 8.1 and older: file version 3, template GUIDs from MD5, line breaks in messages as in the manifest.
    V6_3,
    /// SDK 10.0.10240 to 10.0.15063: template GUIDs from SHA-256, CR LF in messages.
    V10_0_10240,
    /// SDK 10.0.16299 and newer: file version 5, provider traits, event names and attributes, pattern maps.
    #[default]
    V10_0_16299,
}

impl McVersion {
    /// Every generation, the oldest first.
    pub const ALL: &[Self] = &[Self::V6_3, Self::V10_0_10240, Self::V10_0_16299];

    /// The name on the command line: `6.3`, `10.0.10240`, `10.0.16299`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::V6_3 => "6.3",
            Self::V10_0_10240 => "10.0.10240",
            Self::V10_0_16299 => "10.0.16299",
        }
    }

    /// Major version of the CRIM header.
    pub(crate) const fn file_version(self) -> u16 {
        match self {
            Self::V6_3 | Self::V10_0_10240 => 3,
            Self::V10_0_16299 => 5,
        }
    }
}

impl fmt::Display for McVersion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// The text names no known generation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnknownMcVersion(String);

impl fmt::Display for UnknownMcVersion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "`{}` is not a generation of mc.exe; known are 6.3, 10.0.10240 and 10.0.16299",
            self.0
        )
    }
}

impl std::error::Error for UnknownMcVersion {}

impl FromStr for McVersion {
    type Err = UnknownMcVersion;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.iter().copied().find(|it| it.name() == text);
        found.ok_or_else(|| UnknownMcVersion(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::McVersion;

    #[test]
    fn every_name_reads_back() {
        for version in McVersion::ALL {
            assert_eq!(version.name().parse(), Ok(*version));
        }
        assert!("10".parse::<McVersion>().is_err());
    }
}
