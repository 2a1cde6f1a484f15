//! [`Consumer`]: a crate whose build script generates its library, and whose program uses everything in it.

use std::fs;
use std::path::{Path, PathBuf};

#[cfg(feature = "comparisons")]
use super::messages;
use super::shape::{self, Shape};
use crate::compile::Stage;

/// This crate's folder.
const BENCHES: &str = env!("CARGO_MANIFEST_DIR");

/// A crate in its own folder.
pub(super) struct Consumer {
    /// The name of its package.
    pub(super) name: String,
    /// Its folder.
    pub(super) folder: PathBuf,
    /// The number of events or messages that its program uses.
    pub(super) used: usize,
}

/// The generator of the library.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Generator {
    /// The build script is empty, but has the dependencies that any generator needs to read XML and write tokens.
    Floor,
    /// etw-manifest.
    Ours,
    /// prost-build.
    #[cfg(feature = "comparisons")]
    Prost,
}

impl Generator {
    pub(super) const ALL: &[Self] = &[
        Self::Floor,
        Self::Ours,
        #[cfg(feature = "comparisons")]
        Self::Prost,
    ];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Floor => "floor",
            Self::Ours => "etw-manifest",
            #[cfg(feature = "comparisons")]
            Self::Prost => "prost-build",
        }
    }

    fn dependencies(self) -> String {
        let crates = Path::new(BENCHES).join("../crates");
        match self {
            Self::Floor => r#"
[build-dependencies]
quick-xml = { version = "0.41", default-features = false }
proc-macro2 = { version = "1", default-features = false }
quote = { version = "1", default-features = false }
"#
            .to_owned(),
            Self::Ours => format!(
                "\n[dependencies]\netw-provider = {{ path = {:?} }}\n\n[build-dependencies]\netw-manifest = {{ path = {:?} }}\n",
                crates.join("etw-provider"),
                crates.join("etw-manifest")
            ),
            #[cfg(feature = "comparisons")]
            Self::Prost => {
                "\n[dependencies]\nprost = \"0.14\"\n\n[build-dependencies]\nprost = \"0.14\"\n\
                            prost-build = \"0.14\"\nprost-types = \"0.14\"\n"
                    .to_owned()
            }
        }
    }

    const fn build_script(self) -> &'static str {
        match self {
            Self::Floor => r#"fn main() { println!("cargo::rerun-if-changed=build.rs"); }"#,
            Self::Ours => {
                r#"fn main() { etw_manifest::Build::new().manifest("events.man").compile(); }"#
            }
            #[cfg(feature = "comparisons")]
            Self::Prost => {
                r#"use prost::Message;
fn main() {
    println!("cargo::rerun-if-changed=events.pb");
    let set = prost_types::FileDescriptorSet::decode(&*std::fs::read("events.pb").unwrap()).unwrap();
    prost_build::Config::new().compile_fds(set).unwrap();
}
"#
            }
        }
    }

    const fn library(self) -> &'static str {
        match self {
            Self::Floor => "",
            Self::Ours => r#"etw_provider::include_manifest!("events");"#,
            #[cfg(feature = "comparisons")]
            Self::Prost => r#"include!(concat!(env!("OUT_DIR"), "/events.rs"));"#,
        }
    }

    /// Returns one statement for each event whose types are known.
    fn statements(self, shapes: &[Shape]) -> Vec<String> {
        match self {
            Self::Floor => Vec::new(),
            Self::Ours => {
                let expressions = shapes.iter().filter_map(Shape::expression);
                expressions
                    .map(|it| format!("events::{it}.emit();"))
                    .collect()
            }
            #[cfg(feature = "comparisons")]
            Self::Prost => {
                let indexed = shapes.iter().enumerate();
                let expressions = indexed.map(|(index, shape)| messages::expression(index, shape));
                let encoded =
                    expressions.map(|it| format!("(events::{it}).encode(&mut buffer).unwrap();"));
                encoded.collect()
            }
        }
    }

    /// The code around the statements.
    const fn program(self) -> [&'static str; 2] {
        match self {
            Self::Floor => ["fn main() {", "}"],
            Self::Ours => [
                "fn main() { let text = &*std::env::args().next().unwrap(); let number = text.len() as u64; let _ = number;",
                "}",
            ],
            #[cfg(feature = "comparisons")]
            Self::Prost => [
                "use prost::Message;\nfn main() { let text = &*std::env::args().next().unwrap(); let number = text.len() as u64; let _ = number; \
                 let mut buffer = Vec::new();",
                "std::process::exit(buffer.len() as i32); }",
            ],
        }
    }
}

impl Consumer {
    /// Writes a crate with the events of a manifest.
    pub(super) fn write(parent: &Path, generator: Generator, label: &str, manifest: &str) -> Self {
        let name = format!("{}-{label}", generator.name());
        let folder = parent.join(&name);
        let shapes = shape::of(&Stage::rust_of(manifest.as_bytes()));
        let statements = generator.statements(&shapes);
        let [head, tail] = generator.program();
        let write = |path: &str, text: &[u8]| {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().expect("it is in a folder")).expect("it can be made");
            fs::write(path, text).expect("it can be written");
        };
        write("Cargo.toml", cargo_toml(generator, &name).as_bytes());
        write("build.rs", generator.build_script().as_bytes());
        write("src/lib.rs", generator.library().as_bytes());
        write(
            "src/main.rs",
            format!("{head}\n{}\n{tail}\n", statements.join("\n")).as_bytes(),
        );
        match generator {
            Generator::Floor => {}
            Generator::Ours => write("events.man", manifest.as_bytes()),
            #[cfg(feature = "comparisons")]
            Generator::Prost => write("events.pb", &messages::descriptor_set(&shapes)),
        }
        // With this lock file the crate resolves offline to the versions that are here.
        write(
            "Cargo.lock",
            &fs::read(Path::new(BENCHES).join("Cargo.lock")).expect("it is there"),
        );
        Self {
            name,
            folder,
            used: statements.len(),
        }
    }
}

fn cargo_toml(generator: Generator, name: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[lib]\nname = \"events\"\n\
         {}\n[profile.release]\nstrip = true\n",
        generator.dependencies()
    )
}
