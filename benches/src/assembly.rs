//! Disassembles functions of this program with binutils.

use std::process::Command;

/// Returns the disassembly of a function by its path; `None` without binutils.
#[must_use]
pub fn of(function: &str) -> Option<Vec<String>> {
    let symbol = symbols()?.into_iter().find(|it| it.function == function)?;
    let output = Command::new("objdump")
        .args([
            "--disassemble",
            "--demangle",
            "--no-show-raw-insn",
            "-Mintel",
        ])
        .arg(format!("--start-address={:#x}", symbol.address))
        .arg(format!(
            "--stop-address={:#x}",
            symbol.address + symbol.size
        ))
        .arg(std::env::current_exe().ok()?)
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let instructions = text
        .lines()
        .filter_map(|line| line.split_once(":\t"))
        .map(|(_, instruction)| instruction.trim().to_owned());
    Some(instructions.collect())
}

/// Returns the size of a function's code in bytes; `None` without binutils.
#[must_use]
pub fn size(function: &str) -> Option<u64> {
    let symbol = symbols()?.into_iter().find(|it| it.function == function)?;
    Some(symbol.size)
}

struct Symbol {
    address: u64,
    size: u64,
    function: String,
}

fn symbols() -> Option<Vec<Symbol>> {
    let output = Command::new("nm")
        .args(["--demangle", "--print-size", "--defined-only"])
        .arg(std::env::current_exe().ok()?)
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    Some(text.lines().filter_map(parse).collect())
}

/// `ADDRESS SIZE KIND NAME`; a name may end with `::h` and a hash.
fn parse(line: &str) -> Option<Symbol> {
    let mut parts = line.splitn(4, ' ');
    let mut hexadecimal = || u64::from_str_radix(parts.next()?, 16).ok();
    let (address, size) = (hexadecimal()?, hexadecimal()?);
    let name = parts.nth(1)?;
    let function = name.rsplit_once("::h").map_or(name, |(path, _)| path);
    Some(Symbol {
        address,
        size,
        function: function.to_owned(),
    })
}
