#!/usr/bin/env bash
# The published packages compile with the oldest dependencies that their manifests allow, so that what the manifests state is true.
# Usage: minimal-versions.sh FOLDER (a working folder that may be empty).
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "$1"
folder=$(realpath "$1")
source=$folder/source
# A copy, since the lock file of the workspace must stay as it is.
rm -rf "$source" && mkdir "$source"
git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents --preserve=timestamps --target-directory="$source"
cd "$source"
export CARGO_TARGET_DIR=$folder/target CARGO_PROFILE_DEV_DEBUG=0 CARGO_INCREMENTAL=0
# An option of nightly builds. It finds the versions and has no part in the build.
RUSTC_BOOTSTRAP=1 cargo update --quiet -Z direct-minimal-versions
cargo check --quiet --locked -p etw-manifest -p etw-provider -p etw-manifest-cli --all-features
echo "minimal-versions: $(cargo tree --locked --depth 1 --edges normal --prefix none --all-features -p etw-manifest -p etw-provider -p etw-manifest-cli |
  sed -n '/(\//d; /^$/d; s/ v/ /; s/ (\*)//; p' | sort -u | paste -sd, | sed 's/,/, /g')"
