//! The names of one provider, each with the index of its item.

use crate::ast::{Text, shorten};
use crate::collection::OrderedMap;
use crate::diagnostic::{Applicability, Code, Diagnostic};
use crate::did_you_mean::{Budget, closest};
use crate::model::Origin;
use crate::source::Span;
use crate::winmeta::Predefined;

/// Prefix namespace and local part.
pub(super) type Key<'t> = (&'t str, &'t str);

/// Indexes into the provider's lists, by name.
#[derive(Default)]
pub(super) struct Names<'t> {
    /// By chid and by name.
    pub(super) channels: OrderedMap<&'t str, usize>,
    /// By chid alone.
    pub(super) chids: OrderedMap<&'t str, usize>,
    pub(super) levels: OrderedMap<Key<'t>, usize>,
    pub(super) tasks: OrderedMap<Key<'t>, usize>,
    /// The provider's own opcodes and the predefined ones in use.
    pub(super) opcodes: OrderedMap<Key<'t>, usize>,
    /// Opcodes of a task, by the task's index.
    pub(super) task_opcodes: OrderedMap<(usize, Key<'t>), usize>,
    /// The same by their values, with the place of the value.
    pub(super) task_opcode_values: OrderedMap<(usize, u8), (usize, Span)>,
    /// The first task that has an opcode of this name, and where it declares it.
    pub(super) opcode_owners: OrderedMap<Key<'t>, (usize, Span)>,
    pub(super) keywords: OrderedMap<Key<'t>, usize>,
    pub(super) maps: OrderedMap<Key<'t>, usize>,
    /// By the file that declares it and its tid.
    pub(super) templates: OrderedMap<(usize, &'t str), usize>,
}

/// The kind of item that a name should refer to.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    pub(super) code: Code,
    /// In the singular: `level`.
    pub(super) word: &'static str,
    /// The items that need no declaration.
    pub(super) predefined: &'static [Predefined],
}

/// Returns the names of the items that the manifest declares.
pub(super) fn declared<T>(
    items: &[T],
    origin: fn(&T) -> Origin,
    name: fn(&T) -> &str,
) -> Vec<&str> {
    let declared = items.iter().filter(|it| origin(it) == Origin::Declared);
    declared.map(name).collect()
}

/// “`X` is not declared”, with the name that was probably meant, or with those that there are, if they are given.
pub(super) fn undefined(
    kind: Kind,
    name: Text<'_>,
    declared: Option<&[&str]>,
    budget: &mut Budget,
) -> Diagnostic {
    let Kind { code, word, .. } = kind;
    let text = name.value.trim_ascii();
    if text.is_empty() {
        return Diagnostic::new(code, name.span, format!("the name of the {word} is empty"))
            .label(format!("expected the name of a {word}"))
            .help(format!("leave `{word}` out if the event has none"))
            .repair("the event has none");
    }
    let message = format!("the {word} `{}` is not declared", shorten(text));
    let diagnostic = Diagnostic::new(code, name.span, message).label(format!("unknown {word}"));
    let Some(declared) = declared else {
        return diagnostic;
    };
    match meant(kind, text, declared, budget) {
        Some((help, meant, applicability)) => {
            diagnostic.rewrite(help, name.value, meant, applicability)
        }
        None => diagnostic
            .note(list(kind, declared))
            .maybe_help(snippet(word, text)),
    }
}

/// Returns a declaration to paste, for what an event cannot do without.
fn snippet(word: &str, name: &str) -> Option<String> {
    let name = shorten(name);
    let declaration = match word {
        "template" => format!("<template tid=\"{name}\">…</template>"),
        "map" => format!("<valueMap name=\"{name}\">…</valueMap>"),
        _ => return None,
    };
    Some(format!("to declare it, add {declaration} to `{word}s`"))
}

