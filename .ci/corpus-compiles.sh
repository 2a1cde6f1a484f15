#!/usr/bin/env bash
# Compiles the generated Rust of every accepted manifest of the corpus under deny(warnings): one crate, one module each.
# Usage: corpus-compiles.sh FOLDER (a working folder, may be empty).
set -euo pipefail
cd "$(dirname "$0")/.."
shared=$(realpath -m "${ETW_MANIFEST_CORPUS:-../shared}")
if [ ! -d "$shared/corpus" ]; then
  echo "corpus-compiles: skipped: there is no corpus (set ETW_MANIFEST_CORPUS)"
  exit 0
fi
mkdir -p "$1"
folder=$(realpath "$1")
cargo build --quiet --release -p etw-manifest-cli
rm -rf "$folder/crate"
mkdir -p "$folder/crate/src"
cat > "$folder/crate/Cargo.toml" <<TOML
[package]
name = "corpus"
version = "0.0.0"
edition = "2024"

[dependencies]
etw-provider = { path = "$PWD/crates/etw-provider" }

[workspace]
TOML
cp Cargo.lock "$folder/crate/Cargo.lock"
echo '#![deny(warnings, missing_docs, unsafe_code)]
//! Every manifest of the corpus.' > "$folder/crate/src/lib.rs"
accepted=0 rejected=0 same=0
declare -A seen
while IFS= read -r -d '' file; do
  text="$folder/crate/src/m$accepted.rs"
  if ! target/release/etw-manifest expand --allow warnings "$file" > "$text" 2> /dev/null; then
    rejected=$((rejected + 1))
    continue
  fi
  hash=$(sha256sum < "$text")
  if [ -n "${seen[$hash]:-}" ]; then
    same=$((same + 1))
    continue
  fi
  seen[$hash]=1
  printf '/// A manifest.\npub mod m%s;\n' "$accepted" >> "$folder/crate/src/lib.rs"
  sed -i '1i//! A manifest.' "$text"
  accepted=$((accepted + 1))
done < <(find "$shared/corpus/inputs" "$shared/corpus/handwritten" "$shared/oracle" -path '*rejected*' -prune -o -type f \( -iname '*.man' -o -iname '*.xml' -o -iname '*.manifest' \) -print0 | sort -z)
rm -f "$folder/crate/src/m$accepted.rs"
CARGO_TARGET_DIR="$folder/target" cargo check --quiet --offline --manifest-path "$folder/crate/Cargo.toml"
echo "corpus-compiles: $accepted manifests compile under deny(warnings), $same more generate the same code, $rejected are rejected"
