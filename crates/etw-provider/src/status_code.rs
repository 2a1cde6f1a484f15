//! [`NtStatus`], [`Win32Error`] and [`HResult`]: numbers that decoders show as error messages.

use core::fmt;

/// A status of the Windows kernel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NtStatus(pub u32);

/// An error of the Windows API, as `GetLastError` returns it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Win32Error(pub u32);

/// A result of COM; negative if it is a failure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HResult(pub i32);

impl fmt::Display for NtStatus {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "0x{:08X}", self.0)
    }
}

impl fmt::Display for Win32Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0)
    }
}

impl fmt::Display for HResult {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "0x{:08X}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{HResult, NtStatus, Win32Error};
    use std::string::ToString;

    #[test]
    fn codes_are_written_as_their_documentation_writes_them() {
        assert_eq!(NtStatus(0xC000_0022).to_string(), "0xC0000022");
        assert_eq!(Win32Error(5).to_string(), "5");
        assert_eq!(HResult(-2_147_024_891).to_string(), "0x80070005");
    }
}
