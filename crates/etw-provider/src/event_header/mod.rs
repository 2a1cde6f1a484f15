//! `EventHeader`, the encoding that decoders on Linux read, made from the metadata and the payload of an event.
//!
//! | in the manifest | in `EventHeader` |
//! |---|---|
//! | integers, `win:Float`, `win:Double` | values of the same width; `win:HexInt…`, `win:NTSTATUS`, `win:HResult`, pointers and bit maps in hexadecimal |
//! | `win:Boolean`, `win:UInt8` as `xs:boolean` | booleans of the same width |
//! | `win:PID`, `win:Port`, `win:IPv4` | process id, port, address |
//! | `win:IPv6` | binary in the format of an address |
//! | `win:GUID` | UUID, with its bytes in the order of its text |
//! | strings that end with a NUL | strings that end with a NUL, of the same units |
//! | strings and binaries with a length | a 16-bit count of units, then the units |
//! | counted strings and binaries | the same, where Windows counts bytes |
//! | `win:SID` | binary |
//! | `win:FILETIME` | a struct: `Time`, in seconds since 1970, and `Nanoseconds` |
//! | `win:SYSTEMTIME` | a struct of its eight numbers |
//! | `count="3"` of values | an array with its count in the description |
//! | `count="Field"`, and any array of structs | an array after another 16-bit count; the field with the count remains |
//! | `<struct>` | a struct |
//!
//! A template that a description cannot express (more than 255 fields, or 127 in a struct) becomes one binary field,
//! `Payload`, with the bytes that Windows would get.

mod description;
mod form;
mod header;
mod payload;

#[cfg(test)]
mod tests;

pub(crate) use description::{describe, size};
pub(crate) use form::Layout;
pub(crate) use header::{Header, level};
pub(crate) use payload::{Problem, reencode};
