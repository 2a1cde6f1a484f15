//! A service that logs to a file, and to the event log with other filters.

use std::io;
use std::sync::{Arc, Mutex};

use etw_provider::Recorder;
use tracing_subscriber::prelude::*;
use tracing_subscriber::{EnvFilter, fmt, registry};

use crate::{METADATA, PROVIDER, TracingError, TracingInfo, TracingWarn, tracing_layer};

/// The log file.
#[derive(Clone, Default)]
struct File(Arc<Mutex<Vec<u8>>>);

impl io::Write for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Global subscribers get events even while they handle one, so this is the only test of the process.
#[test]
fn a_service_logs_to_a_file_and_to_the_event_log() {
    let file = File::default();
    let writer = file.clone();
    let lines = fmt::layer()
        .with_ansi(false)
        .without_time()
        .with_writer(move || writer.clone())
        .with_filter(EnvFilter::new("debug"));
    let viewer = tracing_layer().with_filter(EnvFilter::new("warn,harbour=info"));
    registry().with(lines).with(viewer).init();
    // Events go out to the log, and would come back from it.
    let _forwarding = etw_provider::tracing::forward(&METADATA);
    let recorder = Recorder::of_this_thread(&PROVIDER);

    let request = tracing::info_span!(target: "harbour", "request", id = 7).entered();
    let filtered = tracing::debug_span!("connection").entered();
    tracing::info!(target: "harbour", ship = "Aurora", "docked");
    tracing::info!("only in the file");
    tracing::debug!(target: "harbour", "only in the file");
    drop(filtered);
    drop(request);
    tracing::error!(berth = 7, "docking failed");
    log::warn!(target: "library", "low tide");
    log::info!(target: "library", "only in the file");

    let events: [_; 3] = recorder.take().try_into().unwrap();
    let docked = events[0].decode::<TracingInfo>().unwrap();
    assert_eq!(docked.message, "docked");
    assert_eq!(docked.target, "harbour");
    assert_eq!(docked.span, "request{id=7}");
    assert_eq!(docked.fields, r#"{"ship":"Aurora"}"#);
    assert!(events[0].activity_id.is_some());

    let failed = events[1].decode::<TracingError>().unwrap();
    assert_eq!(failed.fields, r#"{"berth":7}"#);
    assert_eq!(failed.target, "contoso_harbour::tests");
    assert_eq!(events[1].activity_id, None);

    let tide = events[2].decode::<TracingWarn>().unwrap();
    assert_eq!(tide.message, "low tide");
    assert_eq!(tide.target, "library");
    assert_eq!(tide.fields, "{}");
    assert!(tide.file.to_string().ends_with("tests.rs"));

    let text = String::from_utf8(file.0.lock().unwrap().clone()).unwrap();
    assert_eq!(text.matches("only in the file").count(), 3, "{text}");
    // Once from the program, once forwarded, not a third time.
    assert_eq!(text.matches("ERROR ").count(), 2, "{text}");
}
