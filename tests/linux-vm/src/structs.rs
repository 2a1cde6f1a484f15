//! Structs and maps.

use crate::decoded::Expected;
use crate::shipped::Case;
use crate::types::GUID;

mod events {
    etw_provider::include_manifest!("structs");
}
mod maps {
    etw_provider::include_manifest!("maps");
}

const fn expected(id: u16, name: &'static str, fields: &'static str) -> Expected {
    Expected {
        provider: "Example_Structs",
        name,
        id,
        version: 0,
        level: 1,
        opcode: 0,
        task: 0,
        keyword: 0,
        fields,
    }
}

const SINGLE: Case = Case {
    emit: |activity| {
        let info = events::SingleInfo {
            text: "añ",
            id: GUID,
        };
        let pair = events::SinglePair { a: -1, b: 0.5 };
        events::Single { info, pair }.emit_with(activity)
    },
    expected: expected(
        1,
        "Single",
        concat!(
            r#""Info": { "Length": 2, "Text": "añ", "Id": "00112233-4455-6677-8899-aabbccddeeff" }, "#,
            r#""Pair": { "A": -1, "B": 0.5 }"#,
        ),
    ),
};

const FIXED: Case = Case {
    emit: |activity| {
        let info = events::FixedInfo {
            text: "a",
            id: GUID,
        };
        let empty = events::FixedInfo { text: "", id: GUID };
        let pair = events::FixedPair { a: 1, b: 2.5 };
        let event = events::Fixed {
            info: &[info, empty],
            pair: &[pair, pair],
        };
        event.emit_with(activity)
    },
    expected: expected(
        2,
        "Fixed",
        concat!(
            r#""Info": [ { "Length": 1, "Text": "a", "Id": "00112233-4455-6677-8899-aabbccddeeff" }, "#,
            r#"{ "Length": 0, "Text": "", "Id": "00112233-4455-6677-8899-aabbccddeeff" } ], "#,
            r#""Pair": [ { "A": 1, "B": 2.5 }, { "A": 1, "B": 2.5 } ]"#,
        ),
    ),
};

const COUNTED: Case = Case {
    emit: |activity| {
        let info = events::CountedInfo {
            text: "hi",
            id: GUID,
        };
        let pair = events::CountedPair { a: -1, b: 1.5 };
        let event = events::Counted {
            info: &[info],
            pair: &[pair],
            names: &["n"],
        };
        event.emit_with(activity)
    },
    expected: expected(
        3,
        "Counted",
        concat!(
            r#""Count": 1, "#,
            r#""Info": [ { "Length": 2, "Text": "hi", "Id": "00112233-4455-6677-8899-aabbccddeeff" } ], "#,
            r#""Pair": [ { "A": -1, "B": 1.5 } ], "Names": [ "n" ]"#,
        ),
    ),
};

const NONE: Case = Case {
    emit: |activity| {
        let event: events::Counted<'_> = events::Counted {
            info: &[],
            pair: &[],
            names: &[],
        };
        event.emit_with(activity)
    },
    expected: expected(
        3,
        "Counted",
        r#""Count": 0, "Info": [ ], "Pair": [ ], "Names": [ ]"#,
    ),
};

const INNER: Case = Case {
    emit: |activity| {
        let option = events::InnerOption {
            parts: &["a", "", "bc"],
            raw: &[1, 2],
        };
        events::Inner { option, result: 7 }.emit_with(activity)
    },
    expected: expected(
        4,
        "Inner",
        r#""Option": { "Count": 3, "Parts": [ "a", "", "bc" ], "Raw": "01 02" }, "Result": 7"#,
    ),
};

const MAPPED: Case = Case {
    emit: |activity| {
        let event = maps::Mapped {
            small: maps::Color(1),
            wide: maps::ColorU32(511),
            hex: maps::ColorU32(7),
            access: maps::Access::READ | maps::Access::WRITE,
            accesses: &[maps::AccessU16(1), maps::AccessU16(0x20)],
            t: maps::T(2),
            text: "t",
            inner: maps::MappedInner {
                kind: maps::Color(0),
            },
        };
        event.emit_with(activity)
    },
    expected: Expected {
        provider: "Example_Maps",
        ..expected(
            1,
            "Mapped",
            concat!(
                r#""Small": 1, "Wide": 511, "Hex": "0x7", "Access": "0x3", "Accesses": [ "0x1", "0x20" ], "#,
                r#""T": 2, "Text": "t", "Inner": { "Kind": 0 }"#,
            ),
        )
    },
};

pub(crate) const CASES: [Case; 6] = [SINGLE, FIXED, COUNTED, NONE, INNER, MAPPED];
