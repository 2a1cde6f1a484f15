//! [`any_event!`](crate::any_event): the enum of all events of a provider.

/// Declares the enum of all events of a provider, with the id and version of each; for generated code.
#[doc(hidden)]
#[macro_export]
macro_rules! any_event {
    ($vis:vis enum $any:ident { $($name:ident($event:ty) = ($id:literal, $version:literal),)* }) => {
        /// Any event of this provider, borrowing from the payload.
        #[allow(clippy::enum_variant_names, reason = "the names are those of the manifest")]
        #[allow(clippy::large_enum_variant, reason = "it is decoded and looked at, not kept")]
        $vis enum $any<'a> {
            $(
                #[doc = concat!("[`", stringify!($name), "`]")]
                $name($crate::Decoded<'a, $event>),
            )*
        }

        impl<'a> $any<'a> {
            /// Decodes a payload as the event with the id and the version of this descriptor.
            ///
            /// # Errors
            /// The provider has no such event, or the bytes are not a payload of it.
            #[inline]
            pub fn decode(
                descriptor: &$crate::EventDescriptor,
                payload: &'a [u8],
            ) -> Result<Self, $crate::DecodeError> {
                match (descriptor.id, descriptor.version) {
                    $(($id, $version) => <$event as $crate::Decode>::decode(payload).map(Self::$name),)*
                    _ => Err($crate::DecodeError::UnknownEvent),
                }
            }

            /// Returns the event, to look at its metadata or to emit it again.
            #[inline]
            pub fn as_event(&self) -> &dyn $crate::Event {
                match self {
                    $(Self::$name(event) => event,)*
                }
            }
        }

        impl core::fmt::Debug for $any<'_> {
            // Inlined, so that a library that does not show events has no code for it.
            #[inline]
            fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                core::fmt::Debug::fmt(self.as_event(), formatter)
            }
        }

        impl PartialEq for $any<'_> {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.as_event() == other.as_event()
            }
        }
    };
}
