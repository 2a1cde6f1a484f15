//! [`SystemTexts`]: texts of the system that messages refer to.

use std::string::String;

use crate::{HResult, NtStatus, Win32Error};

/// The texts that messages refer to and that are not in the manifest.
///
/// On Windows they are in the provider's parameter file and in the message tables of the system. A program that has them
/// passes them to [`Renderer::with_texts`](crate::Renderer::with_texts).
pub trait SystemTexts {
    /// Returns the parameter string for `%%id`.
    fn parameter(&self, id: u32) -> Option<String> {
        let _ = id;
        None
    }

    /// Returns the text of an error code.
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
    /// Returns the text that Windows writes before the number of an unknown code, from the documentation of `OutputType` in
    /// the event manifest schema.
    pub(super) const fn unknown(self) -> &'static str {
        match self {
            Self::Win32Error(_) => "Unknown Win32 Error code: ",
            Self::NtStatus(_) => "Unknown NTSTATUS Error code: ",
            Self::HResult(_) => "Unknown HResult Error code: ",
        }
    }
}

/// Texts of which none is known.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoTexts;

impl SystemTexts for NoTexts {}
