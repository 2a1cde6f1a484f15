//! The bytes of every type as a listener gets them, on every system.

mod cases;

use etw_provider::{Outcome, Recorder};

#[test]
fn every_type_is_encoded_as_the_manifest_says() {
    let recorder = Recorder::attach(&library::PROVIDER);
    let cases = cases::cases();
    for case in &cases {
        assert_eq!((case.emit)(), Outcome::Written, "{:?}", case.descriptor);
    }
    let events = recorder.events();
    assert_eq!(events.len(), cases.len());
    for (event, case) in events.iter().zip(&cases) {
        let descriptor = event.event.descriptor();
        let (id, level, keyword) = case.descriptor;
        assert_eq!((descriptor.id, descriptor.level), (id, level));
        assert_eq!(descriptor.keyword, keyword, "event {id}");
        assert_eq!(event.payload, case.payload, "event {id}");
    }
}
