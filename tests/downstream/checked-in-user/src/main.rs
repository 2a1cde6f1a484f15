//! Emits an event of a package whose code is checked in, so nothing here compiles a manifest.

use checked_in::etw_provider::Recorder;

fn main() {
    let recorder = Recorder::of_this_thread(&checked_in::PROVIDER);
    checked_in::emit_started("1.0", 7);
    let message = checked_in::METADATA
        .renderer("en-US")
        .message(&recorder.events()[0]);
    println!("{}", message.unwrap_or_default());
}
