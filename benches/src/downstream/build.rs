//! Builds consumers and measures how much time each part takes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::consumer::Consumer;
use super::usage;
use super::wrapper::{self, Compiled};

/// A profile of cargo.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Profile {
    Dev,
    Release,
}

impl Profile {
    pub(super) const ALL: [Self; 2] = [Self::Dev, Self::Release];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "release",
        }
    }

    const fn folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Release => "release",
        }
    }
}

/// A target directory for consumers that share their dependencies.
pub(super) struct Workshop {
    /// The target directory.
    target: PathBuf,
    profile: Profile,
}

/// The cost of a build.
pub(super) struct Built {
    /// The compiled crates.
    pub(super) compiled: Vec<Compiled>,
    /// CPU seconds of all processes, including cargo.
    pub(super) cpu: f64,
}

impl Workshop {
    pub(super) fn new(target: PathBuf, profile: Profile) -> Self {
        Self { target, profile }
    }

    /// Runs `cargo build`, offline and not incremental.
    pub(super) fn build(&self, consumer: &Consumer) -> Built {
        let log = self.target.join("rustc.log");
        fs::create_dir_all(&self.target).expect("it can be made");
        let _ = fs::remove_file(&log);
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .args([
                "build",
                "--offline",
                "--quiet",
                "--profile",
                self.profile.name(),
            ])
            .current_dir(&consumer.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("RUSTFLAGS");
        wrapper::wrap(&mut cargo, &log);
        let used = usage::run(&mut cargo).expect("cargo starts");
        assert!(used.success, "{} does not build", consumer.name);
        Built {
            compiled: wrapper::read(&log),
            cpu: used.cpu,
        }
    }

    /// The folder of the consumer's build script and its output.
    fn script_folders(&self, consumer: &Consumer) -> Vec<PathBuf> {
        let prefix = format!("{}-", consumer.name);
        let folder = self.target.join(self.profile.folder()).join("build");
        let entries = fs::read_dir(folder).expect("there are build scripts");
        let paths = entries.filter_map(|it| Some(it.ok()?.path()));
        let is_its = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let hash = name.strip_prefix(&prefix);
            hash.is_some_and(|it| it.len() == 16 && !it.contains('-'))
        };
        paths.filter(is_its).collect()
    }

    /// Runs the build script alone and returns its CPU seconds.
    pub(super) fn run_script(&self, consumer: &Consumer) -> f64 {
        let folders = self.script_folders(consumer);
        let program = folders.iter().map(|it| it.join("build-script-build"));
        let program = program
            .into_iter()
            .find(|it| it.is_file())
            .expect("it was built");
        let out = self.target.join("script-out");
        let _ = fs::remove_dir_all(&out);
        fs::create_dir_all(&out).expect("it can be made");
        let mut script = Command::new(program);
        script
            .current_dir(&consumer.folder)
            .env("OUT_DIR", &out)
            .env("CARGO_MANIFEST_DIR", &consumer.folder)
            .env("CARGO_CFG_TARGET_OS", std::env::consts::OS)
            .stdout(Stdio::null());
        let used = usage::run(&mut script).expect("it starts");
        assert!(used.success, "the build script of {} fails", consumer.name);
        used.cpu
    }

    /// The time when the build script last ran.
    pub(super) fn script_ran(&self, consumer: &Consumer) -> std::time::SystemTime {
        let folders = self.script_folders(consumer);
        let outputs = folders
            .iter()
            .filter_map(|it| fs::metadata(it.join("output")).ok());
        let times = outputs.filter_map(|it| it.modified().ok());
        times.max().expect("it ran")
    }

    /// The size of the consumer's program in bytes.
    pub(super) fn program_size(&self, consumer: &Consumer) -> u64 {
        let name = format!("{}{}", consumer.name, std::env::consts::EXE_SUFFIX);
        let path = self.target.join(self.profile.folder()).join(name);
        fs::metadata(path).expect("it was built").len()
    }
}

/// Makes cargo build all of a consumer's crates again.
pub(super) fn touch(consumer: &Consumer) {
    for file in ["build.rs", "src/lib.rs", "src/main.rs"] {
        touch_file(&consumer.folder.join(file));
    }
}

pub(super) fn touch_file(path: &Path) {
    let file = fs::File::options()
        .append(true)
        .open(path)
        .expect("it is there");
    file.set_modified(std::time::SystemTime::now())
        .expect("its time can be set");
}
