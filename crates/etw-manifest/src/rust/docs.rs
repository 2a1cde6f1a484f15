//! Texts of the manifest to rustdoc that shows them and does nothing else.
//!
//! Nothing a manifest says can become code or markup, for two reasons that do not depend on each other:
//! * A line of documentation is written after `///`, and such a comment ends nowhere but at a line break.
//! * Before that, [`inert`] leaves no control or direction character in a text and puts a backslash before whatever
//!   Markdown, HTML or rustdoc's links would take as markup.

use super::print::Code;
use crate::model::{Item, insert};

/// Lines of documentation that are longer than this are broken, where there is a safe place.
const WIDTH: usize = 96;

/// Documentation of one item, made line by line.
#[derive(Default)]
pub(super) struct Docs {
    /// The lines, with a line break between them.
    text: String,
    is_begun: bool,
}

impl Docs {
    /// Documentation that begins with this paragraph, which is Markdown.
    pub(super) fn new(markdown: &str) -> Self {
        Self::default().paragraph(markdown)
    }

    /// Adds a paragraph, which is Markdown.
    pub(super) fn paragraph(mut self, markdown: &str) -> Self {
        self.begin_paragraph();
        self.wrap(markdown, "", "");
        self
    }

    /// Adds a list item, which is Markdown.
    pub(super) fn bullet(mut self, markdown: &str) -> Self {
        if self.is_begun && !is_of_list(self.last_line()) {
            self.begin_line();
        }
        self.wrap(markdown, "* ", "  ");
        self
    }

    fn begin_line(&mut self) {
        if self.is_begun {
            self.text.push('\n');
        }
        self.is_begun = true;
    }

    fn last_line(&self) -> &str {
        let start = self.text.rfind('\n').map_or(0, |at| at + 1);
        &self.text[start..]
    }

    /// Breaks before words that begin with a letter, because such a word begins no Markdown block.
    fn wrap(&mut self, markdown: &str, first: &str, rest: &str) {
        self.begin_line();
        self.text.push_str(first);
        if first.len() + markdown.len() <= WIDTH {
            return self.text.push_str(markdown);
        }
        let mut columns = first.len();
        for (at, word) in markdown.split(' ').enumerate() {
            let width = word.chars().count();
            let breakable = word.starts_with(char::is_alphabetic);
            if at > 0 && breakable && columns + 1 + width > WIDTH {
                self.begin_line();
                self.text.push_str(rest);
                columns = rest.len();
            } else if at > 0 {
                self.text.push(' ');
                columns += 1;
            }
            self.text.push_str(word);
            columns += width;
        }
    }

    /// Adds a block, whose lines are Markdown: a table, an example.
    pub(super) fn block(mut self, lines: &[String]) -> Self {
        self.begin_paragraph();
        for line in lines {
            self.begin_line();
            self.text.push_str(line);
        }
        self
    }

    fn begin_paragraph(&mut self) {
        if self.is_begun {
            self.begin_line();
        }
    }

    /// The comment.
    pub(super) fn code(&self) -> Code {
        Code::docs(&self.text)
    }
}

fn is_of_list(line: &str) -> bool {
    line.starts_with("* ") || line.starts_with("  ")
}

/// A name of the manifest as code, or as text where a code span could not hold it.
pub(super) fn code(name: &str) -> String {
    let plain = |it: char| it.is_alphanumeric() || " _-./:#+()%$,=@{}".contains(it);
    let fits = !name.is_empty() && name == name.trim() && name.chars().all(plain);
    if fits && !name.contains("  ") {
        format!("`{name}`")
    } else if name.is_empty() {
        "(no name)".to_owned()
    } else {
        inert(name)
    }
}

/// A message as text: `%n`, `%t` and the like are white space, `%%` is a percent sign, `%1` is the name of the first item.
pub(super) fn message(text: &str, items: &[Item]) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        plain.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some((item, after)) = insert(rest, items) {
            plain.extend(["{", &item.name, "}"]);
            rest = after;
            continue;
        }
        match rest.chars().next() {
            Some('n' | 't' | 'r' | 'b') => plain.push(' '),
            Some(mark @ ('%' | '.' | '!')) => plain.push(mark),
            Some('0') if rest.len() == 1 => {}
            _ => {
                plain.push('%');
                continue;
            }
        }
        rest = &rest[1..];
    }
    plain.push_str(rest);
    inert(&plain)
}

/// Text as Markdown that shows exactly this text, on one line.
pub(super) fn inert(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let text = one_line(text);
    let mut markdown = String::with_capacity(text.len() + 8);
    let mut before = None;
    let mut after = text.chars().peekable();
    while let Some(here) = after.next() {
        if is_markup(before, here, after.peek().copied(), markdown.is_empty()) {
            markdown.push('\\');
        }
        markdown.push(here);
        before = Some(here);
    }
    escape_ordinal(markdown)
}

/// Whether a text is already Markdown that shows it: words and marks that mean nothing there, as most texts are.
fn is_plain(text: &str) -> bool {
    let is_word = |it: u8| it.is_ascii_alphanumeric() || b"%.,;'()!?\"/$@{}".contains(&it);
    let begins_with_word = text
        .bytes()
        .next()
        .is_some_and(|it| it.is_ascii_alphabetic());
    let mut before = b' ';
    let mut steps = text.bytes().map(|here| {
        let known = is_word(here) || (here == b' ' && before != b' ');
        before = here;
        known
    });
    begins_with_word && steps.all(|known| known) && !text.ends_with(' ')
}

