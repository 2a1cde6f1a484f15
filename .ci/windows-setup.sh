#!/bin/bash
# Sets up `cargo test --target x86_64-pc-windows-gnu` on Debian, as root, for the active Rust toolchain and from package registries
# alone. Usage: windows-setup.sh FOLDER, then: . FOLDER/env.sh; cargo test --target x86_64-pc-windows-gnu
set -euo pipefail
P=$(realpath -m "${1:?prefix}"); mkdir -p "$P"
TARGETS=${TARGETS:-x86_64-pc-windows-gnu}
# 1. Linkers, C runtime libraries, Wine, a resource reader.
"$(dirname "$0")/install.sh" x86_64-w64-mingw32-gcc=gcc-mingw-w64-x86-64-win32 i686-w64-mingw32-gcc=gcc-mingw-w64-i686-win32 \
  lld-link=lld llvm-rc=llvm wrestool=icoutils /usr/lib/wine/wine64=wine64
# 2. The standard library's source.
LIBRARY=$("$(dirname "$0")/rust-src.sh")
# 3. The standard library, built once.
for T in $TARGETS; do
  D="$P/sysroot/lib/rustlib/$T/lib"; [ -d "$D" ] && continue
  W=$(mktemp -d); mkdir "$W/src"; echo '#![no_std]' > "$W/src/lib.rs"
  printf '[package]\nname="dummy"\nversion="0.0.0"\nedition="2021"\n[workspace]\n' > "$W/Cargo.toml"
  (cd "$W" && RUSTC_BOOTSTRAP=1 __CARGO_TESTS_ONLY_SRC_ROOT="$LIBRARY" cargo build -q --release -Z build-std=std,panic_abort,panic_unwind,test --target "$T")
  mkdir -p "$D.tmp"; cp "$W/target/$T/release/deps/"*.rlib "$D.tmp"; rm -f "$D.tmp"/libdummy*; mv "$D.tmp" "$D"; rm -rf "$W"
done
D="$P/sysroot/lib/rustlib/i686-pc-windows-gnu/lib"       # 32-bit programs also need two start objects
if [ -d "$D" ] && [ ! -f "$D/rsend.o" ]; then
  for N in rsbegin rsend; do RUSTC_BOOTSTRAP=1 rustc --target i686-pc-windows-gnu --sysroot "$P/sysroot" --emit=obj -o "$D/$N.o" "$LIBRARY/rtstartup/$N.rs"; done
fi
# 4. A Wine prefix. Wine 8 lacks bcryptprimitives.dll, from which std imports ProcessPrng.
export WINEPREFIX="$P/wine" WINEDEBUG=-all
if [ ! -f "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll" ]; then
  /usr/lib/wine/wine64 wineboot -i >/dev/null 2>&1
  cat > "$P/bp.c" <<'C'
__declspec(dllimport) unsigned char __stdcall SystemFunction036(void *, unsigned long);
__declspec(dllexport) int __stdcall ProcessPrng(void *p, unsigned long long n) { return SystemFunction036(p, (unsigned long)n); }
int __stdcall DllMainCRTStartup(void *h, unsigned long r, void *v) { return 1; }
C
  x86_64-w64-mingw32-gcc -shared -nostdlib -e DllMainCRTStartup -o "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll" "$P/bp.c" -ladvapi32
fi
cat > "$P/env.sh" <<S
export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER=x86_64-w64-mingw32-gcc
export CARGO_TARGET_I686_PC_WINDOWS_GNU_LINKER=i686-w64-mingw32-gcc
export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER=/usr/lib/wine/wine64
export WINEPREFIX="$WINEPREFIX" WINEDEBUG=-all
S
for T in $TARGETS; do
  N=${T^^}; N=CARGO_TARGET_${N//-/_}; S="--sysroot=$P/sysroot"
  echo "export ${N}_RUSTFLAGS=\"$S\" ${N}_RUSTDOCFLAGS=\"$S\"" >> "$P/env.sh"
done
