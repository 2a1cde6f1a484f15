//! Escapes text for HTML.

use crate::xml::escape::entity;

/// Escapes text for an element or a quoted attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    text.chars().for_each(|it| push(&mut html, it));
    html
}

/// Escapes a name, and lets narrow screens break it between its words: `Session|Failed`, `Provider/|Channel`.
pub(super) fn breakable(name: &str) -> String {
    let mut html = String::with_capacity(name.len());
    let mut before = ' ';
    for character in name.chars() {
        let begins_word = match before {
            '/' | '\\' | '_' | '.' | '-' | ':' | ',' | '|' => !character.is_whitespace(),
            _ => before.is_lowercase() && (character.is_uppercase() || "({[".contains(character)),
        };
        if begins_word {
            html.push_str("<wbr>");
        }
        push(&mut html, character);
        before = character;
    }
    html
}

fn push(html: &mut String, character: char) {
    match (entity(character), character) {
        (Some(entity), _) => html.push_str(entity),
        (None, '\'') => html.push_str("&#39;"),
        (None, '\n' | '\t') => html.push(character),
        _ if character.is_control() => html.push(char::REPLACEMENT_CHARACTER),
        _ => html.push(character),
    }
}

#[cfg(test)]
mod tests {
    use super::{breakable, escaped};

    #[test]
    fn nothing_of_a_text_is_html() {
        let expected = "&lt;b a=&#39;&quot;&#39;&gt;&amp;\u{FFFD}";
        assert_eq!(escaped("<b a='\"'>&\0"), expected);
        assert_eq!(breakable("<b a='\"'>&\0"), expected);
    }

    #[test]
    fn names_break_between_words() {
        for (name, expected) in [
            ("DispatchSessionFailed", "Dispatch|Session|Failed"),
            ("GCStart_V2", "GCStart_|V2"),
            ("Some-Provider/Analytic", "Some-|Provider/|Analytic"),
            ("xs:int[Count]", "xs:|int|[Count]"),
            ("4031 - Failed", "4031 - Failed"),
        ] {
            assert_eq!(breakable(name).replace("<wbr>", "|"), expected);
        }
    }
}
