#!/usr/bin/env bash
# Everything compiles with the oldest Rust that Cargo.toml states: the machine's own or one of rustup's if it is that, else Debian's,
# unpacked into a folder of ours. Usage: msrv.sh FOLDER (a cache that may be empty).
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "$1"
folder=$(realpath "$1")
version=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
windows=x86_64-pc-windows-gnu

debian_has() { # the package of this compiler and its version; Debian 12 calls it rustc-web, Debian 13 rustc
  apt-cache madison rustc-web rustc | awk -F' *[|] *' -v wanted="$version." '
    index($2, wanted) == 1 { gsub(/ /, "", $1); print $1, $2; exit }'
}

download() { # download FOLDER: the packages of the compiler, and of the libraries it needs, that are not installed; installs nothing
  local found package suffix number
  found=$(debian_has)
  [ -n "$found" ] || { echo "Debian has no Rust $version here" && return 1; }
  read -r package number <<<"$found"
  suffix=${package#rustc}
  apt-get install -y -qq --no-install-recommends --download-only -o APT::Sandbox::User=root -o Dir::Cache::archives="$1" \
    "rustc$suffix=$number" "cargo$suffix=$number" "libstd-rust$suffix-dev=$number" "rust$suffix-src=$number"
}

unpack() { # unpack FOLDER: puts the compiler there
  local package
  rm -rf "$1.new" && mkdir -p "$1.new" "$1.packages/partial"
  # Once more with fresh lists: those of a machine may be old, or none.
  download "$1.packages" >"$1.log" 2>&1 || { apt-get update -qq && download "$1.packages"; } >"$1.log" 2>&1 || {
    cat "$1.log"
    echo "msrv: FAILED: Rust $version cannot be had here"
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

# Nobody debugs these builds.
export CARGO_PROFILE_DEV_DEBUG=0 CARGO_INCREMENTAL=0
export CARGO_TARGET_DIR=$folder/target
cargo check --quiet --locked --workspace --all-targets
cargo check --quiet --locked -p etw-provider --all-features --all-targets
cargo check --quiet --locked -p etw-provider --no-default-features
echo "msrv: the workspace, its tests and every set of features type-check with $(rustc -V)"

# A program of a user: two libraries with generated code, and the compiler as a build dependency.
cp Cargo.lock tests/downstream/application/
cargo run --quiet --offline --manifest-path tests/downstream/application/Cargo.toml >"$folder/application.log"
grep -q "4031 of Example-Every-Type" "$folder/application.log"
echo "msrv: a consumer with generated code for every type builds and runs"

# The files that only Windows sees; generated code has none. No package has that target's standard library, but one has its source.
if [ -f "$(rustc --print sysroot)/lib/rustlib/src/rust/library/Cargo.lock" ]; then
  RUSTC_BOOTSTRAP=1 cargo check --quiet --locked -Z build-std=std,panic_abort --target $windows -p etw-provider -p etw-test-support
  echo "msrv: the runtime type-checks for $windows"
else
  echo "msrv: not type-checked for $windows: there is no source of the standard library"
fi
