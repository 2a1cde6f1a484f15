//! Events with the smallest and largest versions, levels, opcodes, tasks and keywords.

use crate::decoded::Expected;
use crate::shipped::Case;

mod events {
    etw_provider::include_manifest!("numbers");
}

/// `[id, version, level, opcode, task]`
const fn expected(name: &'static str, numbers: [u16; 5], keyword: u64) -> Expected {
    let [id, version, level, opcode, task] = numbers;
    Expected {
        provider: "Example_Numbers",
        name,
        id,
        version: version as u8,
        level: level as u8,
        opcode: opcode as u8,
        task,
        keyword,
        fields: "",
    }
}

pub(crate) const CASES: [Case; 5] = [
    Case {
        emit: |activity| events::Failed.emit_with(activity),
        expected: expected("Failed", [1, 0, 2, 10, 1], 0x8000_0000_0000_0001),
    },
    Case {
        emit: |activity| events::FailedV1.emit_with(activity),
        expected: expected("Failed_V1", [1, 1, 2, 11, 1], 0x8000_0000_0000_0001),
    },
    Case {
        emit: |activity| events::Closed.emit_with(activity),
        expected: expected("Closed", [2, 0, 20, 10, 2], 0x2001_0000_0000_0001),
    },
    Case {
        emit: |activity| events::InSystem.emit_with(activity),
        expected: expected("InSystem", [3, 0, 3, 1, 0], 0x4000_0000_0000_0000),
    },
    Case {
        emit: |activity| events::Last.emit_with(activity),
        expected: expected("Last", [65535, 255, 5, 100, 0], 0),
    },
];
