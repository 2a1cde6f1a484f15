//! Writes `check.ps1`, which checks on Windows that the providers are registered completely.

use std::fmt::Write as _;

use super::Registration;
use crate::model::{ChannelOrigin, Provider};

/// Windows PowerShell reads a file without a byte order mark in the code page of the machine.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

pub(super) fn check(registration: &Registration) -> Vec<u8> {
    let mut text = format!(
        "{BYTE_ORDER_MARK}# Checks that Windows finds the providers of {}. Needs no administrator.\n\
         # Exits with 0 if it does, and with 1 otherwise.\n\n$expected = @(\n",
        registration.manifest_file.replace(['\r', '\n'], " ")
    );
    let providers: Vec<String> = registration
        .manifest
        .providers
        .iter()
        .map(expected)
        .collect();
    text.push_str(&providers.join(",\n"));
    text.push_str("\n)\n");
    text.push_str(STEPS);
    text.replace('\n', "\r\n").into_bytes()
}

/// Returns the expected state of a provider as a hash table.
fn expected(provider: &Provider) -> String {
    let declared = provider
        .channels
        .iter()
        .filter(|it| it.origin == ChannelOrigin::Declared);
    let channels: Vec<String> = declared.map(|it| quote(&it.name)).collect();
    let with_message = provider
        .events
        .iter()
        .filter(|it| it.message.is_some())
        .count();
    let mut text = String::from("    @{\n");
    let _ = writeln!(text, "        Name = {}", quote(&provider.name));
    let _ = writeln!(text, "        Guid = {}", quote(&provider.guid.to_string()));
    let _ = writeln!(text, "        Events = {}", provider.events.len());
    let _ = writeln!(text, "        Messages = {with_message}");
    let _ = writeln!(text, "        Channels = @({})", channels.join(", "));
    text.push_str("    }");
    text
}

/// Returns a literal string. PowerShell treats curly quotes as straight ones.
fn quote(text: &str) -> String {
    let mut quoted = String::from("'");
    for character in text.chars() {
        quoted.push(character);
        if matches!(character, '\'' | '\u{2018}'..='\u{201B}') {
            quoted.push(character);
        }
    }
    quoted.push('\'');
    quoted
}

const STEPS: &str = r#"
$failed = $false
foreach ($provider in $expected) {
    $problems = @()
    try {
        $pattern = [System.Management.Automation.WildcardPattern]::Escape($provider.Name)
        $found = Get-WinEvent -ListProvider $pattern -ErrorAction Stop
        if ($found.Id -ne [guid]$provider.Guid) {
            $problems += "the registered GUID is $($found.Id)"
        }
        $events = @($found.Events)
        if ($events.Count -lt $provider.Events) {
            $problems += "$($events.Count) of $($provider.Events) events; check that the file with the resources exists and has this version"
        }
        $messages = @($events | Where-Object { $_.Description }).Count
        if ($messages -lt $provider.Messages) {
            $problems += "$messages of $($provider.Messages) messages; check that NT SERVICE\EventLog and you may read the file"
        }
    } catch {
        $problems += "not registered: $($_.Exception.Message)"
    }
    foreach ($channel in $provider.Channels) {
        try {
            $null = Get-WinEvent -ListLog ([System.Management.Automation.WildcardPattern]::Escape($channel)) -Force -ErrorAction Stop
        } catch {
            $problems += "no channel $channel"
        }
    }
    if ($problems.Count -eq 0) {
        Write-Output "OK      $($provider.Name): $($events.Count) events, $messages with messages"
    } else {
        $failed = $true
        foreach ($problem in $problems) { Write-Output "FAILED  $($provider.Name): $problem" }
    }
}
if ($failed) { exit 1 }
exit 0
"#;
