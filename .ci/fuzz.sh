#!/usr/bin/env bash
# Gives every fuzz target some time, two at once, and fails if one finds something: a panic, 10 s for one input, 1 GiB.
# Usage: fuzz.sh CACHE [SECONDS [CORPUS [TARGET…]]]. With a CORPUS, what was found to be new is kept there for the next run and
# the order is random; without, every run begins with the same seeds and the same number. docs/robustness.md has more.
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

# What cargo-fuzz does with a nightly compiler, without either: the coverage pass is an LLVM pass of every rustc. There is no
# AddressSanitizer, which would halve the speed: the attacked code is safe Rust, and Miri looks at what is not.
command -v c++ > /dev/null || { apt-get update -q && apt-get install -y -q --no-install-recommends g++; }
coverage=(-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4)
for kind in inline-8bit-counters pc-table trace-compares; do coverage+=("-Cllvm-args=-sanitizer-coverage-$kind"); done
RUSTFLAGS="--cfg fuzzing ${coverage[*]} -Ccodegen-units=1" CARGO_TARGET_DIR="$cache/target" \
  cargo build --quiet --release --bins --locked --target "$triple" --manifest-path fuzz/Cargo.toml
fuzz/seeds.sh "$cache/seeds"

folders() { # folders TARGET: where inputs are kept, and where they come from
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

run() { # run TARGET: one line about it, which is also kept
  local log=$cache/logs/$1.log failed=0 start=$SECONDS
  # shellcheck disable=SC2046 # several words each
  "$cache/target/$triple/release/$1" $(options "$1") -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 \
    -print_final_stats=1 -artifact_prefix="$cache/findings/$1-" $(folders "$1") > "$log" 2>&1 || failed=1
  local executions edges
  executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  edges=$(grep -o ' cov: [0-9]*' "$log" | tail -1 | grep -o '[0-9]*')
  echo "fuzz: $1: ${executions:-0} executions in $((SECONDS - start)) s, coverage ${edges:-0} edges, $failed findings" | tee "$log.summary"
  [ $failed = 0 ] && return
  grep -a -m1 -A12 'panicked at\|ERROR: libFuzzer' "$log" | cut -c 1-400
  for finding in "$cache/findings/$1-"*; do echo "fuzz: $finding: $(base64 -w0 "$finding" | head -c 4000)"; done
}

[ -n "$kept" ] || rm -rf "$cache/corpus"
for target in "${targets[@]}"; do
  while [ "$(jobs -rp | wc -l)" -ge "${ETW_MANIFEST_FUZZ_JOBS:-2}" ]; do wait -n; done
  run "$target" &
done
wait
! grep -q ' [1-9][0-9]* findings' "$cache"/logs/*.summary
