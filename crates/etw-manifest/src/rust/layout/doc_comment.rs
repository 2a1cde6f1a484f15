//! `#[doc = "…"]` to `///`, where the comment says exactly the same.

use super::atom::Atom;

/// The text of a `#[doc = "…"]` attribute that can be written after `///`: one line that does not make it `////`.
pub(super) fn text(attribute: &[Atom]) -> Option<String> {
    let [doc, equals, Atom::Word { text, .. }] = attribute else {
        return None;
    };
    let text = match text.strip_prefix("r\"") {
        Some(raw) => raw.strip_suffix('"')?.to_owned(),
        None => unescape(text.strip_prefix('"')?.strip_suffix('"')?)?,
    };
    let fits = doc.is("doc")
        && equals.is("=")
        && !text.starts_with('/')
        && !text.contains(char::is_control)
        && !text.ends_with(' ');
    fits.then_some(text)
}

/// The inverse of [`proc_macro2::Literal::string`]. `quote` makes raw strings of `///`.
fn unescape(literal: &str) -> Option<String> {
    let mut text = String::with_capacity(literal.len());
    let mut rest = literal.chars();
    while let Some(here) = rest.next() {
        if here != '\\' {
            text.push(here);
            continue;
        }
        text.push(match rest.next()? {
            mark @ ('\\' | '"' | '\'') => mark,
            'u' => {
                let (digits, after) = rest.as_str().strip_prefix('{')?.split_once('}')?;
                rest = after.chars();
                char::from_u32(u32::from_str_radix(digits, 16).ok()?)?
            }
            // Line breaks, tabs, NUL: no text for a comment.
            _ => return None,
        });
    }
    Some(text)
}
