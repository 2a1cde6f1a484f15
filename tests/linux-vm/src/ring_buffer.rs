//! Pages of the kernel's ring buffer to the records in them.

use std::fs::{File, OpenOptions};
use std::io::Read;
use std::os::unix::fs::OpenOptionsExt;

/// `O_NONBLOCK`
const WITHOUT_WAITING: i32 = 0o4000;
/// The header of a page: a time and how many bytes follow.
const PAGE_HEADER: usize = 16;
/// The size of the fields that each record begins with: number of the tracepoint, flags, depth, process.
const COMMON_FIELDS: usize = 8;

/// A record: its time, the number of its tracepoint, and the bytes after the common fields.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Record {
    time: u64,
    pub(crate) tracepoint: u16,
    pub(crate) bytes: Vec<u8>,
}

/// The ring buffers of all processors.
pub(crate) struct RingBuffers(Vec<File>);

impl RingBuffers {
    pub(crate) fn open(tracefs: &str) -> Self {
        let processors = std::fs::read_dir(format!("{tracefs}/per_cpu")).unwrap();
        let open = |folder: std::path::PathBuf| {
            let mut options = OpenOptions::new();
            options.read(true).custom_flags(WITHOUT_WAITING);
            options.open(folder.join("trace_pipe_raw")).unwrap()
        };
        Self(
            processors
                .map(|entry| open(entry.unwrap().path()))
                .collect(),
        )
    }

    /// Takes all records out of the buffers, in the order in which they were written.
    pub(crate) fn take(&mut self) -> Vec<Record> {
        let mut records = Vec::new();
        for file in &mut self.0 {
            let mut page = [0; 4096];
            while let Ok(PAGE_HEADER..) = file.read(&mut page) {
                let size = usize::from(u16::from_le_bytes([page[8], page[9]]) & 0xFFF);
                let time = u64::from_le_bytes(page[..8].try_into().unwrap());
                read_page(time, &page[PAGE_HEADER..][..size], &mut records);
            }
        }
        records.sort();
        records
    }
}

fn word(bytes: &[u8]) -> u32 {
    u32::from_le_bytes(bytes[..4].try_into().unwrap())
}

/// Walks the entries of a page, each of which begins with a word: five bits of type or length, then the time since
/// the one before.
fn read_page(mut time: u64, mut page: &[u8], records: &mut Vec<Record>) {
    const PADDING: u32 = 29;
    const MORE_TIME: u32 = 30;
    const FULL_TIME: u32 = 31;
    while page.len() >= 4 {
        let (kind, since) = (word(page) & 0x1F, u64::from(word(page) >> 5));
        page = &page[4..];
        let later = || since | u64::from(word(page)) << 27;
        let size = match kind {
            PADDING => return,
            MORE_TIME | FULL_TIME => {
                time = if kind == MORE_TIME {
                    time + later()
                } else {
                    later()
                };
                page = &page[4..];
                continue;
            }
            0 => {
                let size = word(page) as usize - 4;
                page = &page[4..];
                size
            }
            words => words as usize * 4,
        };
        time += since;
        records.push(Record {
            time,
            tracepoint: u16::from_le_bytes([page[0], page[1]]),
            bytes: page[COMMON_FIELDS..size].to_vec(),
        });
        page = &page[size..];
    }
}
