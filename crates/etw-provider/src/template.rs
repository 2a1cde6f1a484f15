//! [`Template`]: the list of the fields of events.

use crate::Field;

/// The fields of events in order, including those that hold the count or length of another. Generated code has a static for
/// each template of the manifest.
///
/// Decoders on Linux know no manifests, so each event contains a description of its fields. [`template!`] makes it at compile
/// time. It is made by the runtime and not by the code generator, so that it agrees with the code that encodes the fields, and
/// so that generated code is the same on all systems.
///
/// [`template!`]: crate::template
#[derive(Clone, Copy, Debug)]
pub struct Template {
    fields: &'static [Field],
    #[cfg(all(target_os = "linux", feature = "user-events"))]
    description: Option<&'static [u8]>,
    #[cfg(all(target_os = "linux", feature = "user-events"))]
    layout: crate::event_header::Layout,
}

impl Template {
    /// A template without fields.
    pub const EMPTY: Self = Self {
        #[cfg(all(target_os = "linux", feature = "user-events"))]
        description: Some(&[]),
        ..Self::undescribed(&[])
    };

    /// Makes a template without a description: decoders on Linux show the numbers of the event but not its fields.
    #[must_use]
    pub const fn undescribed(fields: &'static [Field]) -> Self {
        Self {
            fields,
            #[cfg(all(target_os = "linux", feature = "user-events"))]
            description: None,
            #[cfg(all(target_os = "linux", feature = "user-events"))]
            layout: crate::event_header::Layout::Same,
        }
    }

    /// Returns the fields.
    #[must_use]
    pub const fn fields(&self) -> &'static [Field] {
        self.fields
    }
}

#[cfg(all(target_os = "linux", feature = "user-events"))]
impl Template {
    /// For the macro: returns the size of a description.
    #[doc(hidden)]
    #[must_use]
    pub const fn description_size(fields: &[Field]) -> usize {
        crate::event_header::size(fields)
    }

    /// For the macro: returns a description.
    #[doc(hidden)]
    #[must_use]
    pub const fn describe<const SIZE: usize>(fields: &[Field]) -> [u8; SIZE] {
        crate::event_header::describe(fields)
    }

    /// For the macro: makes a template with a description.
    #[doc(hidden)]
    #[must_use]
    pub const fn described(fields: &'static [Field], description: &'static [u8]) -> Self {
        Self {
            fields,
            description: Some(description),
            layout: crate::event_header::Layout::of(fields),
        }
    }

    /// Returns the description; `None` if there is none.
    pub(crate) const fn description(&self) -> Option<&'static [u8]> {
        self.description
    }

    pub(crate) const fn layout(&self) -> crate::event_header::Layout {
        self.layout
    }
}

/// Makes a [`Template`] of fields, with the description that decoders on Linux need.
///
/// ```
/// use etw_provider::{Field, InType, OutType, Template, template};
///
/// static ITEM: Template = template!([
///     Field::new("Item", InType::UnicodeString, OutType::String),
///     Field::new("Missing", InType::UInt32, OutType::UnsignedInt),
/// ]);
/// assert_eq!(ITEM.fields()[1].name(), "Missing");
/// ```
#[cfg(all(target_os = "linux", feature = "user-events"))]
#[macro_export]
macro_rules! template {
    ([$($fields:tt)*]) => {{
        const TEMPLATE_FIELDS: &'static [$crate::Field] = &[$($fields)*];
        const TEMPLATE_SIZE: usize = $crate::Template::description_size(TEMPLATE_FIELDS);
        const TEMPLATE_DESCRIPTION: &'static [u8; TEMPLATE_SIZE] =
            &$crate::Template::describe(TEMPLATE_FIELDS);
        $crate::Template::described(TEMPLATE_FIELDS, TEMPLATE_DESCRIPTION)
    }};
}

/// Makes a [`Template`] of fields. On Linux it has the description that decoders need there.
#[cfg(not(all(target_os = "linux", feature = "user-events")))]
#[macro_export]
macro_rules! template {
    ([$($fields:tt)*]) => {
        $crate::Template::undescribed(&[$($fields)*])
    };
}
