//! A library that is loaded and unloaded at run time: it registers its provider when it starts and unregisters it when it stops.

use std::sync::Mutex;

use etw_provider::{Recorder, Registration, Status};

etw_provider::include_manifest!("harbour");

static REGISTRATION: Mutex<Option<Registration>> = Mutex::new(None);

/// To be called first.
#[unsafe(no_mangle)]
pub extern "C" fn plugin_start() {
    *REGISTRATION.lock().unwrap() = Some(PROVIDER.register());
}

/// Emits two events and says how many of them a listener got.
#[unsafe(no_mangle)]
pub extern "C" fn plugin_work() -> usize {
    let recorder = Recorder::attach(&PROVIDER);
    emit_harbour_opened();
    emit_ship_loaded("Ana", &[10, 20]);
    recorder.events().len()
}

/// To be called before the library is unloaded: from then on neither the system nor anybody else calls into it.
#[unsafe(no_mangle)]
pub extern "C" fn plugin_stop() -> bool {
    drop(REGISTRATION.lock().unwrap().take());
    PROVIDER.status() == Status::Unregistered && !PROVIDER.is_enabled()
}
