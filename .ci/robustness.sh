#!/usr/bin/env bash
# Runs the mutations and every fuzz target (about five minutes) and prints a summary; fails on any finding.
# Usage: robustness.sh [CACHE]
set -euo pipefail
cd "$(dirname "$0")/.."
cache=${1:-${ETW_MANIFEST_CACHE:-$HOME/.cache/etw-manifest}}
# The summary below reports their failures.
.ci/mutations.sh "$cache" || true
.ci/fuzz.sh "$cache/fuzz" || true
awk '
  /^fuzz: / { targets++; executions += $3; printf "%-20s %10d executions %7d edges  %d findings\n", $2, $3, $9, $11; findings += $11 }
  / (refused|rejected)$/ { manifests++; rejected += $(NF - 3); mutants += $(NF - 1) }
  /FAILED/ { findings++ }
  END {
    if (!targets || !mutants) { print "robustness: FAILED: no logs"; exit 1 }
    printf "%-20s %10d mutants of %d manifests, %d rejected\n", "mutations:", mutants, manifests, rejected
    printf "robustness: %d targets, %d executions, %d mutants, findings open = %d\n", targets, executions, mutants, findings
    exit findings > 0
  }' "$cache"/fuzz/logs/*.summary "$cache/mutations.log"
