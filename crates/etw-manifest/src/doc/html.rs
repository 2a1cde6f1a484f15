//! Writes the reference as one HTML page: contents, an overview, and an article for each event. It contains its style and script and
//! loads nothing.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::doc::content::{Contents, EventContents, List, ProviderContents};
use crate::doc::html_text::{breakable, escaped};
use crate::doc::text::Text;
use crate::doc::words::{Word, Words};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

pub(super) fn page(contents: &Contents, words: &Words) -> String {
    let mut page = Page {
        html: String::new(),
        words,
        level: 2,
    };
    let title = match contents.providers.as_slice() {
        [provider] => &provider.name,
        _ => words.get(Word::Events),
    };
    page.head(title);
    let _ = writeln!(
        page.html,
        "<header>\n<h1>{}</h1>\n</header>",
        breakable(title)
    );
    page.html.push_str("<main>\n");
    page.contents(contents);
    page.finder(contents);
    for (index, provider) in contents.providers.iter().enumerate() {
        match contents.providers.len() {
            1 => page.provider(provider, ""),
            _ => page.one_of_several(provider, index),
        }
    }
    let _ = writeln!(
        page.html,
        "</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>"
    );
    page.html
}

/// A page under construction.
struct Page<'w> {
    html: String,
    words: &'w Words,
    /// The level of the headings of sections.
    level: usize,
}

