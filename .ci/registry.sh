#!/usr/bin/env bash
# Makes a registry of our packages and of all their dependencies in a folder, as a directory source of cargo.
# Usage: registry.sh FOLDER; FOLDER/packages then has the .crate files, and CARGO_HOME=FOLDER/home makes cargo use the registry.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "$1"
folder=$(realpath "$1")
# Cargo takes the packages of a registry for unchanged while their version is the same.
find "$folder/target" -path '*/.fingerprint/*' -prune \( -name 'etw-*' -o -name 'activation-services-events-*' \) -exec rm -rf {} + 2>/dev/null || true
# Not verified by cargo: that would compile the compiler three times. The users of the registry build every package anyway.
CARGO_TARGET_DIR=$folder/target cargo package --quiet --workspace --exclude etw-test-support --allow-dirty --no-verify
rm -rf "$folder/packages" "$folder/registry" "$folder/home"
mkdir "$folder/packages" "$folder/home"
cargo vendor --quiet --locked --versioned-dirs "$folder/registry" >/dev/null
version=$(sed -n '/^\[workspace.package\]/,/^$/ s/^version = "\(.*\)"/\1/p' Cargo.toml)
for name in etw-provider etw-manifest etw-manifest-cli activation-services-events; do
  crate=$name-$version
  mv "$folder/target/package/$crate.crate" "$folder/packages/"
  tar -xzf "$folder/packages/$crate.crate" -C "$folder/registry"
  # Cargo verifies the files of a registry; an empty list disables that for ours.
  echo "{\"files\":{},\"package\":\"$(sha256sum "$folder/packages/$crate.crate" | cut -d' ' -f1)\"}" >"$folder/registry/$crate/.cargo-checksum.json"
done
cat >"$folder/home/config.toml" <<TOML
[source.crates-io]
replace-with = "ours"

[source.ours]
directory = "$folder/registry"
TOML
