#!/usr/bin/env bash
# Builds a small Linux kernel with user_events, once. Usage: linux-kernel.sh FILE (does nothing if FILE exists).
# The source is Debian's; the configuration is `tinyconfig` plus .ci/linux-kernel.config. Takes four minutes on two cores.
set -euo pipefail
cd "$(dirname "$0")"
image=$(realpath -m "${1:?file}")
[ -f "$image" ] && exit 0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq || true
apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends build-essential bc bison flex libelf-dev libssl-dev xz-utils
# The newest source in this Debian release, or in its backports if that is too old: user_events came with Linux 6.4.
package=$(apt-cache search --names-only '^linux-source-[0-9.]+$' | cut -d' ' -f1 | sort -V | tail -1)
if [ -z "$package" ] || dpkg --compare-versions "${package#linux-source-}" lt 6.4; then
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Component: main' | grep -v security | head -1)
  # shellcheck disable=SC1091
  . /etc/os-release
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $VERSION_CODENAME-backports main" > "$work/sources.list"
  options=(-o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=/dev/null -o Dir::State::Lists="$work/lists" -o Dir::Cache="$work/cache" -o APT::Sandbox::User=root)
  apt-get "${options[@]}" update -qq
  package=$(apt-cache "${options[@]}" search --names-only '^linux-source-[0-9.]+$' | cut -d' ' -f1 | sort -V | tail -1)
else
  options=(-o APT::Sandbox::User=root)
fi
[ -n "$package" ] || { echo "no kernel source of 6.4 or newer" >&2; exit 1; }
(cd "$work" && apt-get "${options[@]}" download "$package" && dpkg-deb --fsys-tarfile ./*.deb | tar -x)
mkdir "$work/source"
tar -x -C "$work/source" --strip-components=1 -f "$work/usr/src/$package.tar.xz"
make -s -C "$work/source" tinyconfig
"$work/source/scripts/kconfig/merge_config.sh" -m -O "$work/source" "$work/source/.config" linux-kernel.config >/dev/null
make -s -C "$work/source" olddefconfig
grep -q '^CONFIG_USER_EVENTS=y' "$work/source/.config"
make -s -C "$work/source" -j"$(nproc)" bzImage
mkdir -p "$(dirname "$image")"
cp "$work/source/arch/x86/boot/bzImage" "$image.new"
mv "$image.new" "$image"
