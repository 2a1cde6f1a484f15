//! Small files that ask for much: refused, or read in time and memory that follow their size.

use std::fmt::Write as _;

use crate::memory::{Memory, measure};
use etw_manifest::decompile::{Error, Input, decompile};
use etw_manifest::resource::{Options, Resources};
use etw_manifest::source::Source;

/// Decompiles a file without message tables beside it.
fn read(file: &[u8]) -> Result<String, Error> {
    bounded(&Input {
        file,
        message_tables: &[],
        file_name: "x.dll",
    })
}

/// Decompiles within limits: so many bytes at once, and in all, for each byte, and an allowance for small files.
pub(crate) fn bounded(input: &Input<'_>) -> Result<String, Error> {
    let (result, Memory { peak, total }) = measure(|| decompile(input));
    let tables = input.message_tables.iter().map(|(_, table)| table.len());
    let size = input.file.len() + tables.sum::<usize>();
    assert!(peak < 400 * size + 4_000_000, "{peak} bytes for {size}");
    assert!(
        total < 1_000 * size + 200_000_000,
        "{total} bytes for {size}"
    );
    result.map(|it| it.manifest)
}

fn assert_too_much(result: &Result<String, Error>) {
    let text = result.as_ref().unwrap_err().to_string();
    assert!(text.starts_with("the file asks for too much work for its size"));
}

/// The `WEVT_TEMPLATE` of a provider with these lists.
fn wevt_template(lists: &str) -> Vec<u8> {
    let text = format!(
        "<instrumentationManifest xmlns=\"http://schemas.microsoft.com/win/2004/08/events\" \
         xmlns:win=\"http://manifests.microsoft.com/win/2004/08/windows/events\">\
         <instrumentation><events><provider name=\"P\" guid=\"{{00000000-0000-0000-0000-000000000001}}\" \
         symbol=\"P\" resourceFileName=\"p\" messageFileName=\"p\">{lists}</provider></events></instrumentation>\
         </instrumentationManifest>"
    );
    let source = Source::new("p.man", text);
    let manifest = etw_manifest::compile(&source, &etw_manifest::Options::new()).manifest;
    let resources = Resources::new(&manifest.unwrap(), Options::default());
    resources.wevt_template
}

/// A resource of a `.res` file whose kind has a number.
fn res_entry(file: &mut Vec<u8>, kind: u16, language: u16, data: &[u8]) {
    let mut number = |value: usize| file.extend(u32::try_from(value).unwrap().to_le_bytes());
    number(data.len());
    number(32);
    for part in [0xFFFF, kind, 0xFFFF, 1, 0, 0, 0, language, 0, 0, 0, 0] {
        file.extend(part.to_le_bytes());
    }
    file.extend(data);
    file.resize(file.len().next_multiple_of(4), 0);
}

/// A `.res` file with a provider that has nothing, and these message tables.
fn res_with_tables(tables: impl Iterator<Item = (u16, Vec<u8>)>) -> Vec<u8> {
    let mut file = Vec::new();
    res_entry(&mut file, 0, 0, &[]);
    let template = wevt_template("");
    let name: Vec<u8> = "WEVT_TEMPLATE\0"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    file.extend(u32::try_from(template.len()).unwrap().to_le_bytes());
    file.extend(56_u32.to_le_bytes());
    file.extend(name);
    file.extend([0xFF, 0xFF, 1, 0]);
    file.extend([0; 16]);
    file.extend(&template);
    file.resize(file.len().next_multiple_of(4), 0);
    for (language, table) in tables {
        res_entry(&mut file, 11, language, &table);
    }
    file
}

/// A message table that announces the numbers from 0 to `last` and has no text.
fn announcing(last: u32) -> Vec<u8> {
    [1, 0, last, 16].map(u32::to_le_bytes).concat()
}

#[test]
fn messages_that_are_announced_and_not_there_are_bounded() {
    let small = res_with_tables([(0x0409, announcing(3))].into_iter());
    assert!(read(&small).unwrap().contains("is not in the file"));
    let large = res_with_tables([(0x0409, announcing(u32::MAX))].into_iter());
    assert_too_much(&read(&large));
    let many = (0..1_000).map(|_| (0x0409, announcing(4_000)));
    assert_too_much(&read(&res_with_tables(many)));
}

#[test]
fn languages_times_messages_are_bounded() {
    let languages = (0..4_000).map(|language| (language, announcing(0)));
    let strings = [(0x0409, announcing(3_000))];
    let file = res_with_tables(strings.into_iter().chain(languages));
    assert_too_much(&read(&file));
}

fn place_of(bytes: &[u8], tag: &[u8]) -> usize {
    bytes.windows(4).position(|it| it == tag).unwrap()
}

fn put(bytes: &mut [u8], at: usize, value: usize) {
    bytes[at..at + 4].copy_from_slice(&u32::try_from(value).unwrap().to_le_bytes());
}

