//! [`Tracepoint`]: the registration of one enable word with the kernel.

use core::sync::atomic::{AtomicU32, Ordering};
use std::ffi::CString;
use std::format;
use std::fs::File;
use std::string::String;

use super::{EINVAL, system};
use crate::{EnableWord, event_header};

/// The kernel's index of the tracepoint of an enable word, while it is registered.
///
/// Only the holder of the provider's registration lock changes it.
#[derive(Debug)]
pub(crate) struct Tracepoint {
    index: AtomicU32,
}

impl Tracepoint {
    const NONE: u32 = u32::MAX;

    pub(crate) const fn new() -> Self {
        Self {
            index: AtomicU32::new(Self::NONE),
        }
    }

    /// Returns the index, which stays valid while the file is open, even after the tracepoint is unregistered.
    pub(super) fn index(&self) -> Option<u32> {
        Some(self.index.load(Ordering::Acquire)).filter(|index| *index != Self::NONE)
    }
}

/// Registers the tracepoint of a word, unless it is registered. If the tracepoint is enabled already, the bit of the word is
/// set when this returns.
pub(super) fn register(file: &File, provider: &str, word: &'static EnableWord) -> Result<(), u32> {
    if word.tracepoint.index().is_none() {
        let declaration = declaration(provider, word.level(), word.keyword());
        let declaration = CString::new(declaration).map_err(|_| EINVAL)?;
        let index = system::register(file, word, &declaration)?;
        word.tracepoint.index.store(index, Ordering::Release);
    }
    Ok(())
}

/// Unregisters the tracepoint of a word, if it is registered.
pub(super) fn unregister(file: &File, word: &'static EnableWord) {
    if word.tracepoint.index().is_some() {
        word.tracepoint
            .index
            .store(Tracepoint::NONE, Ordering::Release);
        // An error can be ignored: it means that the kernel does not know the word.
        let _ = system::unregister(file, word);
    }
}

/// Returns the declaration of a tracepoint: its name and the fields that its records begin with.
fn declaration(provider: &str, level: u8, keyword: u64) -> String {
    let name = name(provider, level, keyword);
    format!("{name} u8 eventheader_flags; u8 version; u16 id; u16 tag; u8 opcode; u8 level")
}

/// The largest length of the name of a tracepoint.
const MAX_NAME: usize = 255;

/// Returns the name of the tracepoint: that of the provider with an underscore for each character that is neither an ASCII
/// letter nor a digit, then level and keyword in hexadecimal. If it is too long, the name of the provider is cut.
fn name(provider: &str, level: u8, keyword: u64) -> String {
    let suffix = format!("_L{:x}K{keyword:x}", event_header::level(level));
    let valid = |character: char| {
        if character.is_ascii_alphanumeric() {
            character
        } else {
            '_'
        }
    };
    let provider = provider.chars().map(valid).take(MAX_NAME - suffix.len());
    provider.chain(suffix.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::{declaration, name};

    #[test]
    fn a_name_has_only_what_tracing_files_allow() {
        assert_eq!(
            name(
                "Microsoft-Windows-Application Server-Applications",
                2,
                0x2000_0000_0000_0800
            ),
            "Microsoft_Windows_Application_Server_Applications_L2K2000000000000800"
        );
        assert_eq!(name("Añb:c/d", 16, 0), "A_b_c_d_L10K0");
        assert_eq!(name("", 5, 1), "_L5K1");
    }

    #[test]
    fn level_0_is_filed_as_critical() {
        assert_eq!(name("P", 0, 8), "P_L1K8");
    }

    #[test]
    fn a_long_name_keeps_level_and_keyword() {
        let name = name(&"x".repeat(300), 4, u64::MAX);
        assert_eq!(name.len(), 255);
        assert!(name.ends_with("x_L4Kffffffffffffffff"));
    }

    #[test]
    fn the_declaration_is_that_of_every_event_header() {
        assert_eq!(
            declaration("P", 3, 2),
            "P_L3K2 u8 eventheader_flags; u8 version; u16 id; u16 tag; u8 opcode; u8 level"
        );
    }
}
