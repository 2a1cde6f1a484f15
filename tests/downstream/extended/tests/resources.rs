//! What Windows finds in a program with a fragment: one provider with the events of both manifests, and their messages.
#![cfg(windows)]

use std::path::Path;

use etw_test_support::resources::{ENGLISH, Module, SPANISH};

/// Of events in a file's first provider.
const EVENT_MESSAGES: u32 = 0xB000_0000;

/// This test program, and the application.
fn modules() -> [Module; 2] {
    let application = Module::load(Path::new(env!("CARGO_BIN_EXE_extended")));
    [Module::this_program(), application]
}

#[test]
fn one_template_describes_one_provider() {
    for module in modules() {
        let template = module.wevt_template().expect("WEVT_TEMPLATE");
        let providers = u32::from_le_bytes(template[12..16].try_into().unwrap());
        assert_eq!((&template[..4], providers), (&b"CRIM"[..], 1));
    }
}

#[test]
fn the_events_of_both_manifests_have_messages_in_each_language() {
    for module in modules() {
        for (language, shipped, added) in [
            (
                ENGLISH,
                "Session dispatch failed.",
                "Session dispatch for 'a' is retried (attempt 2).",
            ),
            (
                SPANISH,
                "Error en la distribución de la sesión.",
                "Se reintenta la distribución de la sesión de 'a' (intento 2).",
            ),
        ] {
            let message =
                |id, inserts: &[&str]| module.message(EVENT_MESSAGES + id, language, inserts);
            assert_eq!(message(4031, &[]), Ok(shipped.into()));
            assert_eq!(message(4050, &["a", "2"]), Ok(added.into()));
        }
    }
}
