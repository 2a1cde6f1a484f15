//! [`structure!`](crate::structure): what all structs in templates have in common.

/// Implements a struct of a template, in the form of [`event!`](crate::event); for generated code.
#[doc(hidden)]
#[macro_export]
macro_rules! structure {
    (
        impl $structure:ident;
        fn($self:ident, $payload:ident, $reader:ident);
        $($([$counter:ident])? $($field:ident: $ty:ty)? = $read:expr => $write:expr;)*
    ) => {
        impl $structure {
            #[inline]
            fn read($reader: &mut $crate::PayloadReader<'_>) -> Self {
                $(let $($counter)? $($field)? = $read;)*
                Self { $($($field,)?)* }
            }
        }

        $crate::structure!(@encode ($structure) ($self $payload) $($write;)*);
    };
    (
        impl $structure:ident<$life:lifetime> => $view:ident<$_:lifetime>;
        fn($self:ident, $payload:ident, $reader:ident);
        $($([$counter:ident])? $($field:ident: $ty:ty)? = $read:expr => $write:expr;)*
    ) => {
        $crate::structure!(@encode ($structure<'_>) ($self $payload) $($write;)*);

        #[doc = concat!("A view of [`", stringify!($structure), "`] borrowed from a payload.")]
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct $view<$life> {
            $($(pub $field: $ty,)?)*
        }

        impl<$life> $view<$life> {
            #[inline]
            fn read($reader: &mut $crate::PayloadReader<$life>) -> Self {
                $(let $($counter)? $($field)? = $read;)*
                Self { $($($field,)?)* }
            }
        }

        $crate::structure!(@encode ($view<'_>) ($self $payload) $($write;)*);
    };
    (@encode ($structure:ty) ($self:ident $payload:ident) $($write:expr;)*) => {
        impl $structure {
            #[inline]
            fn encode(&$self, $payload: &mut $crate::Payload<'_>) {
                $($write;)*
            }
        }
    };
}
