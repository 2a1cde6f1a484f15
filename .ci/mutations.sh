#!/usr/bin/env bash
# Compiles manifests with random mistakes and keeps the counts for the summary. Usage: mutations.sh CACHE [MISTAKES_PER_MANIFEST]
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "$1"
log=$1/mutations.log
real=()
if [ -d "${ETW_MANIFEST_CORPUS:-../shared}/oracle" ]; then real=(--include-ignored); fi
ETW_MANIFEST_MUTATIONS=${2:-1000} cargo test --quiet -p etw-manifest --test suite mutation -- --nocapture "${real[@]}" > "$log" 2>&1 || {
  tail -50 "$log"
  exit 1
}
grep 'test result' "$log"
