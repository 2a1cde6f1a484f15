//! No file makes `decompile` panic, or read more than its size allows.

use std::fs;
use std::path::Path;

use crate::corpus;
use crate::decompile_hostile::bounded;
use etw_manifest::decompile::Input;
use etw_manifest::resource::{Machine, Options, Resources};

/// A small generator of numbers (xorshift), so that a failure repeats.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).unwrap()
    }

    /// Changes some bytes, to values that sizes and places break at; sometimes cuts the end off.
    fn damage(&mut self, bytes: &[u8]) -> Vec<u8> {
        const EDGES: [u32; 8] = [
            0,
            1,
            0xFF,
            0xFFFF,
            0x7FFF_FFFF,
            0x8000_0000,
            0xFFFF_FFFE,
            0xFFFF_FFFF,
        ];
        let mut bytes = bytes.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len() - 4);
            match self.below(3) {
                0 => bytes[at] = u8::try_from(self.below(256)).unwrap(),
                1 => bytes[at..at + 4].copy_from_slice(&EDGES[self.below(8)].to_le_bytes()),
                _ => {
                    let place = u32::try_from(self.below(bytes.len())).unwrap();
                    bytes[at..at + 4].copy_from_slice(&place.to_le_bytes());
                }
            }
        }
        if self.below(8) == 0 {
            bytes.truncate(self.below(bytes.len()));
        }
        bytes
    }
}

fn read(file: &[u8], message_tables: &[(u16, &[u8])]) {
    let _ = bounded(&Input {
        file,
        message_tables,
        file_name: "x.dll",
    });
}

#[test]
fn damaged_files_are_refused_or_read() {
    let path = "tests/fixtures/resources/everything.man";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let manifest = corpus::compile("everything.man", &fs::read(path).unwrap());
    let resources = Resources::new(&manifest, Options::default());
    let table = &resources.message_tables[0].bytes;
    let files = [
        resources.wevt_template.clone(),
        resources.res(),
        resources.dll(Machine::X64, "x.dll"),
    ];
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for _ in 0..100 {
        for file in &files {
            read(&random.damage(file), &[]);
        }
        read(&files[0], &[(0x0409, &random.damage(table))]);
    }
}

#[test]
fn anything_at_all_is_refused_or_read() {
    let mut random = Random(1);
    for start in [&b""[..], b"MZ", b"CRIM", &[0, 0, 0, 0, 0x20, 0, 0, 0]] {
        for length in 0..200 {
            let mut bytes = start.to_vec();
            bytes.extend((0..length).map(|_| u8::try_from(random.below(256)).unwrap()));
            read(&bytes, &[]);
        }
    }
}
