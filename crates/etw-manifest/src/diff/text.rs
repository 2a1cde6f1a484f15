//! Compares strings of two manifests in every locale that both have.

use crate::model::{Localization, StringIndex};

/// The localizations of both manifests.
#[derive(Clone, Copy)]
pub(super) struct Texts<'m> {
    pub(super) old: &'m Localization,
    pub(super) new: &'m Localization,
}

impl<'m> Texts<'m> {
    /// Returns the locales in which a text changed, with the older and the newer text.
    pub(super) fn changed(
        self,
        old: StringIndex,
        new: StringIndex,
    ) -> Vec<(&'m str, &'m str, &'m str)> {
        let (old, new) = (&self.old.strings[old], &self.new.strings[new]);
        if old.winmeta && new.winmeta {
            return Vec::new();
        }
        let mut changed = Vec::new();
        for (culture, text) in self.old.locales.iter().zip(&old.texts) {
            let same = |it: &crate::model::Locale| it.name.eq_ignore_ascii_case(&culture.name);
            let Some(at) = self.new.locales.iter().position(same) else {
                continue;
            };
            let older = text.as_deref().unwrap_or_default();
            let newer = new.texts[at].as_deref().unwrap_or_default();
            if older != newer {
                changed.push((culture.name.as_str(), older, newer));
            }
        }
        changed
    }

    /// Returns `true` if two strings differ in the fallback locale in more than case, spaces and a final full stop.
    pub(super) fn differ(self, old: StringIndex, new: StringIndex) -> bool {
        let words = |text: &str| {
            let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
            words.join(" ").trim_end_matches('.').to_owned()
        };
        words(main_text(self.old, old)) != words(main_text(self.new, new))
    }

    /// Returns the message ids if they differ.
    pub(super) fn ids(self, old: StringIndex, new: StringIndex) -> Option<(u32, u32)> {
        let old = self.old.strings[old].message_id?;
        let new = self.new.strings[new].message_id?;
        (old != new).then_some((old, new))
    }
}

/// Returns the text in the fallback locale.
pub(super) fn main_text(localization: &Localization, string: StringIndex) -> &str {
    localization.text(string, localization.fallback().unwrap_or_default())
}
