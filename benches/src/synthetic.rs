//! Manifests of any number of events, in the proportions of a large real one.

use std::fmt::Write as _;

/// The number of events that use one template.
const SHARE: usize = 3;

/// Returns a valid manifest with that many events, each with a message, and a third as many templates of four items.
#[must_use]
pub fn manifest(events: usize) -> String {
    let mut text = String::from(HEAD);
    text.push_str("<templates>\n");
    for template in 0..events.div_ceil(SHARE) {
        let _ = write!(
            text,
            "<template tid=\"Template{template}\">\n{ITEMS}</template>\n"
        );
    }
    text.push_str("</templates>\n<events>\n");
    for event in 0..events {
        let (value, version) = (event % 0x1_0000, event / 0x1_0000);
        let (task, keyword, template) = (event % 16, event % 8, event / SHARE);
        let _ = writeln!(
            text,
            "<event value=\"{value}\" version=\"{version}\" level=\"win:Informational\" template=\"Template{template}\" \
             task=\"Task{task}\" opcode=\"win:Start\" keywords=\"Keyword{keyword}\" symbol=\"RequestStage{event}\" \
             message=\"$(string.Event{event}.Message)\"/>"
        );
    }
    text.push_str("</events>\n</provider></events></instrumentation>\n");
    text.push_str("<localization><resources culture=\"en-US\"><stringTable>\n");
    for event in 0..events {
        let _ = writeln!(
            text,
            "<string id=\"Event{event}.Message\" value=\"Stage {event} of request %1 for %2 took %3 microseconds; flags %4.\"/>"
        );
    }
    text.push_str("</stringTable></resources></localization></instrumentationManifest>\n");
    text
}

const ITEMS: &str = r#"<data name="RequestId" inType="win:UInt64"/>
<data name="ServiceName" inType="win:UnicodeString"/>
<data name="ElapsedMicroseconds" inType="win:UInt32"/>
<data name="Flags" inType="win:UInt32" outType="win:HexInt32"/>
"#;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<instrumentationManifest xmlns="http://schemas.microsoft.com/win/2004/08/events" xmlns:win="http://manifests.microsoft.com/win/2004/08/windows/events">
<instrumentation><events>
<provider name="Example-Synthetic-Provider" guid="{7B5C0F1C-6E2B-4C5E-9C6D-0E4A8A0D9B10}" symbol="EXAMPLE_SYNTHETIC" resourceFileName="synthetic.dll" messageFileName="synthetic.dll">
<keywords>
<keyword name="Keyword0" mask="0x1"/><keyword name="Keyword1" mask="0x2"/><keyword name="Keyword2" mask="0x4"/><keyword name="Keyword3" mask="0x8"/>
<keyword name="Keyword4" mask="0x10"/><keyword name="Keyword5" mask="0x20"/><keyword name="Keyword6" mask="0x40"/><keyword name="Keyword7" mask="0x80"/>
</keywords>
<tasks>
<task name="Task0" value="1"/><task name="Task1" value="2"/><task name="Task2" value="3"/><task name="Task3" value="4"/>
<task name="Task4" value="5"/><task name="Task5" value="6"/><task name="Task6" value="7"/><task name="Task7" value="8"/>
<task name="Task8" value="9"/><task name="Task9" value="10"/><task name="Task10" value="11"/><task name="Task11" value="12"/>
<task name="Task12" value="13"/><task name="Task13" value="14"/><task name="Task14" value="15"/><task name="Task15" value="16"/>
</tasks>
"#;
