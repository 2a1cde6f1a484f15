//! A library with a provider is loaded, used, stopped and unloaded, again and again.

use std::path::PathBuf;
use std::thread;

/// The file, beside this test.
fn file() -> PathBuf {
    let mut file = std::env::current_exe().unwrap();
    let (prefix, suffix) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    file.set_file_name(format!("{prefix}plugin{suffix}"));
    file
}

/// Loads the library, lets it work on a thread of its own, and unloads it.
fn use_once() {
    let library = system::load(&file());
    thread::scope(|scope| {
        scope.spawn(|| {
            // SAFETY: the functions have these types, and the library stays for as long as they run.
            unsafe {
                let function = |name| system::function(library, name);
                let start: extern "C" fn() = std::mem::transmute(function(c"plugin_start"));
                let work: extern "C" fn() -> usize = std::mem::transmute(function(c"plugin_work"));
                let stop: extern "C" fn() -> bool = std::mem::transmute(function(c"plugin_stop"));
                start();
                assert_eq!(work(), 2);
                assert_eq!(work(), 2);
                assert!(stop());
                assert_eq!(work(), 0);
            }
        });
    });
    assert!(system::is_loaded());
    system::unload(library);
}

#[test]
fn a_library_that_unregistered_its_provider_can_be_unloaded_and_loaded_again() {
    for _ in 0..20 {
        assert!(!system::is_loaded());
        use_once();
    }
    assert!(!system::is_loaded());
}

#[cfg(target_os = "linux")]
mod system {
    use std::ffi::{CStr, CString, c_char, c_int, c_void};
    use std::path::Path;

    const RTLD_NOW: c_int = 2;

    pub(crate) fn load(file: &Path) -> usize {
        let file = CString::new(file.as_os_str().as_encoded_bytes()).unwrap();
        // SAFETY: the path is a string that ends with a NUL.
        let library = unsafe { dlopen(file.as_ptr(), RTLD_NOW) };
        assert!(!library.is_null(), "{file:?} cannot be loaded");
        library as usize
    }

    pub(crate) fn function(library: usize, name: &CStr) -> *const c_void {
        // SAFETY: the library is loaded, and the name is a string that ends with a NUL.
        let function = unsafe { dlsym(library as *mut c_void, name.as_ptr()) };
        assert!(!function.is_null(), "no {name:?}");
        function
    }

    pub(crate) fn unload(library: usize) {
        // SAFETY: the library is loaded, and nothing of it is used any more.
        assert_eq!(unsafe { dlclose(library as *mut c_void) }, 0);
    }

    /// Whether the process has any memory of the library.
    pub(crate) fn is_loaded() -> bool {
        let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
        maps.contains("libplugin.so")
    }

    // Part of the C library, which the standard library links in any case.
    unsafe extern "C" {
        fn dlopen(file: *const c_char, mode: c_int) -> *mut c_void;
        fn dlsym(library: *mut c_void, name: *const c_char) -> *mut c_void;
        fn dlclose(library: *mut c_void) -> c_int;
    }
}

#[cfg(windows)]
mod system {
    use std::ffi::{CStr, c_char, c_void};
    use std::os::windows::ffi::OsStrExt;
    use std::path::Path;

    fn wide(path: &Path) -> Vec<u16> {
        path.as_os_str().encode_wide().chain([0]).collect()
    }

    pub(crate) fn load(file: &Path) -> usize {
        // SAFETY: the path is a string that ends with a NUL.
        let library = unsafe { LoadLibraryW(wide(file).as_ptr()) };
        assert!(!library.is_null(), "{} cannot be loaded", file.display());
        library as usize
    }

    pub(crate) fn function(library: usize, name: &CStr) -> *const c_void {
        // SAFETY: the library is loaded, and the name is a string that ends with a NUL.
        let function = unsafe { GetProcAddress(library as *mut c_void, name.as_ptr()) };
        assert!(!function.is_null(), "no {name:?}");
        function
    }

    pub(crate) fn unload(library: usize) {
        // SAFETY: the library is loaded, and nothing of it is used any more.
        assert_ne!(unsafe { FreeLibrary(library as *mut c_void) }, 0);
    }

    pub(crate) fn is_loaded() -> bool {
        // SAFETY: the name is a string that ends with a NUL.
        unsafe { !GetModuleHandleW(wide(Path::new("plugin.dll")).as_ptr()).is_null() }
    }

    #[link(name = "kernel32")]
    unsafe extern "system" {
        fn LoadLibraryW(file: *const u16) -> *mut c_void;
        fn GetProcAddress(library: *mut c_void, name: *const c_char) -> *const c_void;
        fn FreeLibrary(library: *mut c_void) -> i32;
        fn GetModuleHandleW(name: *const u16) -> *mut c_void;
    }
}