impl Page<'_> {
    fn head(&mut self, title: &str) {
        let _ = write!(
            self.html,
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
             <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
            escaped(self.words.locale()),
            escaped(title)
        );
    }

    /// Writes links to the sections of the page.
    fn contents(&mut self, contents: &Contents) {
        let label = self.word(Word::Contents);
        let _ = writeln!(self.html, "<nav aria-label=\"{label}\">\n<ul>");
        let several = contents.providers.len() > 1;
        for (index, provider) in contents.providers.iter().enumerate() {
            let mut prefix = String::new();
            if several {
                prefix = prefix_of(index);
                let name = breakable(&provider.name);
                let _ = writeln!(
                    self.html,
                    "<li><a href=\"#{prefix}provider\">{name}</a>\n<ul>"
                );
            }
            let count = provider.events.len();
            let events = self.word(Word::Events);
            let lists = provider.lists.iter();
            let lists = lists.map(|it| (it.id, escaped(&it.title), it.rows.len()));
            for (id, title, count) in [("events", events, count)].into_iter().chain(lists) {
                let _ = writeln!(
                    self.html,
                    "<li><a href=\"#{prefix}{id}\">{title}</a> ({count})</li>"
                );
            }
            if several {
                self.html.push_str("</ul>\n</li>\n");
            }
        }
        self.html.push_str("</ul>\n</nav>\n");
    }

    /// Writes the search field and the filters, which are hidden until the script runs.
    fn finder(&mut self, contents: &Contents) {
        let events = || contents.providers.iter().flat_map(|it| &it.events);
        let count = events().count();
        let _ = writeln!(
            self.html,
            "<div id=\"finder\" role=\"search\" hidden>\n\
             <p><label for=\"search\">{}</label>\n\
             <input id=\"search\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\"></p>",
            self.word(Word::Search),
        );
        let levels = events().map(|it| &*it.level.words);
        self.filter("level", Word::Level, levels);
        let channels = events().map(|it| &*it.channel);
        self.filter("channel", Word::Channel, channels);
        let keywords = events().flat_map(|it| &it.keywords);
        self.filter("keyword", Word::Keywords, keywords.map(|it| &**it));
        let shown = self.word(Word::Shown);
        let _ = writeln!(
            self.html,
            "<p role=\"status\">{shown}: <output id=\"shown\">{count}</output> / {count}</p>\n</div>"
        );
    }

    fn filter<'v>(&mut self, id: &str, label: Word, values: impl Iterator<Item = &'v str>) {
        let values: BTreeSet<&str> = values.filter(|it| !it.is_empty()).collect();
        if values.len() < 2 {
            return;
        }
        let (label, all) = (self.word(label), self.word(Word::All));
        let _ = writeln!(
            self.html,
            "<p><label for=\"{id}\">{label}</label>\n<select id=\"{id}\">\n<option value=\"\">{all}</option>"
        );
        for value in values {
            let _ = writeln!(self.html, "<option>{}</option>", escaped(value));
        }
        self.html.push_str("</select></p>\n");
    }

    /// Writes a provider below a heading with its name.
    fn one_of_several(&mut self, provider: &ProviderContents, index: usize) {
        let prefix = prefix_of(index);
        self.heading(&format!("{prefix}provider"), &breakable(&provider.name));
        self.level += 1;
        self.provider(provider, &prefix);
        self.level -= 1;
    }

    fn provider(&mut self, provider: &ProviderContents, prefix: &str) {
        let guid = breakable(&provider.guid);
        let _ = writeln!(self.html, "<p>GUID: <code>{guid}</code></p>");
        if let Some(text) = &provider.text {
            self.paragraph(text);
        }
        let title = self.word(Word::Events);
        self.heading(&format!("{prefix}events"), &title);
        self.overview(provider);
        for event in &provider.events {
            self.event(event);
        }
        for list in &provider.lists {
            self.heading(&format!("{prefix}{}", list.id), &escaped(&list.title));
            self.list(list);
        }
    }

    /// Writes the table of events. The script reads the values of the filters from its rows.
    fn overview(&mut self, provider: &ProviderContents) {
        let columns = [
            Word::Id,
            Word::Event,
            Word::Level,
            Word::Channel,
            Word::Message,
        ];
        let has_channels = provider.events.iter().any(|it| !it.channel.is_empty());
        let columns = columns.into_iter();
        let columns = columns.filter(|it| has_channels || *it != Word::Channel);
        self.begin_table("overview", columns);
        for event in &provider.events {
            let level = escaped(&event.level.words);
            let channel = escaped(&event.channel);
            let keywords = escaped(&event.keywords.join("\n"));
            let _ = writeln!(
                self.html,
                "<tr data-level=\"{level}\" data-channel=\"{channel}\" data-keyword=\"{keywords}\"><td>{}</td>\
                 <th scope=\"row\"><a href=\"#{}\">{}</a></th>",
                event.id,
                event.stem,
                breakable(&event.short_title())
            );
            self.cell(&event.level);
            if has_channels {
                self.cell(&Text::name(&event.channel));
            }
            let nothing = Text::default();
            self.cell(event.message.as_ref().unwrap_or(&nothing));
            self.html.push_str("</tr>\n");
        }
        self.end_table();
    }

    fn event(&mut self, event: &EventContents) {
        let _ = writeln!(self.html, "<article class=\"event\" id=\"{}\">", event.stem);
        let title = breakable(&event.title());
        let link = format!("<a href=\"#{}\">{title}</a>", event.stem);
        let level = self.level + 1;
        let _ = writeln!(self.html, "<h{level}>{link}</h{level}>");
        for (word, text) in [
            (Word::Description, &event.description),
            (Word::Message, &event.message),
        ] {
            if let Some(text) = text {
                self.title(word);
                self.paragraph(text);
            }
        }
        self.title(Word::Properties);
        self.html.push_str("<div class=\"wide\"><table>\n<tbody>\n");
        for (label, value) in &event.properties {
            let _ = write!(self.html, "<tr><th scope=\"row\">{}</th>", escaped(label));
            self.cell(value);
            self.html.push_str("</tr>\n");
        }
        self.end_table();
        self.details(event);
        self.html.push_str("</article>\n");
    }

    fn details(&mut self, event: &EventContents) {
        if event.items.is_empty() {
            return;
        }
        self.title(Word::Details);
        self.begin_table("", [Word::ItemName, Word::ItemType, Word::ItemDescription]);
        for item in &event.items {
            let (name, kind) = (Text::name(&item.name), Text::name(&item.kind));
            self.row([&name, &kind, &item.description]);
        }
        self.end_table();
        for map in &event.maps {
            let level = self.level + 3;
            let name = breakable(&map.name);
            let _ = writeln!(self.html, "<h{level}>{name}</h{level}>");
            self.begin_table("", [Word::Value, Word::Text]);
            for (value, text) in &map.rows {
                self.row([&Text::name(value), text]);
            }
            self.end_table();
        }
    }

    fn list(&mut self, list: &List) {
        self.begin_table("", [Word::Name, Word::Value, Word::Text]);
        for row in &list.rows {
            self.row(row);
        }
        self.end_table();
    }

    /// Writes the heading of a section; the title is HTML.
    fn heading(&mut self, id: &str, title: &str) {
        let level = self.level;
        let _ = writeln!(self.html, "<h{level} id=\"{id}\">{title}</h{level}>");
    }

    /// Writes the heading of a part of an event.
    fn title(&mut self, word: Word) {
        let level = self.level + 2;
        let title = self.word(word);
        let _ = writeln!(self.html, "<h{level}>{title}</h{level}>");
    }

    fn begin_table(&mut self, class: &str, titles: impl IntoIterator<Item = Word>) {
        let _ = write!(
            self.html,
            "<div class=\"wide\"><table class=\"{class}\">\n<thead><tr>"
        );
        for title in titles {
            let title = self.word(title);
            let _ = write!(self.html, "<th scope=\"col\">{title}</th>");
        }
        self.html.push_str("</tr></thead>\n<tbody>\n");
    }

    fn end_table(&mut self) {
        self.html.push_str("</tbody>\n</table></div>\n");
    }

    fn row<'t>(&mut self, cells: impl IntoIterator<Item = &'t Text>) {
        self.html.push_str("<tr>");
        for cell in cells {
            self.cell(cell);
        }
        self.html.push_str("</tr>\n");
    }

    fn cell(&mut self, text: &Text) {
        let (language, text) = (self.language(text), shown(text));
        let _ = write!(self.html, "<td{language}>{text}</td>");
    }

    /// Writes text; the style keeps its line breaks.
    fn paragraph(&mut self, text: &Text) {
        let (language, text) = (self.language(text), shown(text));
        let _ = writeln!(self.html, "<p class=\"text\"{language}>{text}</p>");
    }

    /// Returns the attributes of an element with a text. Names have no language; others have one if it is not that of the page.
    fn language(&self, text: &Text) -> String {
        match text.locale.as_str() {
            "" => String::new(),
            locale if locale.eq_ignore_ascii_case(self.words.locale()) => {
                " dir=\"auto\"".to_owned()
            }
            locale => format!(" lang=\"{}\" dir=\"auto\"", escaped(locale)),
        }
    }

    fn word(&self, word: Word) -> String {
        escaped(self.words.get(word))
    }
}

/// Returns the beginning of the anchors of one of several providers.
fn prefix_of(index: usize) -> String {
    format!("p{}-", index + 1)
}

/// Returns the text as HTML, or a dash if it is blank.
fn shown(text: &Text) -> String {
    match text.words.trim() {
        "" => "—".to_owned(),
        name if text.locale.is_empty() => breakable(name),
        words => escaped(words),
    }
}

#[cfg(test)]
mod tests {
    use super::{SCRIPT, STYLE};

    #[test]
    fn style_and_script_end_where_their_elements_end() {
        for text in [STYLE, SCRIPT] {
            assert!(!text.contains("</") && !text.contains("<!--"));
            assert!(!text.contains("http"), "nothing is loaded");
        }
    }
}
