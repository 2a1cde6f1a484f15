//! Makes file names that every operating system accepts.

use std::collections::{HashMap, HashSet};

/// The names in use, in lower case, because some file systems ignore case.
#[derive(Default)]
pub(super) struct FileNames {
    taken: HashSet<String>,
    /// The last number for each name, so that a thousand equal names do not take a million tries.
    repeats: HashMap<String, usize>,
}

/// The limit for symbols, so that paths stay within the limits of Windows.
const MAX_CHARACTERS: usize = 80;

impl FileNames {
    /// Returns a unique stem such as `4031-DispatchSessionFailed` or `4031-v2-DispatchSessionFailed`. It has only ASCII
    /// letters, digits, `_` and `-`, and the id distinguishes it from device names of Windows.
    pub(super) fn event(&mut self, provider: &str, id: u16, version: u8, symbol: &str) -> String {
        let version = match version {
            0 => String::new(),
            version => format!("v{version}"),
        };
        let (provider, symbol) = (safe(provider), safe(symbol));
        let parts = [&provider, &id.to_string(), &version, &symbol];
        let parts: Vec<&str> = parts
            .into_iter()
            .map(String::as_str)
            .filter(|it| !it.is_empty())
            .collect();
        self.unique(&parts.join("-"))
    }

    fn unique(&mut self, stem: &str) -> String {
        let mut name = stem.to_owned();
        while !self.taken.insert(name.to_ascii_lowercase()) {
            let number = self.repeats.entry(stem.to_ascii_lowercase()).or_insert(1);
            *number += 1;
            name = format!("{stem}-{number}");
        }
        name
    }
}

fn safe(name: &str) -> String {
    let safe: String = name
        .chars()
        .map(|it| match it {
            '0'..='9' | 'A'..='Z' | 'a'..='z' | '_' => it,
            _ => '-',
        })
        .take(MAX_CHARACTERS)
        .collect();
    safe.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::FileNames;

    #[test]
    fn names_are_safe_and_unique() {
        let mut names = FileNames::default();
        let mut name = |version, symbol| names.event("", 7, version, symbol);
        assert_eq!(name(0, "Good_Name"), "7-Good_Name");
        assert_eq!(name(0, "good_name"), "7-good_name-2");
        assert_eq!(name(3, "Good_Name"), "7-v3-Good_Name");
        assert_eq!(name(0, "../../etc/passwd"), "7-etc-passwd");
        assert_eq!(name(0, "C:\\con.\0ñ "), "7-C--con");
        assert_eq!(name(0, ""), "7");
        assert_eq!(name(0, "…"), "7-2");
        assert!(name(0, &"x".repeat(500)).len() < 100);
        assert_eq!(names.event("CON", 7, 0, ""), "CON-7");
    }
}
