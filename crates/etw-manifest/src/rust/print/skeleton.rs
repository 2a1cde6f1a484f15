//! [`Skeleton`]: tokens with holes, printed once.

use std::sync::OnceLock;

use proc_macro2::TokenStream;

use super::{Code, printer};

/// Tokens with `N` holes. They are printed when the skeleton is used for the first time; from then on, only text is joined.
pub(in crate::rust) struct Skeleton<const N: usize> {
    holes: [&'static str; N],
    tokens: fn() -> TokenStream,
    pieces: OnceLock<Vec<Piece>>,
}

/// Text, and the hole after it.
struct Piece {
    text: String,
    hole: Option<Hole>,
}

struct Hole {
    index: usize,
    /// The hole is all that its line has: without code the line is left out.
    is_line: bool,
}

/// The hole that takes calls of a chain, with the dots before them.
const CALLS: &str = "__calls";

/// Declares a skeleton: its name, its holes, its tokens. A hole is an identifier that begins with `__`. One that is all that
/// an attribute has, as in `#[__docs]`, takes lines; `.__calls` takes calls of a chain.
macro_rules! skeleton {
    ($vis:vis $name:ident($($hole:ident),*) => $($tokens:tt)*) => {
        $vis static $name: $crate::rust::print::Skeleton<{ <[&str]>::len(&[$(stringify!($hole)),*]) }> =
            $crate::rust::print::Skeleton::new([$(stringify!($hole)),*], || quote::quote!($($tokens)*));
    };
}

pub(in crate::rust) use skeleton;

impl<const N: usize> Skeleton<N> {
    pub(in crate::rust) const fn new(
        holes: [&'static str; N],
        tokens: fn() -> TokenStream,
    ) -> Self {
        Self {
            holes,
            tokens,
            pieces: OnceLock::new(),
        }
    }

    /// The code with its holes filled.
    pub(in crate::rust) fn fill(&self, fills: [&Code; N]) -> Code {
        let cut = || cut(&printer::print((self.tokens)()), &self.holes);
        fill(self.pieces.get_or_init(cut), &fills)
    }
}

/// Joins the text of the pieces and the code for their holes.
fn fill(pieces: &[Piece], fills: &[&Code]) -> Code {
    let size = |piece: &Piece| {
        piece.text.len()
            + piece
                .hole
                .as_ref()
                .map_or(0, |it| fills[it.index].as_str().len())
    };
    let mut text = String::with_capacity(pieces.iter().map(size).sum());
    let mut skip_line_break = false;
    for Piece { text: own, hole } in pieces {
        let own = own.as_str();
        let without_break = own.strip_prefix('\n').filter(|_| skip_line_break);
        text.push_str(without_break.unwrap_or(own));
        let Some(hole) = hole else { continue };
        let fill = fills[hole.index].as_str();
        text.push_str(fill);
        skip_line_break = hole.is_line && fill.is_empty();
    }
    Code::printed(text)
}

/// Cuts printed tokens at the holes.
fn cut(printed: &str, holes: &[&str]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = printed;
    while let Some((index, at)) = next_hole(rest, holes) {
        let (before, after) = (&rest[..at], &rest[at + holes[index].len()..]);
        let before_line = &printed[..printed.len() - rest.len() + at];
        let line = &before_line[before_line.rfind('\n').map_or(0, |at| at + 1)..];
        let (before, after) = match before.strip_suffix("#[") {
            Some(before) => (before, after.strip_prefix(']').unwrap_or(after)),
            None if holes[index] == CALLS => (before.trim_end_matches('.'), after),
            None => (before, after),
        };
        let is_line = matches!(line, "" | "#[") && (after.is_empty() || after.starts_with('\n'));
        pieces.push(Piece {
            text: before.to_owned(),
            hole: Some(Hole { index, is_line }),
        });
        rest = after;
    }
    pieces.push(Piece {
        text: rest.to_owned(),
        hole: None,
    });
    pieces
}

/// Returns the first hole in a text, and its position.
fn next_hole(text: &str, holes: &[&str]) -> Option<(usize, usize)> {
    let is_of_name = |it: char| it.is_ascii_alphanumeric() || it == '_';
    let holes = holes.iter().enumerate().filter_map(|(index, hole)| {
        let mut found = text.match_indices(hole);
        let (at, _) = found.find(|(at, _)| !text[at + hole.len()..].starts_with(is_of_name))?;
        Some((index, at))
    });
    holes.min_by_key(|(_, at)| *at)
}
