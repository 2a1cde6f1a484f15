#!/usr/bin/env bash
# Checks the runtime's use of threads: models in every order of events (loom), and its tests under ThreadSanitizer, AddressSanitizer
# and, if it is installed, Miri. See docs/concurrency.md. Usage: model.sh FOLDER (a cache, may be empty).
set -euo pipefail
cd "$(dirname "$0")/.."
cache=$(realpath -m "${1:?folder}")
mkdir -p "$cache"
targets=$(realpath -m "${CARGO_TARGET_DIR:-target}")
log=$cache/log

run() { # run NAME COMMAND…: writes the output to the log and shows it on failure
  local what=$1
  shift
  if ! "$@" >"$log" 2>&1; then
    tail -100 "$log"
    echo "model: FAILED: $what"
    exit 1
  fi
}

passed() { sed -n 's/^test result: ok\. \([0-9]*\) passed.*/\1/p' "$log" | awk '{ sum += $1 } END { print sum + 0 }'; }

# The models. Each prints the number of orders it explored.
cp Cargo.lock tests/model/Cargo.lock
manifest=(--manifest-path tests/model/Cargo.toml)
run format cargo fmt --check "${manifest[@]}"
export CARGO_TARGET_DIR=$targets/model
run lints cargo clippy --quiet --lib --tests "${manifest[@]}" -- -D warnings
run models cargo test "${manifest[@]}" -- --nocapture
awk '/^explored/ { models++; for (i = 2; i < 4; i++) if ($i ~ /^[0-9]+$/) orders += $i; all += $2 == "all" }
  END { print "model: " models " models hold in " orders " orders of events; " all + 0 " of them are exhaustive, the others have a limit on preemptions" }' "$log"

# The tests under sanitizers. A stable compiler has them too, behind RUSTC_BOOTSTRAP.
target=$(rustc -vV | sed -n 's/^host: //p')
tests=(-p etw-provider --all-features --lib)
for name in allocation concurrency emit fork lifecycle limits payload tracing; do tests+=(--test "$name"); done
export CARGO_PROFILE_DEV_DEBUG=1 CARGO_INCREMENTAL=0

sanitize() { # sanitize NAME TITLE PROGRAM ARGUMENT…: the tests must pass, and a program with a bug must not
  local name=$1 what=$2 program=$3 flags="-Zsanitizer=$1 -Cunsafe-allow-abi-mismatch=sanitizer"
  shift 3
  export RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR=$targets/sanitizer-$name
  run "$what" env RUSTFLAGS="$flags" cargo test "$@" --target "$target" "${tests[@]}"
  echo "model: $(passed) tests pass under $what"
  # shellcheck disable=SC2086
  run "$what" rustc --edition=2024 $flags -o "$cache/wrong" - <<<"$program"
  if "$cache/wrong" >"$log" 2>&1 || ! grep -q "$what" "$log"; then
    cat "$log"
    echo "model: FAILED: $what finds nothing in a program with a bug"
    exit 1
  fi
  unset RUSTC_BOOTSTRAP
}

race='static mut N: u32 = 0; fn f() { unsafe { N += 1 } } fn main() { let t = std::thread::spawn(f); f(); t.join().unwrap() }'
dangling='fn main() { let b = vec![1_u8; 4]; let p = b.as_ptr(); drop(b); println!("{}", unsafe { *std::hint::black_box(p) }) }'
export TSAN_OPTIONS=halt_on_error=1
# ThreadSanitizer must see the locks and channels of the standard library, so that is compiled with it.
__CARGO_TESTS_ONLY_SRC_ROOT=$(.ci/rust-src.sh)
export __CARGO_TESTS_ONLY_SRC_ROOT
sanitize thread ThreadSanitizer "$race" -Zbuild-std
sanitize address AddressSanitizer "$dangling"

for toolchain in "$(rustup show active-toolchain 2>/dev/null | cut -d' ' -f1)" nightly; do
  if cargo "+$toolchain" miri --version >/dev/null 2>&1; then
    export CARGO_TARGET_DIR=$targets/miri
    run Miri cargo "+$toolchain" miri test -p etw-provider --lib --test concurrency --test decode --test emit --test lifecycle --test payload
    echo "model: $(passed) tests pass under Miri"
    exit 0
  fi
done
echo "model: Miri skipped: the toolchain does not have this component, and only rust-lang.org offers it"
