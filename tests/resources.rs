//! What Windows finds in a program that links the shipped events, and in the DLL that the compiler writes for them.
#![cfg(windows)]

mod shipped;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use etw_manifest::Options;
use etw_manifest::resource::{self, Machine, Resources};
use etw_manifest::source::Source;
use etw_test_support::resources::{ENGLISH, Module, SPANISH};
use shipped::facts::FACTS;

/// Of events in a manifest's first provider, in English and Spanish alike.
const EVENT_MESSAGES: u32 = 0xB000_0000;
const NOT_FOUND: u32 = 317;
const NO_SUCH_LANGUAGE: u32 = 1815;

/// What the compiler makes of the shipped manifest.
fn compiled() -> Resources {
    let bytes = include_bytes!("../manifests/activation-services.man");
    let source = Source::decode("activation-services.man", bytes).unwrap();
    let manifest = etw_manifest::compile(&source, &Options::new()).manifest;
    Resources::new(&manifest.unwrap(), resource::Options::default())
}

/// The DLL, as `etw-manifest resource` writes it; written once, since Windows locks files in use.
fn dll() -> &'static Path {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("activation-services.dll");
        let machine = Machine::from_target_arch(std::env::consts::ARCH).unwrap();
        std::fs::write(&path, compiled().dll(machine, "activation-services.dll")).unwrap();
        path
    })
}

/// The first example, which `cargo test` builds beside the tests.
fn example() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let folder = test.parent().unwrap().with_file_name("examples");
    folder.join("dispatch_session_failed.exe")
}

/// This very program, the example, the DLL.
fn modules() -> [(&'static str, Module); 3] {
    [
        ("this program", Module::this_program()),
        ("the example", Module::load(&example())),
        ("the DLL", Module::load(dll())),
    ]
}

#[test]
fn each_file_holds_the_template_and_a_table_for_each_language() {
    let compiled = compiled();
    let [english, spanish] = &compiled.message_tables[..] else {
        panic!("two languages");
    };
    for (name, module) in modules() {
        assert_eq!(
            module.wevt_template(),
            Some(&*compiled.wevt_template),
            "{name}"
        );
        assert_eq!(
            module.message_table(ENGLISH),
            Some(&*english.bytes),
            "{name}"
        );
        assert_eq!(
            module.message_table(SPANISH),
            Some(&*spanish.bytes),
            "{name}"
        );
    }
}

/// The literal message with texts in the place of `%1` and so on.
fn filled(message: &str, inserts: &[&str]) -> String {
    let numbered = inserts.iter().enumerate();
    numbered.fold(message.to_owned(), |text, (index, insert)| {
        text.replace(&format!("%{}", index + 1), insert)
    })
}

#[test]
fn each_file_gives_the_message_of_every_event_in_both_languages() {
    const INSERTS: [&str; 3] = ["net.tcp://ñ/", "1000", "Store"];
    for (name, module) in modules() {
        for fact in &FACTS {
            let id = EVENT_MESSAGES | u32::from(fact.descriptor.id);
            for (language, message) in [(ENGLISH, fact.english), (SPANISH, fact.spanish)] {
                assert_eq!(
                    module.message(id, language, &INSERTS),
                    Ok(filled(message, &INSERTS)),
                    "{name}: {}",
                    fact.symbol
                );
            }
        }
    }
}

#[test]
fn what_is_not_there_is_not_found() {
    const GERMAN: u16 = 0x0407;
    for (name, module) in modules() {
        let id = EVENT_MESSAGES + 4031;
        assert_eq!(
            module.message(id, GERMAN, &[]),
            Err(NO_SUCH_LANGUAGE),
            "{name}"
        );
        assert_eq!(
            module.message(id + 1000, ENGLISH, &[]),
            Err(NOT_FOUND),
            "{name}"
        );
        assert_eq!(module.message_table(GERMAN), None, "{name}");
    }
}
