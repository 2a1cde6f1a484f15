//! Every type and array form: a program made of the generated code emits each event of a real manifest that exercises
//! them all, and each payload equals what the small encoder of this test computes from the manifest's own words.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::corpus;
use serde_json::Value;

/// A value as Rust source, and as the bytes that a reader must find.
struct Sample {
    rust: String,
    bytes: Vec<u8>,
}

fn sample(rust: &str, bytes: impl Into<Vec<u8>>) -> Sample {
    Sample {
        rust: rust.to_owned(),
        bytes: bytes.into(),
    }
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// S-1-5-18
const SID: [u8; 12] = [1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0];

/// One value of a type. `counted` text has no terminator of its own.
fn value(in_type: &str, out_type: &str, length: &Value) -> Sample {
    let fixed = length.as_u64().map(|it| usize::try_from(it).unwrap());
    let counted = length.is_string();
    match in_type {
        "win:UnicodeString" => match fixed {
            Some(units) => sample(&format!("&[0x00E9_u16; {units}]"), [0xE9, 0].repeat(units)),
            None if counted => sample("\"sí😀\"", utf16("sí😀")),
            None => sample("\"sí😀\"", [utf16("sí😀"), vec![0, 0]].concat()),
        },
        "win:AnsiString" => match fixed {
            Some(bytes) => sample(&format!("&[0x41_u8; {bytes}]"), vec![0x41; bytes]),
            None if counted => sample("\"ansi\"", *b"ansi"),
            None => sample("\"ansi\"", *b"ansi\0"),
        },
        "win:Binary" if fixed == Some(16) && out_type == "win:IPv6" => {
            let octets = [0x20, 1, 0xD, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
            sample(
                "std::net::Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1)",
                octets,
            )
        }
        "win:Binary" => match fixed {
            Some(bytes) => sample(&format!("&[0xB5_u8; {bytes}]"), vec![0xB5; bytes]),
            None => sample("&[1_u8, 2, 3]", [1, 2, 3]),
        },
        _ => number(in_type, out_type).unwrap_or_else(|| structure(in_type)),
    }
}

/// One value of a type of numbers, which have no length.
fn number(in_type: &str, out_type: &str) -> Option<Sample> {
    Some(match (in_type, out_type) {
        ("win:Int8", _) => sample("-2", [0xFE]),
        ("win:UInt8", "xs:boolean") => sample("true", [1]),
        ("win:UInt8", _) => sample("0xA1", [0xA1]),
        ("win:Int16", _) => sample("-2", [0xFE, 0xFF]),
        ("win:UInt16", "win:Port") => sample("p::Port(443)", [0x01, 0xBB]),
        ("win:UInt16", _) => sample("0xA1B2", [0xB2, 0xA1]),
        ("win:Int32", "win:HResult") => {
            sample("p::HResult(-2_147_467_259)", 0x8000_4005_u32.to_le_bytes())
        }
        ("win:Int32", _) => sample("-2", [0xFE, 0xFF, 0xFF, 0xFF]),
        ("win:UInt32", "win:IPv4") => {
            sample("std::net::Ipv4Addr::new(127, 0, 0, 1)", [127, 0, 0, 1])
        }
        ("win:UInt32" | "win:HexInt32", "win:ErrorCode" | "win:Win32Error") => {
            sample("p::Win32Error(5)", [5, 0, 0, 0])
        }
        ("win:UInt32" | "win:HexInt32", "win:NTSTATUS") => {
            sample("p::NtStatus(0xC000_0022)", [0x22, 0, 0, 0xC0])
        }
        ("win:UInt32" | "win:HexInt32", _) => sample("0xA1B2_C3D4", [0xD4, 0xC3, 0xB2, 0xA1]),
        ("win:Int64", _) => sample("-2", (-2_i64).to_le_bytes()),
        ("win:UInt64" | "win:HexInt64", _) => {
            sample("0x0102_0304_0506_0708", [8, 7, 6, 5, 4, 3, 2, 1])
        }
        ("win:Float", _) => sample("1.5", 1.5_f32.to_le_bytes()),
        ("win:Double", _) => sample("-2.25", (-2.25_f64).to_le_bytes()),
        ("win:Boolean", _) => sample("true", [1, 0, 0, 0]),
        ("win:Pointer", _) => sample("0xA1B2_usize", 0xA1B2_usize.to_le_bytes()),
        _ => return None,
    })
}

/// One value of a type that is larger than a number.
fn structure(in_type: &str) -> Sample {
    let with_count = |bytes: &[u8]| {
        let count = u16::try_from(bytes.len()).unwrap().to_le_bytes();
        [&count[..], bytes].concat()
    };
    match in_type {
        "win:GUID" => {
            let bytes = [
                0x67, 0x45, 0x23, 0x01, 0xAB, 0x89, 0xEF, 0xCD, 1, 2, 3, 4, 5, 6, 7, 8,
            ];
            sample(
                "p::Guid::from_u128(0x01234567_89ab_cdef_0102_030405060708)",
                bytes,
            )
        }
        "win:FILETIME" => sample(
            "p::FileTime(0x0102_0304_0506_0708)",
            [8, 7, 6, 5, 4, 3, 2, 1],
        ),
        "win:SYSTEMTIME" => {
            let fields = [2026_u16, 11, 1, 23, 4, 5, 6, 789];
            let rust = "p::DateTime { year: 2026, month: 11, day_of_week: 1, day: 23, hour: 4, minute: 5, second: 6, millisecond: 789 }";
            sample(
                rust,
                fields
                    .iter()
                    .flat_map(|it| it.to_le_bytes())
                    .collect::<Vec<_>>(),
            )
        }
        "win:SID" => sample("p::Sid::new(&SID).unwrap()", SID),
        "win:CountedUnicodeString" => sample("\"sí😀\"", with_count(&utf16("sí😀"))),
        "win:CountedAnsiString" => sample("\"ansi\"", with_count(b"ansi")),
        "win:CountedBinary" => sample("&[1_u8, 2, 3]", with_count(&[1, 2, 3])),
        other => panic!("no sample of {other:?}"),
    }
}

/// How many, where an item counts by another.
const BY_ITEM: usize = 2;

fn item(item: &Value) -> Sample {
    let text = |key: &str| item[key].as_str().unwrap_or_default();
    let one = value(text("in_type"), text("out_type"), &item["length"]);
    let count = match &item["count"] {
        Value::Null => return one,
        Value::Number(number) => usize::try_from(number.as_u64().unwrap()).unwrap(),
        _ => BY_ITEM,
    };
    // An array of fixed-length data is an array of arrays, not of references to them.
    let element = match item["length"].is_u64() && one.rust.starts_with('&') {
        true => &one.rust[1..],
        false => &one.rust,
    };
    let elements = vec![element; count].join(", ");
    Sample {
        rust: format!("&[{elements}]"),
        bytes: one.bytes.repeat(count),
    }
}

/// What a counting item holds: the number of elements, or the length of the one value in the type's own unit.
fn counter(counting: &Value, items: &[Value]) -> Option<Vec<u8>> {
    let name = &counting["name"];
    let user = items
        .iter()
        .find(|it| it["count"] == *name || it["length"] == *name)?;
    let number = match user["length"] == *name {
        true => match user["in_type"].as_str().unwrap() {
            "win:UnicodeString" => "sí😀".encode_utf16().count(),
            "win:AnsiString" => 4,
            "win:Binary" => 3,
            _ => SID.len(),
        },
        false => BY_ITEM,
    };
    let width = match counting["in_type"].as_str().unwrap() {
        "win:UInt8" => 1,
        "win:UInt16" => 2,
        _ => 4,
    };
    Some(number.to_le_bytes()[..width].to_vec())
}

/// `OutData12` as the generated field is called.
fn snake(name: &str) -> String {
    let mut snake = String::new();
    for (at, character) in name.char_indices() {
        if character.is_ascii_uppercase() && at > 0 {
            snake.push('_');
        }
        snake.push(character.to_ascii_lowercase());
    }
    snake
}

/// Source that emits one event and compares.
fn statement(event: &Value, templates: &Value) -> String {
    let template = templates
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["tid"] == event["template"])
        .unwrap();
    let items = template["items"].as_array().unwrap();
    let (mut fields, mut bytes) = (String::new(), Vec::new());
    for it in items {
        if let Some(counter) = counter(it, items) {
            bytes.extend(counter);
            continue;
        }
        let sample = item(it);
        let _ = write!(
            fields,
            "{}: {}, ",
            snake(it["name"].as_str().unwrap()),
            sample.rust
        );
        bytes.extend(sample.bytes);
    }
    let symbol = event["symbol"].as_str().unwrap();
    format!("    check(&recorder, \"{symbol}\", {symbol} {{ {fields} }}.emit(), &{bytes:?});\n")
}

const MAIN: &str = "
#![deny(warnings)]
use etw_provider as p;
mod generated;
use generated::*;

const SID: [u8; 12] = [1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0];

fn check(recorder: &p::Recorder, symbol: &str, outcome: p::Outcome, expected: &[u8]) {
    assert_eq!(outcome, p::Outcome::Written, \"{symbol}\");
    let events = recorder.take();
    assert_eq!(events.len(), 1, \"{symbol}\");
    assert_eq!(events[0].event.symbol(), symbol);
    assert_eq!(events[0].payload, expected, \"{symbol}\");
}

fn main() {
    let recorder = p::Recorder::attach(&PROVIDER);
";

#[test]
#[ignore = "needs the reference material: see CONTRIBUTING.md"]
fn the_payload_of_every_event_of_type_mangling() {
    let shared = corpus::shared();
    let path = shared.join("oracle/event-trace-kit__TypeMangling.v5__2e352dd/TypeMangling.man");
    let manifest = corpus::try_compile("TypeMangling.man", &fs::read(path).unwrap()).unwrap();
    let json: Value = serde_json::from_str(&manifest.to_json()).unwrap();
    let provider = &json["providers"][0];
    let events = provider["events"].as_array().unwrap();
    let mut main = MAIN.to_owned();
    for event in events {
        main.push_str(&statement(event, &provider["templates"]));
    }
    let _ = writeln!(main, "    println!(\"{} payloads\");\n}}", events.len());
    let generated = format!(
        "#![allow(dead_code)]\n{}",
        manifest.to_rust("::etw_provider")
    );
    let output = run("type-mangling", &main, &generated);
    assert_eq!(output.trim(), format!("{} payloads", events.len()));
    assert_eq!(events.len(), 137);
    println!(
        "TypeMangling: {} payloads as the independent encoder computes them",
        events.len()
    );
}

/// Builds and runs a program of these two files, offline.
fn run(name: &str, main: &str, generated: &str) -> String {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(folder.join("src")).unwrap();
    let runtime = workspace.join("crates/etw-provider").display().to_string();
    let toml = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\netw-provider = {{ path = {runtime:?} }}\n\n[workspace]\n"
    );
    fs::write(folder.join("Cargo.toml"), toml).unwrap();
    let _ = fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock"));
    fs::write(folder.join("src/main.rs"), main.trim_start()).unwrap();
    fs::write(folder.join("src/generated.rs"), generated).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}
