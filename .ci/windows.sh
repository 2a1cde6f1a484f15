#!/usr/bin/env bash
# Compiles the workspace for Windows and runs its tests under Wine. Usage: windows.sh FOLDER (a cache that may be empty).
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(realpath -m "$1")
if ! .ci/windows-setup.sh "$folder" >"$folder.log" 2>&1; then
  tail -20 "$folder.log"
  echo "windows: FAILED: the tools could not be installed"
  exit 1
fi
# shellcheck disable=SC1091
. "$folder/env.sh"
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-target}/windows
cargo check --workspace --all-targets --target x86_64-pc-windows-gnu
echo "windows: the workspace type-checks for x86_64-pc-windows-gnu"
cargo test -p etw-provider --target x86_64-pc-windows-gnu 2>&1 | tee "$folder/tests.log"
cargo test -p activation-services-events --test facts --test payload --test provider --target x86_64-pc-windows-gnu 2>&1 | tee -a "$folder/tests.log"
passed=$(sed -n 's/^test result: ok\. \([0-9]*\) passed.*/\1/p' "$folder/tests.log" | awk '{ sum += $1 } END { print sum + 0 }')
echo "windows: $passed tests passed under Wine"
