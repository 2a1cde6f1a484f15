//! Drawings of diagnostics, and that none ever fails.

use super::*;

const TEXT: &str = "<events>\r\n\t<event value=\"1\" symbol=\"Á\"/>\r\n  <event value=\"1\"\r\n    symbol=\"B\"/>\r\n</events>\r\n";

fn draw(text: &str, diagnostic: &Diagnostic) -> String {
    let source = Source::new("m.man", text);
    diagnostic.render(&source, MessageFormat::Human { color: false })
}

fn span_of(text: &str, part: &str) -> Span {
    let start = text.find(part).unwrap();
    Span::new(start, start + part.len())
}

#[test]
fn it_looks_like_rustc() {
    let diagnostic = Diagnostic::new(
        codes::DUPLICATE_EVENT,
        span_of(TEXT, "symbol=\"B\""),
        "two events have the value 1",
    )
    .label("again here")
    .also(span_of(TEXT, "symbol=\"Á\""), "first here")
    .note("a note")
    .help("some help\non two lines");
    let expected = "\
error[ETW0802]: two events have the value 1
 --> m.man:4:5
  |
2 |     <event value=\"1\" symbol=\"Á\"/>
  |                      ---------- first here
3 |   <event value=\"1\"
4 |     symbol=\"B\"/>
  |     ^^^^^^^^^^ again here
  |
  = note: a note
  = help: some help
          on two lines";
    assert_eq!(draw(TEXT, &diagnostic), expected);
}

#[test]
fn places_far_apart_are_drawn_one_after_the_other() {
    let text = format!("<a>{}</b>", "\n".repeat(5000));
    let diagnostic = Diagnostic::new(codes::NOT_WELL_FORMED, span_of(&text, "</b>"), "wrong")
        .also(span_of(&text, "<a>"), "opened here");
    let expected = "\
error[ETW0003]: wrong
    --> m.man:5001:1
     |
5001 | </b>
     | ^^^^
     |
    ::: m.man:1:1
     |
   1 | <a>
     | --- opened here";
    assert_eq!(draw(&text, &diagnostic), expected);
}

#[test]
fn a_long_line_is_cut_around_the_place() {
    let text = format!(
        "<a x=\"{}\" y=\"z\" w=\"{}\"/>",
        "x".repeat(100_000),
        "ñ".repeat(100_000)
    );
    let diagnostic = Diagnostic::new(codes::INVALID_NUMBER, span_of(&text, "z\" "), "no")
        .also(span_of(&text, "<a"), "in this element");
    let drawn = draw(&text, &diagnostic);
    assert!(
        drawn.lines().all(|line| line.chars().count() < 240),
        "{drawn}"
    );
    assert!(drawn.contains("m.man:1:100012"), "{drawn}");
    assert!(drawn.contains("m.man:1:1\n"), "{drawn}");
}

#[test]
fn the_end_of_the_file_has_a_line_of_its_own() {
    let at = TEXT.len();
    let drawn = draw(
        TEXT,
        &Diagnostic::new(codes::ROOT, Span::new(at, at), "ends"),
    );
    assert_eq!(
        drawn,
        "error[ETW0005]: ends\n --> m.man:6:1\n  |\n6 |  \n  | ^"
    );
    let drawn = draw("", &Diagnostic::new(codes::ROOT, Span::new(0, 0), "empty"));
    assert_eq!(
        drawn,
        "error[ETW0005]: empty\n --> m.man:1:1\n  |\n1 |  \n  | ^"
    );
}

#[test]
fn a_private_use_character_changes_nothing() {
    let diagnostic = Diagnostic::new(codes::ROOT, Span::new(0, 3), "\u{E000}:1:1");
    let drawn = draw("\u{E000}:7:7", &diagnostic);
    let expected = "error[ETW0005]: \u{FFFD}:1:1\n --> m.man:1:1\n  |\n1 | \u{FFFD}:7:7\n  | ^";
    assert_eq!(drawn, expected);
}

#[test]
fn color_is_asked_for() {
    let source = Source::new("m.man", TEXT);
    let diagnostic = Diagnostic::new(codes::ROOT, Span::new(0, 3), "x\u{1B}[0m");
    let plain = diagnostic.render(&source, MessageFormat::Human { color: false });
    let colored = diagnostic.render(&source, MessageFormat::Human { color: true });
    assert!(!plain.contains('\u{1B}'));
    assert!(colored.contains('\u{1B}'));
}

/// A small generator, so that a failure is the same on each run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn text(&mut self) -> String {
        let parts = [
            "\r\n",
            "\n",
            "\r",
            "\t",
            " ",
            "abc",
            "é",
            "漢字",
            "👩‍👩‍👧",
            "\u{301}",
            "\0",
            "\u{1B}",
            "\u{202E}",
            "<a b=\"",
            "\"/>",
            "\u{FEFF}",
        ];
        let long = self.below(8) == 0;
        (0..self.below(40))
            .map(|_| parts[self.below(parts.len())].repeat(if long { self.below(200) } else { 1 }))
            .collect()
    }

    fn span(&mut self, text: &str) -> Span {
        let (start, length) = (self.below(text.len() + 3), self.below(text.len() + 3));
        let end = if self.below(2) == 0 {
            start + length.min(5)
        } else {
            start + length
        };
        Span::new(start, end)
    }
}

#[test]
fn no_span_on_no_text_makes_it_fail() {
    let mut random = Random(1);
    for _ in 0..3_000 {
        let text = random.text();
        let source = Source::new("m.man", text.as_str());
        let mut diagnostic = Diagnostic::new(codes::ROOT, random.span(&text), "what").label("l");
        for _ in 0..random.below(4) {
            diagnostic = diagnostic.also(
                random.span(&text),
                if random.below(2) == 0 { "" } else { "more" },
            );
        }
        for format in [
            MessageFormat::Human { color: true },
            MessageFormat::Json,
            MessageFormat::Short,
        ] {
            assert!(!diagnostic.render(&source, format).is_empty());
        }
    }
}
