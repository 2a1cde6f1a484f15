#!/usr/bin/env bash
# Makes the inputs that fuzzing starts from: our fixtures, what we compile them to, and small files of the corpus if there is one.
# Usage: seeds.sh FOLDER (made anew).
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "$1"
seeds=$(realpath "$1")
shared=$(realpath -m "${ETW_MANIFEST_CORPUS:-../shared}")
# Larger inputs are slow, and reach nothing that small ones do not.
largest=20k
rm -rf "$seeds"
mkdir -p "$seeds"/{compile,decompile,decode,emit_round_trip}
cargo build --quiet -p etw-manifest-cli

add() { # add KIND FILE…: copies files under names made of their content
  local kind=$1 file
  shift
  for file in "$@"; do cp "$file" "$seeds/$kind/$(sha256sum "$file" | cut -c 1-16)"; done
}

container() { # container TEMPLATE [TABLE]: the form that the target takes, with the size of the message table in front
  local size=0
  [ $# -lt 2 ] || size=$(stat -c %s "$2")
  printf '%b' "$(printf '\\x%02x' $((size & 255)) $((size >> 8 & 255)) $((size >> 16 & 255)) 0)" | cat - "$@"
}

add_container() {
  container "$@" > "$seeds/one"
  add decompile "$seeds/one"
  rm "$seeds/one"
}

own=(crates/etw-manifest/tests/fixtures)
[ ! -d "$shared/corpus" ] || own+=("$shared/corpus/inputs" "$shared/corpus/handwritten" "$shared/corpus/ms-docs-examples" "$shared/oracle")
while IFS= read -r -d '' file; do
  add compile "$file"
done < <(find "${own[@]}" -type f -size -$largest \( -iname '*.man' -o -iname '*.xml' -o -iname '*.manifest' \) -print0)

for manifest in crates/etw-manifest/tests/fixtures/{expand/*/input,accept/*,resources/*,doc/*}.man; do
  rm -rf "$seeds/out"
  target/debug/etw-manifest resource "$manifest" --out "$seeds/out" 2> /dev/null || continue
  for file in "$seeds/out"/*.dll "$seeds/out"/*.res; do add_container "$file"; done
done
rm -rf "$seeds/out"
while IFS= read -r -d '' file; do
  table=$(dirname "$file")/MSG00001.bin
  if [ -f "$table" ]; then add_container "$file" "$table"; else add_container "$file"; fi
done < <(find "${own[@]}" -type f -size -$largest -iname '*TEMP.BIN' -print0)

# The provider, the event, the width of pointers; what follows are the bytes of an event.
for provider in 0 1 2 3 4 5 6 7 8 9; do
  printf '%b' "\\x0$provider\\0\\0a\\0b\\0\\0\\0\\x02\\0\\0\\0" > "$seeds/decode/$provider"
done
for way in 0 1 2; do printf '%b\0\x02\x02\x02%064d' "\\x0$way" 0 > "$seeds/emit_round_trip/$way"; done
for kind in "$seeds"/*; do echo "seeds: $(find "$kind" -type f | wc -l) for $(basename "$kind")"; done
