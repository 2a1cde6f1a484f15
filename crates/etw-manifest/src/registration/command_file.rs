//! Writes `register.cmd` and `unregister.cmd`, which an administrator runs.

use super::Registration;

/// cmd.exe misses labels in a file without carriage returns.
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

rem The event log service reads the file under its own account, which needs permission.
"%SystemRoot%\System32\icacls.exe" "%RESOURCE%" /grant "NT SERVICE\EventLog:(RX)"
if errorlevel 1 goto failed

rem Remove an earlier registration, if there is one.
"%SystemRoot%\System32\wevtutil.exe" um "%MANIFEST%" >nul 2>&1
"%SystemRoot%\System32\wevtutil.exe" im "%MANIFEST%" /rf:"%RESOURCE%" /mf:"%RESOURCE%"
if errorlevel 1 goto failed
echo Registered. Run check.ps1 to check that Windows finds everything.
exit /b 0

:missing
echo "%RESOURCE%" does not exist. Install the program first, or correct RESOURCE in this file.>&2
exit /b 2"#;
    lines.extend(steps.lines().map(str::to_owned));
    lines.extend(endings("Not registered."));
    file(&lines)
}

pub(super) fn unregister(registration: &Registration) -> Vec<u8> {
    let mut lines = vec![
        format!("rem Reverses register.cmd: unregisters {}.", registration.manifest_file.replace('%', "%%")),
        "rem Run as administrator before you remove the program. This deletes the logs of its channels.".to_owned(),
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

/// Returns the lines that set the variables. Quotes around the whole assignment protect spaces, `&`, `^` and parentheses;
/// `!` is special only with delayed expansion. cmd.exe replaces the environment variables of the path.
fn variables(registration: &Registration) -> Vec<String> {
    let resource = registration.resource.as_str();
    let manifest = registration.manifest_file.replace('%', "%%");
    let mut lines = vec!["setlocal EnableExtensions DisableDelayedExpansion".to_owned()];
    if !resource.is_ascii() || !manifest.is_ascii() {
        // cmd.exe reads the rest of the file in the code page of the console.
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
