//! What compiling manifests costs, stage by stage, against one bare pass of the XML reader over the same bytes.
//!
//! `compile` prints the table (`compile FILE|COUNT…` for other inputs); `compile FILE|COUNT STAGE` runs one stage once, for tools that count
//! instructions; the stage `text` prints the Rust.

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant};

use etw_manifest::model::Manifest;
use etw_manifest::resource::{self, Resources};
use etw_manifest::source::Source;
use etw_manifest::{Options, compile};
use etw_manifest_benches::synthetic;

/// Counts what is allocated at any time.
struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

// SAFETY: everything is handed on to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = NOW.fetch_add(layout.size(), Relaxed) + layout.size();
        PEAK.fetch_max(now, Relaxed);
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Relaxed);
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let now = NOW.fetch_add(size, Relaxed) + size - layout.size();
        NOW.fetch_sub(layout.size(), Relaxed);
        PEAK.fetch_max(now, Relaxed);
        // SAFETY: as the caller promises.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const STAGES: [&str; 4] = ["xml pass", "front end", "Rust text", "resources"];

/// The shipped provider, and made ones of as many events.
const DEFAULT: [&str; 3] = [
    concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../manifests/activation-services.man"
    ),
    "1000",
    "10000",
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [input, stage] => run_once(&input_of(input), stage),
        [] => table(&DEFAULT.map(str::to_owned)),
        inputs => table(inputs),
    }
}

/// A manifest as UTF-8, because the bare reader takes nothing else.
fn input_of(argument: &str) -> Vec<u8> {
    if let Ok(events) = argument.parse() {
        return synthetic::manifest(events).into_bytes();
    }
    let bytes = std::fs::read(argument).expect("the manifest can be read");
    let source = Source::decode(argument, &bytes).expect("it is text");
    source.text().as_bytes().to_vec()
}

fn run_once(bytes: &[u8], stage: &str) {
    if stage == "nothing" {
        return;
    }
    if stage == "xml" {
        black_box(xml_pass(bytes));
        return;
    }
    let manifest = front_end(bytes);
    if stage == "rust" || stage == "all" {
        black_box(manifest.to_rust("::etw_provider"));
    }
    if stage == "text" {
        print!("{}", manifest.to_rust("::etw_provider"));
    }
    if stage == "resources" || stage == "all" {
        black_box(Resources::new(&manifest, resource::Options::default()).expect("it fits"));
    }
}

/// Reads every event of the XML and looks at every attribute.
fn xml_pass(bytes: &[u8]) -> usize {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_reader(bytes);
    let mut length = 0;
    let mut buffer = Vec::new();
    loop {
        match reader
            .read_event_into(&mut buffer)
            .expect("it is well formed")
        {
            Event::Eof => return length,
            Event::Start(tag) | Event::Empty(tag) => {
                length += tag
                    .attributes()
                    .map(|it| it.expect("it is well formed").value.len())
                    .sum::<usize>();
            }
            event => length += event.len(),
        }
        buffer.clear();
    }
}

fn front_end(bytes: &[u8]) -> Manifest {
    let source = Source::decode("benchmark.man", bytes).expect("it is text");
    compile(&source, &Options::new())
        .manifest
        .expect("it breaks no rule")
}

/// The shortest of several runs: what the work takes when nothing else disturbs it.
fn shortest<T>(runs: usize, mut work: impl FnMut() -> T) -> Duration {
    let once = |_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed()
    };
    (0..runs).map(once).min().unwrap_or_default()
}

fn table(inputs: &[String]) {
    println!(
        "{:<28} {:>9} {:>7} {:>10} {:>10} {:>10} {:>10} {:>10} {:>7} {:>9}",
        "manifest",
        "bytes",
        "events",
        STAGES[0],
        STAGES[1],
        STAGES[2],
        STAGES[3],
        "all",
        "ratio",
        "peak"
    );
    for input in inputs {
        let bytes = input_of(input);
        let runs = (20_000_000 / bytes.len()).clamp(3, 30);
        let manifest = front_end(&bytes);
        let events: usize = manifest
            .providers()
            .iter()
            .map(|it| it.events().len())
            .sum();
        let times = [
            shortest(runs, || xml_pass(&bytes)),
            shortest(runs, || front_end(&bytes)),
            shortest(runs, || manifest.to_rust("::etw_provider")),
            shortest(runs, || {
                Resources::new(&manifest, resource::Options::default())
            }),
        ];
        drop(manifest);
        PEAK.store(NOW.load(Relaxed), Relaxed);
        let before = NOW.load(Relaxed);
        run_once(&bytes, "all");
        let peak = PEAK.load(Relaxed) - before;
        let all = times[1] + times[2] + times[3];
        let name = input.rsplit('/').next().unwrap_or(input);
        let ratio = all.as_secs_f64() / times[0].as_secs_f64();
        let ms = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1e3);
        println!(
            "{name:<28} {:>9} {events:>7} {:>10} {:>10} {:>10} {:>10} {:>10} {ratio:>6.1}x {:>6} kB",
            bytes.len(),
            ms(times[0]),
            ms(times[1]),
            ms(times[2]),
            ms(times[3]),
            ms(all),
            peak / 1000
        );
    }
}
