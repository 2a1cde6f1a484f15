#!/usr/bin/env bash
# The measuring programs build, alone and with what they compare to, and run. Their figures mean nothing here.
set -euo pipefail
cd "$(dirname "$0")/.."
manifest=benches/Cargo.toml
cargo check --quiet --all-targets --features comparisons --manifest-path $manifest
cargo run --quiet --release --manifest-path $manifest --bin speed -- --quick > /dev/null
