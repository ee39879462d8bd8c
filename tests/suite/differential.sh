#!/bin/sh
# differential: random schemas and instances, judged by ajv, by @sourcemeta/jsonschema
# where it is installed, and by ours.  Both are looked for along NODE_PATH and in build/npm
# (make deps with CI=true puts ajv there).  SCHEMAS for each seed and dialect.
set -u
NODE_PATH=${NODE_PATH:-}:${JUDGES:-$PWD/build/npm}/node_modules
export NODE_PATH
if ! command -v node >/dev/null || ! node -e 'require("ajv/dist/2020")' 2>/dev/null; then
	echo "skipped: no ajv at hand"
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
fi
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
# shellcheck disable=SC2086 # several seeds
node tests/suite/differential.js "$PROG" "$tmp" "${SCHEMAS:-60}" ${SEEDS:-3 11}
