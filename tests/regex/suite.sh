#!/bin/sh
# suite: the patterns of the official JSON Schema test suite (regex/suite.c).
set -u
tests="${SUITE:-${SHARED:-../shared}/data/json-schema-test-suite}/tests"
if [ ! -d "$tests" ]; then
	echo "skipped: no JSON Schema test suite at hand"
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
fi
find "$tests" -name '*.json' -type f \( -name '*pattern*' -o -name '*regex*' \) \
	-exec "${B:-build}/regex/suite" {} +
