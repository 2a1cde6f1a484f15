//! Prints the speed tables as Markdown: `speed [disabled] [marshalling] [text] [compile] [downstream] [--quick] [--update]`.
//!
//! Without a part it measures all of them. `--quick` tests that everything works, in a minute; its figures are meaningless.
//! `--update` also writes all figures to `docs/speed.md` and the headlines to `README.md`.

mod own;

use std::process::ExitCode;

use etw_manifest_benches::effort::Effort;
use etw_manifest_benches::report::{self, Part};
use etw_manifest_benches::{compile, contender, disabled, downstream, marshalling, text};

/// Measures a part.
type Measure = fn(Effort) -> Part;

/// The parts by their names.
const PARTS: [(&str, Measure); 5] = [
    ("disabled", disabled::report),
    ("marshalling", marshalling::report),
    ("text", text::report),
    ("compile", compile::report),
    ("downstream", downstream::report),
];

fn main() -> ExitCode {
    if let Some(code) = downstream::wrapper::run() {
        return code;
    }
    disabled::add(own::CONTENDER);
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if contender::run_as_child(&arguments) {
        return ExitCode::SUCCESS;
    }
    match Request::parse(&arguments) {
        Ok(request) => request.run(),
        Err(unknown) => {
            eprintln!("there is no part or option {unknown}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// The command line.
struct Request {
    parts: Vec<Measure>,
    quick: bool,
    update: bool,
}

impl Request {
    /// Returns the first unknown argument.
    fn parse(arguments: &[String]) -> Result<Self, &str> {
        let mut request = Self {
            parts: Vec::new(),
            quick: false,
            update: false,
        };
        for argument in arguments {
            match argument.as_str() {
                "--quick" => request.quick = true,
                "--update" => request.update = true,
                name => {
                    let found = PARTS.iter().find(|(it, _)| *it == name);
                    request.parts.push(found.ok_or(name)?.1);
                }
            }
        }
        if request.parts.is_empty() {
            request.parts = PARTS.map(|(_, part)| part).into();
        }
        Ok(request)
    }

    fn run(self) {
        let effort = if self.quick {
            Effort::QUICK
        } else {
            Effort::FULL
        };
        let parts: Vec<Part> = self.parts.iter().map(|part| part(effort)).collect();
        println!("{}", report::document(&parts));
        if self.update {
            assert!(
                !self.quick && parts.len() == PARTS.len(),
                "`--update` keeps only complete figures: it allows neither parts nor `--quick`"
            );
            report::update(&parts);
        }
    }
}
