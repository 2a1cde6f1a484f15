//! Emits an event of each of two libraries and says what a listener of either sees.

use activation_services_events as activation;
use etw_provider::Recorder;

fn main() {
    let recorders = [&activation::PROVIDER, &library::PROVIDER].map(Recorder::attach);
    activation::emit_dispatch_session_failed("Store");
    library::emit_same_number();
    for event in recorders.iter().flat_map(Recorder::events) {
        let provider = event.provider.identity().name();
        println!("{} of {provider}", event.event.descriptor().id);
    }
}
