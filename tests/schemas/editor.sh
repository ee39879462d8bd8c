#!/bin/sh
# editor: the schemas that "schema show --editor" prints assert errors alone, and do in
# the language servers of VS Code and of Red Hat's YAML what they are for.  Their packages
# come from npm (make deps with CI=true puts them into build/npm).
set -u
NODE_PATH=${NODE_PATH:-}:${JUDGES:-$PWD/build/npm}/node_modules
export NODE_PATH
command -v node >/dev/null || {
	echo "skipped: no node at hand"
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
}
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
node tests/schemas/editor.js "$PROG" "$tmp"
