//! Upper bounds of encoded sizes, as sums of a constant and expressions.

use proc_macro2::TokenStream;
use quote::quote;

use super::literal;

/// A constant, and expressions of type `usize`.
#[derive(Clone, Default)]
pub(super) struct Size {
    bytes: u64,
    terms: Vec<TokenStream>,
}

impl Size {
    pub(super) fn constant(bytes: u64) -> Self {
        Self {
            bytes,
            terms: Vec::new(),
        }
    }

    pub(super) fn variable(term: TokenStream) -> Self {
        Self {
            bytes: 0,
            terms: vec![term],
        }
    }

    pub(super) fn is_constant(&self) -> bool {
        self.terms.is_empty()
    }

    /// The constant part. Saturates far above what an event can hold, so that it is a `usize` everywhere.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes.min(u64::from(u32::MAX >> 1))
    }

    pub(super) fn add(&mut self, other: Self) {
        self.bytes = self.bytes.saturating_add(other.bytes);
        self.terms.extend(other.terms);
    }

    /// The expression.
    pub(super) fn tokens(&self) -> TokenStream {
        let terms = &self.terms;
        let bytes = literal::decimal(self.bytes());
        match (self.is_constant(), self.bytes) {
            (true, _) => quote!(#bytes),
            (false, 0) => quote!(#(#terms)+*),
            (false, _) => quote!(#(#terms)+* + #bytes),
        }
    }
}
