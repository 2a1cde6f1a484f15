//! [`SystemTexts`]: texts that a message refers to and that no manifest has.

use std::string::String;

use crate::{HResult, NtStatus, Win32Error};

/// Where to find the texts that a message refers to and that the manifest does not have.
///
/// On Windows they stand in the provider's parameter file and in the message tables of the system. A program that has
/// them, from there or elsewhere, gives them to [`Renderer::with_texts`](crate::Renderer::with_texts).
pub trait SystemTexts {
    /// The parameter string that stands for `%%id`, if there is one.
    fn parameter(&self, id: u32) -> Option<String> {
        let _ = id;
        None
    }

    /// What an error code means, if it is known.
    fn status(&self, code: StatusCode) -> Option<String> {
        let _ = code;
        None
    }
}

/// A code that has a text in the message tables of the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StatusCode {
    /// From a `win:Win32Error`.
    Win32Error(Win32Error),
    /// From a `win:NTSTATUS`.
    NtStatus(NtStatus),
    /// From a `win:HResult`.
    HResult(HResult),
}

impl StatusCode {
    /// What Windows writes in front of the number of a code that it does not know; wording of the documentation of
    /// `OutputType` in the event manifest schema.
    pub(super) const fn unknown(self) -> &'static str {
        match self {
            Self::Win32Error(_) => "Unknown Win32 Error code: ",
            Self::NtStatus(_) => "Unknown NTSTATUS Error code: ",
            Self::HResult(_) => "Unknown HResult Error code: ",
        }
    }
}

/// No texts but those of the manifest.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoTexts;

impl SystemTexts for NoTexts {}
