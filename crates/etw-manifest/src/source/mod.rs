//! The text of a manifest, decoded from its bytes, and positions in it.

mod encoding;
mod span;

use std::ops::Range;

#[cfg(feature = "tools")]
pub(crate) use encoding::Encoding;
pub use encoding::EncodingError;
pub(crate) use encoding::{Fault, MAX_LENGTH};
pub use span::{Position, Span};

/// One manifest, with its fragments if it has some: the names to show in diagnostics and the decoded text.
#[derive(Clone, Debug)]
pub struct Source {
    /// The manifest, then its fragments.
    files: Vec<File>,
    /// The texts of all files, one after another.
    text: String,
    line_starts: Vec<usize>,
}

#[derive(Clone, Debug)]
struct File {
    name: String,
    range: Range<usize>,
}

impl Source {
    /// Makes a source from text that is already decoded.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let file = File {
            name: name.into(),
            range: 0..text.len(),
        };
        Self {
            files: vec![file],
            line_starts: line_starts(&text),
            text,
        }
    }

    /// Adds a fragment, which extends providers of the manifest. Spans in the fragment are after those in the manifest.
    #[must_use]
    pub fn with_fragment(mut self, fragment: Self) -> Self {
        // Each file starts a line of its own.
        self.text.push('\n');
        let start = self.text.len();
        self.text.push_str(&fragment.text);
        self.files.extend(fragment.files.into_iter().map(|it| File {
            name: it.name,
            range: start + it.range.start..start + it.range.end,
        }));
        self.line_starts = line_starts(&self.text);
        self
    }

    /// Decodes the bytes of a manifest: UTF-8, UTF-16, Windows-1252 or ISO-8859-1.
    ///
    /// A byte order mark identifies UTF-8 and UTF-16, and so do the two bytes of an initial `<` in UTF-16. Otherwise the
    /// XML declaration names the encoding; without one it is UTF-8.
    ///
    /// # Errors
    /// Returns an error if the bytes are not text in that encoding, or are too many, or if the XML declaration names an
    /// encoding that contradicts the bytes or is not supported. The source that comes with it has the text as far as it
    /// could be decoded, so that the error can be shown in it.
    pub fn decode(name: impl Into<String>, bytes: &[u8]) -> Result<Self, (Self, EncodingError)> {
        let (text, result) = encoding::decode(bytes);
        let source = Self::new(name, text);
        match result {
            Ok(()) => Ok(source),
            Err(error) => Err((source, error)),
        }
    }

    /// Returns the name given to the manifest: a path as the user wrote it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.files[0].name
    }

    /// Returns the name of the file that contains a byte offset: the manifest or one of its fragments.
    #[must_use]
    pub fn name_at(&self, offset: usize) -> &str {
        &self.files[self.file_at(offset)].name
    }

    /// Returns the index of the file that contains a byte offset; 0 is the manifest.
    pub(crate) fn file_at(&self, offset: usize) -> usize {
        let after = self.files.partition_point(|it| it.range.start <= offset);
        after.saturating_sub(1)
    }

    /// Returns where the text of each file is, the manifest first.
    pub(crate) fn ranges(&self) -> impl Iterator<Item = Range<usize>> {
        self.files.iter().map(|it| it.range.clone())
    }

    /// Returns the decoded text, that of all files if there are several.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the text of a span, or an empty text if the span is not in this source.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// Returns the number of the line that contains a byte offset, from 1, counted over all files.
    pub(crate) fn line_number(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= offset)
    }

    /// Returns the bytes of a line, counted from 1, without its line break.
    pub(crate) fn line(&self, number: usize) -> Range<usize> {
        let start = self.line_starts[number - 1];
        let end = self
            .line_starts
            .get(number)
            .copied()
            .unwrap_or(self.text.len());
        let line = &self.text[start..end];
        let line = line
            .strip_suffix('\n')
            .map_or(line, |line| line.strip_suffix('\r').unwrap_or(line));
        start..start + line.len()
    }

    /// Returns the line and column of a byte offset in its file.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let line = self.line_number(offset);
        let start = self.line_starts[line - 1];
        let before = self.text.get(start..offset).unwrap_or("");
        let file = &self.files[self.file_at(offset)];
        Position {
            line: line - self.line_number(file.range.start) + 1,
            column: before.chars().count() + 1,
        }
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    let after_breaks = text.match_indices('\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(after_breaks).collect()
}
