#!/bin/sh
# The reader and jansson: same verdict, same values, on every input there is.
set -u
data=${SHARED:-../shared}/data
[ -d "$data" ] || data=
# shellcheck disable=SC2086 # data may be nothing
find corpus schemas tests $data -type f \( -name '*.json' -o -name '*.jsonl' -o -name '*.ndjson' \
	-o -path '*/samples/*.txt' -o -path '*/crashes/*' \) 2>/dev/null | sort | "$B/reader/compare"
