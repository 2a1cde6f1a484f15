//! `inspect --format json` is a contract: for the shipped provider it gives the literal descriptors.

use std::path::Path;

use etw_manifest::Options;
use etw_manifest::source::Source;
use serde_json::{Value, json};

fn inspected() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("manifests/activation-services.man");
    let source = Source::decode("activation-services.man", &std::fs::read(path).unwrap()).unwrap();
    let manifest = etw_manifest::compile(&source, &Options::new())
        .manifest
        .unwrap();
    serde_json::from_str(&manifest.to_json()).unwrap()
}

/// Id, channel, level, opcode, task of each event; all have version 0.
const DESCRIPTORS: [(u16, u8, u8, u8, u16); 31] = [
    (3358, 19, 5, 0, 2501),
    (3364, 18, 5, 1, 2502),
    (3365, 18, 5, 2, 2502),
    (3366, 18, 2, 0, 2502),
    (4001, 18, 5, 240, 2500),
    (4002, 18, 1, 0, 2603),
    (4003, 18, 2, 0, 2505),
    (4008, 18, 5, 1, 2500),
    (4010, 18, 3, 0, 2500),
    (4011, 18, 5, 1, 2557),
    (4012, 18, 2, 0, 2557),
    (4013, 18, 5, 2, 2557),
    (4014, 18, 2, 0, 2557),
    (4015, 18, 4, 0, 2557),
    (4016, 18, 2, 0, 2500),
    (4019, 18, 5, 2, 2500),
    (4020, 18, 5, 1, 2506),
    (4021, 18, 5, 2, 2506),
    (4022, 18, 2, 0, 2603),
    (4023, 18, 4, 2, 2603),
    (4024, 18, 2, 2, 2603),
    (4025, 18, 2, 0, 2603),
    (4026, 18, 5, 132, 2603),
    (4027, 18, 5, 133, 2603),
    (4028, 18, 5, 1, 2503),
    (4029, 18, 5, 2, 2503),
    (4030, 18, 4, 2, 2500),
    (4031, 18, 2, 0, 2500),
    (4032, 18, 1, 0, 2603),
    (4033, 19, 5, 1, 2504),
    (4034, 19, 5, 2, 2504),
];

#[test]
fn the_31_descriptors() {
    let inspected = inspected();
    let events = inspected["providers"][0]["events"].as_array().unwrap();
    for (id, channel, level, opcode, task) in DESCRIPTORS {
        let event = events.iter().find(|it| it["id"] == id);
        let event = event.unwrap_or_else(|| panic!("no event {id}"));
        let keywords = if channel == 19 {
            "0x1000000000000800"
        } else {
            "0x2000000000000800"
        };
        let expected = json!([id, 0, channel, level, opcode, task, keywords]);
        let fields = [
            "id", "version", "channel", "level", "opcode", "task", "keywords",
        ];
        let found: Vec<&Value> = fields.iter().map(|field| &event[field]).collect();
        assert_eq!(json!(found), expected, "{}", event["symbol"]);
        assert_eq!(
            event["message_id"],
            format!("0x{:08X}", 0xB000_0000 + u32::from(id)).as_str()
        );
    }
}

#[test]
fn the_frame_of_the_contract() {
    let inspected = inspected();
    let provider = &inspected["providers"][0];
    assert_eq!(
        provider["name"],
        "Microsoft-Windows-Application Server-Applications"
    );
    assert_eq!(provider["guid"], "{c651f5f6-1c0d-492e-8ae1-b4efd7c9d503}");
    assert_eq!(
        provider["symbol"],
        "Microsoft_Windows_ApplicationServer_ApplicationEvents"
    );
    for list in [
        "channels",
        "levels",
        "tasks",
        "opcodes",
        "keywords",
        "maps",
        "templates",
    ] {
        assert!(provider[list].is_array(), "{list}");
    }
    let event = &provider["events"][27];
    assert_eq!(event["symbol"], "DispatchSessionFailed");
    assert_eq!(event["template"], "OneStringsTemplateA");
    assert_eq!(
        event["texts"]["es-ES"],
        "Error en la distribución de la sesión."
    );
    assert!(inspected["localization"]["locales"].is_array());
}
