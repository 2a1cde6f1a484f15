//! [`Template`]: what the data of an event consists of.

use crate::Field;

/// The fields of events, in order, counting items included; generated code has a static for each template of the
/// manifest.
///
/// Decoders on Linux know no manifests, so that each event carries a description of its fields. [`template!`]
/// makes it when the program is compiled. The table of types stands here and not in the code generator, so
/// that it cannot disagree with the code that writes the fields, and one generated file serves all systems.
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
    /// No data.
    pub const EMPTY: Self = Self {
        #[cfg(all(target_os = "linux", feature = "user-events"))]
        description: Some(&[]),
        ..Self::undescribed(&[])
    };

    /// These fields without a description: decoders on Linux show the event's numbers but not its data.
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

    /// The fields.
    #[must_use]
    pub const fn fields(&self) -> &'static [Field] {
        self.fields
    }
}

#[cfg(all(target_os = "linux", feature = "user-events"))]
impl Template {
    /// For the macro: the number of bytes of a description.
    #[doc(hidden)]
    #[must_use]
    pub const fn description_size(fields: &[Field]) -> usize {
        crate::event_header::size(fields)
    }

    /// For the macro: a description.
    #[doc(hidden)]
    #[must_use]
    pub const fn describe<const SIZE: usize>(fields: &[Field]) -> [u8; SIZE] {
        crate::event_header::describe(fields)
    }

    /// For the macro.
    #[doc(hidden)]
    #[must_use]
    pub const fn described(fields: &'static [Field], description: &'static [u8]) -> Self {
        Self {
            fields,
            description: Some(description),
            layout: crate::event_header::Layout::of(fields),
        }
    }

    /// What decoders are told of the fields; `None` for nothing.
    pub(crate) const fn description(&self) -> Option<&'static [u8]> {
        self.description
    }

    pub(crate) const fn layout(&self) -> crate::event_header::Layout {
        self.layout
    }
}

/// A [`Template`] of fields, with the description that decoders on Linux need.
///
/// ```
/// use etw_provider::{Field, InType, OutType, Template, template};
///
/// static ITEM: Template = template!([
///     Field::data("Item", InType::UnicodeString, OutType::String),
///     Field::data("Missing", InType::UInt32, OutType::UnsignedInt),
/// ]);
/// assert_eq!(ITEM.fields()[1].name, "Missing");
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

/// A [`Template`] of fields; on Linux it has the description that decoders there need.
#[cfg(not(all(target_os = "linux", feature = "user-events")))]
#[macro_export]
macro_rules! template {
    ([$($fields:tt)*]) => {
        $crate::Template::undescribed(&[$($fields)*])
    };
}
