#!/usr/bin/env bash
# Prints the summary of robustness: fuzz targets, executions, mutants, open findings. Fails if there is an open finding.
# Usage: robustness.sh [CACHE]: runs everything first (about five minutes), or, where CACHE is named, reads the logs that
# fuzz.sh and mutations.sh left in it.
set -euo pipefail
cd "$(dirname "$0")/.."
cache=${1:-}
if [ -z "$cache" ]; then
  cache=${ETW_MANIFEST_CACHE:-$HOME/.cache/etw-manifest}
  .ci/mutations.sh "$cache" || true
  .ci/fuzz.sh "$cache/fuzz" || true
fi
awk '
  /^fuzz: / { targets++; executions += $3; printf "%-20s %10d executions %7d edges  %d findings\n", $2, $3, $9, $11; findings += $11 }
  / refused$/ { manifests++; refused += $(NF - 3); mutants += $(NF - 1) }
  /FAILED/ { findings++ }
  END {
    if (!targets || !mutants) { print "robustness: there are no logs"; exit 1 }
    printf "%-20s %10d mutants of %d manifests, %d refused\n", "mutations:", mutants, manifests, refused
    printf "robustness: %d targets, %d executions, %d mutants, findings open = %d\n", targets, executions, mutants, findings
    exit findings > 0
  }' "$cache"/fuzz/logs/*.summary "$cache/mutations.log"
