#!/usr/bin/env bash
# Builds the benchmarks, with and without the crates they compare us with, and runs them briefly; the figures are not kept.
set -euo pipefail
cd "$(dirname "$0")/.."
manifest=benches/Cargo.toml
cargo check --quiet --all-targets --features comparisons --manifest-path $manifest
cargo run --quiet --release --manifest-path $manifest --bin speed -- --quick > /dev/null
