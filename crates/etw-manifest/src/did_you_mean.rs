//! Finds the name that was probably meant by a misspelt one, within a budget.

use std::mem;

/// Longer words are compared only for equality: nobody mistypes a whole paragraph by a letter.
const MAX_LETTERS: usize = 64;

/// A part of a word identifies the word only if it is longer.
const SHORTEST_PART: usize = 3;

/// Steps in one run: a few seconds in an unoptimized build script, and far more than the mistakes in any real manifest need.
const MAX_STEPS: usize = 10_000_000;

/// The steps that are left for suggestions. One is about one comparison of two letters.
#[derive(Debug)]
pub(crate) struct Budget {
    left: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { left: MAX_STEPS }
    }
}

impl Budget {
    /// Returns `true` until the budget is spent. Then the caller should not even list the candidates.
    pub(crate) const fn lasts(&self) -> bool {
        self.left > 0
    }

    /// Takes steps from the budget, or returns `None` if there are not enough.
    fn spend(&mut self, steps: usize) -> Option<()> {
        let left = self.left.checked_sub(steps);
        self.left = left.unwrap_or(0);
        left.map(|_| ())
    }
}

/// Returns the candidate nearest to `wanted`, if one is near enough to be worth a hint. The first wins among equals.
///
/// The only candidate that contains `wanted`, or that it contains (`win:Info`, `Administrative`), beats one that is two changes away. When the budget
/// runs out, the result is `None`, because the best of some candidates would mislead.
pub(crate) fn closest<'a>(
    wanted: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    budget: &mut Budget,
) -> Option<&'a str> {
    closest_of(wanted, &mut candidates.into_iter(), budget)
}

fn closest_of<'a>(
    wanted: &str,
    candidates: &mut dyn Iterator<Item = &'a str>,
    budget: &mut Budget,
) -> Option<&'a str> {
    let wanted = folded(wanted)?;
    let mut best = None;
    let mut wholes = Wholes::None;
    // One change for each three characters: a hint must share more with the word than it changes.
    let mut limit = (wanted.len() / 3).max(1);
    for candidate in candidates {
        budget.spend(1 + candidate.len().min(MAX_LETTERS))?;
        let Some(letters) = folded(candidate) else {
            continue;
        };
        if letters.len().abs_diff(wanted.len()) <= limit {
            budget.spend(letters.len() * wanted.len())?;
        }
        if let Some(distance) = distance_within(&wanted, &letters, limit) {
            best = Some((candidate, distance));
            if distance == 0 {
                break;
            }
            limit = distance - 1;
        }
        wholes.add(candidate, &letters, &wanted);
    }
    match (best, wholes) {
        (Some((best, 0 | 1)), _) => Some(best),
        (_, Wholes::One(whole)) => Some(whole),
        (best, _) => best.map(|(best, _)| best),
    }
}

/// Returns `true` if one word is probably a misspelt form of the other.
pub(crate) fn is_near(wanted: &str, candidate: &str) -> bool {
    closest(wanted, [candidate], &mut Budget::default()).is_some()
}

/// The candidates that contain a word, or that it contains.
enum Wholes<'a> {
    None,
    One(&'a str),
    Many,
}

impl<'a> Wholes<'a> {
    fn add(&mut self, candidate: &'a str, letters: &[char], wanted: &[char]) {
        let (whole, part) = if letters.len() < wanted.len() {
            (wanted, letters)
        } else {
            (letters, wanted)
        };
        if part.len() >= SHORTEST_PART && whole.windows(part.len()).any(|it| it == part) {
            *self = match self {
                Self::None => Self::One(candidate),
                _ => Self::Many,
            };
        }
    }
}

/// Returns the letters in lower case, or `None` if the word is empty or too long.
fn folded(word: &str) -> Option<Vec<char>> {
    let letters: Vec<char> = word
        .chars()
        .flat_map(char::to_lowercase)
        .take(MAX_LETTERS + 1)
        .collect();
    (1..=MAX_LETTERS)
        .contains(&letters.len())
        .then_some(letters)
}

