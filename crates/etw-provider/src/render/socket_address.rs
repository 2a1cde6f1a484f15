//! Formats a `win:SocketAddress`, which is a `SOCKADDR_STORAGE`.
//!
//! The documentation of `OutputType`: “For the `AF_INET` and `AF_INET6` families, the address is formatted as
//! `<IP_Address>:<Port>`; for all other families the address is formatted as a hex dump.” `AF_LINK` has been added since.

use core::net::{SocketAddrV4, SocketAddrV6};
use std::format;
use std::string::{String, ToString};

use super::number::hex_binary;
use crate::PayloadReader;

const AF_INET: u16 = 2;
/// The number on Windows.
const AF_INET6: u16 = 23;
const AF_LINK: u16 = 33;

/// Formats the address, or its bytes if the family is not known.
pub(super) fn text(bytes: &[u8]) -> String {
    let mut reader = PayloadReader::new(bytes);
    let address = match reader.u16() {
        AF_INET => version_4(&mut reader),
        AF_INET6 => version_6(&mut reader),
        AF_LINK => link(&mut reader),
        _ => return hex_binary(bytes),
    };
    match reader.error() {
        None => address,
        Some(_) => hex_binary(bytes),
    }
}

/// `sin_port`, `sin_addr`.
fn version_4(reader: &mut PayloadReader<'_>) -> String {
    let (port, address) = (reader.port().0, reader.ipv4());
    SocketAddrV4::new(address, port).to_string()
}

/// `sin6_port`, `sin6_flowinfo`, `sin6_addr`, `sin6_scope_id`, the last of which may be cut off.
fn version_6(reader: &mut PayloadReader<'_>) -> String {
    let (port, flow, address) = (reader.port().0, reader.u32(), reader.ipv6());
    let scope = { *reader }.u32();
    SocketAddrV6::new(address, port, flow, scope).to_string()
}

/// The six bytes of `sdl_data`.
fn link(reader: &mut PayloadReader<'_>) -> String {
    let bytes: &[u8; 6] = reader.byte_array();
    bytes.map(|byte| format!("{byte:02X}")).join("-")
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn known_families_are_shown_as_addresses() {
        let version_4 = [2, 0, 0, 80, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
        assert_eq!(text(&version_4), "127.0.0.1:80");
        let mut version_6 = [0; 28];
        version_6[0] = 23;
        version_6[2..4].copy_from_slice(&443_u16.to_be_bytes());
        version_6[23] = 1;
        assert_eq!(text(&version_6), "[::1]:443");
        version_6[24] = 4;
        assert_eq!(text(&version_6), "[::1%4]:443");
        assert_eq!(text(&version_6[..24]), "[::1]:443");
        assert_eq!(text(&[33, 0, 0xAB, 1, 2, 3, 4, 5]), "AB-01-02-03-04-05");
    }

    #[test]
    fn anything_else_is_shown_as_bytes() {
        assert_eq!(text(&[]), "");
        assert_eq!(text(&[2, 0, 0]), "020000");
        assert_eq!(text(&[99, 0, 1]), "630001");
    }
}
