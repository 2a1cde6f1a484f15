//! An absolute path on a Windows machine, checked on any system.

use std::{error, fmt};

/// An absolute path of a file on a drive, or one that begins with an environment variable: `%ProgramFiles%\Store\store.exe`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WindowsPath(String);

/// Why a text is not such a path.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InvalidPath(&'static str);

impl fmt::Display for InvalidPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

impl error::Error for InvalidPath {}

impl WindowsPath {
    /// Checks a path; slashes become backslashes.
    ///
    /// # Errors
    /// Where the service that reads the file could not find it: a relative path, another machine, a folder; and where
    /// Windows allows no such name.
    pub fn parse(text: &str) -> Result<Self, InvalidPath> {
        let path = text.replace('/', "\\");
        let rest = match path.as_bytes() {
            [b'\\', b'\\', ..] => {
                return Err(InvalidPath(
                    "the event log service cannot read files of other machines; name a path on a drive",
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

    /// The path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands behind the last backslash.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.rsplit('\\').next().unwrap_or(&self.0)
    }
}

/// Each stands around the name of a variable; Windows has no way to write one that stands for itself.
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
        "`%` stands before and after the name of an environment variable, as in %ProgramFiles%",
    ))
}

fn check_names(path: &str) -> Result<(), InvalidPath> {
    if path.contains(|it: char| it.is_control() || "<>:\"|?*".contains(it)) {
        return Err(InvalidPath(
            "Windows allows none of < > : \" | ? * and no control characters in names",
        ));
    }
    let file_name = path.rsplit_once('\\').map_or("", |(_, name)| name);
    if file_name.is_empty() || file_name.contains('%') {
        return Err(InvalidPath("expected the path of a file, not of a folder"));
    }
    if path.split('\\').any(|it| it.ends_with([' ', '.'])) {
        return Err(InvalidPath(
            "Windows drops spaces and dots at the end of a name, and does not know `.` and `..` everywhere",
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
    fn what_the_event_log_service_cannot_find_is_refused() {
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
