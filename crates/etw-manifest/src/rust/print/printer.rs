//! Prints tokens as a person would write them.
//!
//! Where a line breaks follows from the tokens alone: after an attribute, after `;`, and after each element of a list that
//! ends with a comma. Braces are blocks, unless they are those of a struct literal without a comma at its end.

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

/// The text of tokens, without a line break at the end.
pub(super) fn print(tokens: TokenStream) -> String {
    let mut printer = Printer {
        text: String::new(),
        indent: 0,
        angles: 0,
        previous: Previous::LineStart,
    };
    printer.block(tokens);
    printer.text.truncate(printer.text.trim_end().len());
    printer.text
}

struct Printer {
    text: String,
    indent: usize,
    /// How many `<` are open.
    angles: usize,
    previous: Previous,
}

/// What has been printed last, as far as it decides about a space.
#[derive(Clone, Copy, PartialEq)]
enum Previous {
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
                TokenTree::Punct(ref it)
                    if matches!(it.as_char(), ';' | ',') && self.angles == 0 =>
                {
                    self.text.push(it.as_char());
                    self.line();
                    is_item = false;
                }
                TokenTree::Group(ref group) if group.delimiter() == Delimiter::Brace => {
                    self.braces(group, is_item);
                    let goes_on = |it: &TokenTree| matches!(it, TokenTree::Punct(it) if matches!(it.as_char(), '.' | ',' | ';'));
                    if !tokens.peek().is_some_and(goes_on) && self.text.ends_with('}') {
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
        self.text.push(open);
        self.indent += 1;
        self.line();
        self.block(tokens);
        self.indent -= 1;
        self.line();
        self.text.push(close);
    }

    fn token(&mut self, token: TokenTree) {
        match token {
            TokenTree::Ident(ident) => self.operand(&ident.to_string()),
            TokenTree::Literal(literal) => self.operand(&literal.to_string()),
            TokenTree::Punct(punct) => self.punct(punct.as_char(), punct.spacing()),
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

    #[allow(
        clippy::match_same_arms,
        reason = "each kind of punctuation is at one place"
    )]
    fn punct(&mut self, punct: char, spacing: Spacing) {
        let is_joint = spacing == Spacing::Joint;
        match punct {
            ',' | ';' => {
                self.text.push(punct);
                self.previous = Previous::Spaced;
            }
            '\'' => {
                self.space();
                self.text.push(punct);
                self.previous = Previous::Apostrophe;
            }
            '.' | '?' => {
                self.text.push(punct);
                self.previous = if punct == '.' {
                    Previous::Glue
                } else {
                    Previous::Operand
                };
            }
            '!' => {
                self.text.push(punct);
                self.previous = Previous::Bang;
            }
            '&' => {
                self.space();
                self.text.push(punct);
                self.previous = Previous::Glue;
            }
            // The bars of a closure.
            '|' if self.previous == Previous::Operand => {
                self.text.push(punct);
                self.previous = Previous::Spaced;
            }
            '|' => {
                self.space();
                self.text.push(punct);
                self.previous = Previous::Glue;
            }
            ':' if self.text.ends_with(':') => {
                self.text.push(punct);
                self.previous = Previous::Glue;
            }
            ':' if is_joint => {
                // `::` begins a path after a space, and continues one without.
                if self.previous == Previous::Spaced {
                    self.text.push(' ');
                }
                self.text.push(punct);
                self.previous = Previous::Glue;
            }
            ':' => {
                self.text.push(punct);
                self.previous = Previous::Spaced;
            }
            '<' | '>' if self.previous != Previous::Joint => {
                self.text.push(punct);
                self.angles = if punct == '<' {
                    self.angles + 1
                } else {
                    self.angles - 1
                };
                self.previous = if punct == '<' {
                    Previous::Glue
                } else {
                    Previous::Operand
                };
            }
            _ => self.operator(punct, is_joint),
        }
    }

    fn operator(&mut self, punct: char, is_joint: bool) {
        if self.previous != Previous::Joint && self.previous != Previous::Glue {
            self.text.push(' ');
        }
        self.text.push(punct);
        self.previous = if is_joint {
            Previous::Joint
        } else {
            Previous::Spaced
        };
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
        if matches!(
            self.previous,
            Previous::Operand | Previous::Spaced | Previous::Bang | Previous::Lifetime
        ) {
            self.text.push(' ');
        }
    }

    /// Begins a line, unless one has begun.
    fn line(&mut self) {
        let text = self.text.trim_end_matches(' ');
        self.text.truncate(text.len());
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        for _ in 0..self.indent {
            self.text.push_str("    ");
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

/// The line of a `#[doc]` attribute, with the space before it. Documentation in skeletons has no escapes.
fn documentation(group: &Group) -> Option<String> {
    let mut tokens = group.stream().into_iter();
    let is_doc = matches!(tokens.next(), Some(TokenTree::Ident(it)) if it == "doc");
    match tokens.nth(1) {
        Some(TokenTree::Literal(it)) if is_doc => {
            let text = it.to_string();
            Some(text.trim_start_matches('r').trim_matches('"').to_owned())
        }
        _ => None,
    }
}

fn ends_with_comma(tokens: &TokenStream) -> bool {
    let last = tokens.clone().into_iter().last();
    matches!(last, Some(TokenTree::Punct(it)) if it.as_char() == ',')
}

/// Whether the tokens between braces are statements or fields with a line each.
fn has_lines(tokens: &TokenStream) -> bool {
    let is_semicolon = |it: TokenTree| matches!(it, TokenTree::Punct(it) if it.as_char() == ';');
    ends_with_comma(tokens) || tokens.clone().into_iter().any(is_semicolon)
}

fn is_keyword_of_item(token: &TokenTree) -> bool {
    let keywords = ["enum", "fn", "mod", "struct"];
    matches!(token, TokenTree::Ident(it) if keywords.iter().any(|keyword| it == keyword))
}
