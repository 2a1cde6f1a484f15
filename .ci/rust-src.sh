#!/usr/bin/env bash
# Prints the folder with the standard library's source for the active toolchain: its own, or Debian's of the same version,
# which is downloaded once and not installed. Usage: library=$(rust-src.sh)
set -euo pipefail
own=$(rustc --print sysroot)/lib/rustlib/src/rust/library
if [ -d "$own" ]; then
  echo "$own"
  exit 0
fi
version=$(rustc -vV | sed -n 's/^release: //p')
folder=${ETW_MANIFEST_CACHE:-$HOME/.cache/etw-manifest}/rust-src-$version
if [ ! -d "$folder" ]; then
  mkdir -p "$(dirname "$folder")"
  work=$(mktemp -d)
  trap 'rm -rf "$work" "$folder.new"' EXIT
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
  # Uses this machine's Debian mirror, with separate package lists for the newer releases.
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Component: main' | grep -v security | head -1)
  for release in trixie-backports trixie sid; do
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $release main"
  done >"$work/sources.list"
  options=(-o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=/dev/null -o Dir::State::Lists="$work/lists" -o Dir::Cache="$work/cache" -o APT::Sandbox::User=root)
  apt-get "${options[@]}" update -qq >&2
  package=$(apt-cache "${options[@]}" madison rust-src | awk -F'|' -v v="$version" '{gsub(/ /,"",$2)} index($2, v "+")==1 {print $2; exit}')
  [ -n "$package" ] || { echo "no Debian rust-src for rustc $version" >&2; exit 1; }
  (cd "$work" && apt-get "${options[@]}" download "rust-src=$package" >&2)
  mkdir -p "$folder.new"
  dpkg-deb --fsys-tarfile "$work"/rust-src_*.deb | tar -x -C "$folder.new" --strip-components=4 --wildcards "./usr/src/rustc-*/library"
  mv "$folder.new" "$folder"
fi
echo "$folder/library"
