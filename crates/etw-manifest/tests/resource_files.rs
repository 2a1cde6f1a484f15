//! The files that carry resources, read by an independent reader and by our own.

use std::fs;
use std::path::{Path, PathBuf};

use crate::corpus;
use crate::expect::assert_file;
use etw_manifest::decompile::{Input, decompile};
use etw_manifest::resource::{Machine, McVersion, Options, Resources};
use object::LittleEndian as LE;
use object::pe::{
    IMAGE_DIRECTORY_ENTRY_RESOURCE, ImageNtHeaders32, ImageNtHeaders64, RelocationType,
};
use object::read::coff::CoffFile;
use object::read::pe::{ImageNtHeaders, PeFile, ResourceDirectoryEntryData, ResourceNameOrId};
use object::read::{Object, ObjectSection, ObjectSymbol};

const MACHINES: [(Machine, u16); 3] = [
    (Machine::X86, 0x014C),
    (Machine::X64, 0x8664),
    (Machine::Arm64, 0xAA64),
];

fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/resources")
}

fn everything(mc_version: McVersion) -> Resources {
    let bytes = fs::read(fixture().join("everything.man")).unwrap();
    let options = Options {
        mc_version,
        bug_compatible: false,
    };
    Resources::new(&corpus::compile("everything.man", &bytes), options)
}

/// Type, name, language and data of each resource, numbers as text.
type Listed = (String, String, u32, Vec<u8>);

fn list_dll<H: ImageNtHeaders>(dll: &[u8]) -> Vec<Listed> {
    let file = PeFile::<H>::parse(dll).unwrap();
    let directories = file.data_directories();
    let sections = file.section_table();
    let tree = directories
        .resource_directory(dll, &sections)
        .unwrap()
        .unwrap();
    let text = |name: ResourceNameOrId| match name {
        ResourceNameOrId::Name(name) => name.to_string_lossy(tree).unwrap(),
        ResourceNameOrId::Id(id) => id.to_string(),
    };
    let mut listed = Vec::new();
    for kind in tree.root().unwrap().entries {
        let names = kind.data(tree).unwrap().table().unwrap();
        for name in names.entries {
            for language in name.data(tree).unwrap().table().unwrap().entries {
                let ResourceDirectoryEntryData::Data(entry) = language.data(tree).unwrap() else {
                    panic!("four levels")
                };
                let data = sections
                    .pe_data_at(dll, entry.offset_to_data.get(LE))
                    .unwrap();
                let data = data[..entry.size.get(LE) as usize].to_vec();
                let id = language.name_or_id().id().unwrap();
                listed.push((
                    text(kind.name_or_id()),
                    text(name.name_or_id()),
                    id.into(),
                    data,
                ));
            }
        }
    }
    assert!(directories.get(IMAGE_DIRECTORY_ENTRY_RESOURCE).is_some());
    listed
}

fn expected(resources: &Resources) -> Vec<Listed> {
    let one = || "1".to_owned();
    let template = resources.wevt_template.clone();
    let mut expected = vec![("WEVT_TEMPLATE".to_owned(), one(), 0x0409, template)];
    let tables = resources.message_tables.iter();
    let mut tables: Vec<Listed> = tables
        .map(|it| {
            (
                "11".to_owned(),
                one(),
                it.language_id.into(),
                it.bytes.clone(),
            )
        })
        .collect();
    tables.sort_by_key(|it| it.2);
    expected.extend(tables);
    expected
}

#[test]
fn a_dll_holds_everything_and_says_what_it_is() {
    let resources = everything(McVersion::default());
    for (machine, number) in MACHINES {
        let dll = resources.dll(machine, "everything.dll");
        let mut listed = match machine {
            Machine::X86 => list_dll::<ImageNtHeaders32>(&dll),
            Machine::X64 | Machine::Arm64 => list_dll::<ImageNtHeaders64>(&dll),
        };
        let (kind, _, _, version) = listed.pop().unwrap();
        assert_eq!(kind, "16");
        assert_eq!(listed, expected(&resources));
        let wide = |text: &str| {
            text.encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<_>>()
        };
        for text in ["VS_VERSION_INFO", "everything.dll", "Example-Second"] {
            assert!(
                version.windows(text.len() * 2).any(|it| it == wide(text)),
                "{text}"
            );
        }
        assert_eq!(dll[0x44..0x46], number.to_le_bytes());
        assert_eq!(
            checksum(&dll),
            u32::from_le_bytes(dll[0x98..0x9C].try_into().unwrap())
        );
        assert_eq!(dll.len() % 0x200, 0);
    }
}

