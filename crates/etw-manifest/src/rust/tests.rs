//! What generated code must look like, whatever the manifest is.

use super::fixture::{data, event, manifest, map, plain, provider, structure, template};
use super::{Options, generate};
use crate::model::{Extent, InType, Item, Manifest, MapKind, OutType, Provider};

fn text(manifest: &Manifest) -> String {
    generate(manifest, &Options::default())
}

/// A provider with one event `Subject` that has these items.
fn with_items(items: Vec<Item>) -> Provider {
    let mut provider = provider("Example");
    provider.templates.push(template("T1", items));
    let mut subject = event(1, "Subject");
    subject.template = Some(0);
    provider.events.push(subject);
    provider
}

fn assert_contains(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part}\nis not in\n{text}");
    }
}

#[test]
fn an_event_without_data_is_a_unit() {
    let mut provider = provider("Example");
    provider.events.push(event(7, "Nothing"));
    let text = text(&manifest(provider, &[]));
    assert_contains(
        &text,
        &[
            "pub struct Nothing;",
            "pub fn emit_nothing() -> runtime::Outcome {",
        ],
    );
    text.parse::<proc_macro2::TokenStream>().unwrap();
}

/// Everything that a template can contain.
fn everything() -> Manifest {
    let mut provider = provider("Every_Thing");
    let strings = [
        ("One thing", Some("Una cosa")),
        (
            "Several [things] <b>at</b> http://example.com/ `once` %1%n*/ \" #[cfg]",
            None,
        ),
    ];
    provider
        .maps
        .push(map("Choice", MapKind::Value, &[(1, 0), (300, 1)]));
    provider
        .maps
        .push(map("Flags", MapKind::Bit, &[(1, 0), (0x8000_0000, 1)]));
    let mut add = |items: Vec<Item>| {
        let index = provider.templates.len();
        let id = u16::try_from(index).unwrap();
        let symbol = format!("Evt{index}");
        provider
            .templates
            .push(template(&format!("Template{index}"), items));
        let mut event = event(id, &symbol);
        event.template = Some(index);
        event.message = Some(index % 2);
        provider.events.push(event);
    };
    for in_type in InType::ALL {
        let length = match in_type {
            InType::Binary => Extent::Constant(3),
            _ => Extent::None,
        };
        let field = || plain("Field", *in_type).with_length(length);
        add(vec![field()]);
        add(vec![field().with_count(Extent::Constant(5))]);
        let counted = field().with_count(Extent::Item(0));
        add(vec![plain("VarCount", InType::UInt32), counted]);
        if in_type.allows_length() {
            let by_item = || plain("Field", *in_type).with_length(Extent::Item(0));
            let length = || plain("VarLength", InType::UInt8);
            add(vec![length(), by_item()]);
            add(vec![length(), by_item().with_count(Extent::Constant(2))]);
            let both = by_item().with_count(Extent::Item(1));
            add(vec![length(), plain("VarCount", InType::UInt16), both]);
            let fixed = || plain("Field", *in_type).with_length(Extent::Constant(16));
            add(vec![fixed()]);
            add(vec![fixed().with_count(Extent::Constant(2))]);
        }
    }
    let mut shown = Vec::new();
    for in_type in InType::ALL {
        for out_type in in_type.out_types() {
            let name = format!("Out{}", shown.len());
            let binary = *in_type == InType::Binary;
            let length = if binary {
                Extent::Constant(16)
            } else {
                Extent::None
            };
            shown.push(data(&name, *in_type, *out_type).with_length(length));
        }
    }
    add(shown);
    add((0..40)
        .map(|it| plain(&format!("flag{it}"), InType::Boolean))
        .collect());
    add(vec![
        plain("type", InType::UInt8).with_map(0),
        plain("Type", InType::UInt32).with_map(0),
        plain("self", InType::UInt32).with_map(1),
        plain("1st", InType::UInt16)
            .with_map(1)
            .with_count(Extent::Constant(2)),
        plain("payload", InType::UnicodeString),
        plain("item", InType::AnsiString),
        plain("runtime", InType::Float),
    ]);
    let info = vec![
        plain("Length", InType::UInt16),
        plain("Text", InType::UnicodeString).with_length(Extent::Item(0)),
        plain("Id", InType::Guid),
    ];
    let numbers = vec![plain("A", InType::Int32), plain("B", InType::Double)];
    add(vec![
        plain("Count", InType::UInt8),
        structure("Info", info.clone()),
        structure("Infos", info).with_count(Extent::Item(0)),
        structure("Pair", numbers.clone()),
        structure("Pairs", numbers).with_count(Extent::Constant(2)),
        plain("Names", InType::UnicodeString).with_count(Extent::Item(0)),
    ]);
    add(vec![
        plain("Count", InType::HexInt32),
        plain("First", InType::Int32).with_count(Extent::Item(0)),
        plain("Second", InType::AnsiString).with_length(Extent::Item(0)),
        plain("Third", InType::Sid)
            .with_length(Extent::Item(0))
            .with_count(Extent::Item(0)),
        plain("Fourth", InType::Binary)
            .with_length(Extent::Item(0))
            .with_count(Extent::Constant(2)),
        plain("Loose", InType::UInt32),
        data("Bits", InType::UInt8, OutType::Boolean).with_count(Extent::Constant(2)),
    ]);
    for name in [
        "Option", "Result", "String", "Some", "Self", "T", "Provider", "clone", "evt0", "é",
        "Foo.Bar",
    ] {
        provider.events.push(event(
            u16::try_from(1000 + provider.events.len()).unwrap(),
            name,
        ));
    }
    let mut nameless = event(2000, "");
    nameless.symbol = None;
    provider.events.push(nameless);
    manifest(provider, &strings)
}

#[test]
fn everything_is_rust() {
    let text = text(&everything());
    text.parse::<proc_macro2::TokenStream>().unwrap();
    if let Ok(path) = std::env::var("WRITE_EVERYTHING") {
        std::fs::write(path, &text).unwrap();
    }
}
