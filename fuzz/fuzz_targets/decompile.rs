//! Decompiles any bytes as an executable, a `.res` file, or a `WEVT_TEMPLATE` with a message table.
//!
//! The first four bytes are the number of bytes at the end that are the message table.
#![no_main]

use etw_manifest_fuzz::resources;
use libfuzzer_sys::fuzz_target;

const LANGUAGES: [u16; 4] = [0x0409, 0x0C0A, 0x0000, 0xFFFF];

fuzz_target!(|bytes: &[u8]| {
    let Some((size, rest)) = bytes.split_first_chunk() else {
        return;
    };
    let size = u32::from_le_bytes(*size) as usize;
    let (file, table) = rest.split_at(rest.len().saturating_sub(size));
    let language = LANGUAGES[rest.len() % LANGUAGES.len()];
    let tables = [(language, table)];
    let tables = if size == 0 { &[][..] } else { &tables };
    if let Ok((text, options)) = resources::read(file, tables) {
        resources::check_decompiled(&text, options);
    }
});
