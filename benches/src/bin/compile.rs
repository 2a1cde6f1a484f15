//! Compiles manifests under the observation of other programs: `compile FILE|COUNT xml|front-end|rust|resources|all` runs one stage once, for
//! tools that count instructions; `compile FILE|COUNT text` prints the Rust; `compile FILE|COUNT peak` prints the most bytes in use at a time; `compile --rows REPEATS FILE|COUNT…` measures.

use etw_manifest_benches::allocation;
use etw_manifest_benches::compile::{Input, Stage, measure};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["--rows", repeats, ref inputs @ ..] => {
            let repeats = repeats.parse().expect("a number");
            for input in inputs {
                println!("{}", measure(&input_of(input), repeats));
            }
        }
        [input, "text"] => print!("{}", Stage::rust_of(&input_of(input).bytes)),
        [input, "peak"] => {
            let input = input_of(input);
            let (_, allocated) = allocation::count(|| Stage::All.run(&input.bytes));
            println!("{}", allocated.peak);
        }
        [input, stage] => stage_of(stage).run(&input_of(input).bytes),
        _ => panic!("usage: compile FILE|COUNT STAGE, or compile --rows REPEATS FILE|COUNT…"),
    }
}

fn input_of(argument: &str) -> Input {
    Input::new(argument).unwrap_or_else(|| panic!("cannot read {argument}"))
}

fn stage_of(name: &str) -> Stage {
    let found = Stage::ALL.iter().find(|(it, _)| *it == name);
    let (_, stage) = found.unwrap_or_else(|| panic!("there is no stage {name}"));
    *stage
}
