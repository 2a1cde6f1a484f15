//! Lists the events of DLLs with the evtx crate, which must find a template for each that has one, and render it.

use evtx::wevt_templates::manifest::CrimManifest;
use evtx::wevt_templates::{extract_wevt_template_resources, render_template_definition_to_xml};

fn main() {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let counts = paths.iter().map(|path| read(path));
    let (events, templates) = counts.fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
    let name = match &paths[..] {
        [path] => path.clone(),
        paths => format!("{} files", paths.len()),
    };
    println!("{name}: evtx lists {events} events and reads {templates} templates");
}

/// Returns `true` for the types that evtx does not know: arrays of texts with a count of their own.
fn is_counted_array(error: &str) -> bool {
    let types = ["value: 150,", "value: 151,", "value: 153,", "value: 173,"];
    error.contains("InvalidValueVariant") && types.iter().any(|it| error.contains(it))
}

/// Returns the numbers of events and templates.
fn read(path: &str) -> (usize, usize) {
    let file = std::fs::read(path).expect("a file");
    let resources = extract_wevt_template_resources(&file).expect("an executable");
    assert_eq!(resources.len(), 1, "one WEVT_TEMPLATE");
    let manifest = CrimManifest::parse(&resources[0].data).expect("a WEVT_TEMPLATE");
    let (mut events, mut templates) = (0, 0);
    for provider in &manifest.providers {
        let elements = &provider.wevt.elements;
        for template in elements.templates.iter().flat_map(|it| &it.templates) {
            match render_template_definition_to_xml(template, encoding_rs::WINDOWS_1252) {
                Ok(xml) => assert!(xml.contains('<')),
                Err(error) => assert!(is_counted_array(&format!("{error:?}")), "{path}: {error:?}"),
            }
            templates += 1;
        }
        for event in elements.events.iter().flat_map(|it| &it.events) {
            if let Some(offset) = event.template_offset {
                provider
                    .template_by_offset(offset)
                    .expect("the event's template");
            }
            events += 1;
        }
    }
    (events, templates)
}
