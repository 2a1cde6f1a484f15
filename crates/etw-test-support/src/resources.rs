//! Looks up resources and messages of programs and libraries as Event Viewer does, through the system's own functions.
#![allow(unsafe_code, reason = "system calls")]

use std::ffi::c_void;
use std::os::windows::ffi::OsStrExt as _;
use std::path::Path;

/// English of the United States, and Spanish of Spain.
pub const ENGLISH: u16 = 0x0409;
/// See [`ENGLISH`].
pub const SPANISH: u16 = 0x0C0A;

/// `RT_MESSAGETABLE`
const MESSAGE_TABLE: usize = 11;
const LOAD_AS_DATA: u32 = 0x0000_0002 | 0x0000_0020;
const FROM_MODULE: u32 = 0x0800;
const ARGUMENT_ARRAY: u32 = 0x2000;

type Handle = *mut c_void;

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
    fn GetModuleHandleW(name: *const u16) -> Handle;
    fn LoadLibraryExW(name: *const u16, file: Handle, flags: u32) -> Handle;
    fn FindResourceExW(module: Handle, kind: *const u16, name: *const u16, language: u16)
    -> Handle;
    fn SizeofResource(module: Handle, resource: Handle) -> u32;
    fn LoadResource(module: Handle, resource: Handle) -> Handle;
    fn LockResource(data: Handle) -> *const u8;
    fn GetLastError() -> u32;
    fn FormatMessageW(
        flags: u32,
        source: Handle,
        id: u32,
        language: u32,
        buffer: *mut u16,
        size: u32,
        arguments: *const *const u16,
    ) -> u32;
}

/// A program or library whose resources are looked up; it stays loaded.
#[derive(Clone, Copy, Debug)]
pub struct Module(Handle);

impl Module {
    /// The running program.
    #[must_use]
    pub fn this_program() -> Self {
        // SAFETY: a null name asks for the program itself.
        Self(unsafe { GetModuleHandleW(std::ptr::null()) })
    }

    /// A file, loaded as data: none of its code runs.
    ///
    /// # Panics
    /// If Windows cannot load it.
    #[must_use]
    pub fn load(path: &Path) -> Self {
        let name: Vec<u16> = path.as_os_str().encode_wide().chain([0]).collect();
        // SAFETY: the name ends with a NUL.
        let handle = unsafe { LoadLibraryExW(name.as_ptr(), std::ptr::null_mut(), LOAD_AS_DATA) };
        // SAFETY: always allowed.
        let code = unsafe { GetLastError() };
        assert!(!handle.is_null(), "{}: error {code}", path.display());
        Self(handle)
    }

    /// The `WEVT_TEMPLATE` resource.
    #[must_use]
    pub fn wevt_template(self) -> Option<&'static [u8]> {
        let kind: Vec<u16> = "WEVT_TEMPLATE\0".encode_utf16().collect();
        self.find(kind.as_ptr(), ENGLISH)
    }

    /// The message table of exactly this language.
    #[must_use]
    pub fn message_table(self, language: u16) -> Option<&'static [u8]> {
        self.find(std::ptr::without_provenance(MESSAGE_TABLE), language)
    }

    fn find(self, kind: *const u16, language: u16) -> Option<&'static [u8]> {
        // SAFETY: the kind is a number or a text with a NUL, the name is 1; the module stays loaded, and its resources
        // with it.
        unsafe {
            let name = std::ptr::without_provenance(1);
            let resource = FindResourceExW(self.0, kind, name, language);
            if resource.is_null() {
                return None;
            }
            let size = SizeofResource(self.0, resource) as usize;
            let data = LockResource(LoadResource(self.0, resource));
            (!data.is_null()).then(|| std::slice::from_raw_parts(data, size))
        }
    }

    /// A message of exactly this language with these inserts, or the error of `FormatMessageW`. The line break at the
    /// end that every message has is left out.
    ///
    /// # Errors
    /// 317 where there is no such message, 1815 where there is no such language.
    pub fn message(self, id: u32, language: u16, inserts: &[&str]) -> Result<String, u32> {
        let texts: Vec<Vec<u16>> = inserts
            .iter()
            .map(|text| text.encode_utf16().chain([0]).collect())
            .collect();
        let arguments: Vec<*const u16> = texts.iter().map(Vec::as_ptr).collect();
        let mut buffer = vec![0_u16; 4096];
        // SAFETY: the buffer has the size that is given, and there are as many arguments as messages have inserts,
        // which callers see to.
        let length = unsafe {
            FormatMessageW(
                FROM_MODULE | ARGUMENT_ARRAY,
                self.0,
                id,
                language.into(),
                buffer.as_mut_ptr(),
                4096,
                arguments.as_ptr(),
            )
        };
        if length == 0 {
            // SAFETY: always allowed.
            return Err(unsafe { GetLastError() });
        }
        let text = String::from_utf16_lossy(&buffer[..length as usize]);
        Ok(text.trim_end_matches("\r\n").to_owned())
    }
}
