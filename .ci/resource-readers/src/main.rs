//! Lists the events of a DLL with the evtx crate, which must find a template for each that has one, and render it.

use evtx::wevt_templates::manifest::CrimManifest;
use evtx::wevt_templates::{extract_wevt_template_resources, render_template_definition_to_xml};

fn main() {
    let path = std::env::args().nth(1).expect("a DLL");
    let file = std::fs::read(&path).expect("a file");
    let resources = extract_wevt_template_resources(&file).expect("an executable");
    assert_eq!(resources.len(), 1, "one WEVT_TEMPLATE");
    let manifest = CrimManifest::parse(&resources[0].data).expect("a WEVT_TEMPLATE");
    let (mut events, mut templates) = (0, 0);
    for provider in &manifest.providers {
        let elements = &provider.wevt.elements;
        for template in elements.templates.iter().flat_map(|it| &it.templates) {
            let xml = render_template_definition_to_xml(template, encoding_rs::WINDOWS_1252)
                .expect("a template that renders");
            assert!(xml.contains('<'));
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
    println!("{path}: evtx lists {events} events and renders {templates} templates");
}
