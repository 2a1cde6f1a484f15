#!/usr/bin/env bash
# Compiles the published packages with the oldest dependencies that their Cargo.toml files allow.
# Usage: minimal-versions.sh FOLDER (a working folder, may be empty).
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "$1"
folder=$(realpath "$1")
source=$folder/source
# Works on a copy because it changes the lock file.
rm -rf "$source" && mkdir "$source"
git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents --preserve=timestamps --target-directory="$source"
cd "$source"
export CARGO_TARGET_DIR=$folder/target CARGO_PROFILE_DEV_DEBUG=0 CARGO_INCREMENTAL=0
# A nightly option, used only to choose the versions; the build itself is stable.
RUSTC_BOOTSTRAP=1 cargo update --quiet -Z direct-minimal-versions
cargo check --quiet --locked -p etw-manifest -p etw-provider -p etw-manifest-cli --all-features
echo "minimal-versions: $(cargo tree --locked --depth 1 --edges normal --prefix none --all-features -p etw-manifest -p etw-provider -p etw-manifest-cli |
  sed -n '/(\//d; /^$/d; s/ v/ /; s/ (\*)//; p' | sort -u | paste -sd, | sed 's/,/, /g')"
