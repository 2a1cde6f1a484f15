#!/usr/bin/env bash
# Compiles for Windows, runs the tests under Wine, and reads the resources of the linked programs with tools that share no code
# with us. Usage: windows.sh FOLDER (a cache, may be empty).
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
folder=$(realpath -m "$1")
mkdir -p "$folder"
gnu=x86_64-pc-windows-gnu
export TARGETS="$gnu x86_64-pc-windows-msvc i686-pc-windows-gnu aarch64-pc-windows-gnullvm"
if ! .ci/windows-setup.sh "$folder" >"$folder/setup.log" 2>&1; then
  tail -20 "$folder/setup.log"
  echo "windows: FAILED: the tools could not be installed"
  exit 1
fi
# shellcheck disable=SC1091
. "$folder/env.sh"
CARGO_TARGET_DIR=$(realpath -m "${CARGO_TARGET_DIR:-target}/windows")
export CARGO_TARGET_DIR
# Debug information would only cost time.
export CARGO_PROFILE_DEV_DEBUG=0 CARGO_INCREMENTAL=0

check() { # check TARGET ARGUMENT…: type-checks packages, their tests and examples
  cargo check --quiet --target "$1" --all-targets "${@:2}"
  echo "windows: type-checked for $1"
}

tests() { # tests TITLE ARGUMENT…: runs tests under Wine and counts them
  local what=$1 log=$folder/tests.log
  shift
  if ! cargo test --target $gnu "$@" >"$log" 2>&1; then
    cat "$log"
    echo "windows: FAILED: $what"
    exit 1
  fi
  echo "windows: $(sed -n 's/^test result: ok\. \([0-9]*\) passed.*/\1/p' "$log" | awk '{ sum += $1 } END { print sum + 0 }') tests passed under Wine: $what"
}

