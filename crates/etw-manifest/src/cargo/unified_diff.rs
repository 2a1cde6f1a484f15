//! Shows the differences between two texts as a unified diff.

use std::fmt::Write as _;
use std::ops::Range;

/// The number of unchanged lines around a change.
const CONTEXT: usize = 3;
/// The number of pairs of lines up to which the shortest difference is looked for. Beyond it, all lines from the first to the
/// last difference are replaced.
const MAX_PAIRS: usize = 4_000_000;

/// A line of the old text, the new text, or both.
#[derive(Clone, Copy, PartialEq)]
enum Line {
    Old(usize),
    New(usize),
    Both(usize, usize),
}

/// Returns the diff that makes the new text of the old one; empty if they are equal.
pub(super) fn between(name: &str, old: &str, new: &str) -> String {
    let (old, new): (Vec<_>, Vec<_>) = (old.lines().collect(), new.lines().collect());
    let lines = lines(&old, &new);
    let mut text = String::new();
    for hunk in hunks(&lines) {
        if text.is_empty() {
            text = format!("--- {name}\n+++ {name} (generated)\n");
        }
        let count = |is_old: bool| {
            let is_there = |it: &&Line| match it {
                Line::Both(..) => true,
                Line::Old(_) => is_old,
                Line::New(_) => !is_old,
            };
            let before = lines[..hunk.start].iter().filter(is_there).count();
            let count = lines[hunk.clone()].iter().filter(is_there).count();
            format!("{},{count}", if count == 0 { before } else { before + 1 })
        };
        let _ = writeln!(text, "@@ -{} +{} @@", count(true), count(false));
        for line in &lines[hunk] {
            let (sign, line) = match *line {
                Line::Old(at) => ('-', old[at]),
                Line::New(at) => ('+', new[at]),
                Line::Both(at, _) => (' ', old[at]),
            };
            text.extend([sign.to_string().as_str(), line, "\n"]);
        }
    }
    text
}

/// Returns the lines of both texts in one order.
fn lines(old: &[&str], new: &[&str]) -> Vec<Line> {
    let equal = |(one, other): &(&&str, &&str)| one == other;
    let start = old.iter().zip(new).take_while(equal).count();
    let ends = old[start..].iter().rev().zip(new[start..].iter().rev());
    let end = ends.take_while(equal).count();
    let (old_end, new_end) = (old.len() - end, new.len() - end);
    let mut lines: Vec<Line> = (0..start).map(|at| Line::Both(at, at)).collect();
    let changed = changed(&old[start..old_end], &new[start..new_end]);
    lines.extend(changed.into_iter().map(|line| match line {
        Line::Old(at) => Line::Old(start + at),
        Line::New(at) => Line::New(start + at),
        Line::Both(at, other) => Line::Both(start + at, start + other),
    }));
    lines.extend((0..end).map(|at| Line::Both(old_end + at, new_end + at)));
    lines
}

/// Returns the lines of two texts that share a longest common subsequence.
fn changed(old: &[&str], new: &[&str]) -> Vec<Line> {
    let (mut at, mut other) = (0, 0);
    let mut lines = Vec::new();
    if old.len() * new.len() <= MAX_PAIRS {
        let width = new.len() + 1;
        // The length of the longest common subsequence of the texts from each pair of lines on.
        let mut common = vec![0_u32; (old.len() + 1) * width];
        for at in (0..old.len()).rev() {
            for other in (0..new.len()).rev() {
                let here = at * width + other;
                common[here] = if old[at] == new[other] {
                    common[here + width + 1] + 1
                } else {
                    common[here + width].max(common[here + 1])
                };
            }
        }
        while at < old.len() && other < new.len() {
            let here = at * width + other;
            if old[at] == new[other] {
                lines.push(Line::Both(at, other));
                (at, other) = (at + 1, other + 1);
            } else if common[here + width] >= common[here + 1] {
                lines.push(Line::Old(at));
                at += 1;
            } else {
                lines.push(Line::New(other));
                other += 1;
            }
        }
    }
    lines.extend((at..old.len()).map(Line::Old));
    lines.extend((other..new.len()).map(Line::New));
    lines
}

/// Returns the ranges of lines to show: the changes with their context.
fn hunks(lines: &[Line]) -> Vec<Range<usize>> {
    let mut hunks: Vec<Range<usize>> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if let Line::Both(..) = line {
            continue;
        }
        let start = at.saturating_sub(CONTEXT);
        let end = (at + CONTEXT + 1).min(lines.len());
        match hunks.last_mut() {
            Some(last) if start <= last.end => last.end = end,
            _ => hunks.push(start..end),
        }
    }
    hunks
}

#[cfg(test)]
mod tests {
    use super::between;

    #[test]
    fn changes_are_shown_with_three_lines_around_them() {
        let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n";
        let new = "1\n2\n3\n4\nfive\n6\n7\n8\n9\n10\n11\n";
        let expected = "--- a.rs\n+++ a.rs (generated)\n@@ -2,11 +2,10 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n 9\n 10\n 11\n-12\n";
        assert_eq!(between("a.rs", old, new), expected);
        assert_eq!(between("a.rs", old, old), "");
    }

    #[test]
    fn changes_far_from_each_other_are_two_hunks() {
        let old: Vec<String> = (1..=20).map(|it| it.to_string()).collect();
        let mut new = old.clone();
        new[1] = "two".to_owned();
        new.insert(18, "18.5".to_owned());
        let diff = between("a.rs", &old.join("\n"), &new.join("\n"));
        let hunks: Vec<&str> = diff.lines().filter(|it| it.starts_with("@@")).collect();
        assert_eq!(hunks, ["@@ -1,5 +1,5 @@", "@@ -16,5 +16,6 @@"]);
    }

    #[test]
    fn a_new_file_is_one_hunk() {
        let expected = "--- a.rs\n+++ a.rs (generated)\n@@ -0,0 +1,1 @@\n+1\n";
        assert_eq!(between("a.rs", "", "1\n"), expected);
    }
}