#[test]
fn a_long_name_is_not_written_without_end() {
    let keyword = "K".repeat(60_000);
    let mut file = wevt_template(&format!(
        "<keywords><keyword name=\"{keyword}\" mask=\"0x1\"/></keywords>\
         <events><event value=\"1\" keywords=\"{keyword}\"/></events>"
    ));
    assert!(read(&file).unwrap().len() > 2 * keyword.len());
    let event = place_of(&file, b"EVNT") + 16;
    let place = place_of(&file, b"KEYW") + 12;
    let (list, count) = (file.len(), 30_000);
    put(&mut file, event + 36, count);
    put(&mut file, event + 40, list);
    for _ in 0..count {
        file.extend(u32::try_from(place).unwrap().to_le_bytes());
    }
    assert_too_much(&read(&file));
}

#[test]
fn tasks_times_opcodes_are_bounded() {
    let mut file = wevt_template(
        "<tasks><task name=\"T\" value=\"1\"/></tasks><opcodes><opcode name=\"O\" value=\"20\"/></opcodes>",
    );
    let (tasks, opcodes) = (place_of(&file, b"TASK"), place_of(&file, b"OPCO"));
    let (task, opcode) = (
        file[tasks + 12..][..28].to_vec(),
        file[opcodes + 12..][..12].to_vec(),
    );
    let lists = [(b"TASK", task, 60_000_u16), (b"OPCO", opcode, 60_000)];
    let first = place_of(&file, b"WEVT") + 16;
    for (tag, mut entry, count) in lists {
        let (old, new) = (place_of(&file, tag), file.len());
        let section = (0..).map(|index| first + index * 8 + 4);
        let mut section =
            section.filter(|at| file[*at..][..4] == u32::try_from(old).unwrap().to_le_bytes());
        let section = section.next().unwrap();
        put(&mut file, section, new);
        file.extend(tag);
        file.extend([0; 4]);
        file.extend(u32::from(count).to_le_bytes());
        for number in 1..=count {
            entry[..2].copy_from_slice(&number.to_le_bytes());
            file.extend(&entry);
        }
    }
    let text = read(&file).unwrap();
    assert_eq!(text.matches("<task ").count(), 60_000);
    assert_eq!(text.matches("<opcode ").count(), 60_000);
}

/// The GUID says how white space stood in `UserData`; one that no white space gives must not be looked for without end.
#[test]
fn the_search_for_white_space_is_bounded() {
    let mut lists = String::from("<templates><template tid=\"T\">");
    let items = 40;
    for item in 1..=items {
        write!(lists, "<data name=\"I{item}\" inType=\"win:UInt32\"/>").unwrap();
    }
    write!(lists, "<UserData><R>").unwrap();
    for item in 1..=items {
        let text = "x".repeat(300);
        write!(lists, "<A>%{item}</A><B>{text}</B>").unwrap();
    }
    lists.push_str("</R></UserData></template></templates><events><event value=\"1\" template=\"T\"/></events>");
    let mut file = wevt_template(&lists);
    let honest = read(&file).unwrap();
    let guid = place_of(&file, b"TEMP") + 24;
    file[guid] ^= 1;
    let damaged = read(&file).unwrap();
    assert_eq!(damaged.len(), honest.len());
}

#[test]
fn names_that_are_none_do_not_become_elements() {
    let lists = "<templates><template tid=\"T\"><data name=\"I\" inType=\"win:UInt32\"/>\
        <UserData><Harmless>%1</Harmless></UserData></template></templates>\
        <events><event value=\"1\" template=\"T\"/></events>";
    let mut file = wevt_template(lists);
    let name = "Harmless".encode_utf16().flat_map(u16::to_le_bytes);
    let name: Vec<u8> = name.collect();
    let at = file.windows(name.len()).position(|it| it == name).unwrap();
    for other in ["a><b/><c", "pref:1st", "prefix:\u{342}", "a:b:cdef"] {
        let other: Vec<u8> = other.encode_utf16().flat_map(u16::to_le_bytes).collect();
        file[at..at + name.len()].copy_from_slice(&other);
        let text = read(&file).unwrap_err().to_string();
        assert!(text.starts_with("a name that no XML can have"), "{text}");
    }
}

#[test]
fn a_prefix_that_is_none_stays_a_part_of_the_name() {
    let lists = "<levels><level name=\"a_b:c\" value=\"20\"/></levels>";
    let mut file = wevt_template(lists);
    let at = file.windows(6).position(|it| it == b"a\0_\0b\0").unwrap();
    file[at + 2] = b'"';
    let text = read(&file).unwrap();
    assert!(text.contains("<level name=\"a&quot;b:c\""), "{text}");
    assert!(!text.contains("xmlns:a"), "{text}");
}
