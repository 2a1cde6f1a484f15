//! The numbers that mc.exe wrote into headers are ours: the descriptor of every event, by the name of its constant, the
//! values of channels, levels, opcodes, tasks and keywords, and the message id of every string.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::corpus;
use etw_manifest::model::{EventDescriptor, Manifest, Origin, Provider};

/// What stands in a header.
struct Header {
    descriptors: BTreeMap<String, EventDescriptor>,
    /// `#define NAME 0x…`, without those that belong to events and macros.
    numbers: BTreeMap<String, u64>,
    /// `#define MSG_NAME 0x…L`.
    messages: BTreeMap<String, u32>,
}

impl Header {
    fn read(path: &Path) -> Self {
        let bytes = fs::read(path).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        let descriptors = text.lines().filter_map(descriptor).collect();
        let numbers = text.lines().filter_map(number).collect();
        let messages = text.lines().filter_map(message).collect();
        Self {
            descriptors,
            numbers,
            messages,
        }
    }
}

fn hexadecimal(text: &str) -> Option<u64> {
    u64::from_str_radix(text.trim().strip_prefix("0x")?, 16).ok()
}

/// `… const EVENT_DESCRIPTOR NAME = {0x1, …};`
fn descriptor(line: &str) -> Option<(String, EventDescriptor)> {
    let (_, rest) = line.split_once("const EVENT_DESCRIPTOR ")?;
    let (name, numbers) = rest.split_once(" = {")?;
    let numbers = numbers
        .split_once('}')?
        .0
        .split(',')
        .map(|it| hexadecimal(it).unwrap());
    let [id, version, channel, level, opcode, task, keyword] = numbers.collect::<Vec<_>>()[..]
    else {
        panic!("{line}");
    };
    let byte = |number: u64| u8::try_from(number).unwrap();
    let descriptor = EventDescriptor {
        id: u16::try_from(id).unwrap(),
        version: byte(version),
        channel: byte(channel),
        level: byte(level),
        opcode: byte(opcode),
        task: u16::try_from(task).unwrap(),
        keyword,
    };
    Some((name.to_owned(), descriptor))
}

fn number(line: &str) -> Option<(String, u64)> {
    let (name, value) = line.strip_prefix("#define ")?.split_once(' ')?;
    let is_of_event =
        name.ends_with("_value") || name.starts_with("MCGEN_") || name.contains("_MESSAGE");
    hexadecimal(value)
        .filter(|_| !is_of_event)
        .map(|value| (name.to_owned(), value))
}

fn message(line: &str) -> Option<(String, u32)> {
    let (name, id) = line.strip_prefix("#define MSG_")?.split_once(' ')?;
    let id = id.trim().strip_prefix("0x")?.strip_suffix('L')?;
    Some((name.to_owned(), u32::from_str_radix(id, 16).unwrap()))
}

/// The symbols of a provider's events; one without a symbol is named by its numbers.
fn descriptors(provider: &Provider) -> impl Iterator<Item = (String, EventDescriptor)> {
    provider
        .events()
        .iter()
        .filter(|it| it.is_logged())
        .map(|event| (provider.header_symbol(event), provider.descriptor(event)))
}

/// The constants of everything that a provider declares.
fn numbers(provider: &Provider) -> BTreeMap<String, u64> {
    let name = |symbol: Option<&str>, kind: &str, name: &str| {
        let plain = name.replace(|it: char| !it.is_ascii_alphanumeric(), "_");
        symbol.map_or_else(
            || format!("{}_{kind}_{plain}", provider.symbol()),
            str::to_owned,
        )
    };
    let mut found = BTreeMap::new();
    for it in provider.channels() {
        let key = name(it.symbol(), "CHANNEL", it.chid().unwrap_or(it.name()));
        found.insert(key, u64::from(it.value()));
    }
    for it in provider
        .levels()
        .iter()
        .filter(|it| it.origin() == Origin::Declared)
    {
        found.insert(name(it.symbol(), "LEVEL", it.name()), u64::from(it.value()));
    }
    for it in provider
        .tasks()
        .iter()
        .filter(|it| it.origin() == Origin::Declared)
    {
        found.insert(name(it.symbol(), "TASK", it.name()), u64::from(it.value()));
    }
    for it in provider
        .opcodes()
        .iter()
        .filter(|it| it.origin() == Origin::Declared)
    {
        found.insert(
            name(it.symbol(), "OPCODE", it.name()),
            u64::from(it.value()),
        );
    }
    for it in provider
        .keywords()
        .iter()
        .filter(|it| it.origin() == Origin::Declared)
    {
        found.insert(name(it.symbol(), "KEYWORD", it.name()), it.mask());
    }
    found
}

