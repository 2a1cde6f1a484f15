//! Templates to the XML document that the data of their events is shown as.

use std::fmt::Write as _;

use super::literal;
use crate::model::{Template, UserContent, UserElement};

/// The document of an event with this template; `None` for an `<EventData>` without a name.
pub(super) fn document(template: Option<&Template>) -> Option<String> {
    let template = template?;
    if let Some(root) = &template.user_data {
        let mut document = "runtime::Document::UserData(&".to_owned();
        element(root, &mut document);
        document.push(')');
        return Some(document);
    }
    let name = template.name.as_deref().filter(|it| !it.is_empty())?;
    Some(format!(
        "runtime::Document::EventData({})",
        literal::string(name)
    ))
}

fn element(element: &UserElement, text: &mut String) {
    let _ = write!(
        text,
        "runtime::UserElement {{ name: {}, attributes: &[",
        literal::string(&element.name)
    );
    for (at, (name, value)) in element.attributes.iter().enumerate() {
        let separator = if at > 0 { ", " } else { "" };
        let (name, value) = (literal::string(name), literal::string(value));
        let _ = write!(text, "{separator}({name}, {value})");
    }
    text.push_str("], content: &[");
    for child in &element.content {
        content(child, text);
    }
    text.push_str("] }");
}

/// White space alone is that of the manifest's layout.
fn content(content: &UserContent, text: &mut String) {
    match content {
        UserContent::Element(child) => {
            text.push_str("runtime::UserContent::Element(");
            element(child, text);
            text.push_str("),");
        }
        UserContent::Text(words) if words.trim().is_empty() => {}
        UserContent::Text(words) => {
            let _ = write!(
                text,
                "runtime::UserContent::Text({}),",
                literal::string(words)
            );
        }
    }
}
