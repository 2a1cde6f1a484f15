//! `register.cmd` and `unregister.cmd`, for everyone who may start a program as administrator.

use super::Registration;

/// Carriage return and line feed: cmd.exe misses labels in a file without the former.
const END: &str = "\r\n";

pub(super) fn register(registration: &Registration) -> Vec<u8> {
    let mut lines = vec![
        format!(
            "rem Registers {}.",
            registration.manifest_file.replace('%', "%%")
        ),
        "rem Run as administrator on the machine where the program is installed.".to_owned(),
    ];
    lines.extend(variables(registration));
    let steps = r#"
fltmc >nul 2>&1
if errorlevel 1 goto not_administrator
if not exist "%RESOURCE%" goto missing

rem The event log service reads the file under its own account, so that account must be allowed to.
"%SystemRoot%\System32\icacls.exe" "%RESOURCE%" /grant "NT SERVICE\EventLog:(RX)"
if errorlevel 1 goto failed

rem What was registered under the same names goes first; there may be nothing.
"%SystemRoot%\System32\wevtutil.exe" um "%MANIFEST%" >nul 2>&1
"%SystemRoot%\System32\wevtutil.exe" im "%MANIFEST%" /rf:"%RESOURCE%" /mf:"%RESOURCE%"
if errorlevel 1 goto failed
echo Registered. check.ps1 tells whether Windows finds everything.
exit /b 0

:missing
echo There is no "%RESOURCE%". Install the program first, or correct RESOURCE in this file.>&2
exit /b 2"#;
    lines.extend(steps.lines().map(str::to_owned));
    lines.extend(endings("Not registered."));
    file(&lines)
}

pub(super) fn unregister(registration: &Registration) -> Vec<u8> {
    let mut lines = vec![
        format!("rem Undoes what register.cmd did with {}.", registration.manifest_file.replace('%', "%%")),
        "rem Run as administrator, before the program is removed. Logs are removed with their channels.".to_owned(),
    ];
    lines.extend(
        variables(registration)
            .into_iter()
            .filter(|it| !it.starts_with("set \"RESOURCE=")),
    );
    let steps = r#"
fltmc >nul 2>&1
if errorlevel 1 goto not_administrator
"%SystemRoot%\System32\wevtutil.exe" um "%MANIFEST%"
if errorlevel 1 goto failed
echo Unregistered.
exit /b 0"#;
    lines.extend(steps.lines().map(str::to_owned));
    lines.extend(endings("Not unregistered."));
    file(&lines)
}

/// Quoted as a whole, so that spaces, `&`, `^` and parentheses mean nothing; `!` means something only with delayed
/// expansion. Percent signs of the path are those of variables, which cmd.exe replaces here.
fn variables(registration: &Registration) -> Vec<String> {
    let resource = registration.resource.as_str();
    let manifest = registration.manifest_file.replace('%', "%%");
    let mut lines = vec!["setlocal EnableExtensions DisableDelayedExpansion".to_owned()];
    if !resource.is_ascii() || !manifest.is_ascii() {
        // cmd.exe reads the rest of the file in the console's code page.
        lines.push("chcp 65001 >nul".to_owned());
    }
    lines.push(format!("set \"RESOURCE={resource}\""));
    lines.push(format!("set \"MANIFEST=%~dp0{manifest}\""));
    lines
}

fn endings(failure: &str) -> Vec<String> {
    let text = format!(
        "\n:not_administrator\necho Run this file as administrator.>&2\nexit /b 5\n\n:failed\necho {failure}>&2\nexit /b 1"
    );
    text.lines().map(str::to_owned).collect()
}

fn file(lines: &[String]) -> Vec<u8> {
    let mut text = format!("@echo off{END}");
    for line in lines {
        text.push_str(line);
        text.push_str(END);
    }
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Localization, Manifest};
    use crate::registration::WindowsPath;

    #[test]
    fn a_percent_sign_of_the_manifest_stays_and_one_of_the_path_is_a_variable() {
        let registration = Registration {
            manifest: &Manifest {
                providers: Vec::new(),
                localization: Localization {
                    locales: Vec::new(),
                    strings: Vec::new(),
                },
            },
            resource: &WindowsPath::parse(r"%TEMP%\a.exe").unwrap(),
            manifest_file: "100%.man".to_owned(),
        };
        let text = String::from_utf8(register(&registration)).unwrap();
        assert!(text.contains("\"MANIFEST=%~dp0100%%.man\"\r\n"));
        assert!(text.contains("\"RESOURCE=%TEMP%\\a.exe\"\r\n"));
        assert!(!text.contains("chcp"));
    }
}
