//! [`SelfDescription`]: what decoders on Linux, which know no manifests, have to be told with each event.

/// The name of an event and the names and types of its fields, in the form in which Linux stores them with
/// each event; nothing on other systems, where decoders have the manifest.
///
/// It comes from [`self_description!`](crate::self_description), which the compiler evaluates. The
/// table of types stands here and not in the code generator, so that it cannot disagree with the code
/// that writes the fields, and one generated file serves all systems.
#[derive(Clone, Copy, Debug)]
pub struct SelfDescription {
    #[cfg(all(target_os = "linux", feature = "user-events"))]
    bytes: &'static [u8],
    #[cfg(all(target_os = "linux", feature = "user-events"))]
    layout: crate::event_header::Layout,
}

impl SelfDescription {
    /// No description: on Linux, decoders show the event's numbers but not its fields.
    pub const NONE: Self = Self {
        #[cfg(all(target_os = "linux", feature = "user-events"))]
        bytes: &[],
        #[cfg(all(target_os = "linux", feature = "user-events"))]
        layout: crate::event_header::Layout::Same,
    };
}

#[cfg(all(target_os = "linux", feature = "user-events"))]
impl SelfDescription {
    /// For the macro: the number of bytes.
    #[doc(hidden)]
    #[must_use]
    pub const fn size(name: &str, fields: &[crate::Field]) -> usize {
        crate::event_header::size(name, fields)
    }

    /// For the macro: the bytes.
    #[doc(hidden)]
    #[must_use]
    pub const fn describe<const SIZE: usize>(name: &str, fields: &[crate::Field]) -> [u8; SIZE] {
        crate::event_header::describe(name, fields)
    }

    /// For the macro.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(bytes: &'static [u8], fields: &[crate::Field]) -> Self {
        let layout = crate::event_header::Layout::of(fields);
        Self { bytes, layout }
    }

    pub(crate) const fn bytes(&self) -> &'static [u8] {
        self.bytes
    }

    pub(crate) const fn layout(&self) -> crate::event_header::Layout {
        self.layout
    }
}

/// The [`SelfDescription`] of an event with this name and these fields, made when the program is compiled.
///
/// ```
/// use etw_provider::{Field, SelfDescription, self_description};
///
/// static FIELDS: [Field; 0] = [];
/// static DESCRIPTION: SelfDescription = self_description!("Started", &FIELDS);
/// ```
#[cfg(all(target_os = "linux", feature = "user-events"))]
#[macro_export]
macro_rules! self_description {
    ($name:expr, $fields:expr $(,)?) => {{
        // Blocks and no items: the names of items here could be those of the caller's.
        let bytes: &'static [_] = &const {
            $crate::SelfDescription::describe::<{ $crate::SelfDescription::size($name, $fields) }>(
                $name, $fields,
            )
        };
        $crate::SelfDescription::new(bytes, $fields)
    }};
}

/// The [`SelfDescription`] of an event with this name and these fields: none on this system.
#[cfg(not(all(target_os = "linux", feature = "user-events")))]
#[macro_export]
macro_rules! self_description {
    ($name:expr, $fields:expr $(,)?) => {{
        // Compiled, so that a mistake shows on every system.
        const _: (&str, &[$crate::Field]) = ($name, $fields);
        $crate::SelfDescription::NONE
    }};
}
