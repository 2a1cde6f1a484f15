//! Replaces a function that this program imports from a DLL, by changing the program's import address table.
#![allow(
    unsafe_code,
    reason = "reads the headers of the running program and writes to its import table"
)]

use std::ffi::{CStr, c_char, c_void};

/// Offsets in the headers of a program, from the specification of the format.
const OFFSET_OF_NEW_HEADER: usize = 0x3C;
const IMPORT_DIRECTORY_FROM_NEW_HEADER: usize = 24 + if usize::BITS == 64 { 120 } else { 104 };
const IMPORT_DESCRIPTOR_SIZE: usize = 20;
const PAGE_READWRITE: u32 = 4;

#[cfg_attr(
    target_arch = "x86",
    link(
        name = "kernel32",
        kind = "raw-dylib",
        import_name_type = "undecorated"
    )
)]
#[cfg_attr(not(target_arch = "x86"), link(name = "kernel32", kind = "raw-dylib"))]
unsafe extern "system" {
    fn GetModuleHandleW(name: *const u16) -> *mut c_void;
    fn VirtualProtect(address: *mut c_void, size: usize, protection: u32, old: *mut u32) -> i32;
}

/// Makes calls of `dll`!`function` go to `replacement` from now on.
///
/// # Panics
/// If the program does not import the function.
///
/// # Safety
/// The replacement must be a function with the signature of the original.
pub unsafe fn repoint(dll: &str, function: &str, replacement: *const c_void) {
    // SAFETY: a null name asks for the program itself, which stays loaded.
    let image = unsafe { GetModuleHandleW(std::ptr::null()) }
        .cast_const()
        .cast();
    let slot =
        find(image, dll, function).unwrap_or_else(|| panic!("{dll}!{function} is not imported"));
    let mut old = 0;
    // SAFETY: the slot is part of the image, is made writable first, and is replaced in one store.
    unsafe {
        assert_ne!(
            VirtualProtect(
                slot.cast(),
                size_of::<usize>(),
                PAGE_READWRITE,
                &raw mut old
            ),
            0
        );
        slot.write_volatile(replacement);
    }
}

fn find(image: *const u8, dll: &str, function: &str) -> Option<*mut *const c_void> {
    let new_header = read::<u32>(image, OFFSET_OF_NEW_HEADER) as usize;
    let directory = read::<u32>(image, new_header + IMPORT_DIRECTORY_FROM_NEW_HEADER) as usize;
    (directory..)
        .step_by(IMPORT_DESCRIPTOR_SIZE)
        .map_while(|descriptor| {
            let [names, _, _, name, slots] =
                read::<[u32; 5]>(image, descriptor).map(|offset| offset as usize);
            (slots != 0).then_some((names, name, slots))
        })
        .filter(|&(_, name, _)| text(image, name).eq_ignore_ascii_case(dll))
        .find_map(|(names, _, slots)| {
            let index = position(image, names, function)?;
            // SAFETY: a table of imports has as many slots as names, inside the image.
            Some(
                unsafe { image.add(slots + index * size_of::<usize>()) }
                    .cast_mut()
                    .cast(),
            )
        })
}

/// The position of a name in a table of imported names, which ends with a zero.
fn position(image: *const u8, names: usize, function: &str) -> Option<usize> {
    (names..)
        .step_by(size_of::<usize>())
        .map_while(|entry| Some(read::<usize>(image, entry)).filter(|&name| name != 0))
        // The top bit marks an import by number; a name comes after a 16-bit hint.
        .position(|name| name >> (usize::BITS - 1) == 0 && text(image, name + 2) == function)
}

fn read<T>(image: *const u8, offset: usize) -> T {
    // SAFETY: the offsets come from the headers of a loaded image, so they lie within it.
    unsafe { image.add(offset).cast::<T>().read_unaligned() }
}

fn text(image: *const u8, offset: usize) -> &'static str {
    // SAFETY: as above; names in the headers end with a NUL, and the program stays loaded.
    let text = unsafe { CStr::from_ptr(image.add(offset).cast::<c_char>()) };
    text.to_str().unwrap_or_default()
}
