#!/usr/bin/env bash
# Installs the Debian packages of commands that are missing; needs root only if there are any. Usage: install.sh COMMAND=PACKAGE…
set -euo pipefail
packages=()
for pair in "$@"; do
  command -v "${pair%%=*}" >/dev/null || packages+=("${pair#*=}")
done
[ ${#packages[@]} -gt 0 ] || exit 0
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() { apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends "${packages[@]}"; }
# A fresh machine has no package lists, or old ones.
if ! install >"$log" 2>&1 && ! { apt-get update -qq && install; } >"$log" 2>&1; then
  tail -20 "$log"
  echo "FAILED: cannot install ${packages[*]}"
  exit 1
fi
