//! The XML that the data of a template's events is shown as, to a static.

use std::fmt::Write as _;

use proc_macro2::Ident;

use super::form;
use super::layout::Layout;
use super::literal;
use crate::model::{UserContent, UserElement};

/// Prints the static of a template's `<UserData>`.
pub(super) fn print(ident: &Ident, root: &UserElement, layout: &mut Layout) {
    let mut text = String::new();
    let head = format!("static {ident}: runtime::UserElement = runtime::UserElement::new(");
    call(&head, root, ");", form::STEP, &mut text);
    layout.form(format_args!("\n{text}"));
}

/// Adds a call with the name, the attributes and the content of an element.
fn call(head: &str, element: &UserElement, tail: &str, indent: usize, text: &mut String) {
    let most = form::LINE.saturating_sub(indent + head.len() + tail.len());
    let mut flat = String::new();
    if add_flat(element, most, &mut flat) {
        return form::line(&format!("{head}{flat}{tail}"), indent, text);
    }
    let inner = indent + form::STEP;
    form::line(head, indent, text);
    form::line(&format!("{},", literal::string(&element.name)), inner, text);
    form::call("&[", &attributes(element), "],", inner, text);
    form::line("&[", inner, text);
    for child in content(element) {
        match child {
            UserContent::Element(child) => {
                call(ELEMENT, child, "),", inner + form::STEP, text);
            }
            UserContent::Text(words) => {
                let words = literal::string(words);
                form::line(&format!("{TEXT}{words}),"), inner + form::STEP, text);
            }
        }
    }
    form::line("],", inner, text);
    form::line(tail, indent, text);
}

const ELEMENT: &str = "runtime::UserContent::element(";
const TEXT: &str = "runtime::UserContent::Text(";

/// Adds the arguments on one line, as long as they are no longer than that; says whether they are not.
fn add_flat(element: &UserElement, most: usize, flat: &mut String) -> bool {
    let attributes = attributes(element).join(", ");
    let name = literal::string(&element.name);
    let _ = write!(flat, "{name}, &[{attributes}], &[");
    for (at, child) in content(element).enumerate() {
        if flat.len() > most {
            return false;
        }
        flat.push_str(if at > 0 { ", " } else { "" });
        match child {
            UserContent::Element(child) => {
                flat.push_str(ELEMENT);
                if !add_flat(child, most, flat) {
                    return false;
                }
                flat.push(')');
            }
            UserContent::Text(words) => _ = write!(flat, "{TEXT}{})", literal::string(words)),
        }
    }
    flat.push(']');
    flat.len() <= most
}

fn attributes(element: &UserElement) -> Vec<String> {
    let attributes = element.attributes.iter();
    let pair = |(name, value): &(String, String)| {
        format!("({}, {})", literal::string(name), literal::string(value))
    };
    attributes.map(pair).collect()
}

/// White space alone is that of the manifest's layout.
fn content(element: &UserElement) -> impl Iterator<Item = &UserContent> {
    let is_shown = |it: &&UserContent| match it {
        UserContent::Element(_) => true,
        UserContent::Text(words) => !words.trim().is_empty(),
    };
    element.content.iter().filter(is_shown)
}
