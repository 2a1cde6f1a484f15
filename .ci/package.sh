#!/usr/bin/env bash
# Checks the packages as a registry would serve them: each has the files it needs and no others, and outside the workspace they
# build a program with its own provider. Usage: package.sh FOLDER (a working folder, may be empty).
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
mkdir -p "$1"
folder=$(realpath "$1")
.ci/registry.sh "$folder"
version=$(sed -n '/^\[workspace.package\]/,/^$/ s/^version = "\(.*\)"/\1/p' Cargo.toml)
# The files that every package has, then those that each one may have as well.
common='\.cargo_vcs_info\.json|\.cargo-checksum\.json|Cargo\.toml|Cargo\.toml\.orig|Cargo\.lock|README\.md|LICENSE-MIT|LICENSE-APACHE'
declare -A own=(
  [etw-provider]='src/.*\.rs'
  [etw-manifest]='src/.*\.(rs|rs\.txt|md|css|js|man)|docs/.*\.(md|json)'
  [etw-manifest-cli]='src/.*\.(rs|man)'
  [activation-services-events]='build\.rs|src/.*\.rs|src/README\.md|manifests/.*\.(man|md)|examples/.*\.rs|CHANGELOG\.md'
)
for name in "${!own[@]}"; do
  crate=$folder/registry/$name-$version
  files=$(cd "$crate" && find . -type f | sed 's#^\./##')
  if surplus=$(grep -vxE "$common|${own[$name]}" <<<"$files"); then
    echo "package: FAILED: $name must not contain: ${surplus//$'\n'/, }"
    exit 1
  fi
  readme=$(sed -n 's/^readme = "\(.*\)"/\1/p' "$crate/Cargo.toml")
  for file in "$readme" LICENSE-MIT LICENSE-APACHE; do [ -s "$crate/$file" ] || { echo "package: FAILED: $name has no $file" && exit 1; }; done
  cmp "$crate/LICENSE-MIT" LICENSE-MIT
  cmp "$crate/LICENSE-APACHE" LICENSE-APACHE
  echo "package: $name, $(wc -l <<<"$files") files, $(stat -c %s "$folder/packages/$name-$version.crate") bytes"
done

# The consumer of the tests, with versions instead of paths.
export CARGO_HOME=$folder/home CARGO_TARGET_DIR=$folder/target CARGO_PROFILE_DEV_DEBUG=0 CARGO_INCREMENTAL=0
rm -rf "$folder/outside" && mkdir "$folder/outside"
cp -r "$root/tests/downstream/own-provider" "$folder/outside/consumer"
cd "$folder/outside/consumer"
sed -i "s#path = [^,}]*/etw-[a-z]*\"#version = \"$version\"#" Cargo.toml
cargo add --quiet --offline "activation-services-events@$version"
rm -f Cargo.lock
cargo run --quiet --offline
cargo install --quiet --offline --debug "etw-manifest-cli@$version"
"$CARGO_HOME/bin/etw-manifest" --version
echo "package: a program with its own provider builds from the packages alone, and so does the command"
