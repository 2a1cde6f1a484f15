//! What Windows finds in a program that uses the providers of two libraries: one resource for both.
#![cfg(windows)]

use std::path::Path;

use etw_test_support::resources::{ENGLISH, Module, SPANISH};

/// Of events in the first and in the second provider of a file.
const FIRST: u32 = 0xB000_0000;
const SECOND: u32 = 0xB100_0000;

/// This test program, and the application.
fn modules() -> [Module; 2] {
    let application = Module::load(Path::new(env!("CARGO_BIN_EXE_application")));
    [Module::this_program(), application]
}

#[test]
fn one_template_describes_both_providers() {
    for module in modules() {
        let template = module.wevt_template().expect("WEVT_TEMPLATE");
        let providers = u32::from_le_bytes(template[12..16].try_into().unwrap());
        assert_eq!((&template[..4], providers), (&b"CRIM"[..], 2));
        for guid in [
            0xc651f5f6_1c0d_492e_8ae1_b4efd7c9d503,
            0x5d1f0c2e_7b7a_4d0e_9b1d_0f6a3c9e8b21,
        ] {
            let guid = etw_provider::Guid::from_u128(guid).to_bytes();
            assert_eq!(template.windows(16).filter(|it| *it == guid).count(), 1);
        }
    }
}

#[test]
fn events_with_the_same_number_have_messages_of_their_own_in_each_language() {
    for module in modules() {
        for (language, first, second) in [
            (
                ENGLISH,
                "Session dispatch failed.",
                "Not the session that failed.",
            ),
            (
                SPANISH,
                "Error en la distribución de la sesión.",
                "No es la sesión que falló.",
            ),
        ] {
            assert_eq!(
                module.message(FIRST + 4031, language, &[]),
                Ok(first.into())
            );
            assert_eq!(
                module.message(SECOND + 4031, language, &[]),
                Ok(second.into())
            );
        }
        let inserted = module.message(SECOND + 3, SPANISH, &["3"]);
        assert_eq!(inserted, Ok("3 de cada tipo.".into()));
    }
}