/// As the tools of Windows compute it, over a file whose own field counts as 0.
fn checksum(dll: &[u8]) -> u32 {
    let mut sum = 0_u64;
    for (index, word) in dll.chunks(2).enumerate() {
        if !(0x98..0x9C).contains(&(index * 2)) {
            sum += u64::from(u16::from_le_bytes([word[0], word[1]]));
        }
    }
    while sum > 0xFFFF {
        sum = (sum & 0xFFFF) + (sum >> 16);
    }
    u32::try_from(sum).unwrap() + u32::try_from(dll.len()).unwrap()
}

#[test]
fn an_object_points_at_every_resource() {
    let resources = everything(McVersion::default());
    let template = &resources.wevt_template;
    for (machine, relocation) in [(Machine::X86, 7), (Machine::X64, 3), (Machine::Arm64, 2)] {
        let bytes = resources.coff(machine);
        let file: CoffFile = CoffFile::parse(&*bytes).unwrap();
        let tree = file.section_by_name(".rsrc$01").unwrap();
        let data = file.section_by_name(".rsrc$02").unwrap().data().unwrap();
        let relocations: Vec<_> = tree.relocations().collect();
        assert_eq!(relocations.len(), 1 + resources.message_tables.len());
        let mut found = Vec::new();
        for (at, it) in relocations {
            let object::RelocationTarget::Symbol(symbol) = it.target() else {
                panic!()
            };
            let start = file.symbol_by_index(symbol).unwrap().address();
            let (start, at) = (
                usize::try_from(start).unwrap(),
                usize::try_from(at).unwrap(),
            );
            let entry = &tree.data().unwrap()[at..];
            let size = u32::from_le_bytes(entry[4..8].try_into().unwrap()) as usize;
            found.push(data[start..start + size].to_vec());
            let object::RelocationFlags::Coff { typ } = it.flags() else {
                panic!()
            };
            assert_eq!(typ, RelocationType(relocation));
        }
        assert_eq!(found.pop().as_ref(), Some(template));
        let tables = resources
            .message_tables
            .iter()
            .rev()
            .map(|it| it.bytes.clone());
        assert_eq!(found, tables.collect::<Vec<_>>());
    }
}

#[test]
fn an_object_for_gnu_has_everything_in_one_section() {
    let resources = everything(McVersion::default());
    let tables = resources.message_tables.iter().rev().map(|it| &it.bytes);
    let expected: Vec<_> = tables.chain([&resources.wevt_template]).collect();
    for (machine, _) in MACHINES {
        let bytes = resources.gnu_object(machine);
        let file: CoffFile = CoffFile::parse(&*bytes).unwrap();
        let sections: Vec<_> = file.sections().collect();
        assert_eq!((sections.len(), sections[0].name()), (1, Ok(".rsrc")));
        let section = sections[0].data().unwrap();
        let found = sections[0].relocations().map(|(at, relocation)| {
            let object::RelocationTarget::Symbol(symbol) = relocation.target() else {
                panic!()
            };
            assert_eq!(file.symbol_by_index(symbol).unwrap().address(), 0);
            let entry = &section[usize::try_from(at).unwrap()..];
            let number = |at: usize| u32::from_le_bytes(entry[at..at + 4].try_into().unwrap());
            &section[number(0) as usize..][..number(4) as usize]
        });
        assert!(found.eq(expected.iter().map(|it| it.as_slice())));
    }
}

#[test]
fn every_file_reads_back_to_the_same_resources() {
    for mc_version in McVersion::ALL {
        let resources = everything(*mc_version);
        let files = [
            resources.res(),
            resources.dll(Machine::X64, "e.dll"),
            resources.dll(Machine::X86, "e.dll"),
        ];
        for file in files {
            let input = Input {
                file: &file,
                message_tables: &[],
                file_name: "e.dll",
            };
            let back = decompile(&input).unwrap();
            assert_eq!(
                back.options,
                Options {
                    mc_version: *mc_version,
                    bug_compatible: false
                }
            );
            let manifest = corpus::compile("again.man", back.manifest.as_bytes());
            let again = Resources::new(&manifest, back.options);
            assert!(
                again.wevt_template == resources.wevt_template,
                "{}",
                back.manifest
            );
            assert_eq!(expected(&again)[1..], expected(&resources)[1..]);
        }
    }
}

#[test]
fn bytes_stay_what_they_were() {
    for mc_version in McVersion::ALL {
        let resources = everything(*mc_version);
        let mut files = vec![(
            format!("{mc_version}.TEMP.BIN"),
            resources.wevt_template.clone(),
        )];
        for (table, name) in resources
            .message_tables
            .iter()
            .zip(resources.message_files(None))
        {
            files.push((format!("{mc_version}.{name}"), table.bytes.clone()));
        }
        for (name, bytes) in files {
            assert_file(&fixture().join(name), &bytes);
        }
    }
}
