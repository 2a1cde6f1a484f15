#!/usr/bin/env bash
# Checks instructions, code size, memory and the size of builds against .ci/effort.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
.ci/install.sh valgrind=valgrind nm=binutils
.ci/effort.py
