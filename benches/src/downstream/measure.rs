//! The cost of consumers of one generator in one profile.

use std::path::Path;

use super::build::{Built, Profile, Workshop, touch, touch_file};
use super::consumer::{Consumer, Generator};

/// A manifest that consumers compile.
pub(super) struct Subject {
    /// A short name, for packages.
    pub(super) label: String,
    /// The name in the report.
    pub(super) name: String,
    /// The number of events.
    pub(super) events: usize,
    /// The text.
    pub(super) manifest: String,
}

/// The cost of a clean build without the consumer itself.
#[derive(Clone, Copy)]
pub(super) struct Dependencies {
    /// The number of compiled packages.
    pub(super) crates: usize,
    /// CPU seconds of rustc for them and of their build scripts.
    pub(super) cpu: f64,
}

/// CPU seconds of a consumer's own steps, and the size of its program.
#[derive(Clone, Copy)]
pub(super) struct Steps {
    /// Compiling the build script.
    pub(super) script: f64,
    /// Running it.
    pub(super) run: f64,
    /// rustc on the generated code alone.
    pub(super) library: f64,
    /// rustc on the program that uses every event, including the linker.
    pub(super) program: f64,
    /// The size of that program in bytes.
    pub(super) size: u64,
    /// The number of events that it uses.
    pub(super) used: usize,
}

/// The cost of a build after no change.
pub(super) struct Rebuilds {
    /// The number of crates compiled if nothing has changed.
    pub(super) compiled: usize,
    /// The CPU seconds of that build.
    pub(super) cpu: f64,
    /// Whether the build script runs again although the manifest has not changed.
    pub(super) script_runs: bool,
}

/// The figures of one generator in one profile.
pub(super) struct Measured {
    pub(super) generator: Generator,
    pub(super) profile: Profile,
    pub(super) dependencies: Dependencies,
    pub(super) steps: Vec<Steps>,
    pub(super) rebuilds: Rebuilds,
}

/// Builds consumers of all subjects in a folder and measures them.
pub(super) fn measure(
    folder: &Path,
    generator: Generator,
    profile: Profile,
    subjects: &[Subject],
    repeats: usize,
) -> Measured {
    let target = folder.join(format!("target-{}-{}", generator.name(), profile.name()));
    let workshop = Workshop::new(target, profile);
    let write = |it: &Subject| Consumer::write(folder, generator, &it.label, &it.manifest);
    let consumers: Vec<Consumer> = subjects.iter().map(write).collect();
    let first = &consumers[0];
    let clean = workshop.build(first);
    let dependencies = dependencies(&clean, first);
    let steps = consumers
        .iter()
        .map(|it| steps(&workshop, it, repeats))
        .collect();
    let rebuilds = rebuilds(&workshop, first);
    Measured {
        generator,
        profile,
        dependencies,
        steps,
        rebuilds,
    }
}

fn dependencies(clean: &Built, consumer: &Consumer) -> Dependencies {
    let others = clean
        .compiled
        .iter()
        .filter(|it| it.package != consumer.name);
    let cpu = others.clone().map(|it| it.cpu).sum();
    let mut packages: Vec<&str> = others.map(|it| it.package.as_str()).collect();
    packages.sort_unstable();
    packages.dedup();
    Dependencies {
        crates: packages.len(),
        cpu,
    }
}

/// Returns the least of several builds of the consumer alone.
fn steps(workshop: &Workshop, consumer: &Consumer, repeats: usize) -> Steps {
    let mut least = Steps {
        script: f64::INFINITY,
        run: f64::INFINITY,
        library: f64::INFINITY,
        program: f64::INFINITY,
        size: 0,
        used: consumer.used,
    };
    for _ in 0..repeats {
        touch(consumer);
        let built = workshop.build(consumer);
        let cpu_of = |name: &str, kind: &str| {
            let its = built
                .compiled
                .iter()
                .filter(|it| it.package == consumer.name);
            let crates = its.filter(|it| it.name.starts_with(name) && it.kind == kind);
            crates.map(|it| it.cpu).sum::<f64>()
        };
        least.script = least.script.min(cpu_of("build_script", "bin"));
        least.library = least.library.min(cpu_of("events", "lib"));
        let program = consumer.name.replace('-', "_");
        least.program = least.program.min(cpu_of(&program, "bin"));
        least.run = least.run.min(workshop.run_script(consumer));
    }
    least.size = workshop.program_size(consumer);
    least
}

fn rebuilds(workshop: &Workshop, consumer: &Consumer) -> Rebuilds {
    let ran = workshop.script_ran(consumer);
    let unchanged = workshop.build(consumer);
    touch_file(&consumer.folder.join("src/main.rs"));
    workshop.build(consumer);
    Rebuilds {
        compiled: unchanged.compiled.len(),
        cpu: unchanged.cpu,
        script_runs: workshop.script_ran(consumer) != ran,
    }
}
