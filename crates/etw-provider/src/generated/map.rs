//! [`value_map!`](crate::value_map) and [`bit_map!`](crate::bit_map): the types of maps.

use core::fmt;

/// The error of a number that a value map does not name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownValue(pub u32);

impl fmt::Display for UnknownValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} is not a value of the map", self.0)
    }
}

impl core::error::Error for UnknownValue {}

/// Declares the type of a value map; for generated code.
#[doc(hidden)]
#[macro_export]
macro_rules! value_map {
    (
        $(#[$docs:meta])*
        $vis:vis struct $map:ident($number:ident) in $metadata:ident {
            $($(#[$item_docs:meta])* $name:ident = $value:literal,)*
        }
    ) => {
        $(#[$docs])*
        ///
        /// Other numbers can be emitted and decoded as well.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis struct $map(pub $number);

        impl $map {
            $($(#[$item_docs])* pub const $name: Self = Self($value);)*
        }

        /// Succeeds for the numbers that the map names.
        impl TryFrom<$number> for $map {
            type Error = $crate::UnknownValue;

            fn try_from(value: $number) -> Result<Self, Self::Error> {
                match value {
                    $($value => Ok(Self::$name),)*
                    _ => Err($crate::UnknownValue(value.into())),
                }
            }
        }

        impl core::fmt::Debug for $map {
            fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                match self.0 {
                    $($value => formatter.write_str(stringify!($name)),)*
                    value => write!(formatter, "{}({value})", stringify!($map)),
                }
            }
        }

        $crate::value_map!(@common $map($number) $metadata);
    };
    (@common $map:ident($number:ident) $metadata:ident) => {
        /// Shows the text in the default locale.
        impl core::fmt::Display for $map {
            fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                $metadata.write_value(self.0.into(), formatter)
            }
        }

        impl From<$map> for $number {
            fn from(value: $map) -> Self {
                value.0
            }
        }
    };
}

/// Declares the type of a bit map; for generated code.
#[doc(hidden)]
#[macro_export]
macro_rules! bit_map {
    (
        $(#[$docs:meta])*
        $vis:vis struct $map:ident($number:ident) in $metadata:ident {
            $($(#[$item_docs:meta])* $name:ident = $value:literal,)*
        }
    ) => {
        $(#[$docs])*
        ///
        /// Other bits can be emitted and decoded as well.
        #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis struct $map(pub $number);

        impl $map {
            $($(#[$item_docs])* pub const $name: Self = Self($value);)*

            /// Returns `true` if no bit is set.
            #[must_use]
            pub const fn is_empty(self) -> bool {
                self.0 == 0
            }

            /// Returns `true` if all bits of `other` are set.
            #[must_use]
            pub const fn contains(self, other: Self) -> bool {
                self.0 & other.0 == other.0
            }

            /// Returns the named bits that are set.
            pub fn iter(self) -> impl Iterator<Item = Self> {
                let named = [$(Self::$name),*].into_iter();
                named.filter(move |it| !it.is_empty() && self.contains(*it))
            }
        }

        impl core::ops::BitOr for $map {
            type Output = Self;

            fn bitor(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }
        }

        impl core::ops::BitOrAssign for $map {
            fn bitor_assign(&mut self, other: Self) {
                self.0 |= other.0;
            }
        }

        impl core::ops::BitAnd for $map {
            type Output = Self;

            fn bitand(self, other: Self) -> Self {
                Self(self.0 & other.0)
            }
        }

        impl core::fmt::Debug for $map {
            fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                let (mut rest, mut separator) = (self.0, "");
                $(
                    if $value != 0 && self.contains(Self::$name) {
                        write!(formatter, "{separator}{}", stringify!($name))?;
                        rest &= !$value;
                        separator = " | ";
                    }
                )*
                match rest {
                    0 if !self.is_empty() => Ok(()),
                    rest => write!(formatter, "{separator}{rest:#x}"),
                }
            }
        }

        impl From<$number> for $map {
            fn from(bits: $number) -> Self {
                Self(bits)
            }
        }

        $crate::value_map!(@common $map($number) $metadata);
    };
}
