//! Tokens to readable text, laid out much as rustfmt would, without changing what they say.
//!
//! It knows the Rust that this back end writes, not all of Rust: `<` opens generics, because there is no comparison; a
//! list that is broken over lines ends with a comma and one that is not does not, because there are no one-tuples; `if`
//! and `for` stand where a statement may. Time is linear in the number of tokens, and tokens live only until their
//! item is printed, because a manifest may have a hundred thousand events.
//!
//! Why not `prettyplease`: every user would build it and `syn` before anything else. A clean build of this crate takes
//! 9 to 12 seconds of processor time as it is and 14 to 16 with them (three runs each, two cores, rustc 1.95).

mod atom;
mod doc_comment;
mod piece;
mod printer;

use std::fmt;

use proc_macro2::TokenStream;

use piece::Body;
use printer::Printer;

/// Prints item after item.
#[derive(Default)]
pub(super) struct Layout {
    printer: Printer,
}

impl Layout {
    /// A file that begins with these lines.
    pub(super) fn new(header: &str) -> Self {
        let printer = Printer::after(header);
        Self { printer }
    }

    /// Prints items.
    pub(super) fn items(&mut self, tokens: TokenStream) {
        self.printer.body(&atom::atoms(tokens), Body::Items);
    }

    /// Writes an item as it stands: an empty line before it and the indentation are part of the text.
    pub(super) fn form(&mut self, form: fmt::Arguments<'_>) {
        self.printer.write(form);
    }

    /// Prints the head of a module; what follows is inside of it.
    pub(super) fn open(&mut self, head: TokenStream) {
        self.printer.open(&atom::atoms(head));
    }

    /// Ends the innermost open module.
    pub(super) fn close(&mut self) {
        self.printer.close();
    }

    /// The text.
    pub(super) fn finish(self) -> String {
        self.printer.finish()
    }
}

/// Adds a statement, or an element with its comma, that does not fit a line.
pub(super) fn broken(code: &str, indent: usize, text: &mut String) {
    let Ok(tokens) = code.parse() else {
        // It cannot happen, and the compiler would say more than a panic here.
        return text.push_str(code);
    };
    let mut printer = Printer::indented(indent);
    let body = if code.ends_with(',') {
        Body::List
    } else {
        Body::Statements
    };
    printer.body(&atom::atoms(tokens), body);
    text.push_str(&printer.finish());
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use proc_macro2::{Delimiter, TokenTree};
    use quote::quote;

    fn print(tokens: TokenStream) -> String {
        let mut layout = Layout::default();
        layout.items(tokens);
        layout.finish()
    }

    /// The tokens as text, without commas at the end of groups.
    fn flatten(tokens: TokenStream, into: &mut Vec<String>) {
        for token in tokens {
            let TokenTree::Group(group) = token else {
                into.push(token.to_string());
                continue;
            };
            into.push(format!("{:?}", group.delimiter()));
            flatten(group.stream(), into);
            if group.delimiter() != Delimiter::None && into.last().is_some_and(|last| last == ",") {
                into.pop();
            }
            into.push("end".to_owned());
        }
    }

    fn assert_lossless(tokens: TokenStream) {
        let (mut before, mut after) = (Vec::new(), Vec::new());
        let text = print(tokens.clone());
        flatten(tokens, &mut before);
        flatten(text.parse().expect(&text), &mut after);
        assert_eq!(before, after, "{text}");
    }

    /// What the rest of the back end writes, in small.
    fn sample() -> TokenStream {
        let long = "a text ".repeat(20);
        quote! {
            use ::etw_provider as runtime;
            static ENABLE: [runtime::EnableWord; 2] = [
                runtime::EnableWord::new(2, 0x2000_0000_0000_0800),
                runtime::EnableWord::new(3, 0x2000_0000_0000_0800),
            ];
            static TEXT: runtime::LocalizedText = runtime::LocalizedText::new(&[#long, "s"]);
            #[doc = " An event."]
            #[doc = ""]
            #[doc = " * one\\two \"x\""]
            #[derive(Debug, PartialEq)]
            pub struct Foo<'a, T: ?Sized = str> {
                #[doc = " `Uri`"]
                pub uri: &'a T,
                #[doc = " `Type`"]
                pub r#type: &'a [&'a T; 3],
            }
            impl<T: ?Sized> Clone for Foo<'_, T> { fn clone(&self) -> Self { *self } }
            impl<T: ?Sized> Copy for Foo<'_, T> {}
            impl<T: runtime::UnicodeText + ?Sized, A: runtime::AnsiText + ?Sized> runtime::Event for Fooooooo<'_, T, A> {
                fn encode(&self, payload: &mut runtime::Payload<'_>) {
                    payload.count_u16(&[self.r#type.len(), self.other.len()]);
                    for item in self.r#type { payload.unicode_string(*item); }
                    payload.i32(self.code.0);
                }
                fn size_bound(&self) -> usize {
                    runtime::size::unicode_string(self.uri) + runtime::size::unicode_string(self.uri)
                        + runtime::size::each(self.names, |item| item.len()) + 12
                }
                fn contains(self, other: Self) -> bool { self.0 & other.0 == other.0 }
            }
            pub fn emit_foo<T: runtime::UnicodeText + ?Sized>(uri: &T, r#type: &[&T; 3], another: u32, more: u8) -> runtime::Outcome {
                if ENABLE[1].is_enabled() { Foo { uri, r#type }.emit() } else { runtime::Outcome::Disabled }
            }
        }
    }

    #[test]
    fn no_token_is_lost_or_changed() {
        assert_lossless(sample());
        assert_lossless(quote!(
            #[doc = "/ four slashes"]
            #[doc = "a\nb"]
            #[doc = "\u{301}\t"]
            pub struct X;
        ));
    }

    #[test]
    fn the_layout_is_stable() {
        let text = print(sample());
        assert_eq!(print(text.parse().unwrap()), text);
    }

    #[test]
    fn the_layout_is_that_of_rustfmt() {
        let text = print(sample());
        assert_eq!(text, include_str!("layout/sample.rs.txt"), "{text}");
    }

    #[test]
    fn generated_files_lose_nothing() {
        let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/expand");
        for case in std::fs::read_dir(cases).unwrap() {
            let path = case.unwrap().path().join("expected.rs");
            let text = std::fs::read_to_string(&path).unwrap();
            let tokens: TokenStream = text.parse().unwrap();
            assert_lossless(tokens);
        }
    }

    #[test]
    fn modules_are_indented() {
        let mut layout = Layout::default();
        layout.open(quote!(#[doc = " It."] pub mod it));
        layout.items(quote!(
            use a::b;
        ));
        layout.open(quote!(mod inner));
        layout.close();
        layout.close();
        layout.items(quote!(
            pub use it::*;
        ));
        let text =
            "/// It.\npub mod it {\n    use a::b;\n\n    mod inner {\n    }\n}\n\npub use it::*;\n";
        assert_eq!(layout.finish(), text);
    }
}
