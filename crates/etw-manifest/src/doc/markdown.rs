//! Writes the reference as Markdown pages, with the sections of Microsoft's reference of its events.

use std::fmt::Write as _;

use crate::doc::content::{Contents, EventContents, List, ProviderContents};
use crate::doc::text::Text;
use crate::doc::words::{Word, Words};
use crate::xml::escape::entity;

/// Replaces an empty text.
const NOTHING: &str = "—";

/// Returns file names and texts, the index first.
pub(super) fn pages(contents: &Contents, words: &Words) -> Vec<(String, String)> {
    let mut pages = vec![("index.md".to_owned(), index(contents, words))];
    for event in contents.providers.iter().flat_map(|it| &it.events) {
        pages.push((format!("{}.md", event.stem), page(event, words)));
    }
    pages
}

fn page(event: &EventContents, words: &Words) -> String {
    let mut text = format!("# {}\n", inline(&event.title()));
    heading(&mut text, 2, words.get(Word::Properties));
    let rows = event.properties.iter();
    let rows = rows.map(|(label, value)| vec![inline(label), inline(&value.words)]);
    table(&mut text, &[String::new(), String::new()], rows);
    heading(&mut text, 2, words.get(Word::Description));
    text.push_str(&paragraphs(event.description.as_ref()));
    heading(&mut text, 2, words.get(Word::Message));
    text.push_str(&paragraphs(event.message.as_ref()));
    heading(&mut text, 2, words.get(Word::Details));
    details(&mut text, event, words);
    text
}

fn details(text: &mut String, event: &EventContents, words: &Words) {
    if event.items.is_empty() {
        text.push_str(&paragraphs(None));
        return;
    }
    let titles =
        [Word::ItemName, Word::ItemType, Word::ItemDescription].map(|it| inline(words.get(it)));
    let rows = event.items.iter().map(|item| {
        let cells = [&item.name, &item.kind, &item.description.words];
        cells.map(|it| inline(it)).to_vec()
    });
    table(text, &titles, rows);
    for map in &event.maps {
        heading(text, 3, &map.name);
        let titles = [Word::Value, Word::Text].map(|it| inline(words.get(it)));
        let rows = map.rows.iter();
        let rows = rows.map(|(value, words)| vec![inline(value), inline(&words.words)]);
        table(text, &titles, rows);
    }
}

/// Writes one section per provider; several providers have a common title.
fn index(contents: &Contents, words: &Words) -> String {
    let mut text = String::new();
    let several = contents.providers.len() != 1;
    if several {
        let _ = writeln!(text, "# {}", inline(words.get(Word::Events)));
    }
    for provider in &contents.providers {
        if several {
            heading(&mut text, 2, &provider.name);
        } else {
            let _ = writeln!(text, "# {}\n", inline(&provider.name));
        }
        let _ = writeln!(text, "GUID: `{}`", provider.guid);
        if let Some(words) = &provider.text {
            let _ = write!(text, "\n{}", paragraphs(Some(words)));
        }
        let level = if several { 3 } else { 2 };
        heading(&mut text, level, words.get(Word::Events));
        events(&mut text, provider, words);
        for list in &provider.lists {
            heading(&mut text, level, &list.title);
            self::list(&mut text, list, words);
        }
    }
    text
}

fn events(text: &mut String, provider: &ProviderContents, words: &Words) {
    let versions = provider.events.iter().any(|it| it.version != 0);
    let columns = [
        Word::Id,
        Word::Version,
        Word::Event,
        Word::Level,
        Word::Channel,
        Word::Keywords,
        Word::Message,
    ];
    let columns = columns
        .into_iter()
        .filter(|it| versions || *it != Word::Version);
    let titles: Vec<String> = columns.map(|it| inline(words.get(it))).collect();
    let rows = provider.events.iter().map(|event| {
        let mut cells = vec![event.id.to_string()];
        if versions {
            cells.push(event.version.to_string());
        }
        let name = match event.name.as_str() {
            "" => event.id.to_string(),
            name => inline(name),
        };
        cells.push(format!("[{name}]({}.md)", event.stem));
        let keywords = event.keywords.join(", ");
        cells.extend([&event.level.words, &event.channel, &keywords].map(|it| inline(it)));
        let message = event.message.as_ref().map_or("", |it| &it.words);
        cells.push(inline(message));
        cells
    });
    table(text, &titles, rows);
}

