#!/bin/sh
# public: the public benchmark (sourcemeta-research/jsonschema-benchmark) on the folders of
# its schemas, side by side with ajv and sourcemeta's Blaze where they are there ("make
# bench-peers"): the least of RUNS, in microseconds.  Blaze, which has no such driver here,
# says itself what a document takes of many times in a row; these are added up.  We
# take 0.38 of its time in the geometric mean; yamllint's documents of 70 bytes take
# 4 times as much, some 50 ns each, of which most is to begin a call of the library.
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
# blaze DIR: what sourcemeta says that all documents take, warm; "-" if it does not
blaze() {
	i=0
	while [ $i -lt "$RUNS" ]; do
		"$sourcemeta" validate --fast --benchmark --loop 100 --template "$tmp" \
			"$1/schema.json" "$1/instances.jsonl" 2>/dev/null |
			awk '{ for (i = 1; i < NF; i++) if ($i == "PASS") t += $(i + 1) }
				END { print NR ? t : "-" }'
		i=$((i + 1))
	done | sort -n | head -n 1
}
sourcemeta=$(find "$B/npm/node_modules/@sourcemeta" -name "jsonschema-linux-$(uname -m)" \
	2>/dev/null | head -n 1)
tmp=$(mktemp) || exit 2
trap 'rm -f "$tmp"' EXIT
trap 'exit 130' INT TERM

printf '%-14s%36s%36s%12s\n' '' 'hookvet' 'ajv' 'Blaze'
printf '%-14s%12s%12s%12s%12s%12s%12s%12s\n' microseconds cold warm compile cold warm compile warm
for dir; do
	theirs=-
	[ -z "$sourcemeta" ] || ! "$sourcemeta" compile --fast "$dir/schema.json" >"$tmp" ||
		theirs=$(blaze "$dir")
	printf '%-14s%s%s%12s\n' "$(basename "$dir")" "$(least "$B/bench/public" "$dir")" \
		"$(least node tests/bench/public.js "$dir")" "$theirs"
done
