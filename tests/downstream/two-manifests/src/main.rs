//! Includes two manifests in one module. Each has a module of its own, because both have an event `Opened`.
#![deny(warnings)]

mod events {
    etw_provider::include_manifest!("harbour");
    etw_provider::include_manifest!("ferries");
}

use etw_provider::Recorder;
use events::{example_ferries as ferries, example_harbour as harbour};

fn main() {
    let recorder = Recorder::of_this_thread(&harbour::PROVIDER);
    harbour::Opened { berths: 12 }.emit();
    ferries::Opened { line: "Blue" }.emit();

    let recorded = recorder.take();
    assert_eq!(recorded.len(), 1);
    assert_eq!(
        recorded[0].decode::<harbour::Opened>().unwrap(),
        harbour::Opened { berths: 12 }
    );
    assert_eq!(harbour::level::INFORMATIONAL, ferries::level::INFORMATIONAL);
    println!(
        "{} and {}",
        harbour::METADATA.symbol(),
        ferries::METADATA.symbol()
    );
}
