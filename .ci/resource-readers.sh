#!/usr/bin/env bash
# Reads our resources with tools that share no code with us: llvm-rc, llvm-cvtres, GNU ld, wrestool, pefile, libfwevt, evtx.
# Usage: resource-readers.sh FOLDER (a cache, may be empty).
set -euo pipefail
cd "$(dirname "$0")/.."
here=$PWD/.ci/resource-readers
mkdir -p "$1"
cache=$(realpath "$1")

.ci/install.sh llvm-rc=llvm llvm-cvtres=llvm wrestool=icoutils x86_64-w64-mingw32-gcc=gcc-mingw-w64-x86-64-win32
python3 -c 'import ensurepip' 2>/dev/null || .ci/install.sh ensurepip=python3-venv
python=$cache/venv/bin/python
[ -x "$python" ] || python3 -m venv "$cache/venv"
"$python" -c 'import pefile, pyfwevt' 2>/dev/null || "$cache/venv/bin/pip" install -q pefile libfwevt-python

cargo build -q -p etw-manifest-cli
CARGO_TARGET_DIR=$cache/target cargo build -q --manifest-path "$here/Cargo.toml"

check() { # check MANIFEST: runs all readers on the resources of one manifest
  local stem out languages language
  stem=$(basename "$1" .man)
  out=$cache/$stem
  rm -rf "$out"
  target/debug/etw-manifest resource "$1" --out "$out"

  # A resource compiler makes the same .res from our .rc and .bin files.
  (cd "$out" && llvm-rc -no-preprocess -FO theirs.res "$stem.rc")
  cmp "$out/$stem.res" "$out/theirs.res"

  # The object equals that of llvm-cvtres except for the time stamp and the size of the empty string table.
  (cd "$out" && llvm-cvtres /machine:x64 /out:theirs.obj "$stem.res")
  local size
  size=$(stat -c %s "$out/$stem.obj")
  { cmp -l "$out/$stem.obj" "$out/theirs.obj" || true; } |
    awk -v end=$((size - 3)) '$1 < 5 || ($1 > 8 && $1 < end) { print "objects differ at byte " $1; bad = 1 } END { exit bad }'

  # GNU ld links the object.
  echo 'int DllMain(void) { return 1; }' >"$out/empty.c"
  x86_64-w64-mingw32-gcc -shared -o "$out/linked.dll" "$out/empty.c" "$out/$stem.obj"

  # Both DLLs contain exactly our bytes.
  for dll in "$out/$stem.dll" "$out/linked.dll"; do
    wrestool --raw --extract --type=WEVT_TEMPLATE --name=1 "$dll" | cmp - "$out/${stem}TEMP.BIN"
    languages=$(sed -n 's/^LANGUAGE \(0x[0-9a-f]*\),\(0x[0-9a-f]*\).*/\1 \2/p' "$out/$stem.rc" | tac)
    local number=1
    while read -r primary sub; do
      language=$((sub << 10 | primary))
      wrestool --raw --extract --type=11 --name=1 --language=$language "$dll" |
        cmp - "$out/$(printf 'MSG%05d.bin' $number)"
      number=$((number + 1))
    done <<<"$languages"
    "$python" "$here/readers.py" "$dll"
  done
  "$cache/target/debug/resource-readers" "$out/$stem.dll"
}

# Every pair of choices that the language has, in every generation of mc.exe, by the readers of the format itself.
folder=$cache/covering
rm -rf "$folder"
ETW_MANIFEST_COVERING=$folder cargo test -q -p etw-manifest --test suite -- --ignored --exact covering::files_for_other_readers >/dev/null
"$python" "$here/readers.py" "$folder"/*.dll
"$cache/target/debug/resource-readers" "$folder"/*.dll

target/debug/etw-manifest merge manifests/activation-services.man tests/downstream/extended/manifests/retries.man >"$cache/merged.man"
for manifest in crates/etw-manifest/tests/fixtures/resources/everything.man manifests/*.man "$cache/merged.man"; do
  check "$manifest"
done
