#!/bin/sh
# schemastore: what .github/schemastore has for SchemaStore keeps the rules of that
# project, and its test files come out there as they are to.
set -u
NODE_PATH=${NODE_PATH:-}:${JUDGES:-$PWD/build/npm}/node_modules
export NODE_PATH
if ! command -v node >/dev/null || ! node -e 'require("ajv"); require("ajv-formats")' 2>/dev/null; then
	echo "skipped: no ajv with ajv-formats at hand"
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
fi
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
.github/schemastore/fill "$tmp" && node tests/schemas/schemastore.js "$PROG" "$tmp/src" .github/schemastore
