//! Parses absolute paths of a Windows machine, on any system.

use std::{error, fmt};

/// An absolute path of a file on a drive, or one that begins with an environment variable: `%ProgramFiles%\Store\store.exe`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WindowsPath(String);

/// The error of [`WindowsPath::parse`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InvalidPath(&'static str);

impl fmt::Display for InvalidPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

impl error::Error for InvalidPath {}

impl WindowsPath {
    /// Parses a path; slashes become backslashes.
    ///
    /// # Errors
    /// Fails for a path that the event log service cannot find (relative, on another machine, a folder) and for a name
    /// that Windows does not allow.
    pub fn parse(text: &str) -> Result<Self, InvalidPath> {
        let path = text.replace('/', "\\");
        let rest = match path.as_bytes() {
            [b'\\', b'\\', ..] => {
                return Err(InvalidPath(
                    "the event log service cannot read files of other machines; use a path on a drive",
                ));
            }
            [drive, b':', b'\\', ..] if drive.is_ascii_alphabetic() => &path[2..],
            [b'%', ..] => &path,
            _ => {
                return Err(InvalidPath(
                    r"expected the absolute path on the machine where the program is installed, such as C:\Store\store.exe",
                ));
            }
        };
        check_percent_signs(rest)?;
        check_names(rest)?;
        Ok(Self(path))
    }

    /// Returns the path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the part after the last backslash.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.rsplit('\\').next().unwrap_or(&self.0)
    }
}

/// Checks that percent signs enclose names of variables; Windows has no escape for a literal one.
fn check_percent_signs(path: &str) -> Result<(), InvalidPath> {
    let parts: Vec<&str> = path.split('%').collect();
    let names = parts.iter().skip(1).step_by(2);
    let is_name = |name: &str| {
        let mut bytes = name.bytes();
        !name.is_empty() && bytes.all(|it| it.is_ascii_alphanumeric() || b"_()".contains(&it))
    };
    if parts.len() % 2 == 1 && names.into_iter().all(|name| is_name(name)) {
        return Ok(());
    }
    Err(InvalidPath(
        "`%` must enclose the name of an environment variable, as in %ProgramFiles%",
    ))
}

fn check_names(path: &str) -> Result<(), InvalidPath> {
    if path.contains(|it: char| it.is_control() || "<>:\"|?*".contains(it)) {
        return Err(InvalidPath(
            "Windows does not allow < > : \" | ? * and control characters in names",
        ));
    }
    let file_name = path.rsplit_once('\\').map_or("", |(_, name)| name);
    if file_name.is_empty() || file_name.contains('%') {
        return Err(InvalidPath("expected the path of a file, not of a folder"));
    }
    if path.split('\\').any(|it| it.ends_with([' ', '.'])) {
        return Err(InvalidPath(
            "Windows removes spaces and dots at the end of a name, and does not resolve `.` and `..` everywhere",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::WindowsPath;

    #[test]
    fn absolute_paths_of_files_are_taken() {
        for (text, path, name) in [
            (r"C:\a.exe", r"C:\a.exe", "a.exe"),
            (
                "c:/My Store & Söhne/a b.dll",
                r"c:\My Store & Söhne\a b.dll",
                "a b.dll",
            ),
            (
                r"%ProgramFiles(x86)%\a\b.exe",
                r"%ProgramFiles(x86)%\a\b.exe",
                "b.exe",
            ),
            (
                r"D:\%USERNAME%\^x!.exe",
                r"D:\%USERNAME%\^x!.exe",
                "^x!.exe",
            ),
        ] {
            let parsed = WindowsPath::parse(text).unwrap();
            assert_eq!((parsed.as_str(), parsed.file_name()), (path, name));
        }
    }

    #[test]
    fn paths_that_the_event_log_service_cannot_find_are_rejected() {
        for text in [
            "",
            "a.exe",
            r"C:a.exe",
            r"\a.exe",
            r"\\server\share\a.exe",
            r"\\?\C:\a.exe",
            "/usr/lib/a.dll",
            r"C:\",
            r"C:\folder\",
            "%TEMP%",
            r"C:\%TEMP%",
            r"C:\100%.exe",
            r"C:\%a b%\a.exe",
            r"C:\%%\a.exe",
            r"C:\a:b.exe",
            "C:\\a\"b.exe",
            "C:\\a\nb.exe",
            r"C:\a.exe ",
            r"C:\..\a.exe",
        ] {
            assert!(WindowsPath::parse(text).is_err(), "{text:?}");
        }
    }
}
