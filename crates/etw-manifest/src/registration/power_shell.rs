//! `check.ps1`, which asks Windows what it knows of the providers after they were registered.

use std::fmt::Write as _;

use super::Registration;
use crate::model::{ChannelOrigin, Provider};

/// Windows PowerShell reads a file without a byte order mark in the machine's own code page.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

pub(super) fn check(registration: &Registration) -> Vec<u8> {
    let mut text = format!(
        "{BYTE_ORDER_MARK}# Tells whether Windows finds what {} describes. Needs no administrator.\n\
         # Exits with 0 if it does, with 1 if not.\n\n$expected = @(\n",
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

/// What Windows must know of a provider.
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

/// A text in which nothing is replaced. PowerShell takes curly quotes for straight ones.
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
            $problems += "$($events.Count) of $($provider.Events) events; is the file with the resources there, and of this version?"
        }
        $messages = @($events | Where-Object { $_.Description }).Count
        if ($messages -lt $provider.Messages) {
            $problems += "$messages of $($provider.Messages) messages; may NT SERVICE\EventLog and you read the file?"
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