/// Returns the advice to write the name that was probably meant, and that name.
fn meant<'n>(
    kind: Kind,
    text: &str,
    declared: &[&'n str],
    budget: &mut Budget,
) -> Option<(String, &'n str, Applicability)> {
    let (prefix, local) = text.split_once(':').unwrap_or(("", text));
    // `level="4"`: the value in place of the name.
    let number = text.parse::<u64>().ok();
    let mut numbered = kind.usable().filter(|item| Some(item.value) == number);
    if let Some(item) = numbered.next() {
        let name = kind.written(item);
        let help = format!("write the name: `{name}`");
        return Some((help, name, Applicability::MachineApplicable));
    }
    if prefix.is_empty() && kind.needs_prefix() {
        if let Some(item) = kind.usable().find(|item| item.name == local) {
            let name = item.qualified;
            let help = format!("the predefined {} is written `{name}`", kind.word);
            return Some((help, name, Applicability::MachineApplicable));
        }
    }
    let own = declared.iter().find(|it| **it == local);
    if let Some(own) = own.filter(|_| !prefix.is_empty()) {
        let help = format!("the provider declares `{own}`, without a prefix");
        return Some((help, own, Applicability::MachineApplicable));
    }
    let written = kind.usable().map(|item| kind.written(item));
    let nearest = closest(text, declared.iter().copied().chain(written), budget).or_else(|| {
        let bare = closest(local, kind.usable().map(|item| item.name), budget)?;
        let meant = kind.usable().find(|item| item.name == bare);
        meant.map(|item| kind.written(item))
    });
    nearest.map(|name| {
        let help = format!("did you mean `{name}`?");
        (help, name, Applicability::MaybeIncorrect)
    })
}

impl Kind {
    /// Channels are the predefined items that have no prefix.
    fn needs_prefix(self) -> bool {
        self.word != "channel"
    }

    /// Whether events mostly name those that need no declaration.
    fn is_often_predefined(self) -> bool {
        matches!(self.word, "level" | "opcode")
    }

    /// The predefined items that events may name.
    fn usable(self) -> impl Iterator<Item = &'static Predefined> {
        let items = self.predefined.iter();
        items.filter(|item| !item.english.is_empty())
    }

    fn written(self, item: &'static Predefined) -> &'static str {
        if self.needs_prefix() {
            item.qualified
        } else {
            item.name
        }
    }
}

/// Returns the declared names if they are few enough to read, or else the predefined ones.
fn list(kind: Kind, declared: &[&str]) -> String {
    const SHOWN: usize = 8;
    let word = kind.word;
    let names: Vec<String> = declared
        .iter()
        .take(SHOWN)
        .map(|name| format!("`{}`", shorten(name)))
        .collect();
    let own = match declared.len() {
        0 => format!("the provider declares no {word}s"),
        count if count > SHOWN => format!(
            "the provider declares {count} {word}s, among them {}",
            names.join(", ")
        ),
        1 => format!("the only {word} that the provider declares is {}", names[0]),
        _ => format!("the provider declares the {word}s {}", names.join(", ")),
    };
    if !declared.is_empty() || !kind.is_often_predefined() {
        return own;
    }
    let predefined = kind.usable().map(|item| format!("`{}`", item.qualified));
    let predefined: Vec<String> = predefined.collect();
    format!("{own}; predefined are {}", predefined.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::codes;
    use crate::winmeta;

    const LEVEL: Kind = Kind {
        code: codes::UNDEFINED_LEVEL,
        word: "level",
        predefined: winmeta::LEVELS,
    };

    #[test]
    fn the_help_names_what_was_meant() {
        let help = |text| {
            let meant = meant(LEVEL, text, &["Chatty"], &mut Budget::default());
            meant.map(|it| it.0)
        };
        assert_eq!(
            help("Error").as_deref(),
            Some("the predefined level is written `win:Error`")
        );
        assert_eq!(
            help("win:Eror").as_deref(),
            Some("did you mean `win:Error`?")
        );
        assert_eq!(help("Eror").as_deref(), Some("did you mean `win:Error`?"));
        assert_eq!(
            help("win:Chatty").as_deref(),
            Some("the provider declares `Chatty`, without a prefix")
        );
        assert_eq!(help("Chaty").as_deref(), Some("did you mean `Chatty`?"));
        assert_eq!(
            help("win:Info").as_deref(),
            Some("did you mean `win:Informational`?")
        );
        assert_eq!(help("Nothing"), None);
        assert_eq!(
            list(LEVEL, &[]),
            "the provider declares no levels; predefined are `win:LogAlways`, `win:Critical`, `win:Error`, `win:Warning`, \
             `win:Informational`, `win:Verbose`"
        );
    }
}
