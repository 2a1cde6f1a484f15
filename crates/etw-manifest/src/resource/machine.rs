//! The processors for which objects and libraries are written.

/// A processor, as files for Windows name it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Machine {
    /// 32-bit x86.
    X86,
    /// x86-64.
    X64,
    /// 64-bit ARM.
    Arm64,
}

impl Machine {
    /// By `CARGO_CFG_TARGET_ARCH`: `x86`, `x86_64`, `aarch64`.
    #[must_use]
    pub fn from_target_arch(arch: &str) -> Option<Self> {
        match arch {
            "x86" => Some(Self::X86),
            "x86_64" => Some(Self::X64),
            // Resources hold no code, so a plain ARM64 object also links into an ARM64EC image.
            "aarch64" | "arm64ec" => Some(Self::Arm64),
            _ => None,
        }
    }

    /// `IMAGE_FILE_MACHINE_…`.
    pub(super) const fn number(self) -> u16 {
        match self {
            Self::X86 => 0x014C,
            Self::X64 => 0x8664,
            Self::Arm64 => 0xAA64,
        }
    }

    /// The relocation that stores an address relative to the image (`…_ADDR32NB`, `…_DIR32NB`).
    pub(super) const fn image_relative(self) -> u16 {
        match self {
            Self::X86 => 7,
            Self::X64 => 3,
            Self::Arm64 => 2,
        }
    }

    #[cfg(feature = "tools")]
    pub(super) const fn is_64_bit(self) -> bool {
        !matches!(self, Self::X86)
    }
}
