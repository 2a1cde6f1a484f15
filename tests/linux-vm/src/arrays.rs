//! Every form of count and length.

use etw_provider::{FileTime, HResult, Port, Sid};

use crate::decoded::Expected;
use crate::shipped::Case;
use crate::types::{DATE, GUID, LOCAL_SYSTEM, TIME};

mod events {
    etw_provider::include_manifest!("arrays");
}

const fn expected(id: u16, name: &'static str, fields: &'static str) -> Expected {
    Expected {
        provider: "Example_Arrays",
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

fn system() -> Sid<'static> {
    Sid::new(&LOCAL_SYSTEM).unwrap()
}

fn fixed_count<R>(use_it: impl FnOnce(&events::FixedCount<'_>) -> R) -> R {
    use_it(&events::FixedCount {
        unicode_string: &["a", "ñ"],
        ansi_string: &["b", ""],
        int8: &[1, -1],
        u_int8: &[2, 255],
        int16: &[3, -3],
        u_int16: &[4, 65535],
        int32: &[5, -5],
        u_int32: &[6, 4_294_967_295],
        int64: &[7, -7],
        u_int64: &[8, 9],
        float: &[0.5, -0.5],
        double: &[0.25, -0.25],
        boolean: &[true, false],
        binary: &[*b"\x01\x02\x03", *b"\x04\x05\x06"],
        guid: &[GUID, GUID],
        pointer: &[16, 17],
        filetime: &[TIME, FileTime::UNIX_EPOCH],
        systemtime: &[DATE, DATE],
        sid: &[system(), system()],
        hex_int32: &[18, 19],
        hex_int64: &[20, 21],
        counted_unicode_string: &["x", "yz"],
        counted_ansi_string: &["v", ""],
        counted_binary: &[b"\xff", b""],
    })
}

fn variable_count<R>(use_it: impl FnOnce(&events::VariableCount<'_>) -> R) -> R {
    fixed_count(|event| {
        use_it(&events::VariableCount {
            unicode_string: event.unicode_string,
            ansi_string: event.ansi_string,
            int8: event.int8,
            u_int8: event.u_int8,
            int16: event.int16,
            u_int16: event.u_int16,
            int32: event.int32,
            u_int32: event.u_int32,
            int64: event.int64,
            u_int64: event.u_int64,
            float: event.float,
            double: event.double,
            boolean: event.boolean,
            binary: event.binary,
            guid: event.guid,
            pointer: event.pointer,
            filetime: event.filetime,
            systemtime: event.systemtime,
            sid: event.sid,
            hex_int32: event.hex_int32,
            hex_int64: event.hex_int64,
            counted_unicode_string: event.counted_unicode_string,
            counted_ansi_string: event.counted_ansi_string,
            counted_binary: event.counted_binary,
        })
    })
}

const NONE: events::VariableCount<'_> = events::VariableCount {
    unicode_string: &[],
    ansi_string: &[],
    int8: &[],
    u_int8: &[],
    int16: &[],
    u_int16: &[],
    int32: &[],
    u_int32: &[],
    int64: &[],
    u_int64: &[],
    float: &[],
    double: &[],
    boolean: &[],
    binary: &[],
    guid: &[],
    pointer: &[],
    filetime: &[],
    systemtime: &[],
    sid: &[],
    hex_int32: &[],
    hex_int64: &[],
    counted_unicode_string: &[],
    counted_ansi_string: &[],
    counted_binary: &[],
};

/// The fields of both, the first item of the one that counts apart.
macro_rules! twos {
    ($count:literal) => {
        concat!(
            $count,
            r#""UnicodeString": [ "a", "ñ" ], "AnsiString": [ "b", "" ], "Int8": [ 1, -1 ], "#,
            r#""UInt8": [ 2, 255 ], "Int16": [ 3, -3 ], "UInt16": [ 4, 65535 ], "Int32": [ 5, -5 ], "#,
            r#""UInt32": [ 6, 4294967295 ], "Int64": [ 7, -7 ], "UInt64": [ 8, 9 ], "#,
            r#""Float": [ 0.5, -0.5 ], "Double": [ 0.25, -0.25 ], "Boolean": [ true, false ], "#,
            r#""Binary": [ "01 02 03", "04 05 06" ], "#,
            r#""GUID": [ "00112233-4455-6677-8899-aabbccddeeff", "00112233-4455-6677-8899-aabbccddeeff" ], "#,
            r#""Pointer": [ "0x10", "0x11" ], "#,
            r#""FILETIME": [ { "Time": "2024-02-29T12:34:56Z", "Nanoseconds": 789123400 }, "#,
            r#"{ "Time": "1970-01-01T00:00:00Z", "Nanoseconds": 0 } ], "#,
            r#""SYSTEMTIME": [ { "Year": 2024, "Month": 2, "DayOfWeek": 4, "Day": 29, "Hour": 12, "#,
            r#""Minute": 34, "Second": 56, "Milliseconds": 789 }, { "Year": 2024, "Month": 2, "#,
            r#""DayOfWeek": 4, "Day": 29, "Hour": 12, "Minute": 34, "Second": 56, "Milliseconds": 789 } ], "#,
            r#""SID": [ "01 01 00 00 00 00 00 05 12 00 00 00", "01 01 00 00 00 00 00 05 12 00 00 00" ], "#,
            r#""HexInt32": [ "0x12", "0x13" ], "HexInt64": [ "0x14", "0x15" ], "#,
            r#""CountedUnicodeString": [ "x", "yz" ], "CountedAnsiString": [ "v", "" ], "#,
            r#""CountedBinary": [ "FF", "" ]"#,
        )
    };
}

const NONES: &str = concat!(
    r#""Count": 0, "UnicodeString": [ ], "AnsiString": [ ], "Int8": [ ], "UInt8": [ ], "Int16": [ ], "#,
    r#""UInt16": [ ], "Int32": [ ], "UInt32": [ ], "Int64": [ ], "UInt64": [ ], "Float": [ ], "#,
    r#""Double": [ ], "Boolean": [ ], "Binary": [ ], "GUID": [ ], "Pointer": [ ], "FILETIME": [ ], "#,
    r#""SYSTEMTIME": [ ], "SID": [ ], "HexInt32": [ ], "HexInt64": [ ], "CountedUnicodeString": [ ], "#,
    r#""CountedAnsiString": [ ], "CountedBinary": [ ]"#,
);

const FIXED_LENGTHS: &str = concat!(
    r#""UnicodeString": "añ\u0000b", "UnicodeStrings": [ "abcd", "efgh" ], "#,
    r#""AnsiString": "abcd", "AnsiStrings": [ "efgh", "ijkl" ], "#,
    r#""Binary": "01 02 03 04", "Binarys": [ "05 06 07 08", "09 0A 0B 0C" ], "#,
    r#""SID": "01 01 00 00 00 00 00 05 12 00 00 00", "#,
    r#""SIDs": [ "01 01 00 00 00 00 00 05 12 00 00 00", "01 01 00 00 00 00 00 05 12 00 00 00" ]"#,
);

fn fixed_length(activity: &etw_provider::Activity) -> etw_provider::Outcome {
    let units = |text: &str| -> [u16; 4] {
        let mut units = text.encode_utf16();
        [(); 4].map(|()| units.next().unwrap())
    };
    events::FixedLength {
        unicode_string: &units("añ\0b"),
        unicode_strings: &[units("abcd"), units("efgh")],
        ansi_string: b"abcd",
        ansi_strings: &[*b"efgh", *b"ijkl"],
        binary: &[1, 2, 3, 4],
        binarys: &[[5, 6, 7, 8], [9, 10, 11, 12]],
        sid: system(),
        sids: &[system(), system()],
    }
    .emit_with(activity)
}

/// Arrays of texts, binaries and SIDs whose length is one for all.
fn shared_length(activity: &etw_provider::Activity) -> etw_provider::Outcome {
    events::VariableLengthVariableCount {
        unicode_string: &["twelve chars", "12 more char"],
        ansi_string: &["and as ASCII", "............"],
        binary: &[&[0; 12], &[1; 12]],
        sid: &[system(), system()],
    }
    .emit_with(activity)
}

pub(crate) const CASES: [Case; 10] = [
    Case {
        emit: |activity| fixed_count(|event| event.emit_with(activity)),
        expected: expected(1, "FixedCount", twos!("")),
    },
    Case {
        emit: |activity| variable_count(|event| event.emit_with(activity)),
        expected: expected(2, "VariableCount", twos!(r#""Count": 2, "#)),
    },
    Case {
        emit: |activity| NONE.emit_with(activity),
        expected: expected(2, "VariableCount", NONES),
    },
    Case {
        emit: fixed_length,
        expected: expected(3, "FixedLength", FIXED_LENGTHS),
    },
    Case {
        emit: |activity| {
            events::VariableLength {
                unicode_string: "añ",
                ansi_string: "abc",
                binary: &[7, 8],
                sid: system(),
            }
            .emit_with(activity)
        },
        expected: expected(
            4,
            "VariableLength",
            concat!(
                r#""UnicodeStringLength": "0x2", "UnicodeString": "añ", "AnsiStringLength": "0x3", "#,
                r#""AnsiString": "abc", "BinaryLength": "0x2", "Binary": "07 08", "#,
                r#""SIDLength": "0xC", "SID": "01 01 00 00 00 00 00 05 12 00 00 00""#,
            ),
        ),
    },
    Case {
        emit: |activity| {
            events::VariableLengthFixedCount {
                unicode_string: &["twelve chars", "12 more char"],
                ansi_string: &["and as ASCII", "............"],
                binary: &[&[0; 12], &[1; 12]],
                sid: &[system(), system()],
            }
            .emit_with(activity)
        },
        expected: expected(
            5,
            "VariableLengthFixedCount",
            concat!(
                r#""Length": 12, "UnicodeString": [ "twelve chars", "12 more char" ], "#,
                r#""AnsiString": [ "and as ASCII", "............" ], "#,
                r#""Binary": [ "00 00 00 00 00 00 00 00 00 00 00 00", "01 01 01 01 01 01 01 01 01 01 01 01" ], "#,
                r#""SID": [ "01 01 00 00 00 00 00 05 12 00 00 00", "01 01 00 00 00 00 00 05 12 00 00 00" ]"#,
            ),
        ),
    },
    Case {
        emit: shared_length,
        expected: expected(
            6,
            "VariableLengthVariableCount",
            concat!(
                r#""Length": 12, "Count": 2, "UnicodeString": [ "twelve chars", "12 more char" ], "#,
                r#""AnsiString": [ "and as ASCII", "............" ], "#,
                r#""Binary": [ "00 00 00 00 00 00 00 00 00 00 00 00", "01 01 01 01 01 01 01 01 01 01 01 01" ], "#,
                r#""SID": [ "01 01 00 00 00 00 00 05 12 00 00 00", "01 01 00 00 00 00 00 05 12 00 00 00" ]"#,
            ),
        ),
    },
    Case {
        emit: |activity| {
            events::SharedCount {
                numbers: &[1, -2],
                text: "ab",
                names: &["cd", "ef"],
                loose: 9,
            }
            .emit_with(activity)
        },
        expected: expected(
            7,
            "SharedCount",
            r#""Count": 2, "Numbers": [ 1, -2 ], "Text": "ab", "Names": [ "cd", "ef" ], "Loose": 9"#,
        ),
    },
    Case {
        emit: |activity| {
            events::SpecialElements {
                ports: &[Port(80), Port(443)],
                addresses: &["1.2.3.4".parse().unwrap(), "5.6.7.8".parse().unwrap()],
                addresses6: &["::1".parse().unwrap(), "::2".parse().unwrap()],
                codes: &[HResult(1), HResult(2), HResult(-1)],
                flags: &[true, false],
            }
            .emit_with(activity)
        },
        expected: expected(
            8,
            "SpecialElements",
            concat!(
                r#""Count": 2, "Ports": [ 80, 443 ], "Addresses": [ "1.2.3.4", "5.6.7.8" ], "#,
                r#""Addresses6": [ "::1", "::2" ], "Codes": [ "0x1", "0x2", "0xFFFFFFFF" ], "#,
                r#""Flags": [ true, false ]"#,
            ),
        ),
    },
    Case {
        emit: |activity| {
            let empty: events::SharedCount<'_> = events::SharedCount {
                numbers: &[],
                text: "",
                names: &[],
                loose: 1,
            };
            empty.emit_with(activity)
        },
        expected: expected(
            7,
            "SharedCount",
            r#""Count": 0, "Numbers": [ ], "Text": "", "Names": [ ], "Loose": 1"#,
        ),
    },
];
