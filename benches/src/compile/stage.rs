//! [`Stage`]: the steps of a compilation, each of which can be run alone.

use std::hint::black_box;

use etw_manifest::model::Manifest;
use etw_manifest::resource::{self, Resources};
use etw_manifest::source::Source;
use etw_manifest::{Options, compile};

/// A step of a compilation.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// One bare pass of the XML reader; not a step, but the floor.
    XmlPass,
    /// From bytes to a checked manifest.
    FrontEnd,
    /// From a checked manifest to Rust text.
    Rust,
    /// From a checked manifest to `WEVT_TEMPLATE` and message tables.
    Resources,
    /// The whole compilation.
    All,
}

impl Stage {
    /// All stages, by their names on the command line.
    pub const ALL: [(&str, Self); 5] = [
        ("xml", Self::XmlPass),
        ("front-end", Self::FrontEnd),
        ("rust", Self::Rust),
        ("resources", Self::Resources),
        ("all", Self::All),
    ];

    /// Runs the stage and those before it.
    pub fn run(self, bytes: &[u8]) {
        if self == Self::XmlPass {
            black_box(xml_pass(bytes));
            return;
        }
        let manifest = front_end(bytes);
        if matches!(self, Self::Rust | Self::All) {
            black_box(rust(&manifest));
        }
        if matches!(self, Self::Resources | Self::All) {
            black_box(resources(&manifest));
        }
    }
}

/// Reads every event of the XML and looks at every attribute.
pub(super) fn xml_pass(bytes: &[u8]) -> usize {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_reader(bytes);
    let mut length = 0;
    loop {
        match reader.read_event().expect("it is well formed") {
            Event::Eof => return length,
            Event::Start(tag) | Event::Empty(tag) => {
                let attributes = tag.attributes();
                length += attributes
                    .map(|it| it.expect("it is well formed").value.len())
                    .sum::<usize>();
            }
            event => length += event.len(),
        }
    }
}

pub(super) fn front_end(bytes: &[u8]) -> Manifest {
    let source = Source::decode("benchmark.man", bytes).expect("it is text");
    let outcome = compile(&source, &Options::new());
    outcome.manifest.expect("it breaks no rule")
}

pub(super) fn rust(manifest: &Manifest) -> String {
    manifest.to_rust("::etw_provider")
}

pub(super) fn resources(manifest: &Manifest) -> Resources {
    Resources::new(manifest, resource::Options::default())
}

impl Stage {
    /// Returns the output of the stage [`Rust`](Self::Rust).
    #[must_use]
    pub fn rust_of(bytes: &[u8]) -> String {
        rust(&front_end(bytes))
    }
}
