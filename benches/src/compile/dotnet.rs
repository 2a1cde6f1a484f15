//! Runs the generators of .NET's runtime on the same manifest. They are not part of this project, so the caller supplies them.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// The folder with `genEventing.py` and `genLttngProvider.py`, from `src/coreclr/scripts` of dotnet/runtime.
const VARIABLE: &str = "DOTNET_SCRIPTS";

/// The message if the generators are missing.
pub(super) const ABSENT: &str =
    "skipped: .NET's generators (set DOTNET_SCRIPTS to the folder of genEventing.py)";

/// Returns the shortest time in seconds that both scripts take for a manifest, including the interpreter; `None` without them.
pub(super) fn seconds(manifest: &Path, repeats: usize) -> Option<f64> {
    let scripts = std::env::var_os(VARIABLE)?;
    let out = std::env::temp_dir().join(format!("etw-manifest-speed-{}", std::process::id()));
    let runs = (0..repeats).map(|_| run_both(Path::new(&scripts), manifest, &out));
    let shortest = runs.fold(f64::INFINITY, f64::min);
    let _ = std::fs::remove_dir_all(&out);
    Some(shortest)
}

/// Removes earlier output.
fn run_both(scripts: &Path, manifest: &Path, out: &Path) -> f64 {
    let _ = std::fs::remove_dir_all(out);
    let eventing = scripts.join("genEventing.py");
    let text = std::fs::read_to_string(&eventing).expect("genEventing.py can be read");
    // Older versions use this name.
    let folder = if text.contains("'--incdir'") {
        "--incdir"
    } else {
        "--inc"
    };
    let start = Instant::now();
    python(
        &eventing,
        manifest,
        &[
            (folder, &out.join("inc")),
            ("--dummy", &out.join("inc/etmdummy.h")),
        ],
    );
    python(
        &scripts.join("genLttngProvider.py"),
        manifest,
        &[("--intermediate", out)],
    );
    start.elapsed().as_secs_f64()
}

fn python(script: &Path, manifest: &Path, arguments: &[(&str, &Path)]) {
    let mut command = Command::new("python3");
    command.arg(script).arg("--man").arg(manifest);
    for (name, value) in arguments {
        command.arg(name).arg(value);
    }
    let status = command
        .stdout(Stdio::null())
        .status()
        .expect("python3 starts");
    assert!(status.success(), "{command:?}: {status}");
}
