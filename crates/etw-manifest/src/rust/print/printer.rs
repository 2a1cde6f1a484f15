//! Prints tokens as a person would write them.
//!
//! Where a line breaks follows from the tokens alone: after an attribute, after `;`, and after each element of a list that
//! ends with a comma. Braces are blocks, unless they are those of a struct literal without a comma at its end.

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

use super::code::{DEEPER, SHALLOWER};
use super::tokens::{documentation, ends_with_comma, has_lines, is_keyword_of_item, is_punct};

/// The text of tokens, without a line break at the end. Marks stand for its indentation, as in all [`Code`](super::Code).
pub(super) fn print(tokens: TokenStream) -> String {
    let mut printer = Printer::default();
    printer.block(tokens);
    printer.text.truncate(printer.text.trim_end().len());
    printer.text
}

#[derive(Default)]
struct Printer {
    text: String,
    /// How many `<` are open, and bars of closures: commas between them end no line.
    open: usize,
    previous: Previous,
}

/// What has been printed last, as far as it decides about a space.
#[derive(Clone, Copy, Default, PartialEq)]
enum Previous {
    #[default]
    LineStart,
    /// An identifier, a literal, a closing bracket.
    Operand,
    /// Something that nothing is separated from: `&`, `::`, `.`, `#`, an opening bracket.
    Glue,
    /// An operator that has spaces around it, a comma.
    Spaced,
    /// The first half of `->` or `=>`.
    Joint,
    /// The apostrophe of a lifetime.
    Apostrophe,
    /// A lifetime.
    Lifetime,
    /// `!` of a macro.
    Bang,
}

impl Printer {
    /// Prints items, statements, fields: things with a line each.
    fn block(&mut self, tokens: TokenStream) {
        let mut is_item = false;
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Punct(ref it) if it.as_char() == '#' => {
                    if let Some(TokenTree::Group(group)) = tokens.next() {
                        self.attribute(&group);
                    }
                }
                token if is_punct(&token, ";,") && self.open == 0 => {
                    self.token(token);
                    self.line();
                    is_item = false;
                }
                TokenTree::Group(ref group) if group.delimiter() == Delimiter::Brace => {
                    self.braces(group, is_item);
                    let goes_on = tokens.peek().is_some_and(|it| is_punct(it, ".,;"));
                    if !goes_on && self.text.ends_with('}') {
                        self.line();
                        is_item = false;
                    }
                }
                token => {
                    is_item |= is_keyword_of_item(&token);
                    self.token(token);
                }
            }
        }
    }

    /// Prints what stays on one line, unless one of its groups does not.
    fn inline(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(ref group) if group.delimiter() == Delimiter::Brace => {
                    self.braces(group, false);
                }
                token => self.token(token),
            }
        }
    }

    fn braces(&mut self, group: &Group, is_item: bool) {
        if group.stream().is_empty() {
            return self.operand("{}");
        }
        let is_literal =
            !is_item && self.previous == Previous::Operand && !has_lines(&group.stream());
        self.space();
        if is_literal {
            self.text.push_str("{ ");
            self.previous = Previous::Glue;
            self.inline(group.stream());
            self.text.push_str(" }");
        } else {
            self.lines('{', group.stream(), '}');
        }
        self.previous = Previous::Operand;
    }

    fn lines(&mut self, open: char, tokens: TokenStream, close: char) {
        self.text.extend([open, DEEPER]);
        self.line();
        self.block(tokens);
        self.line();
        self.text.extend([SHALLOWER, close]);
    }

    fn token(&mut self, token: TokenTree) {
        match token {
            TokenTree::Ident(ident) => self.operand(&ident.to_string()),
            TokenTree::Literal(literal) => self.operand(&literal.to_string()),
            TokenTree::Punct(punct) => {
                self.punct(punct.as_char(), punct.spacing() == Spacing::Joint);
            }
            TokenTree::Group(group) => self.group(&group),
        }
    }

    fn group(&mut self, group: &Group) {
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ('(', ')'),
            Delimiter::Bracket => ('[', ']'),
            Delimiter::Brace | Delimiter::None => return self.inline(group.stream()),
        };
        if matches!(self.previous, Previous::Spaced | Previous::Lifetime) {
            self.text.push(' ');
        }
        if ends_with_comma(&group.stream()) {
            self.lines(open, group.stream(), close);
        } else {
            self.text.push(open);
            self.previous = Previous::Glue;
            self.inline(group.stream());
            self.text.push(close);
        }
        self.previous = Previous::Operand;
    }

    fn punct(&mut self, punct: char, is_joint: bool) {
        match punct {
            '<' if self.previous != Previous::Joint => {
                self.open += 1;
                self.push(punct, Previous::Glue);
            }
            '>' if self.previous != Previous::Joint => {
                self.open -= 1;
                self.push(punct, Previous::Operand);
            }
            '.' => self.push(punct, Previous::Glue),
            '?' => self.push(punct, Previous::Operand),
            '!' => self.push(punct, Previous::Bang),
            ':' if is_joint || self.text.ends_with(':') => {
                // `::` begins a path after a space, and continues one without.
                if self.previous == Previous::Spaced {
                    self.text.push(' ');
                }
                self.push(punct, Previous::Glue);
            }
            // The second bar of a closure.
            '|' if self.previous == Previous::Operand => {
                self.open -= 1;
                self.push(punct, Previous::Spaced);
            }
            ',' | ';' | ':' => self.push(punct, Previous::Spaced),
            '&' | '|' => {
                self.open += usize::from(punct == '|');
                self.space();
                self.push(punct, Previous::Glue);
            }
            '\'' => {
                self.space();
                self.push(punct, Previous::Apostrophe);
            }
            _ => self.operator(punct, is_joint),
        }
    }

    fn push(&mut self, punct: char, previous: Previous) {
        self.text.push(punct);
        self.previous = previous;
    }

    fn operator(&mut self, punct: char, is_joint: bool) {
        if self.previous != Previous::Joint && self.previous != Previous::Glue {
            self.text.push(' ');
        }
        self.push(
            punct,
            if is_joint {
                Previous::Joint
            } else {
                Previous::Spaced
            },
        );
    }

    fn operand(&mut self, text: &str) {
        let is_lifetime = self.previous == Previous::Apostrophe;
        self.space();
        self.text.push_str(text);
        self.previous = if is_lifetime {
            Previous::Lifetime
        } else {
            Previous::Operand
        };
    }

    fn space(&mut self) {
        use Previous::{Bang, Lifetime, Operand, Spaced};
        if matches!(self.previous, Operand | Spaced | Bang | Lifetime) {
            self.text.push(' ');
        }
    }

    /// Begins a line, unless one has begun.
    fn line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.previous = Previous::LineStart;
    }

    fn attribute(&mut self, group: &Group) {
        if let Some(line) = documentation(group) {
            self.text.push_str("///");
            self.text.push_str(&line);
            return self.line();
        }
        self.text.push('#');
        self.previous = Previous::Glue;
        self.group(group);
        self.line();
    }
}
