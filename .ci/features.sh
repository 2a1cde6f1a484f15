#!/usr/bin/env bash
# Checks `etw-manifest` with every set of features, and the build of a package that uses none of them.
set -euo pipefail
cd "$(dirname "$0")/.."

for features in "" baseline tools baseline,tools; do
  echo "-- clippy with features '$features'"
  cargo clippy -p etw-manifest --lib --features "$features" -- -D warnings
done

# Without `baseline`, `Build::baseline` exists and fails with an error that names the feature.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat > "$folder/Cargo.toml" <<TOML
[package]
name = "without-features"
version = "0.1.0"
edition = "2024"
publish = false

[dependencies]
etw-provider = { path = "$PWD/crates/etw-provider" }

[build-dependencies]
etw-manifest = { path = "$PWD/crates/etw-manifest" }

[workspace]
TOML
manifest=$PWD/manifests/activation-services.man
write_build() { # write_build CALLS: a build script that compiles the shipped manifest
  echo "fn main() { etw_manifest::Build::new().manifest(r\"$manifest\")$1.compile(); }" > "$folder/build.rs"
}
build() { cargo build --quiet --manifest-path "$folder/Cargo.toml"; }
echo 'etw_provider::include_manifest!("activation-services");' > "$folder/src/lib.rs"

write_build ""
build
write_build ".baseline(r\"$manifest\")"
if output=$(build 2>&1); then
  echo "a baseline without the feature is accepted" >&2
  exit 1
fi
grep -q 'features = \["baseline"\]' <<< "$output" || {
  echo "$output" >&2
  echo "the error does not name the feature" >&2
  exit 1
}
echo "a build without features compiles, and the error of \`Build::baseline\` names its feature"
