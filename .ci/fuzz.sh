#!/usr/bin/env bash
# Runs the fuzz targets, two at a time, and fails on a finding: a panic, 10 s for one input, or 1 GiB of memory.
# Usage: fuzz.sh CACHE [SECONDS [CORPUS [TARGET…]]]. With CORPUS, new inputs are kept there for the next run and the random seed
# differs; without it, every run starts from the same inputs and the same random seed. See docs/robustness.md.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "$1"
cache=$(realpath "$1")
seconds=${2:-60}
kept=${3:-}
targets=("${@:4}")
[ ${#targets[@]} -gt 0 ] || targets=(compile compile_round_trip decompile decode emit_round_trip)
triple=$(rustc -vV | sed -n 's/^host: //p')
rm -rf "$cache/findings" "$cache/logs"
mkdir -p "$cache/findings" "$cache/logs"

# Does the work of cargo-fuzz without it and without a nightly compiler: coverage is an LLVM pass that every rustc has. There is
# no AddressSanitizer, because it would halve the speed and the code under attack is safe Rust.
.ci/install.sh c++=g++
coverage=(-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4)
for kind in inline-8bit-counters pc-table trace-compares; do coverage+=("-Cllvm-args=-sanitizer-coverage-$kind"); done
RUSTFLAGS="--cfg fuzzing ${coverage[*]} -Ccodegen-units=1" CARGO_TARGET_DIR="$cache/target" \
  cargo build --quiet --release --bins --locked --target "$triple" --manifest-path fuzz/Cargo.toml
fuzz/seeds.sh "$cache/seeds"

folders() { # folders TARGET: the corpus to extend and the seeds
  local seeds=$1
  case $1 in compile_round_trip) seeds=compile ;; esac
  local corpus=${kept:-$cache/corpus}/$1
  mkdir -p "$corpus"
  echo "$corpus $cache/seeds/$seeds"
}

options() { # options TARGET
  case $1 in
    compile | compile_round_trip) echo "-max_len=20480 -dict=fuzz/manifest.dict" ;;
    decompile) echo "-max_len=20480" ;;
    *) echo "-max_len=4096" ;;
  esac
  [ -n "$kept" ] || echo "-seed=1"
}

run() { # run TARGET: prints one line and keeps it as the summary
  local log=$cache/logs/$1.log failed=0 start=$SECONDS
  # shellcheck disable=SC2046 # several words each
  "$cache/target/$triple/release/$1" $(options "$1") -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 \
    -print_final_stats=1 -artifact_prefix="$cache/findings/$1-" $(folders "$1") > "$log" 2>&1 || failed=1
  local executions edges
  executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  # A target that fails on its seeds has printed no coverage.
  edges=$(grep -o ' cov: [0-9]*' "$log" | tail -1 | grep -o '[0-9]*' || true)
  echo "fuzz: $1: ${executions:-0} executions in $((SECONDS - start)) s, coverage ${edges:-0} edges, $failed findings" | tee "$log.summary"
  [ $failed = 1 ] || return 0
  grep -a -m1 -A12 'panicked at\|ERROR: libFuzzer' "$log" | cut -c 1-400 || true
  for finding in "$cache/findings/$1-"*; do echo "fuzz: $finding: $(base64 -w0 "$finding" | head -c 4000)"; done
}

[ -n "$kept" ] || rm -rf "$cache/corpus"
for target in "${targets[@]}"; do
  while [ "$(jobs -rp | wc -l)" -ge "${ETW_MANIFEST_FUZZ_JOBS:-2}" ]; do wait -n || true; done
  run "$target" &
done
wait
! grep -q ' [1-9][0-9]* findings' "$cache"/logs/*.summary
