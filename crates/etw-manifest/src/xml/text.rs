//! Writes a tree as text.

use super::escape::{entity, escape};
use super::{Element, Node};

/// Returns a document with this root.
pub(crate) fn document(root: &Element<'_>) -> String {
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    write(&mut out, root);
    out.push('\n');
    out
}

fn write(out: &mut String, element: &Element<'_>) {
    let name = element.name.to_string();
    out.push('<');
    out.push_str(&name);
    for attribute in &element.attributes {
        out.push(' ');
        out.push_str(&attribute.name.to_string());
        out.push_str("=\"");
        escape(out, &attribute.value);
        out.push('"');
    }
    if element.children.is_empty() {
        out.push_str("/>");
        return;
    }
    out.push('>');
    for node in &element.children {
        match node {
            Node::Element(child) => write(out, child),
            Node::Text(text, _) => write_text(out, text),
            Node::CData(text, _) => out.extend(["<![CDATA[", text, "]]>"]),
            Node::Instruction(target, data) => out.extend(["<?", target, " ", data, "?>"]),
        }
    }
    out.push_str("</");
    out.push_str(&name);
    out.push('>');
}

/// Keeps line breaks, unlike in attributes; only a carriage return would be lost.
fn write_text(out: &mut String, text: &str) {
    for character in text.chars() {
        match entity(character) {
            Some(entity) => out.push_str(entity),
            None if character == '\r' => out.push_str("&#13;"),
            None => out.push(character),
        }
    }
}
