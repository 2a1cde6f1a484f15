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
# Those of the hostile inputs and of the other readers are run by the steps of that name.
cargo test -p etw-manifest --test suite --test cases -- --ignored \
  --skip files::nobody_sees_half_a_file_in_many_looks --skip covering::files_for_other_readers
cargo test -p activation-services-events --test downstream -- --ignored