resources() { # resources FILE COUNT FOLDER: FILE has so many resources, and ours equal the files in FOLDER
  local file=$1 found
  found=$(wrestool --list "$file" | wc -l)
  [ "$found" -eq "$2" ] || { echo "windows: FAILED: $found resources in $file instead of $2"; exit 1; }
  wrestool --raw --extract --type=WEVT_TEMPLATE "$file" | cmp - "$3"/*TEMP.BIN
  wrestool --raw --extract --type=11 --language=1033 "$file" | cmp - "$3/MSG00001.bin"
  wrestool --raw --extract --type=11 --language=3082 "$file" | cmp - "$3/MSG00002.bin"
  echo "windows: $2 resources in $(basename "$file"), as wrestool reads them"
}

packages=(-p etw-provider -p etw-test-support -p activation-services-events)
cargo fetch --quiet --locked
cargo clippy --quiet --target $gnu --all-targets "${packages[@]}" -- -D warnings
cargo check --quiet --target $gnu -p etw-manifest-cli
echo "windows: no lint fires for $gnu, and the command type-checks"
for target in x86_64-pc-windows-msvc i686-pc-windows-gnu aarch64-pc-windows-gnullvm; do
  check "$target" "${packages[@]}"
done

tests "the runtime" -p etw-provider
# Without downstream.rs, which starts cargo: Wine has none.
mapfile -t names < <(basename -s .rs tests/*.rs | grep -vx downstream)
# With named tests cargo builds the example only as a test, under another name, but resources.rs loads the program itself.
cargo build --quiet --target $gnu --example dispatch_session_failed
tests "the shipped events" -p activation-services-events --lib --example dispatch_session_failed "${names[@]/#/--test=}"
# Uses the settings of the other steps, so that their builds are reused.
env -u CARGO_TARGET_DIR -u CARGO_PROFILE_DEV_DEBUG -u CARGO_INCREMENTAL ETW_MANIFEST_PROBE_WINDOWS="--target $gnu $CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUSTFLAGS" \
  cargo test --quiet -p activation-services-events --test disabled_emit >"$folder/probe.log" 2>&1 || { cat "$folder/probe.log"; exit 1; }
echo "windows: a disabled event is one load, one test and one branch for $gnu"
tests "build scripts" -p etw-manifest --test suite -- build:: build_script::
for consumer in library application plugin extended; do
  cp Cargo.lock "tests/downstream/$consumer/"
  tests "tests/downstream/$consumer" --offline --manifest-path "tests/downstream/$consumer/Cargo.toml"
done

# Resources as linked by GNU ld for two processors, alone and together with those of windres, and by LLVM's stand-in for
# Microsoft's linker.
made=$folder/resources
rm -rf "$made" && mkdir -p "$made"
etw_manifest() { env -u CARGO_TARGET_DIR cargo run --quiet --manifest-path "$root/Cargo.toml" -p etw-manifest-cli -- "$@"; }
shipped=manifests/activation-services.man
etw_manifest resource $shipped --out "$made/shipped"
etw_manifest resource $shipped --with tests/downstream/extended/manifests/retries.man --out "$made/extended"
etw_manifest resource $shipped tests/downstream/library/manifests/every-type.man --out "$made/merged"
cargo build --quiet --target i686-pc-windows-gnu --example dispatch_session_failed
for target in $gnu i686-pc-windows-gnu; do
  resources "$CARGO_TARGET_DIR/$target/debug/examples/dispatch_session_failed.exe" 3 "$made/shipped"
done
resources "$CARGO_TARGET_DIR/$gnu/debug/application.exe" 3 "$made/merged"
resources "$CARGO_TARGET_DIR/$gnu/debug/extended.exe" 3 "$made/extended"
events=$(etw_manifest decompile "$CARGO_TARGET_DIR/$gnu/debug/extended.exe" | grep -c '<event ')
[ "$events" -eq 32 ] || { echo "windows: FAILED: $events events in extended.exe instead of 32"; exit 1; }
echo "windows: a provider and its fragment are one provider with $events events"
resources "$made/shipped/activation-services.dll" 4 "$made/shipped"

cd "$made"
echo '1 24 "application.manifest"' >other.rc
echo '<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0"/>' >application.manifest
echo 'int mainCRTStartup(void) { return 0; }' >program.c
x86_64-w64-mingw32-windres other.rc other.o
llvm-rc /no-preprocess /fo other.res other.rc
x86_64-w64-mingw32-gcc -c -fno-asynchronous-unwind-tables program.c -o program.obj
for order in "other.o shipped/activation-services.o" "shipped/activation-services.o other.o"; do
  # shellcheck disable=SC2086
  x86_64-w64-mingw32-gcc -nostdlib -e mainCRTStartup program.obj $order -o gnu.exe
  resources gnu.exe 4 shipped
done
lld-link /nologo /subsystem:console /entry:mainCRTStartup /nodefaultlib program.obj merged/activation-services.res other.res /out:microsoft.exe
resources microsoft.exe 4 merged
lld-link /nologo /subsystem:console /entry:mainCRTStartup /nodefaultlib program.obj shipped/activation-services.obj /out:llvm.exe
resources llvm.exe 3 shipped
for program in gnu.exe microsoft.exe llvm.exe; do /usr/lib/wine/wine64 $program; done
echo "windows: 3 programs with linked resources start under Wine"

# register.cmd must pass every path as one argument. It runs in Wine's cmd.exe, where stand-ins for wevtutil, icacls and fltmc log
# their arguments.
cd "$made"
cat >words.c <<'C'
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
int main(void) {
  FILE *log = fopen("words.log", "a");
  char *name = strrchr(__argv[0], '\\');
  fputs(name ? name + 1 : __argv[0], log);
  for (int i = 1; i < __argc; i++) fprintf(log, "|%s", __argv[i]);
  fputs("\n", log);
  return 0;
}
C
rm -rf fake && mkdir -p fake/System32 "fake/Pro (x86)/A & B^ 'c'! #"
for name in wevtutil icacls fltmc; do x86_64-w64-mingw32-gcc words.c -o fake/System32/$name.exe; done
touch "fake/Pro (x86)/A & B^ 'c'! #/store.exe"
etw_manifest register-kit "$root/$shipped" --resource "%Store%/A & B^ 'c'! #/store.exe" --out fake/kit
cat >fake/run.cmd <<'C'
@echo off
set "PATH=%CD%\fake\System32;%PATH%"
set "SystemRoot=%CD%\fake"
set "Store=%CD%\fake\Pro (x86)"
call fake\kit\register.cmd
if errorlevel 1 exit /b 1
call fake\kit\unregister.cmd
C
sed -i 's/$/\r/' fake/run.cmd
rm -f words.log
/usr/lib/wine/wine64 cmd /c 'fake\run.cmd'
here=$(/usr/lib/wine/wine64 winepath -w "$made" 2>/dev/null | tr -d '\r')
file="$here\\fake\\Pro (x86)\\A & B^ 'c'! #\\store.exe"
man="$here\\fake\\kit\\activation-services.man"
{
  echo "fltmc"
  echo "icacls.exe|$file|/grant|NT SERVICE\\EventLog:(RX)"
  echo "wevtutil.exe|um|$man"
  echo "wevtutil.exe|im|$man|/rf:$file|/mf:$file"
  echo "fltmc"
  echo "wevtutil.exe|um|$man"
} >expected.log
diff <(sed 's/\r$//; s/^fltmc.*/fltmc/' words.log) expected.log
echo "windows: register.cmd and unregister.cmd call 6 commands with the right arguments, in Wine's cmd.exe"
