//! Manifests of any number of events in the shapes of the shipped provider.

use std::fmt::Write as _;

use super::shape::{self, Shape};
use crate::compile::Stage;

const SHIPPED: &[u8] = include_bytes!("../../../manifests/activation-services.man");

/// Returns a manifest with the given number of events: those of the shipped provider, repeated with numbers after their names.
pub(super) fn of_events(count: usize) -> String {
    let shipped = shape::of(&Stage::rust_of(SHIPPED));
    let (mut templates, mut events, mut strings) = (String::new(), String::new(), String::new());
    for (index, shape) in shipped.iter().enumerate().take(count) {
        let _ = writeln!(
            templates,
            "<template tid=\"Template{index}\">{}</template>",
            items(shape)
        );
    }
    for (index, shape) in shipped.iter().cycle().enumerate().take(count) {
        let (symbol, template) = (format!("{}{index}", shape.name), index % shipped.len());
        let _ = writeln!(
            events,
            "<event value=\"{index}\" symbol=\"{symbol}\" level=\"win:Informational\" template=\"Template{template}\" \
             channel=\"Analytic\" keywords=\"Activation\" message=\"$(string.{symbol})\"/>"
        );
        let _ = writeln!(
            strings,
            "<string id=\"{symbol}\" value=\"What has happened: %1.\"/>"
        );
    }
    format!(
        "{HEAD}<templates>{templates}</templates><events>{events}</events>{MIDDLE}{strings}{TAIL}"
    )
}

/// Returns the fields as items; the shipped provider has texts and numbers.
fn items(shape: &Shape) -> String {
    let item = |(name, kind): &(String, String)| {
        let in_type = if kind.starts_with('&') {
            "UnicodeString"
        } else {
            "Int32"
        };
        let name = name.trim_start_matches("r#");
        format!("<data name=\"{name}\" inType=\"win:{in_type}\"/>")
    };
    shape.fields.iter().map(item).collect()
}

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<instrumentationManifest xmlns="http://schemas.microsoft.com/win/2004/08/events" xmlns:win="http://manifests.microsoft.com/win/2004/08/windows/events">
<instrumentation><events>
<provider name="Example-Downstream" guid="{1E5C7C52-6F4F-4B8F-8E1A-3B8A2C1D4E5F}" symbol="EXAMPLE_DOWNSTREAM" resourceFileName="d.dll" messageFileName="d.dll">
<channels><channel name="Example-Downstream/Analytic" chid="Analytic" type="Analytic"/></channels>
<keywords><keyword name="Activation" mask="0x800"/></keywords>
"#;

const MIDDLE: &str = r#"</provider></events></instrumentation>
<localization><resources culture="en-US"><stringTable>
"#;

const TAIL: &str = "</stringTable></resources></localization></instrumentationManifest>\n";

#[cfg(test)]
mod tests {
    use super::of_events;
    use crate::compile::Stage;
    use crate::downstream::shape;

    #[test]
    fn every_event_compiles_and_can_be_emitted() {
        for count in [1, 31, 100] {
            let rust = Stage::rust_of(of_events(count).as_bytes());
            let shapes = shape::of(&rust);
            assert_eq!(shapes.len(), count);
            assert!(shapes.iter().all(|it| it.expression().is_some()));
        }
    }
}