fn list(text: &mut String, list: &List, words: &Words) {
    let titles = [Word::Name, Word::Value, Word::Text].map(|it| inline(words.get(it)));
    let rows = list.rows.iter();
    let rows = rows.map(|row| row.iter().map(|it| inline(&it.words)).collect());
    table(text, &titles, rows);
}

fn heading(text: &mut String, level: usize, title: &str) {
    let _ = writeln!(text, "\n{} {}\n", "#".repeat(level), inline(title));
}

/// Writes a table; its cells are already Markdown.
fn table(text: &mut String, titles: &[String], rows: impl Iterator<Item = Vec<String>>) {
    let _ = writeln!(text, "| {} |", titles.join(" | "));
    let _ = writeln!(text, "|{}", "---|".repeat(titles.len()));
    for row in rows {
        let _ = writeln!(text, "| {} |", row.join(" | "));
    }
}

/// Escapes text on one line, for titles and cells.
fn inline(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.join(" ").as_str() {
        "" => NOTHING.to_owned(),
        line => escaped(line),
    }
}

/// Escapes text with its line breaks; an empty line starts a paragraph.
fn paragraphs(text: Option<&Text>) -> String {
    let Some(text) = text else {
        return format!("{NOTHING}\n");
    };
    let mut shown = String::new();
    let mut lines = text.words.lines().map(str::trim).peekable();
    while let Some(line) = lines.next() {
        shown.push_str(&escaped(line));
        let followed = lines.peek().is_some_and(|next| !next.is_empty());
        shown.push_str(if followed && !line.is_empty() {
            "\\\n"
        } else {
            "\n"
        });
    }
    shown
}

/// Escapes a line, so that no text of a manifest becomes emphasis, code, a link, HTML, a cell, a list, a heading or a
/// template of a page generator.
fn escaped(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (at, character) in line.char_indices() {
        let starts_block = match character {
            '#' | '+' | '-' | '=' | ':' => at == 0,
            '.' | ')' => at == digits && at > 0,
            _ => false,
        };
        match character {
            '&' | '<' | '>' => text.extend(entity(character)),
            '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '}' | '|' | '~' | '$' => {
                text.extend(['\\', character]);
            }
            _ if starts_block => text.extend(['\\', character]),
            '\t' => text.push(' '),
            _ if character.is_control() => text.push(char::REPLACEMENT_CHARACTER),
            _ => text.push(character),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Text, escaped, inline, paragraphs};

    #[test]
    fn nothing_of_a_text_is_markup() {
        let cases = [
            ("a|b", "a\\|b"),
            ("<script>&amp;", "&lt;script&gt;&amp;amp;"),
            ("**x** _y_ `z`", "\\*\\*x\\*\\* \\_y\\_ \\`z\\`"),
            ("[x](y)", "\\[x\\](y)"),
            ("# x #", "\\# x #"),
            ("- x - y", "\\- x - y"),
            ("12. x 13. y", "12\\. x 13. y"),
            ("1) x", "1\\) x"),
            (".5", ".5"),
            ("{{ x }}", "\\{\\{ x \\}\\}"),
            ("\\|", "\\\\\\|"),
            ("a\0b\u{9B}", "a\u{FFFD}b\u{FFFD}"),
        ];
        for (text, expected) in cases {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn lines_stay_where_they_may() {
        assert_eq!(inline(" a\n\n b\t"), "a b");
        assert_eq!(inline("\n"), "—");
        assert_eq!(
            paragraphs(Some(&Text::name("a\n    b\n\n\n# c"))),
            "a\\\nb\n\n\n\\# c\n"
        );
        assert_eq!(paragraphs(None), "—\n");
    }
}
