//! Texts in scripts that encodings treat differently.

/// A script, and characters of it that repeat.
pub(super) const SCRIPTS: [(&str, &str); 5] = [
    ("ASCII", "The quick brown fox jumps over the lazy dog. "),
    ("Latin", "Größe über Brücken: señor José hört Düsenlärm. "),
    ("Cyrillic", "Съешь ещё этих мягких французских булок, да. "),
    ("CJK", "天地玄黄宇宙洪荒日月盈昃辰宿列張寒來暑往"),
    ("emoji", "🚢📦🏭🔧🧪📈🛰🌍"),
];

/// Lengths in characters.
pub(super) const LENGTHS: [usize; 4] = [8, 40, 400, 4000];

/// Returns a text of `length` characters.
pub(super) fn sample(characters: &str, length: usize) -> String {
    characters.chars().cycle().take(length).collect()
}
