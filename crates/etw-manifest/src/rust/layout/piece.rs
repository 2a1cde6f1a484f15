//! Atoms to pieces: attributes, and what they stand on: items, statements, fields.

use proc_macro2::Delimiter;

use super::atom::{Atom, width};

/// How what stands between braces is laid out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Body {
    /// Items, with blank lines between them.
    Items,
    /// Statements, each on its line.
    Statements,
    /// Fields, each on its line, with commas.
    List,
}

/// What a piece is, which decides what its braces and breaks are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `impl`, with the places where its head may be broken.
    Impl,
    /// `mod`.
    Module,
    /// `fn`.
    Function,
    /// `struct`.
    Structure,
    /// `if`, `for`.
    Control,
    /// Anything else; braces are struct literals.
    Expression,
}

impl Kind {
    /// The kind of a piece without its attributes.
    pub(super) fn of(piece: &[Atom]) -> Self {
        let words = piece.iter().take_while(|atom| !is_brace(atom));
        for atom in words {
            let Atom::Word { text, .. } = atom else {
                continue;
            };
            match text.as_str() {
                "impl" => return Self::Impl,
                "mod" => return Self::Module,
                "fn" => return Self::Function,
                "struct" => return Self::Structure,
                "if" | "for" => return Self::Control,
                "static" | "=" => return Self::Expression,
                _ => {}
            }
        }
        Self::Expression
    }

    /// What stands between its braces.
    pub(super) const fn body(self) -> Body {
        match self {
            Self::Impl | Self::Module => Body::Items,
            Self::Function | Self::Control => Body::Statements,
            Self::Structure | Self::Expression => Body::List,
        }
    }
}

pub(super) fn is_brace(atom: &Atom) -> bool {
    matches!(
        atom,
        Atom::Group {
            delimiter: Delimiter::Brace,
            ..
        }
    )
}

/// Takes the attribute that atoms begin with: what stands between its brackets, and the atoms after it.
pub(super) fn attribute(atoms: &[Atom]) -> Option<(&[Atom], &[Atom])> {
    match atoms {
        [hash, Atom::Group { atoms, .. }, rest @ ..] if hash.is("#") => Some((atoms, rest)),
        _ => None,
    }
}

/// Takes the piece that atoms begin with, with the `;` that ends it and without the `,`, and the atoms after it.
pub(super) fn piece(atoms: &[Atom], body: Body) -> (&[Atom], &[Atom]) {
    let mut angles = 0_usize;
    for (at, atom) in atoms.iter().enumerate() {
        let after = &atoms[at + 1..];
        if atom.is("<") {
            angles += 1;
        } else if atom.is(">") {
            angles = angles.saturating_sub(1);
        } else if atom.is(",") && angles == 0 {
            return (&atoms[..at], after);
        } else if atom.is(";") || (body != Body::List && is_brace(atom) && !continues(after)) {
            return (&atoms[..=at], after);
        }
    }
    (atoms, &[])
}

/// Whether a piece goes on after a brace.
fn continues(after: &[Atom]) -> bool {
    let goes_on = |atom: &Atom| [";", ".", "else"].iter().any(|word| atom.is(word));
    after.first().is_some_and(goes_on)
}

/// Columns from here to where the line may next be broken: inside a group, before a `+`, or after the piece.
pub(super) fn reach(atoms: &[Atom]) -> usize {
    let breakable = |atom: &Atom| matches!(atom, Atom::Group { width: 1.., .. });
    match atoms.iter().position(|it| breakable(it) || it.is("+")) {
        Some(at) if breakable(&atoms[at]) => {
            width(&atoms[..at]) + usize::from(atoms[at].space()) + 1
        }
        Some(at) => width(&atoms[..at]),
        None => width(atoms),
    }
}

/// Columns of a piece to its brace, with that.
pub(super) fn head_width(piece: &[Atom]) -> usize {
    match piece {
        [head @ .., brace] if is_brace(brace) => width(head) + 2,
        _ => width(piece),
    }
}

/// Whether the only element of a list may stay on the line of the list: its one group, at its end, is broken instead.
pub(super) fn can_be_broken(element: &[Atom]) -> bool {
    let is_group = |atom: &Atom| matches!(atom, Atom::Group { width: 1.., .. });
    element.last().is_some_and(is_group) && element.iter().filter(|it| is_group(it)).count() == 1
}

/// Whether atoms begin with a call of a method.
pub(super) fn is_call(atoms: &[Atom]) -> bool {
    matches!(atoms, [dot, _, Atom::Group { .. }, ..] if dot.is("."))
}

/// Where the head of an `impl` is broken if it is too long: before `for`, else after the generics.
pub(super) fn impl_break(piece: &[Atom]) -> Option<usize> {
    let mut angles = 0_usize;
    let mut end_of_generics = None;
    for (at, atom) in piece.iter().enumerate() {
        if atom.is("<") {
            angles += 1;
        } else if atom.is(">") {
            angles = angles.saturating_sub(1);
            if angles == 0 {
                end_of_generics.get_or_insert(at + 1);
            }
        } else if atom.is("for") && angles == 0 {
            return Some(at);
        }
    }
    end_of_generics
}
