#!/usr/bin/env bash
# Compiles everything with the `rust-version` of Cargo.toml: the installed Rust or one of rustup's toolchains if the version matches,
# otherwise Debian's, unpacked into FOLDER. Usage: msrv.sh FOLDER (a cache, may be empty).
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "$1"
folder=$(realpath "$1")
version=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
windows=x86_64-pc-windows-gnu

debian_has() { # prints package and version of this compiler; Debian 12 calls it rustc-web, Debian 13 rustc
  apt-cache madison rustc-web rustc | awk -F' *[|] *' -v wanted="$version." '
    index($2, wanted) == 1 { gsub(/ /, "", $1); print $1, $2; exit }'
}

download() { # download FOLDER: fetches the packages of the compiler and of missing libraries; installs nothing
  local found package suffix number
  found=$(debian_has)
  [ -n "$found" ] || { echo "Debian has no Rust $version here" && return 1; }
  read -r package number <<<"$found"
  suffix=${package#rustc}
  apt-get install -y -qq --no-install-recommends --download-only -o APT::Sandbox::User=root -o Dir::Cache::archives="$1" \
    "rustc$suffix=$number" "cargo$suffix=$number" "libstd-rust$suffix-dev=$number" "rust$suffix-src=$number"
}

unpack() { # unpack FOLDER: unpacks the compiler there
  local package
  rm -rf "$1.new" && mkdir -p "$1.new" "$1.packages/partial"
  # Tries again with fresh package lists: a machine may have old ones or none.
  download "$1.packages" >"$1.log" 2>&1 || { apt-get update -qq && download "$1.packages"; } >"$1.log" 2>&1 || {
    cat "$1.log"
    echo "msrv: FAILED: Rust $version is not available here"
    exit 1
  }
  for package in "$1.packages"/*.deb; do
    case $package in
      */rust*-src_*) dpkg-deb --fsys-tarfile "$package" | tar -x -C "$1.new" --wildcards './usr/src/rustc-*/library' ./usr/lib/rustlib/src/rust ;;
      *) dpkg-deb -x "$package" "$1.new" ;;
    esac
  done
  mv "$1.new" "$1" && rm -rf "$1.packages" "$1.log"
}

toolchain=$(rustup toolchain list 2>/dev/null | cut -d' ' -f1 | grep -m1 "^${version}[.-]" || true)
if [ -n "$toolchain" ]; then
  export RUSTUP_TOOLCHAIN=$toolchain
elif [[ $(rustc -V) != "rustc $version."* ]]; then
  rust=$folder/rust-$version
  [ -d "$rust" ] || unpack "$rust"
  export PATH="$rust/usr/bin:$PATH"
  libraries=$(uname -m)-linux-gnu
  export LD_LIBRARY_PATH="$rust/usr/lib/$libraries:$rust/lib/$libraries"
fi
[[ $(rustc -V) == "rustc $version."* ]] || { echo "msrv: FAILED: this is $(rustc -V)" && exit 1; }

# Debug information would only cost time.
export CARGO_PROFILE_DEV_DEBUG=0 CARGO_INCREMENTAL=0
export CARGO_TARGET_DIR=$folder/target
cargo check --quiet --locked --workspace --all-targets
cargo check --quiet --locked -p etw-provider --all-features --all-targets
cargo check --quiet --locked -p etw-provider --no-default-features
echo "msrv: the workspace, its tests and every set of features type-check with $(rustc -V)"

# A user's program: two libraries with generated code, and the compiler as a build dependency.
cp Cargo.lock tests/downstream/application/
cargo run --quiet --offline --manifest-path tests/downstream/application/Cargo.toml >"$folder/application.log"
grep -q "4031 of Example-Every-Type" "$folder/application.log"
echo "msrv: a consumer with generated code for every type builds and runs"

# The files that are compiled for Windows only. No package has that target's standard library, but one has the source; building
# it needs dlltool, for the import libraries.
if [ -f "$(rustc --print sysroot)/lib/rustlib/src/rust/library/Cargo.lock" ]; then
  .ci/install.sh x86_64-w64-mingw32-dlltool=binutils-mingw-w64-x86-64
  RUSTC_BOOTSTRAP=1 cargo check --quiet --locked -Z build-std=std,panic_abort --target $windows -p etw-provider -p etw-test-support
  echo "msrv: the runtime type-checks for $windows"
else
  echo "msrv: $windows skipped: this toolchain has no source of the standard library"
fi
