//! Atoms to text: decides what stays on a line and what is broken over several.

use std::fmt::{self, Write as _};

use proc_macro2::Delimiter;

use super::super::form::{LINE, STEP};
use super::atom::{Atom, width};
use super::doc_comment;
use super::piece::{
    Body, Kind, attribute, can_be_broken, head_width, impl_break, is_brace, is_call, piece, reach,
};

/// Columns that rustfmt grants to what stays on one line.
const ARGUMENTS: usize = 60;
const ATTRIBUTE: usize = 70;
const LITERAL: usize = 18;

/// The item before the next one in the same body.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Before {
    #[default]
    Nothing,
    /// One line without attributes.
    Small,
    Large,
}

/// The text so far, and where the next piece goes.
#[derive(Default)]
pub(super) struct Printer {
    text: String,
    /// Columns of the current line.
    column: usize,
    indent: usize,
    before: Before,
}

impl Printer {
    /// A printer of items that follow this text.
    pub(super) fn after(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..Self::default()
        }
    }

    /// A printer that begins that many columns from the left.
    pub(super) fn indented(indent: usize) -> Self {
        Self {
            indent,
            ..Self::default()
        }
    }

    /// Writes text as it stands, in the place of an item.
    pub(super) fn write(&mut self, text: fmt::Arguments<'_>) {
        let _ = self.text.write_fmt(text);
        self.before = Before::Large;
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    /// Prints the attributes and the head of a module, and opens it.
    pub(super) fn open(&mut self, head: &[Atom]) {
        if self.before != Before::Nothing {
            self.line_break();
        }
        let head = self.attributes(head);
        self.start();
        self.flat(head);
        self.push(" {");
        self.line_break();
        self.indent += STEP;
        self.before = Before::Nothing;
    }

    /// Closes the module opened last.
    pub(super) fn close(&mut self) {
        self.indent -= STEP;
        self.start();
        self.push("}");
        self.line_break();
        self.before = Before::Large;
    }

    /// Prints what stands between braces, or at the top.
    pub(super) fn body(&mut self, mut atoms: &[Atom], body: Body) {
        while !atoms.is_empty() {
            let begun = self.text.len();
            let bare = self.attributes(atoms);
            let has_attributes = bare.len() < atoms.len();
            let (piece, rest) = piece(bare, body);
            atoms = rest;
            self.start();
            self.piece(piece);
            if body == Body::List {
                self.push(",");
            }
            self.line_break();
            if body == Body::Items {
                self.separate(begun, has_attributes);
            }
        }
    }

    /// Puts a blank line before the item that began there, unless it and the one before are small.
    fn separate(&mut self, begun: usize, has_attributes: bool) {
        let one_line = self.text[begun..].matches('\n').nth(1).is_none();
        let this = if one_line && !has_attributes {
            Before::Small
        } else {
            Before::Large
        };
        if self.before == Before::Large || (self.before == Before::Small && this == Before::Large) {
            self.text.insert(begun, '\n');
        }
        self.before = this;
    }

    /// Prints the attributes that atoms begin with, and returns what follows them.
    fn attributes<'t>(&mut self, mut atoms: &'t [Atom]) -> &'t [Atom] {
        while let Some((inner, rest)) = attribute(atoms) {
            self.start();
            if let Some(text) = doc_comment::text(inner) {
                self.push("///");
                self.push(&text);
            } else {
                self.push("#[");
                self.arguments_within(inner, ATTRIBUTE);
                self.push("]");
            }
            self.line_break();
            atoms = rest;
        }
        atoms
    }

    /// Prints an item, a statement or an element, from the current column.
    fn piece(&mut self, piece: &[Atom]) {
        let kind = Kind::of(piece);
        let indent = self.indent;
        let broken_head = kind == Kind::Impl && self.column + head_width(piece) > LINE;
        let head_break = impl_break(piece).filter(|_| broken_head);
        let is_long = kind == Kind::Expression && self.column + width(piece) > LINE;
        let is_chain = is_long
            && !piece.iter().any(|it| it.is("+"))
            && (0..piece.len()).filter(|at| is_call(&piece[*at..])).count() > 1;
        for (at, atom) in piece.iter().enumerate() {
            let rest = &piece[at..];
            let before = at.checked_sub(1).map(|before| &piece[before]);
            let after_equals = kind == Kind::Expression && before.is_some_and(|it| it.is("="));
            let continued = head_break == Some(at)
                || (is_long && at > 0 && atom.is("+"))
                || (is_chain && is_call(rest))
                || (after_equals && self.column + 1 + reach(rest) >= LINE);
            if continued {
                self.indent = indent + STEP;
                self.next_line();
            } else if broken_head && rest.len() == 1 {
                self.indent = indent;
                self.next_line();
            } else if atom.is(".") && before.is_some_and(is_brace) && self.column == self.indent + 1
            {
                self.next_line();
            } else if at > 0 && atom.space() {
                self.push(" ");
            }
            self.atom(atom, rest, kind);
        }
        self.indent = indent;
    }

    /// Prints an atom; `rest` begins with it.
    fn atom(&mut self, atom: &Atom, rest: &[Atom], kind: Kind) {
        match atom {
            Atom::Word { text, .. } => self.push(text),
            Atom::Group {
                delimiter: Delimiter::Brace,
                atoms,
                width,
                ..
            } => {
                let literal = kind == Kind::Expression && *width <= LITERAL;
                if atoms.is_empty() || (literal && self.fits(rest)) {
                    self.flat(&rest[..1]);
                } else {
                    self.braces(atoms, kind.body());
                }
            }
            Atom::Group { atoms, width, .. } => {
                let limit = if kind == Kind::Function {
                    LINE
                } else {
                    ARGUMENTS
                };
                let is_type = atoms.iter().any(|it| it.is(";"));
                if atoms.is_empty() || is_type || (*width <= limit && self.fits(rest)) {
                    self.flat(&rest[..1]);
                } else {
                    self.list(atom, atoms, kind);
                }
            }
        }
    }

    /// Whether the first atom fits the line, with what cannot be broken off behind it.
    fn fits(&self, rest: &[Atom]) -> bool {
        self.column + rest[0].width() + reach(&rest[1..]) <= LINE
    }

    fn braces(&mut self, atoms: &[Atom], body: Body) {
        let before = std::mem::take(&mut self.before);
        self.push("{");
        self.line_break();
        self.indent += STEP;
        self.body(atoms, body);
        self.indent -= STEP;
        self.start();
        self.push("}");
        self.before = before;
    }

    /// Prints a list in parentheses or brackets, an element per line; a single one that can be broken itself stays.
    fn list(&mut self, group: &Atom, atoms: &[Atom], kind: Kind) {
        let (open, close) = match group {
            Atom::Group {
                delimiter: Delimiter::Bracket,
                ..
            } => ("[", "]"),
            _ => ("(", ")"),
        };
        self.push(open);
        let (only, others) = piece(atoms, Body::List);
        if kind == Kind::Expression && others.is_empty() && can_be_broken(only) {
            self.piece(only);
        } else {
            self.line_break();
            self.indent += STEP;
            self.body(atoms, Body::List);
            self.indent -= STEP;
            self.start();
        }
        self.push(close);
    }

    /// Prints what stands between the brackets of an attribute.
    fn arguments_within(&mut self, inner: &[Atom], limit: usize) {
        match inner {
            [name, list @ Atom::Group { atoms, width, .. }] if *width > limit => {
                self.flat(std::slice::from_ref(name));
                self.list(list, atoms, Kind::Expression);
                self.drop_last_comma();
            }
            _ => self.flat(inner),
        }
    }

    /// Prints atoms on the current line.
    fn flat(&mut self, atoms: &[Atom]) {
        for (at, atom) in atoms.iter().enumerate() {
            if at > 0 && atom.space() {
                self.push(" ");
            }
            match atom {
                Atom::Word { text, .. } => self.push(text),
                Atom::Group {
                    delimiter, atoms, ..
                } => {
                    let (open, close) = match delimiter {
                        Delimiter::Brace if atoms.is_empty() => ("{", "}"),
                        Delimiter::Brace => ("{ ", " }"),
                        Delimiter::Bracket => ("[", "]"),
                        _ => ("(", ")"),
                    };
                    self.push(open);
                    self.flat(atoms);
                    self.push(close);
                }
            }
        }
    }

    /// Attributes have no comma at the end of a broken list.
    fn drop_last_comma(&mut self) {
        if let Some(at) = self.text.rfind(',') {
            self.text.remove(at);
        }
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.column += text.chars().count();
    }

    fn line_break(&mut self) {
        self.text.push('\n');
        self.column = 0;
    }

    /// Begins a line.
    fn start(&mut self) {
        self.text.extend(std::iter::repeat_n(' ', self.indent));
        self.column = self.indent;
    }

    fn next_line(&mut self) {
        self.line_break();
        self.start();
    }
}
