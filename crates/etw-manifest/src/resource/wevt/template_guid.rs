//! The GUID of a template: a digest of its XML and of the types of its items, the same on every machine.
//!
//! The digest covers no maps, outTypes, lengths or items of structs, so different templates may share a GUID.

use crate::hash::{md5, sha256};
use crate::model::{UserContent, UserElement};
use crate::resource::McVersion;
use crate::xml::escape::entity;

/// Returns the GUID of a template, as the bytes in the file.
pub(crate) fn template_guid(document: &UserElement, types: &[u16], version: McVersion) -> [u8; 16] {
    let xml: Vec<u8> = xml(document)
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let types: Vec<u8> = types
        .iter()
        .flat_map(|it| u32::from(*it).to_le_bytes())
        .collect();
    match version {
        McVersion::V6_3 => md5::to_bytes(md5::digest(md5::digest(md5::START, &xml), &types)),
        McVersion::V10_0_10240 | McVersion::V10_0_16299 => {
            let digest = sha256::digest(&[b"MS-WEVT\0".as_slice(), &xml, &types].concat());
            let mut bytes: [u8; 16] = std::array::from_fn(|index| digest[index]);
            // The version of name-based GUIDs, 5.
            bytes[7] = bytes[7] & 0x0F | 0x50;
            bytes
        }
    }
}

/// Returns the XML as MSXML serializes it. MSXML remembers only whether there was white space between elements; where there
/// was, it breaks the line and indents with tabs.
fn xml(document: &UserElement) -> String {
    let mut out = String::new();
    element(&mut out, document, 1);
    out
}

fn element(out: &mut String, element: &UserElement, depth: usize) {
    out.push('<');
    out.push_str(&element.name);
    for (name, value) in &element.attributes {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape(out, value);
        out.push('"');
    }
    if element.content.is_empty() {
        out.push_str("/>");
        return;
    }
    out.push('>');
    let mut spaced = false;
    for content in &element.content {
        match content {
            UserContent::Text(text) if text.trim().is_empty() => spaced = true,
            UserContent::Text(text) => {
                escape(out, text);
                spaced = false;
            }
            UserContent::Element(child) => {
                if spaced {
                    break_line(out, depth + 1);
                }
                self::element(out, child, depth + 1);
                spaced = false;
            }
        }
    }
    if spaced {
        break_line(out, depth);
    }
    out.push_str("</");
    out.push_str(&element.name);
    out.push('>');
}

fn break_line(out: &mut String, depth: usize) {
    out.push_str("\r\n");
    out.extend(std::iter::repeat_n('\t', depth));
}

fn escape(out: &mut String, text: &str) {
    for character in text.chars() {
        match entity(character) {
            Some(entity) => out.push_str(entity),
            None => out.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, content: Vec<UserContent>) -> UserElement {
        let (name, attributes) = (name.to_owned(), Vec::new());
        UserElement {
            name,
            attributes,
            content,
        }
    }

    fn text(text: &str) -> UserContent {
        UserContent::Text(text.to_owned())
    }

    #[test]
    fn white_space_is_that_of_the_serializer() {
        let child = || UserContent::Element(of("A", vec![text(" %1 ")]));
        let close = of("R", vec![child()]);
        assert_eq!(xml(&close), "<R><A> %1 </A></R>");
        let spaced = of("R", vec![text("\n  "), child(), text("\n")]);
        assert_eq!(xml(&spaced), "<R>\r\n\t\t<A> %1 </A>\r\n\t</R>");
        assert_eq!(xml(&of("R", vec![text(" ")])), "<R>\r\n\t</R>");
        assert_eq!(xml(&of("R", vec![])), "<R/>");
    }
}
