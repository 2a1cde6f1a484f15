//! The XML that a template's events are shown as: a static.

use super::print::{Code, skeleton};
use crate::model::{UserContent, UserElement};

skeleton!(DOCUMENT(__name, __element, __attributes, __content) =>
    static __name: runtime::UserElement =
        runtime::UserElement::new(
            __element,
            &[__attributes],
            &[__content],
        );
);
skeleton!(ELEMENT(__element, __attributes, __content) =>
    runtime::UserContent::element(__element, &[__attributes], &[__content]));
skeleton!(TEXT(__text) => runtime::UserContent::Text(__text));
skeleton!(ATTRIBUTE(__name, __value) => (__name, __value));

/// The static of a template's `<UserData>`.
pub(super) fn code(name: &Code, root: &UserElement) -> Code {
    let (attributes, content) = (attributes(root), content(root));
    DOCUMENT.fill([name, &Code::string(&root.name), &attributes, &content])
}

fn attributes(element: &UserElement) -> Code {
    let attributes = element.attributes.iter();
    Code::elements(
        attributes.map(|(name, value)| ATTRIBUTE.fill([&Code::string(name), &Code::string(value)])),
    )
}

/// White space alone is that of the manifest's layout.
fn content(element: &UserElement) -> Code {
    Code::elements(element.content.iter().filter_map(|it| match it {
        UserContent::Element(child) => {
            let (attributes, content) = (attributes(child), content(child));
            Some(ELEMENT.fill([&Code::string(&child.name), &attributes, &content]))
        }
        UserContent::Text(words) | UserContent::CData(words) if words.trim().is_empty() => None,
        UserContent::Text(words) | UserContent::CData(words) => {
            Some(TEXT.fill([&Code::string(words)]))
        }
        UserContent::Instruction { .. } => None,
    }))
}
