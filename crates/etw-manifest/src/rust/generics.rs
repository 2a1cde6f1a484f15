//! What a generated type is generic over: a lifetime if it borrows, `T` and `A` if it has text.

use std::ops::BitOr;

/// The parameters of a type, from fewer to more.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Generics {
    #[default]
    None,
    /// It borrows.
    Lifetime,
    /// It borrows, and has Unicode text, as `T`.
    Unicode,
    /// It borrows, and has ANSI text, as `A`.
    Ansi,
    /// It borrows, and has text of both kinds.
    Both,
}

impl BitOr for Generics {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        let (less, more) = (self.min(other), self.max(other));
        if less == more || less <= Self::Lifetime {
            more
        } else {
            Self::Both
        }
    }
}

impl Generics {
    /// Whether there are type parameters.
    pub(super) const fn has_types(self) -> bool {
        !matches!(self, Self::None | Self::Lifetime)
    }

    /// As the declaration of a type has them: text is `str` unless said otherwise.
    pub(super) const fn declaration(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Lifetime => "<'a>",
            Self::Unicode => "<'a, T: ?Sized = str>",
            Self::Ansi => "<'a, A: ?Sized = str>",
            Self::Both => "<'a, T: ?Sized = str, A: ?Sized = str>",
        }
    }

    /// As `impl` has them: whatever the runtime can write.
    pub(super) const fn bounds(self) -> &'static str {
        match self {
            Self::None | Self::Lifetime => "",
            Self::Unicode => "<T: runtime::UnicodeText + ?Sized>",
            Self::Ansi => "<A: runtime::AnsiText + ?Sized>",
            Self::Both => "<T: runtime::UnicodeText + ?Sized, A: runtime::AnsiText + ?Sized>",
        }
    }

    /// As `impl` has them where nothing is written.
    pub(super) const fn unbounded(self) -> &'static str {
        match self {
            Self::None | Self::Lifetime => "",
            Self::Unicode => "<T: ?Sized>",
            Self::Ansi => "<A: ?Sized>",
            Self::Both => "<T: ?Sized, A: ?Sized>",
        }
    }

    /// Behind the name of the type.
    pub(super) const fn arguments(self, lifetime: Lifetime) -> &'static str {
        match (self, lifetime) {
            (Self::None, _) => "",
            (Self::Lifetime, Lifetime::Named) => "<'a>",
            (Self::Lifetime, Lifetime::Elided) => "<'_>",
            (Self::Unicode, Lifetime::Named) => "<'a, T>",
            (Self::Unicode, Lifetime::Elided) => "<'_, T>",
            (Self::Ansi, Lifetime::Named) => "<'a, A>",
            (Self::Ansi, Lifetime::Elided) => "<'_, A>",
            (Self::Both, Lifetime::Named) => "<'a, T, A>",
            (Self::Both, Lifetime::Elided) => "<'_, T, A>",
        }
    }

    /// Behind the name of the type where text is as a payload holds it.
    pub(super) const fn decoded(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Lifetime => "<'a>",
            Self::Unicode => "<'a, runtime::Utf16Le>",
            Self::Ansi => "<'a, [u8]>",
            Self::Both => "<'a, runtime::Utf16Le, [u8]>",
        }
    }

    /// Behind the name of the type where text is `str`.
    pub(super) const fn defaults(self) -> &'static str {
        match self {
            Self::None => "",
            _ => "<'_>",
        }
    }
}

/// The lifetime of what a type borrows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Lifetime {
    /// `'a`, in the declaration of a type.
    Named,
    /// Left out, in the parameters of a function. Text is `str` there, so that a caller may pass a reference to whatever
    /// derefs to it: a `String` beside a literal.
    Elided,
}

impl Lifetime {
    /// What a reference begins with.
    pub(super) const fn reference(self) -> &'static str {
        match self {
            Self::Named => "&'a ",
            Self::Elided => "&",
        }
    }

    /// The type of Unicode text.
    pub(super) const fn unicode(self) -> &'static str {
        match self {
            Self::Named => "T",
            Self::Elided => "str",
        }
    }

    /// The type of ANSI text.
    pub(super) const fn ansi(self) -> &'static str {
        match self {
            Self::Named => "A",
            Self::Elided => "str",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Generics::{Ansi, Both, Lifetime, None, Unicode};

    #[test]
    fn a_type_has_the_parameters_of_all_its_fields() {
        assert_eq!(None | Lifetime, Lifetime);
        assert_eq!(Unicode | Lifetime | None, Unicode);
        assert_eq!(Unicode | Ansi, Both);
        assert_eq!(Both | Ansi, Both);
        assert_eq!(Ansi | Ansi, Ansi);
    }
}
