#!/usr/bin/env bash
# The stated minimum Rust version holds: with that toolchain where it is installed; else by clippy's table of when each
# standard item appeared, and by what every dependency states of itself.
set -euo pipefail
cd "$(dirname "$0")/.."
version=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml | head -1)
if rustup toolchain list 2>/dev/null | grep -q "^$version"; then
  cargo "+$version" check --workspace --all-targets
  echo "msrv: built with Rust $version"
else
  cargo clippy --workspace --all-targets -- -D clippy::incompatible_msrv -A warnings
  cargo metadata --format-version 1 --locked | python3 -c '
import json, sys
wanted = tuple(map(int, sys.argv[1].split(".")))
metadata = json.load(sys.stdin)
workspace = set(metadata["workspace_members"])
newer = [
    "%s %s needs %s" % (package["name"], package["version"], package["rust_version"])
    for package in metadata["packages"]
    if package["id"] not in workspace and package["rust_version"]
    and tuple(map(int, package["rust_version"].split(".")))[:2] > wanted[:2]
]
needed = {node["id"]: node for node in metadata["resolve"]["nodes"]}
normal, todo = set(), list(workspace)
while todo:
    for dependency in needed[todo.pop()]["deps"]:
        kinds = {kind["kind"] for kind in dependency["dep_kinds"]}
        if kinds - {"dev"} and dependency["pkg"] not in normal:
            normal.add(dependency["pkg"])
            todo.append(dependency["pkg"])
newer = [line for line in newer if any(p["id"] in normal and line.startswith(p["name"] + " " + p["version"]) for p in metadata["packages"])]
print("\n".join(newer))
sys.exit(bool(newer))
' "$version"
  echo "msrv: Rust $version is not installed; standard items and dependencies checked by what they state"
fi