/// The message ids as `inspect --format json` lists them, by the names of their constants, and the names of those that
/// the manifest does not define itself.
fn messages(manifest: &Manifest) -> (BTreeMap<String, u32>, BTreeSet<String>) {
    let json = manifest.to_json();
    let lines: Vec<&str> = json.lines().map(str::trim).collect();
    let value = |line: &str, key: &str| {
        let rest = line.strip_prefix(key)?.strip_prefix(": ")?;
        Some(rest.trim_end_matches(',').trim_matches('"').to_owned())
    };
    let (mut ids, mut predefined) = (BTreeMap::new(), BTreeSet::new());
    for lines in lines.windows(3) {
        let (Some(name), Some(id), Some(is_predefined)) = (
            value(lines[0], "\"id\""),
            value(lines[1], "\"message_id\""),
            value(lines[2], "\"predefined\""),
        ) else {
            continue;
        };
        let name = name.replace(|it: char| !it.is_ascii_alphanumeric(), "_");
        predefined.extend((is_predefined == "true").then(|| name.clone()));
        let id = id.strip_prefix("0x").expect("only documentation has no id");
        ids.insert(name, u32::from_str_radix(id, 16).unwrap());
    }
    (ids, predefined)
}

/// Folders of the oracle with a header, with their manifest.
fn headers(shared: &Path) -> Vec<(PathBuf, Manifest)> {
    let mut found = Vec::new();
    for folder in fs::read_dir(shared.join("oracle"))
        .unwrap()
        .map(|it| it.unwrap().path())
    {
        let file = |extension: &str| {
            let mut paths = fs::read_dir(&folder).unwrap().map(|it| it.unwrap().path());
            paths.find(|it| it.extension().is_some_and(|it| it == extension))
        };
        if let (Some(header), Some(manifest)) = (file("h"), file("man")) {
            let name = manifest.to_string_lossy().into_owned();
            found.push((header, corpus::compile(&name, &fs::read(manifest).unwrap())));
        }
    }
    found.sort_by(|left, right| left.0.cmp(&right.0));
    found
}

#[test]
#[ignore = "needs the reference material: see CONTRIBUTING.md"]
fn every_descriptor_is_that_of_the_header() {
    let shared = corpus::shared();
    let headers = headers(&shared);
    let mut count = 0;
    for (path, manifest) in &headers {
        let expected = Header::read(path).descriptors;
        let ours: BTreeMap<_, _> = manifest.providers().iter().flat_map(descriptors).collect();
        for (symbol, descriptor) in &expected {
            assert_eq!(
                ours.get(symbol),
                Some(descriptor),
                "{symbol} in {}",
                path.display()
            );
        }
        let more: Vec<_> = ours
            .keys()
            .filter(|it| !expected.contains_key(*it))
            .collect();
        assert!(more.is_empty(), "not in {}: {more:?}", path.display());
        count += expected.len();
    }
    println!("{count} descriptors in {} headers", headers.len());
    assert!(headers.len() >= 19 && count > 1_300);
}

#[test]
#[ignore = "needs the reference material: see CONTRIBUTING.md"]
fn every_number_is_that_of_the_header() {
    let shared = corpus::shared();
    let headers = headers(&shared);
    let mut count = 0;
    for (path, manifest) in &headers {
        let expected = Header::read(path).numbers;
        let ours: BTreeMap<_, _> = manifest.providers().iter().flat_map(numbers).collect();
        for (symbol, value) in &ours {
            assert_eq!(
                expected.get(symbol),
                Some(value),
                "{symbol} in {}",
                path.display()
            );
        }
        // Newer generations also write the keyword bit of each channel.
        let is_ours = |it: &str| {
            let channel = it.strip_suffix("_KEYWORD");
            ours.contains_key(it) || channel.is_some_and(|it| ours.contains_key(it))
        };
        let more: BTreeSet<_> = expected.keys().filter(|it| !is_ours(it)).collect();
        assert!(more.is_empty(), "only in {}: {more:?}", path.display());
        count += ours.len();
    }
    println!("{count} numbers in {} headers", headers.len());
    assert!(count > 400);
}

#[test]
#[ignore = "needs the reference material: see CONTRIBUTING.md"]
fn every_message_id_is_that_of_the_header() {
    let shared = corpus::shared();
    let headers = headers(&shared);
    let mut count = 0;
    for (path, manifest) in &headers {
        let (own, predefined) = messages(manifest);
        let expected = Header::read(path).messages;
        // Headers leave out the words of predefined items that the manifest does not define.
        let ours: BTreeMap<_, _> = own
            .into_iter()
            .filter(|(name, _)| !predefined.contains(name))
            .collect();
        assert_eq!(ours, expected, "{}", path.display());
        count += expected.len();
    }
    println!("{count} message ids in {} headers", headers.len());
    assert!(count > 1_900);
}
