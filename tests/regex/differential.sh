#!/bin/sh
# differential: random patterns, judged by a JavaScript engine and by ours.
set -u
if ! command -v node >/dev/null; then
	echo "skipped: no node at hand"
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
fi
exec node tests/regex/differential.js "${B:-build}/regex/probe" "${ROUNDS:-6000}" "${SEED:-1}"
