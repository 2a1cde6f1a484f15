#!/usr/bin/env bash
# Runs the tests that compare with real manifests and with the output of Microsoft's tools, which we may not publish: those that
# `cargo test` shows as ignored. ETW_MANIFEST_CORPUS names the folder; the default is ../shared. Usage: reference.sh
set -euo pipefail
cd "$(dirname "$0")/.."
ETW_MANIFEST_CORPUS=$(realpath -m "${ETW_MANIFEST_CORPUS:-../shared}")
export ETW_MANIFEST_CORPUS
if [ ! -d "$ETW_MANIFEST_CORPUS/oracle" ]; then
  echo "reference: skipped: there is no reference material (set ETW_MANIFEST_CORPUS)"
  exit 0
fi
cargo test -p etw-manifest --test suite --test cases -- --ignored
cargo test -p activation-services-events --test downstream -- --ignored
