//! Finds and reads the files that the command line names: paths, folders, patterns, and `-` for standard input.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};

use etw_manifest::files;

use crate::report::Failure;

/// More bytes than the compiler accepts.
const MAX_LENGTH: u64 = (256 << 20) + 1;

/// Returns `true` for `-`, which is standard input.
pub(crate) fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// Reads a file or standard input.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let read = if is_stdin(path) {
        let mut bytes = Vec::new();
        let mut input = io::stdin().lock().take(MAX_LENGTH);
        input.read_to_end(&mut bytes).map(|_| bytes)
    } else {
        files::read(path)
    };
    read.map_err(|error| Failure::new(path, &error))
}

/// Returns the manifests that paths name, each once: a folder stands for the `.man` files in it, and `*`, `?` and `**` for
/// the names that they match. The shells of Windows leave this to programs.
pub(crate) fn expand(paths: &[PathBuf]) -> Vec<Result<PathBuf, Failure>> {
    let mut seen = HashSet::new();
    let found = paths.iter().flat_map(|path| match manifests(path) {
        Ok(found) => found.into_iter().map(Ok).collect(),
        Err(failure) => vec![Err(failure)],
    });
    let is_new = |it: &Result<PathBuf, Failure>| match it {
        Ok(path) => seen.insert(path.clone()),
        Err(_) => true,
    };
    found.filter(is_new).collect()
}

/// Returns the only manifest that a path names.
pub(crate) fn one(path: &Path) -> Result<PathBuf, Failure> {
    let mut found = manifests(path)?;
    match found.len() {
        1 => Ok(found.remove(0)),
        count => {
            let error = format!("{count} manifests are meant by this; name one of them");
            Err(Failure::text(path, error))
        }
    }
}

fn manifests(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    let walked = if is_stdin(path) {
        return Ok(vec![path.to_owned()]);
    } else if path.is_dir() {
        walk(path, &mut found)
    } else if has_wildcard(path.as_os_str()) && !path.exists() {
        let parts: Vec<&OsStr> = path.components().map(Component::as_os_str).collect();
        glob(Path::new(""), &parts, &mut found)
    } else {
        return Ok(vec![path.to_owned()]);
    };
    walked.map_err(|error| Failure::new(path, &error))?;
    if found.is_empty() {
        let error = "there is no manifest (`*.man`)".to_owned();
        return Err(Failure::text(path, error));
    }
    Ok(found)
}

/// Adds the manifests in a folder and in those inside it, except hidden ones and those of cargo.
fn walk(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for path in entries(folder)? {
        let is_link = path.is_symlink();
        if path.is_dir() && !is_link && path.file_name() != Some(OsStr::new("target")) {
            walk(&path, found)?;
        } else if path.extension() == Some(OsStr::new("man")) && path.is_file() {
            found.push(path);
        }
    }
    Ok(())
}

/// Returns the entries of a folder that are not hidden, in the order of their names.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let is_here = folder.as_os_str().is_empty();
    let read = fs::read_dir(if is_here { Path::new(".") } else { folder })?;
    let mut names = Vec::new();
    for entry in read {
        let name = entry?.file_name();
        if !name.to_string_lossy().starts_with('.') {
            names.push(folder.join(name));
        }
    }
    names.sort();
    Ok(names)
}

/// Adds the files whose paths start with `base` and go on with names that match `parts`.
fn glob(base: &Path, parts: &[&OsStr], found: &mut Vec<PathBuf>) -> io::Result<()> {
    let Some((first, rest)) = parts.split_first() else {
        found.extend(base.is_file().then(|| base.to_owned()));
        return Ok(());
    };
    if !has_wildcard(first) {
        return glob(&base.join(first), rest, found);
    }
    if !base.as_os_str().is_empty() && !base.is_dir() {
        return Ok(());
    }
    let any_depth = *first == OsStr::new("**");
    if any_depth {
        glob(base, rest, found)?;
    }
    let pattern = first.to_string_lossy();
    for path in entries(base)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if any_depth && path.is_dir() && !path.is_symlink() {
            glob(&path, parts, found)?;
        } else if !any_depth && matches(&pattern, &name) {
            glob(&path, rest, found)?;
        }
    }
    Ok(())
}

fn has_wildcard(text: &OsStr) -> bool {
    text.to_string_lossy().contains(['*', '?'])
}

/// Returns `true` if a name matches a pattern, in which `*` is any text and `?` any character.
fn matches(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) =
        (pattern.chars().collect(), name.chars().collect());
    let (mut at, mut next) = (0, 0);
    // The last `*`, and the part of the name that it does not match yet.
    let mut star = None;
    while next < name.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, next));
                at += 1;
            }
            Some(it) if *it == '?' || *it == name[next] => {
                at += 1;
                next += 1;
            }
            _ => {
                let Some((before, matched)) = star else {
                    return false;
                };
                star = Some((before, matched + 1));
                (at, next) = (before + 1, matched + 1);
            }
        }
    }
    pattern[at..].iter().all(|it| *it == '*')
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn stars_match_any_text() {
        for (pattern, name) in [
            ("*.man", "a.man"),
            ("*", ""),
            ("a*b*c", "aXbYbZc"),
            ("?.man", "é.man"),
            ("a**", "a"),
        ] {
            assert!(matches(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in [("*.man", "a.mans"), ("?", ""), ("a*b", "abc"), ("", "a")] {
            assert!(!matches(pattern, name), "{pattern} {name}");
        }
    }
}
