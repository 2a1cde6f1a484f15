//! The shipped provider, its channels, keyword, tasks and opcodes, held against facts written down by hand.

use activation_services_events::etw_provider::{ChannelKind, Guid, LocalizedText};
use activation_services_events::{METADATA, PROVIDER};

/// A text in English and in Spanish.
fn texts(text: LocalizedText) -> [&'static str; 2] {
    ["en-US", "es-ES"].map(|locale| text.get(METADATA.locale_index(locale)).unwrap_or(""))
}

#[test]
fn the_provider_has_its_original_identity() {
    let identity = PROVIDER.identity();
    assert_eq!(
        identity.name(),
        "Microsoft-Windows-Application Server-Applications"
    );
    assert_eq!(
        identity.guid(),
        Guid::from_u128(0xc651f5f6_1c0d_492e_8ae1_b4efd7c9d503)
    );
    assert_eq!(
        METADATA.symbol(),
        "Microsoft_Windows_ApplicationServer_ApplicationEvents"
    );
    assert!(METADATA.message().is_empty());
}

#[test]
fn the_metadata_belongs_to_the_provider_that_emits() {
    assert!(std::ptr::eq(METADATA.provider(), &raw const PROVIDER));
}

#[test]
fn english_is_the_default_language() {
    assert!(METADATA.locales().eq(["en-US", "es-ES"]));
}

/// Last part of the name, symbol, value, keyword bit, kind.
const CHANNELS: [(&str, &str, u8, u64, ChannelKind); 4] = [
    (
        "Admin",
        "ADMIN_CHANNEL",
        16,
        0x8000_0000_0000_0000,
        ChannelKind::Admin,
    ),
    (
        "Operational",
        "OPERATIONAL_CHANNEL",
        17,
        0x4000_0000_0000_0000,
        ChannelKind::Operational,
    ),
    (
        "Analytic",
        "ANALYTIC_CHANNEL",
        18,
        0x2000_0000_0000_0000,
        ChannelKind::Analytic,
    ),
    (
        "Debug",
        "DEBUG_CHANNEL",
        19,
        0x1000_0000_0000_0000,
        ChannelKind::Debug,
    ),
];

#[test]
fn the_four_channels_have_their_numbers_and_keyword_bits() {
    assert_eq!(METADATA.channels().count(), CHANNELS.len());
    for (channel, (name, symbol, value, keyword_bit, kind)) in METADATA.channels().zip(CHANNELS) {
        assert_eq!(
            channel.name(),
            format!("Microsoft-Windows-Application Server-Applications/{name}")
        );
        assert_eq!(channel.symbol(), symbol);
        assert_eq!(channel.value(), value);
        assert_eq!(channel.keyword_bit(), keyword_bit);
        assert_eq!(channel.kind(), kind);
        assert_eq!(texts(channel.text()), [name, name]);
    }
}

#[test]
fn the_keyword_has_its_mask_and_texts() {
    let mut keywords = METADATA.keywords();
    let keyword = keywords.next().unwrap();
    assert!(keywords.next().is_none());
    assert_eq!(keyword.name(), "ActivationServices");
    assert_eq!(keyword.symbol(), "ActivationServices");
    assert_eq!(keyword.mask(), 0x800);
    assert_eq!(
        texts(keyword.text()),
        ["Activation Services", "Servicios de activación"]
    );
}

/// Name, value, event GUID; the symbol is `WFWCF_` and the name in capitals.
const TASKS: [(&str, u16, u128); 9] = [
    (
        "ActivationDispatchSession",
        2500,
        0xcc62b5a3_2fe1_4546_ae18_2ea42aaf4978,
    ),
    (
        "ActivationDuplicateSocket",
        2501,
        0xa8cea9f0_416c_4631_afbb_bdd785956324,
    ),
    (
        "ActivationListenerOpen",
        2502,
        0x2f44781b_94da_4a82_9bfd_2d86c67b6d59,
    ),
    (
        "ActivationPipeListenerListening",
        2503,
        0x290d600c_9ac4_4e3f_808f_5ae8c05ba99b,
    ),
    (
        "ActivationRoutingTableLookup",
        2504,
        0xa3fe4600_2cbb_4ac2_8f97_1f49f555e40d,
    ),
    (
        "ActivationServiceStart",
        2505,
        0x258510de_eff7_440b_87e0_fef9bf740264,
    ),
    (
        "ActivationTcpListenerListening",
        2506,
        0x7050cd38_ffce_4626_a04b_e338e1a5abbe,
    ),
    (
        "MessageQueueRegister",
        2557,
        0x18c94a0d_c90c_4045_ad31_07bb222e6dbf,
    ),
    (
        "WASActivation",
        2603,
        0x37cc9fa0_54bc_4e2a_b9f7_3e1381d04f84,
    ),
];

#[test]
fn the_nine_tasks_have_their_values_and_guids() {
    for (name, value, guid) in TASKS {
        let task = METADATA.task(value).expect(name);
        assert_eq!(task.name(), name);
        assert_eq!(task.symbol(), format!("WFWCF_{}", name.to_uppercase()));
        assert_eq!(task.event_guid(), Some(Guid::from_u128(guid)), "{name}");
        assert_eq!(texts(task.text()), [name, name]);
    }
}

const WAS_ACTIVATION: u16 = 2603;
const MESSAGE_QUEUE_REGISTER: u16 = 2557;

#[test]
fn the_opcodes_of_was_activation_are_its_own() {
    let facts = [
        (
            132,
            "Connected",
            "WFWCF_WASACTIVATION_CONNECTED",
            ["Connected", "Conectado"],
        ),
        (
            133,
            "Disconnect",
            "WFWCF_WASACTIVATION_DISCONNECT",
            ["Disconnect", "Desconectar"],
        ),
    ];
    for (value, name, symbol, text) in facts {
        let opcode = METADATA.opcode(WAS_ACTIVATION, value).expect(name);
        assert_eq!((opcode.name(), opcode.symbol()), (name, symbol));
        assert_eq!(opcode.task(), Some(WAS_ACTIVATION));
        assert_eq!(texts(opcode.text()), text);
        assert!(METADATA.opcode(MESSAGE_QUEUE_REGISTER, value).is_none());
    }
}

#[test]
fn predefined_opcodes_serve_every_task() {
    let facts = [
        (0, "win:Info"),
        (1, "win:Start"),
        (2, "win:Stop"),
        (240, "win:Receive"),
    ];
    for (value, name) in facts {
        let opcode = METADATA.opcode(MESSAGE_QUEUE_REGISTER, value).expect(name);
        assert_eq!((opcode.name(), opcode.task()), (name, None));
    }
}

#[test]
fn predefined_levels_have_their_numbers() {
    let facts = [
        (1, "win:Critical"),
        (2, "win:Error"),
        (3, "win:Warning"),
        (4, "win:Informational"),
        (5, "win:Verbose"),
    ];
    for (value, name) in facts {
        assert_eq!(METADATA.level(value).expect(name).name(), name);
    }
}
