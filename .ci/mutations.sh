#!/usr/bin/env bash
# Makes random mistakes in manifests, and keeps how many there were for the summary. Usage: mutations.sh CACHE [MISTAKES].
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "$1"
log=$1/mutations.log
ETW_MANIFEST_MUTATIONS=${2:-1000} cargo test --quiet -p etw-manifest --test mutation -- --nocapture > "$log" 2>&1 || {
  tail -50 "$log"
  exit 1
}
grep 'test result' "$log"
