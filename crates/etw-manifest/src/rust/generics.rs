//! What a generated type is generic over: a lifetime if it borrows, `T` and `A` if it has text.

use std::ops::BitOr;

use proc_macro2::TokenStream;
use quote::quote;

/// The parameters of a type.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Generics {
    /// It borrows.
    pub(super) lifetime: bool,
    /// It has Unicode text, as `T`.
    pub(super) unicode: bool,
    /// It has ANSI text, as `A`.
    pub(super) ansi: bool,
}

impl BitOr for Generics {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self {
            lifetime: self.lifetime || other.lifetime,
            unicode: self.unicode || other.unicode,
            ansi: self.ansi || other.ansi,
        }
    }
}

impl Generics {
    pub(super) const BORROWED: Self = Self {
        lifetime: true,
        unicode: false,
        ansi: false,
    };

    /// Whether there are type parameters.
    pub(super) const fn has_types(self) -> bool {
        self.unicode || self.ansi
    }

    /// As the declaration of a type has them: text is `str` unless said otherwise.
    pub(super) fn declaration(self) -> TokenStream {
        self.list(quote!('a), quote!(T: ?Sized = str), quote!(A: ?Sized = str))
    }

    /// As `impl` and `fn` have them: whatever the runtime can write.
    pub(super) fn bounds(self) -> TokenStream {
        Self {
            lifetime: false,
            ..self
        }
        .list(
            quote!(),
            quote!(T: runtime::UnicodeText + ?Sized),
            quote!(A: runtime::AnsiText + ?Sized),
        )
    }

    /// As `impl` has them where nothing is written.
    pub(super) fn unbounded(self) -> TokenStream {
        Self {
            lifetime: false,
            ..self
        }
        .list(quote!(), quote!(T: ?Sized), quote!(A: ?Sized))
    }

    /// Behind the name of the type.
    pub(super) fn arguments(self, lifetime: &TokenStream) -> TokenStream {
        self.list(lifetime.clone(), quote!(T), quote!(A))
    }

    /// Behind the name of the type where text is as a payload holds it.
    pub(super) fn decoded(self) -> TokenStream {
        self.list(quote!('a), quote!(runtime::Utf16Le), quote!([u8]))
    }

    /// Behind the name of the type where text is `str`.
    pub(super) fn defaults(self) -> TokenStream {
        Self {
            lifetime: self.lifetime,
            ..Self::default()
        }
        .arguments(&quote!('_))
    }

    fn list(self, lifetime: TokenStream, unicode: TokenStream, ansi: TokenStream) -> TokenStream {
        let lifetime = self.lifetime.then_some(lifetime);
        let unicode = self.unicode.then_some(unicode);
        let ansi = self.ansi.then_some(ansi);
        let list: Vec<TokenStream> = [lifetime, unicode, ansi].into_iter().flatten().collect();
        if list.is_empty() {
            TokenStream::new()
        } else {
            quote!(<#(#list),*>)
        }
    }
}
