//! Tokens to atoms: what is written without a break inside, and whether a space goes before it.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// A token, several that belong together such as `::` or `'a`, or a group.
pub(super) enum Atom {
    Word {
        text: String,
        space: bool,
    },
    Group {
        delimiter: Delimiter,
        /// Without a comma at the end.
        atoms: Vec<Atom>,
        space: bool,
        /// Columns of what is inside, on one line.
        width: usize,
    },
}

impl Atom {
    pub(super) fn space(&self) -> bool {
        match self {
            Self::Word { space, .. } | Self::Group { space, .. } => *space,
        }
    }

    pub(super) fn is(&self, word: &str) -> bool {
        matches!(self, Self::Word { text, .. } if text == word)
    }

    /// Columns on one line, without the space before.
    pub(super) fn width(&self) -> usize {
        match self {
            Self::Word { text, .. } => text.chars().count(),
            Self::Group {
                delimiter: Delimiter::Brace,
                width: 1..,
                ..
            } => self.inner_width() + 4,
            Self::Group { .. } => self.inner_width() + 2,
        }
    }

    fn inner_width(&self) -> usize {
        match self {
            Self::Word { .. } => 0,
            Self::Group { width, .. } => *width,
        }
    }
}

/// Columns of atoms on one line.
pub(super) fn width(atoms: &[Atom]) -> usize {
    let columns = |(at, atom): (usize, &Atom)| atom.width() + usize::from(at > 0 && atom.space());
    atoms.iter().enumerate().map(columns).sum()
}

/// The atoms of tokens.
pub(super) fn atoms(tokens: TokenStream) -> Vec<Atom> {
    let mut spacer = Spacer::default();
    let mut atoms = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let joint = matches!(&token, TokenTree::Punct(it) if it.spacing() == Spacing::Joint);
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                atoms.extend(self::atoms(group.stream()));
            }
            TokenTree::Group(group) => atoms.push(self::group(&group, &mut spacer)),
            token => {
                let mut text = token.to_string();
                if joint && tokens.peek().is_some_and(|next| belongs(&text, next)) {
                    text.extend(tokens.next().map(|next| next.to_string()));
                }
                let space = spacer.word(&text);
                atoms.push(Atom::Word { text, space });
            }
        }
    }
    atoms
}

/// Whether the next token is the second half of an operator or lifetime.
fn belongs(first: &str, next: &TokenTree) -> bool {
    let next = match next {
        TokenTree::Punct(it) => it.as_char(),
        _ => return first == "'",
    };
    matches!(
        (first, next),
        (":", ':') | ("-" | "=", '>') | ("=" | "!" | "|" | "+", '=')
    )
}

fn group(group: &proc_macro2::Group, spacer: &mut Spacer) -> Atom {
    let delimiter = group.delimiter();
    let space = spacer.group(delimiter);
    let mut atoms = atoms(group.stream());
    if atoms.last().is_some_and(|last| last.is(",")) {
        atoms.pop();
    }
    let width = width(&atoms);
    Atom::Group {
        delimiter,
        atoms,
        space,
        width,
    }
}

/// What the last atom was, as far as the space after it depends on that.
#[derive(Clone, Copy, Default, PartialEq)]
enum Last {
    /// Nothing, or something that what follows clings to.
    #[default]
    Tight,
    /// An identifier, a literal, a group, the end of generics.
    Operand,
    /// `pub`, `fn` and `impl`, to which a parenthesis or `<` clings.
    Head,
    /// A keyword or operator.
    Loose,
}

#[derive(Default)]
struct Spacer {
    last: Last,
    in_closure_head: bool,
    /// How many `<` of the generics right behind `impl` are open.
    impl_generics: usize,
}

impl Spacer {
    /// Whether a space goes before this word.
    fn word(&mut self, text: &str) -> bool {
        let last = self.last;
        let operand = last == Last::Operand;
        let (space, next) = match text {
            "," | ";" | ":" => (false, Last::Loose),
            "." => (false, Last::Tight),
            "::" => (matches!(last, Last::Loose | Last::Head), Last::Tight),
            "<" => {
                let opens = self.impl_generics > 0 || last == Last::Head;
                self.impl_generics += usize::from(opens);
                (last == Last::Loose, Last::Tight)
            }
            ">" if self.impl_generics == 1 => {
                self.impl_generics = 0;
                (false, Last::Loose)
            }
            ">" => {
                self.impl_generics = self.impl_generics.saturating_sub(1);
                (false, Last::Operand)
            }
            "|" if self.in_closure_head => {
                self.in_closure_head = false;
                (false, Last::Loose)
            }
            "|" if !operand => {
                self.in_closure_head = true;
                (last == Last::Loose, Last::Tight)
            }
            "&" | "*" | "-" | "|" if operand => (true, Last::Loose),
            "?" | "!" if operand => (false, Last::Operand),
            "#" | "&" | "*" | "-" | "?" | "!" => (last != Last::Tight, Last::Tight),
            _ if is_lifetime(text) => (last != Last::Tight, Last::Loose),
            "pub" | "fn" | "impl" => (last != Last::Tight, Last::Head),
            _ if is_operator(text) || is_keyword(text) => (last != Last::Tight, Last::Loose),
            _ => (last != Last::Tight, Last::Operand),
        };
        self.last = next;
        space
    }

    /// Whether a space goes before a group.
    fn group(&mut self, delimiter: Delimiter) -> bool {
        let last = std::mem::replace(&mut self.last, Last::Operand);
        match delimiter {
            Delimiter::Brace => last != Last::Tight,
            _ => last == Last::Loose,
        }
    }
}

fn is_lifetime(text: &str) -> bool {
    text.starts_with('\'') && !text.ends_with('\'')
}

fn is_operator(text: &str) -> bool {
    !text.starts_with(|it: char| it.is_alphanumeric() || "_\"'".contains(it))
}

fn is_keyword(text: &str) -> bool {
    matches!(
        text,
        "as" | "const"
            | "else"
            | "enum"
            | "for"
            | "if"
            | "in"
            | "let"
            | "match"
            | "mod"
            | "mut"
            | "return"
            | "static"
            | "struct"
            | "use"
            | "where"
    )
}
