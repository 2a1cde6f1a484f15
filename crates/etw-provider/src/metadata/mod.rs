//! The contents of a manifest, in the types that generated code makes.
//!
//! Generated code makes each type with `new` and setters, and the fields are private. A later version of this crate can
//! therefore add a field without breaking code that an earlier `etw-manifest` generated.
//!
//! `emit` refers only to [`EventMetadata`], so a program that does nothing but emit does not link the other types.

/// Declares a type that generated code makes: `new` takes the fields that every value has, a setter each of the others.
macro_rules! description {
    (
        $(#[$about:meta])* pub struct $name:ident { $($(#[$doc:meta])* $field:ident: $type:ty,)* }
        $(optional { $(
            $(#[$option_doc:meta])* $option:ident: $option_type:ty = $default:expr,
            $setter:ident($argument:ty) = $convert:path;
        )* })?
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name {
            $($field: $type,)*
            $($($option: $option_type,)*)?
        }

        impl $name {
            /// For generated code.
            #[must_use]
            pub const fn new($($field: $type),*) -> Self {
                Self { $($field,)* $($($option: $default,)*)? }
            }

            $($(
                #[doc = concat!("Sets [`", stringify!($option), "`](Self::", stringify!($option), "); for generated code.")]
                #[must_use]
                pub const fn $setter(self, $option: $argument) -> Self {
                    Self { $option: $convert($option), ..self }
                }
            )*)?

            $($(#[$doc])* #[must_use] pub const fn $field(&self) -> $type { self.$field })*
            $($($(#[$option_doc])* #[must_use] pub const fn $option(&self) -> $option_type { self.$option })*)?
        }
    };
}

mod channel;
mod descriptor;
mod document;
mod event;
mod identity;
mod keyword;
mod level;
mod locale;
mod localized_text;
mod map;
mod opcode;
mod provider;
mod task;

pub use channel::{Channel, ChannelKind};
pub use descriptor::EventDescriptor;
pub use document::{Document, UserContent, UserElement};
pub use event::{EventEntry, EventMetadata};
pub use identity::ProviderIdentity;
pub use keyword::Keyword;
pub use level::Level;
pub use localized_text::LocalizedText;
pub use map::{Map, MapItem, MapKind};
pub use opcode::Opcode;
pub use provider::ProviderMetadata;
pub use task::Task;
