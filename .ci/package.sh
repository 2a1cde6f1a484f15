#!/usr/bin/env bash
# Checks the packages as a registry would serve them: each has the files it needs and no others, and together, outside the
# workspace, they build a program with its own provider. Usage: package.sh FOLDER (a working folder, may be empty).
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
mkdir -p "$1"
folder=$(realpath "$1")
export CARGO_TARGET_DIR=$folder/target CARGO_PROFILE_DEV_DEBUG=0 CARGO_INCREMENTAL=0
version=$(sed -n '/^\[workspace.package\]/,/^$/ s/^version = "\(.*\)"/\1/p' Cargo.toml)
# The files that every package has, then those that each one may have as well.
common='\.cargo_vcs_info\.json|Cargo\.toml|Cargo\.toml\.orig|Cargo\.lock|README\.md|LICENSE-MIT|LICENSE-APACHE'
declare -A own=(
  [etw-provider]='src/.*\.rs'
  [etw-manifest]='src/.*\.(rs|rs\.txt|md|css|js)|docs/.*\.(md|json)'
  [etw-manifest-cli]='src/.*\.(rs|man)'
  [activation-services-events]='build\.rs|src/.*\.rs|manifests/.*\.(man|md)|examples/.*\.rs|docs/.*\.md|CHANGELOG\.md'
)

cargo fetch --quiet --locked
# Not verified here: that would compile the compiler three times, and the consumer below builds every package anyway.
cargo package --quiet --workspace --exclude etw-test-support --allow-dirty --no-verify
rm -rf "$folder/outside" && mkdir "$folder/outside" && cd "$folder/outside"
for name in "${!own[@]}"; do
  tar -xzf "$CARGO_TARGET_DIR/package/$name-$version.crate"
  files=$(cd "$name-$version" && find . -type f | sed 's#^\./##')
  if surplus=$(grep -vxE "$common|${own[$name]}" <<<"$files"); then
    echo "package: FAILED: $name must not contain: ${surplus//$'\n'/, }"
    exit 1
  fi
  for file in README.md LICENSE-MIT LICENSE-APACHE; do [ -s "$name-$version/$file" ] || { echo "package: FAILED: $name has no $file" && exit 1; }; done
  cmp "$name-$version/LICENSE-MIT" "$root/LICENSE-MIT"
  cmp "$name-$version/LICENSE-APACHE" "$root/LICENSE-APACHE"
  echo "package: $name, $(wc -l <<<"$files") files, $(stat -c %s "$CARGO_TARGET_DIR/package/$name-$version.crate") bytes"
done

# The consumer of the tests, with versions instead of paths, and our packages instead of the registry's.
cp -r "$root/tests/downstream/own-provider" consumer
sed -i "s#{ path = .*/\(etw-[a-z]*\)\" }#\"$version\"#; /^\[workspace\]/d" consumer/Cargo.toml
cp "$root/Cargo.lock" .
{
  printf '[workspace]\nmembers = ["*-%s", "consumer"]\nresolver = "3"\n[patch.crates-io]\n' "$version"
  for name in "${!own[@]}"; do echo "$name = { path = \"$name-$version\" }"; done
} >Cargo.toml
cargo run --quiet --offline -p own-provider
cargo check --quiet --offline --workspace
echo "package: a program with its own provider builds from the packages alone, and they build each other"
