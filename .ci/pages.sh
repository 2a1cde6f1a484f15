#!/usr/bin/env bash
# Opens the reference pages in Chromium, narrow and wide, light and dark, and checks them with axe-core. Usage: pages.sh FOLDER
# (a working folder, may be empty).
set -euo pipefail
cd "$(dirname "$0")/.."
.ci/install.sh chromium=chromium node=nodejs npm=npm
mkdir -p "$1"
folder=$(realpath "$1")
[ -d "$folder/node_modules/axe-core" ] || npm install --silent --no-save --prefix "$folder" axe-core@4.14.1 puppeteer-core@24.43.1
pages=(docs/activation-services.*.html crates/etw-manifest/tests/fixtures/doc/kinds/index.html)
NODE_PATH=$folder/node_modules timeout 300 node .ci/pages.js "${pages[@]}"