/// White space is one space; control, direction and invisible characters are gone.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let visible = text
        .chars()
        .map(|it| if is_space(it) { ' ' } else { it })
        .filter(|it| !is_hidden(*it));
    for here in visible {
        if here != ' ' || !(line.is_empty() || line.ends_with(' ')) {
            line.push(here);
        }
    }
    line.truncate(line.trim_end().len());
    line
}

fn is_space(it: char) -> bool {
    it.is_whitespace() || it.is_control()
}

/// Characters that change how others are shown: direction marks, joiners, byte order marks, tags, variation selectors.
const fn is_hidden(it: char) -> bool {
    matches!(it,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether Markdown, HTML or rustdoc could take a character as more than itself.
fn is_markup(before: Option<char>, here: char, after: Option<char>, first: bool) -> bool {
    let next_is = |test: fn(char) -> bool| after.is_some_and(test);
    match here {
        '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '|' => true,
        '>' | '#' | '+' | '-' | '=' => first || before == Some(here) || after == Some(here),
        '_' => {
            let inside =
                before.is_some_and(char::is_alphanumeric) && next_is(char::is_alphanumeric);
            !inside
        }
        '&' => next_is(|it| it.is_ascii_alphanumeric() || it == '#'),
        ':' => after == Some('/'),
        _ => false,
    }
}

/// `1. text` would be a list.
fn escape_ordinal(mut markdown: String) -> String {
    let digits = markdown.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && matches!(markdown.as_bytes().get(digits), Some(b'.' | b')')) {
        markdown.insert(digits, '\\');
    }
    markdown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_inert() {
        for (text, markdown) in [
            (
                "plain, with (all) marks: 5 > 3; a-b.",
                "plain, with (all) marks: 5 > 3; a-b.",
            ),
            ("<script>[`x`](y)*_~", "\\<script>\\[\\`x\\`\\](y)\\*\\_\\~"),
            ("snake_case _emphasis_", "snake_case \\_emphasis\\_"),
            ("http://example.com/a?b", "http\\://example.com/a?b"),
            ("a &lt; b & c", "a \\&lt; b & c"),
            ("# title", "\\# title"),
            ("- item", "\\- item"),
            ("1. item", "1\\. item"),
            ("> quote", "\\> quote"),
            ("C:\\dir", "C:\\\\dir"),
            ("---", "\\-\\-\\-"),
        ] {
            assert_eq!(inert(text), markdown, "{text}");
        }
    }

    #[test]
    fn a_plain_text_is_what_the_long_way_makes_of_it() {
        let is_ascii = |it: &u8| it.is_ascii();
        let ends = (0..=u8::MAX)
            .filter(is_ascii)
            .map(|it| format!("a{}", char::from(it)));
        let middles = (0..=u8::MAX)
            .filter(is_ascii)
            .map(|it| format!("a{0}{0}b", char::from(it)));
        let plain: Vec<String> = ends.chain(middles).filter(|it| is_plain(it)).collect();
        assert!(plain.len() > 100);
        for text in plain {
            // A character that is not plain, to take the long way.
            assert_eq!(inert(&format!("{text}é")), format!("{text}é"));
        }
        for text in ["a b", "Session %1 (of %2), failed!"] {
            assert!(is_plain(text), "{text}");
        }
        for text in [
            "", " a", "a ", "a  b", "1. a", "(a)", "a*b", "a\tb", "http://x",
        ] {
            assert!(!is_plain(text), "{text}");
        }
    }

    #[test]
    fn a_text_is_one_line_without_hidden_characters() {
        assert_eq!(inert(" a\r\n\tb\0\u{202E}c\u{2028}d "), "a b c d");
        assert_eq!(inert("\u{FEFF}\u{200F}x"), "x");
        assert_eq!(inert("a\u{E0000}\u{E0041}\u{E007F}\u{E01EF}b"), "ab");
        assert_eq!(inert("\n\n"), "");
    }

    #[test]
    fn format_marks_of_messages_are_shown_as_what_they_mean() {
        assert_eq!(
            message("Failed.%n%tAt %1 (70%%)%0", &[]),
            "Failed. At %1 (70%)"
        );
        assert_eq!(message("%2!x! %", &[]), "%2!x! %");
    }

    #[test]
    fn a_name_is_code_if_it_can_be() {
        assert_eq!(code("win:Error"), "`win:Error`");
        assert_eq!(code("a`b"), "a\\`b");
        assert_eq!(code(""), "(no name)");
    }

    #[test]
    fn nothing_breaks_out_of_a_doc_attribute() {
        for attempt in [
            "*/ fn evil() {} /*",
            "\" ] fn evil() {}",
            "\"# ] fn evil() {}",
            "a\n#[cfg(evil)]",
            "a\r\nfn evil() {}",
            "a\u{2028}fn evil() {}",
            "r#\"x\"#",
        ] {
            let code = Docs::new(&inert(attempt)).code();
            assert!(code.text().starts_with("/// "), "{attempt}");
            assert_eq!(code.text().lines().count(), 1, "{attempt}");
        }
    }

    #[test]
    fn long_texts_break_before_words() {
        let docs = Docs::new(&"word ".repeat(40))
            .bullet(&"- 1. ".repeat(60))
            .bullet("x");
        let lines: Vec<&str> = docs.text.split('\n').collect();
        assert!(lines[..3].iter().all(|line| line.chars().count() <= WIDTH));
        assert_eq!(lines[lines.len() - 2].chars().count(), 2 + 5 * 60);
        assert_eq!(lines.last(), Some(&"* x"));
    }
}
