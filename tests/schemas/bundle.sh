#!/bin/sh
# bundle: what "schema bundle" makes of the official suite's schemas and of its remote
# documents, which are known by URIs of their own or only as files, says the same alone.
# Ours judges, ajv and @sourcemeta/jsonschema where they are installed (make deps with
# CI=true puts them into build/npm).
set -u
NODE_PATH=${NODE_PATH:-}:${JUDGES:-$PWD/build/npm}/node_modules
export NODE_PATH
command -v node >/dev/null || {
	echo "skipped: no node at hand"
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
}
for dir in "${SUITE:-}" "${SHARED:-../shared}/data/json-schema-test-suite" \
	/usr/share/json-schema-test-suite; do
	[ -n "$dir" ] && [ -d "$dir/tests/draft2020-12" ] || continue
	tmp=$(mktemp -d) || exit 2
	trap 'rm -rf "$tmp"' EXIT
	node tests/schemas/bundle.js "$PROG" "$tmp" "$dir"
	exit
done
echo "skipped: the official test suite is not here (SUITE=dir)"
echo "0 passed, 0 failed, 1 skipped"