/// Insertions, deletions, replacements and swaps of neighbours from one word to the other, if at most `limit`.
fn distance_within(from: &[char], to: &[char], limit: usize) -> Option<usize> {
    // A word that would have to change in every letter is another word.
    let limit = limit.min(from.len().max(to.len()).saturating_sub(1));
    if from.len().abs_diff(to.len()) > limit {
        return None;
    }
    let mut before_last = vec![0; to.len() + 1];
    let mut last: Vec<usize> = (0..=to.len()).collect();
    let mut row = last.clone();
    for (i, letter) in from.iter().enumerate() {
        row[0] = i + 1;
        for (j, other) in to.iter().enumerate() {
            let replaced = last[j] + usize::from(letter != other);
            row[j + 1] = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *letter == to[j - 1] && from[i - 1] == *other {
                row[j + 1] = row[j + 1].min(before_last[j - 1] + 1);
            }
        }
        mem::swap(&mut before_last, &mut last);
        mem::swap(&mut last, &mut row);
    }
    (last[to.len()] <= limit).then_some(last[to.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
        super::closest(wanted, candidates, &mut Budget::default())
    }

    #[test]
    fn one_budget_bounds_the_work_of_all_searches() {
        let names: Vec<String> = (0..20_000).map(|n| format!("{n:063}")).collect();
        let candidates = || names.iter().map(String::as_str);
        let mut budget = Budget { left: 1_000 };
        assert_eq!(
            super::closest("Eror", ["Error"], &mut budget),
            Some("Error")
        );
        let wanted = "x".repeat(63);
        assert_eq!(super::closest(&wanted, candidates(), &mut budget), None);
        assert!(!budget.lasts());
        // A spent budget allows no comparison at all.
        assert_eq!(super::closest("Eror", ["Error"], &mut budget), None);
    }

    #[test]
    fn a_slip_finds_its_word() {
        let levels = [
            "win:Critical",
            "win:Error",
            "win:Warning",
            "win:Informational",
        ];
        assert_eq!(closest("win:Eror", levels), Some("win:Error"));
        assert_eq!(closest("win:Wraning", levels), Some("win:Warning"));
        assert_eq!(
            closest("win:Information", levels),
            Some("win:Informational")
        );
        assert_eq!(closest("ns:Start", levels), None);
        assert_eq!(closest("", levels), None);
        assert_eq!(closest("x", ["y", "z"]), None);
        assert_eq!(closest("ñandú", ["nandu", "ñandu"]), Some("ñandu"));
    }

    #[test]
    fn case_alone_beats_every_slip() {
        assert_eq!(closest("TASK", ["tasks", "Task"]), Some("Task"));
        assert_eq!(closest("a", ["b", "A"]), Some("A"));
    }

    #[test]
    fn a_part_finds_the_only_word_that_has_it() {
        let levels = ["win:Error", "win:Informational"];
        assert_eq!(closest("win:Info", levels), Some("win:Informational"));
        assert_eq!(closest("win:Infor", levels), Some("win:Informational"));
        assert_eq!(closest("win", levels), None);
        assert_eq!(
            closest("analytic", ["DEBUG_CHANNEL", "ANALYTIC_CHANNEL"]),
            Some("ANALYTIC_CHANNEL")
        );
        assert_eq!(closest("ship", ["shipDocked", "shi"]), Some("shi"));
        assert_eq!(closest("in", ["Information"]), None);
        assert_eq!(closest("Administrative", ["Admin", "Debug"]), Some("Admin"));
    }

    #[test]
    fn a_swap_is_one_change() {
        let distance =
            |a: &str, b: &str| distance_within(&folded(a).unwrap(), &folded(b).unwrap(), 10);
        assert_eq!(distance("chnanel", "channel"), Some(1));
        assert_eq!(distance("kitten", "sitting"), Some(3));
        assert_eq!(distance("abc", "abc"), Some(0));
        assert_eq!(distance("ab", "cd"), None);
    }

    #[test]
    fn long_inputs_cost_little() {
        let long = "x".repeat(10_000_000);
        assert_eq!(closest(&long, ["xx"]), None);
        assert_eq!(closest("xx", [long.as_str(), "xy"]), Some("xy"));
    }
}
