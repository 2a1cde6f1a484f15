#!/usr/bin/env bash
# Runs every code block of the documentation as printed, against a registry of our packages. Usage: walkthrough.sh FOLDER
# (a working folder, may be empty).
set -euo pipefail
cd "$(dirname "$0")/.."
.ci/release.py --check
.ci/registry.sh "$1"
.ci/walkthrough.py "$1"
