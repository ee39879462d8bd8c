#!/bin/sh
# public: the public benchmark (sourcemeta-research/jsonschema-benchmark) on the folders of
# its schemas, side by side with ajv where NODE_PATH has it: the least of RUNS, microseconds.
#
#   tests/bench/public.sh [DIR...]     each has schema.json and instances.jsonl
#
# Two schemas ajv refuses: krakend for a pattern that escapes & and %, as a regular
# expression with the flag u may not; ui5-manifest because it holds draft 7's meta-schema
# under its own URI, where ajv has one ("resolves to more than one schema").
# What is to be sent there is public.c, as main.c, and .packages/jsonschema-benchmark.
set -u
cd "$(dirname "$0")/../.." || exit 2
: "${B:=$PWD/build}" "${RUNS:=3}" "${SHARED:=$PWD/../shared}"
[ $# -gt 0 ] || set -- "$SHARED"/data/benchmark/*
NODE_PATH=${NODE_PATH:-}:$B/npm/node_modules
export NODE_PATH

# least COMMAND...: of each of the three numbers the least; "-" if it fails.
least() {
	i=0
	while [ $i -lt "$RUNS" ]; do
		"$@" 2>/dev/null || echo -,-,-
		i=$((i + 1))
	done | awk -F, '{ for (k = 1; k <= 3; k++) if (NR == 1 || $k < least[k]) least[k] = $k }
		END { for (k = 1; k <= 3; k++) printf "%12s", least[k] == "-" ? "-" : sprintf("%.1f", least[k] / 1000) }'
}
printf '%-14s%36s%36s\n' '' 'hookvet' 'ajv'
printf '%-14s%12s%12s%12s%12s%12s%12s\n' microseconds cold warm compile cold warm compile
for dir; do
	printf '%-14s%s%s\n' "$(basename "$dir")" "$(least "$B/bench/public" "$dir")" \
		"$(least node tests/bench/public.js "$dir")"
done
