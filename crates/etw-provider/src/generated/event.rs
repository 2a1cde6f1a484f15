//! [`event!`](crate::event): what all events have in common.

/// Implements an event; for generated code.
///
/// For each item of the template there is a line with its name and its type in the view, the expression that reads it, and the
/// one that writes it. A counting item is a local, `[count]`; without one, the fields need no locals.
///
/// An event that borrows has a view, which has no traits of its own: [`Decoded`](crate::Decoded) compares and shows it. An impl
/// for each event would cost every build more than all else that an event consists of.
#[doc(hidden)]
#[macro_export]
macro_rules! event {
    (impl($provider:ident, $word:expr, $metadata:ident) $event:ident;) => {
        $crate::event!(@inherent ($event) $provider, $word, $metadata);

        impl $crate::Event for $event {
            #[inline]
            fn metadata(&self) -> &'static $crate::EventMetadata {
                &$metadata
            }

            #[inline]
            fn encode<'p>(&self, _storage: $crate::Storage<'p>) -> $crate::Encoded<'p> {
                Ok(&[])
            }
        }

        impl $crate::Decode for $event {
            type View<'a> = Self;

            #[inline]
            fn event() -> &'static $crate::EventMetadata {
                &$metadata
            }

            #[inline]
            fn read<'a>(_reader: &mut $crate::PayloadReader<'a>) -> Self {
                Self
            }
        }
    };
    (
        impl($provider:ident, $word:expr, $metadata:ident) $event:ident;
        fn($self:ident, $payload:ident, $reader:ident);
        $($field:ident: $ty:ty = $read:expr => $write:expr;)*
    ) => {
        $crate::event!(@inherent ($event) $provider, $word, $metadata);
        $crate::event!(@encode ($event) $metadata ($self $payload) $($write;)*);

        impl $crate::Decode for $event {
            type View<'a> = Self;

            #[inline]
            fn event() -> &'static $crate::EventMetadata {
                &$metadata
            }

            #[inline]
            fn read<'a>($reader: &mut $crate::PayloadReader<'a>) -> Self {
                Self { $($field: $read,)* }
            }
        }
    };
    (
        impl($provider:ident, $word:expr, $metadata:ident) $event:ident<$life:lifetime> => $view:ident<$_:lifetime>;
        fn($self:ident, $payload:ident, $reader:ident);
        $($field:ident: $ty:ty = $read:expr => $write:expr;)*
    ) => {
        $crate::event!(@inherent ($event<'_>) $provider, $word, $metadata);
        $crate::event!(@encode ($event<'_>) $metadata ($self $payload) $($write;)*);

        #[doc = concat!("A view of [`", stringify!($event), "`] borrowed from a payload.")]
        pub struct $view<$life> {
            $(pub $field: $ty,)*
        }

        impl $crate::Decode for $event<'_> {
            type View<$life> = $view<$life>;

            #[inline]
            fn event() -> &'static $crate::EventMetadata {
                &$metadata
            }

            #[inline]
            fn read<$life>($reader: &mut $crate::PayloadReader<$life>) -> $view<$life> {
                $view { $($field: $read,)* }
            }
        }
    };
    (
        impl($provider:ident, $word:expr, $metadata:ident) $event:ident;
        fn($self:ident, $payload:ident, $reader:ident);
        $($([$counter:ident])? $($field:ident: $ty:ty)? = $read:expr => $write:expr;)*
    ) => {
        $crate::event!(@inherent ($event) $provider, $word, $metadata);
        $crate::event!(@encode ($event) $metadata ($self $payload) $($write;)*);

        impl $crate::Decode for $event {
            type View<'a> = Self;

            #[inline]
            fn event() -> &'static $crate::EventMetadata {
                &$metadata
            }

            #[inline]
            #[allow(unused_variables, reason = "not every counter is needed to read the fields")]
            fn read<'a>($reader: &mut $crate::PayloadReader<'a>) -> Self {
                $(let $($counter)? $($field)? = $read;)*
                Self { $($($field,)?)* }
            }
        }
    };
    (
        impl($provider:ident, $word:expr, $metadata:ident) $event:ident<$life:lifetime> => $view:ident<$_:lifetime>;
        fn($self:ident, $payload:ident, $reader:ident);
        $($([$counter:ident])? $($field:ident: $ty:ty)? = $read:expr => $write:expr;)*
    ) => {
        $crate::event!(@inherent ($event<'_>) $provider, $word, $metadata);
        $crate::event!(@encode ($event<'_>) $metadata ($self $payload) $($write;)*);

        #[doc = concat!("A view of [`", stringify!($event), "`] borrowed from a payload.")]
        pub struct $view<$life> {
            $($(pub $field: $ty,)?)*
        }

        impl $crate::Decode for $event<'_> {
            type View<$life> = $view<$life>;

            #[inline]
            fn event() -> &'static $crate::EventMetadata {
                &$metadata
            }

            #[inline]
            #[allow(unused_variables, reason = "not every counter is needed to read the fields")]
            fn read<$life>($reader: &mut $crate::PayloadReader<$life>) -> $view<$life> {
                $(let $($counter)? $($field)? = $read;)*
                $view { $($($field,)?)* }
            }
        }
    };
    (@inherent ($event:ty) $provider:ident, $word:expr, $metadata:ident) => {
        impl $event {
            /// The numbers that identify the event.
            pub const DESCRIPTOR: $crate::EventDescriptor = *$metadata.descriptor();

            /// Returns `true` if anyone is listening. Before the provider is registered it also returns `true`.
            #[must_use]
            #[inline]
            pub fn is_enabled() -> bool {
                $word.is_enabled()
            }

            /// Emits the event as part of the current activity.
            #[inline]
            pub fn emit(&self) -> $crate::Outcome {
                self.emit_with(&$crate::Activity::CURRENT)
            }

            /// Emits the event as part of an activity.
            #[inline]
            pub fn emit_with(&self, activity: &$crate::Activity) -> $crate::Outcome {
                $provider.emit(&$word, self, activity)
            }
        }
    };
    (@encode ($event:ty) $metadata:ident ($self:ident $payload:ident) $($write:expr;)*) => {
        impl $crate::Event for $event {
            #[inline]
            fn metadata(&self) -> &'static $crate::EventMetadata {
                &$metadata
            }

            #[inline]
            fn encode<'p>(&$self, storage: $crate::Storage<'p>) -> $crate::Encoded<'p> {
                let mut $payload = $crate::Payload::new(storage);
                $($write;)*
                $payload.finish()
            }
        }
    };
}
