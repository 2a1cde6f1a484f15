//! Writes the reference as one HTML page with a search field. It contains its style and script and loads nothing.

use std::fmt::Write as _;

use crate::doc::Options;
use crate::doc::content::{Contents, EventContents, List, ProviderContents};
use crate::doc::words::{Word, Words};
use crate::xml::escape::entity;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

pub(super) fn page(contents: &Contents, options: &Options) -> String {
    let words = &options.words;
    let title = match contents.providers.as_slice() {
        [provider] => &provider.name,
        _ => words.get(Word::Events),
    };
    let title = escaped(title);
    let language = escaped(&options.locale.replace('_', "-"));
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header>\n<h1 dir=\"auto\">{title}</h1>\n"
    );
    search(&mut html, contents, words);
    html.push_str("</header>\n<main>\n");
    for provider in &contents.providers {
        self::provider(&mut html, provider, words);
    }
    let _ = write!(
        html,
        "</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n"
    );
    html
}

/// Writes the search field, which is hidden until the script runs.
fn search(html: &mut String, contents: &Contents, words: &Words) {
    let events: usize = contents.providers.iter().map(|it| it.events.len()).sum();
    let _ = writeln!(
        html,
        "<div id=\"finder\" role=\"search\" hidden>\n\
         <label for=\"search\">{}</label>\n\
         <input id=\"search\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\">\n\
         <p role=\"status\">{}: <output id=\"shown\" for=\"search\">{events}</output> / {events}</p>\n</div>",
        escaped(words.get(Word::Search)),
        escaped(words.get(Word::Shown)),
    );
}

fn provider(html: &mut String, provider: &ProviderContents, words: &Words) {
    let name = escaped(&provider.name);
    let _ = writeln!(html, "<section class=\"provider\">");
    let _ = writeln!(html, "<h2 dir=\"auto\">{name}</h2>");
    let _ = writeln!(html, "<p>GUID: <code>{}</code></p>", provider.guid);
    if let Some(text) = &provider.text {
        paragraph(html, Some(text));
    }
    for event in &provider.events {
        self::event(html, event, words);
    }
    for list in &provider.lists {
        self::list(html, list, words);
    }
    html.push_str("</section>\n");
}

fn event(html: &mut String, event: &EventContents, words: &Words) {
    let _ = writeln!(
        html,
        "<article class=\"event\" id=\"{stem}\">\n<h3><a href=\"#{stem}\">{title}</a></h3>",
        stem = event.stem,
        title = escaped(&event.title())
    );
    let title = |html: &mut String, word| {
        let _ = writeln!(html, "<h4>{}</h4>", escaped(words.get(word)));
    };
    title(html, Word::Properties);
    html.push_str("<table>\n<tbody>\n");
    for (label, value) in &event.properties {
        let (label, value) = (escaped(label), shown(value));
        let _ = writeln!(
            html,
            "<tr><th scope=\"row\">{label}</th><td dir=\"auto\">{value}</td></tr>"
        );
    }
    html.push_str("</tbody>\n</table>\n");
    title(html, Word::Description);
    paragraph(html, event.description.as_deref());
    title(html, Word::Message);
    paragraph(html, event.message.as_deref());
    title(html, Word::Details);
    details(html, event, words);
    html.push_str("</article>\n");
}

fn details(html: &mut String, event: &EventContents, words: &Words) {
    if event.items.is_empty() {
        return paragraph(html, None);
    }
    let titles = [Word::ItemName, Word::ItemType, Word::ItemDescription];
    let rows = event.items.iter();
    let rows = rows.map(|it| vec![&*it.name, &*it.kind, &*it.description]);
    table(html, &titles.map(|it| words.get(it)), rows);
    for map in &event.maps {
        let _ = writeln!(html, "<h5 dir=\"auto\">{}</h5>", escaped(&map.name));
        let rows = map.rows.iter();
        let rows = rows.map(|(value, text)| vec![&**value, &**text]);
        table(
            html,
            &[Word::Value, Word::Text].map(|it| words.get(it)),
            rows,
        );
    }
}

fn list(html: &mut String, list: &List, words: &Words) {
    let title = escaped(&list.title);
    let _ = writeln!(html, "<details>\n<summary>{title}</summary>");
    let titles = [Word::Name, Word::Value, Word::Text].map(|it| words.get(it));
    let rows = list.rows.iter();
    let rows = rows.map(|row| row.iter().map(String::as_str).collect());
    table(html, &titles, rows);
    html.push_str("</details>\n");
}

/// Writes a table with titles of columns.
fn table<'a>(html: &mut String, titles: &[&str], rows: impl Iterator<Item = Vec<&'a str>>) {
    html.push_str("<div class=\"wide\"><table>\n<thead><tr>");
    for title in titles {
        let _ = write!(html, "<th scope=\"col\">{}</th>", escaped(title));
    }
    html.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        html.push_str("<tr>");
        for cell in row {
            let _ = write!(html, "<td dir=\"auto\">{}</td>", shown(cell));
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody>\n</table></div>\n");
}

/// Writes text; the style keeps its line breaks.
fn paragraph(html: &mut String, text: Option<&str>) {
    let text = shown(text.unwrap_or_default());
    let _ = writeln!(html, "<p class=\"text\" dir=\"auto\">{text}</p>");
}

/// Returns the escaped text, or a dash if it is blank.
fn shown(text: &str) -> String {
    match text.trim() {
        "" => "—".to_owned(),
        text => escaped(text),
    }
}

/// Escapes text for an element or a quoted attribute.
fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for character in text.chars() {
        match (entity(character), character) {
            (Some(entity), _) => html.push_str(entity),
            (None, '\'') => html.push_str("&#39;"),
            (None, '\n' | '\t') => html.push(character),
            _ if character.is_control() => html.push(char::REPLACEMENT_CHARACTER),
            _ => html.push(character),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::{SCRIPT, STYLE, escaped};

    #[test]
    fn nothing_of_a_text_is_html() {
        assert_eq!(
            escaped("<b a='\"'>&\0"),
            "&lt;b a=&#39;&quot;&#39;&gt;&amp;\u{FFFD}"
        );
    }

    #[test]
    fn style_and_script_end_where_their_elements_end() {
        for text in [STYLE, SCRIPT] {
            assert!(!text.contains("</") && !text.contains("<!--"));
            assert!(!text.contains("http"), "nothing is loaded");
        }
    }
}
