//! Defines the titles of sections and columns in the language of the reader.

use std::borrow::Cow;
use std::fmt;

use crate::did_you_mean::{Budget, closest};

/// Declares the words with their keys and translations.
macro_rules! words {
    ($($word:ident $key:literal $english:literal $spanish:literal)*) => {
        /// A word of the pages.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(super) enum Word { $($word),* }

        const KEYS: &[&str] = &[$($key),*];
        const ENGLISH: &[&str] = &[$($english),*];
        const SPANISH: &[&str] = &[$($spanish),*];
    };
}

words! {
    Properties "properties" "Properties" "Propiedades"
    Id "id" "ID" "Id."
    Version "version" "Version" "Versión"
    Keywords "keywords" "Keywords" "Palabras clave"
    Level "level" "Level" "Nivel"
    Channel "channel" "Channel" "Canal"
    Task "task" "Task" "Tarea"
    Opcode "opcode" "Opcode" "Código de operación"
    Description "description" "Description" "Descripción"
    Message "message" "Message" "Mensaje"
    Details "details" "Details" "Detalles"
    ItemName "item-name" "Data Item Name" "Nombre del elemento de datos"
    ItemType "item-type" "Data Item Type" "Tipo de elemento de datos"
    ItemDescription "item-description" "Description" "Descripción"
    Event "event" "Event" "Evento"
    Events "events" "Events" "Eventos"
    Channels "channels" "Channels" "Canales"
    Levels "levels" "Levels" "Niveles"
    Tasks "tasks" "Tasks" "Tareas"
    Opcodes "opcodes" "Opcodes" "Códigos de operación"
    Name "name" "Name" "Nombre"
    Value "value" "Value" "Valor"
    Text "text" "Text" "Texto"
    Search "search" "Search events" "Buscar eventos"
    Shown "shown" "Events shown" "Eventos mostrados"
    All "all" "All" "Todos"
    Contents "contents" "Contents" "Contenido"
}

/// The titles of sections and columns.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Words {
    titles: Vec<Cow<'static, str>>,
    /// The language or locale of the words.
    locale: String,
    /// The locale of the reader, which is that of a strings file.
    reader: String,
}

impl Words {
    /// Returns the built-in words for a locale: Spanish for Spanish locales, English for all others.
    #[must_use]
    pub fn of(locale: &str) -> Self {
        let language = locale.split(['-', '_']).next().unwrap_or_default();
        let reader = locale.replace('_', "-");
        let (table, locale) = match language.to_ascii_lowercase().as_str() {
            "es" => (SPANISH, &*reader),
            "en" => (ENGLISH, &*reader),
            _ => (ENGLISH, "en"),
        };
        Self {
            titles: table.iter().copied().map(Cow::Borrowed).collect(),
            locale: locale.to_owned(),
            reader,
        }
    }

    /// Returns the keys that [`parse`](Self::parse) accepts.
    #[must_use]
    pub const fn keys() -> &'static [&'static str] {
        KEYS
    }

    /// Replaces words by those of a strings file: one `key = text` per line. Empty lines and lines that start with `#` are
    /// ignored.
    ///
    /// ```
    /// use etw_manifest::doc::Words;
    ///
    /// let german = Words::of("de-DE").parse("# Titel\nlevel = Ebene\nchannel = Kanal\n").unwrap();
    /// assert!(Words::of("de-DE").parse("lvl = Ebene").is_err());
    /// ```
    ///
    /// # Errors
    /// Fails for a line without `=` or text, and for an unknown or repeated key.
    pub fn parse(mut self, text: &str) -> Result<Self, WordsError> {
        let mut given = [false; KEYS.len()];
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let problem = |what| WordsError {
                line: number + 1,
                what,
            };
            let (index, word) = entry(line).map_err(problem)?;
            if std::mem::replace(&mut given[index], true) {
                return Err(problem(format!("`{}` already has a text", KEYS[index])));
            }
            self.titles[index] = Cow::Owned(word.to_owned());
            self.locale.clone_from(&self.reader);
        }
        Ok(self)
    }

    pub(super) fn locale(&self) -> &str {
        &self.locale
    }

    pub(super) fn get(&self, word: Word) -> &str {
        &self.titles[word as usize]
    }
}

/// Returns the index of the key of a line, and its text.
fn entry(line: &str) -> Result<(usize, &str), String> {
    let (key, word) = line
        .split_once('=')
        .ok_or_else(|| "expected `key = text`".to_owned())?;
    let (key, word) = (key.trim(), word.trim());
    let index = KEYS.iter().position(|it| *it == key).ok_or_else(|| {
        let hint = closest(key, KEYS.iter().copied(), &mut Budget::default());
        let hint = hint.map_or_else(String::new, |it| format!("; did you mean `{it}`?"));
        format!("`{}` is not a key{hint}", key.escape_debug())
    })?;
    match word {
        "" => Err(format!("`{key}` has no text")),
        _ => Ok((index, word)),
    }
}

/// The error of [`Words::parse`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WordsError {
    line: usize,
    what: String,
}

impl fmt::Display for WordsError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}: {}", self.line, self.what)
    }
}

impl std::error::Error for WordsError {}

#[cfg(test)]
mod tests {
    use super::{Word, Words};

    #[test]
    fn the_language_decides_and_a_file_overrides() {
        assert_eq!(Words::of("es-MX").get(Word::Keywords), "Palabras clave");
        assert_eq!(Words::of("de-DE").get(Word::Keywords), "Keywords");
        let words = Words::of("de-DE").parse("\u{FEFF}# x\n\n level = Ebene = x \r\n");
        let words = words.unwrap();
        assert_eq!(words.get(Word::Level), "Ebene = x");
        assert_eq!(words.get(Word::Channel), "Channel");
    }

    #[test]
    fn a_wrong_line_is_named() {
        let error = |text| Words::of("en").parse(text).unwrap_err().to_string();
        assert_eq!(error("\nlevel"), "line 2: expected `key = text`");
        assert_eq!(
            error("levle = x"),
            "line 1: `levle` is not a key; did you mean `level`?"
        );
        assert_eq!(error("level ="), "line 1: `level` has no text");
        assert_eq!(
            error("level = a\nlevel = b"),
            "line 2: `level` already has a text"
        );
    }
}
