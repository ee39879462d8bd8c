#!/bin/sh
# bench: how long checking takes, as ratios to what else could be done with the bytes.
#
# Ratios move less between machines than milliseconds.  Each number is the best of RUNS
# (7); the inputs are made from corpus/examples, the same every time; the whole takes
# about half a minute.  What is promised is a test: 1,000 copies of a valid file are
# checked faster than cat prints them.
set -u
cd "$(dirname "$0")/../.." || exit 2
: "${B:=$PWD/build}" "${PROG:=$B/hookvet}" "${RUNS:=7}" "${BENCH_MB:=64}"
: "${SHARED:=$PWD/../shared}"
here=$PWD/tests/bench
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
passed=0 failed=0 skipped=0

# best COMMAND...: milliseconds; the status must be 0
best() {
	"$B/bench/best" "$RUNS" "$@" >"$tmp/best"
	read -r ms status <"$tmp/best"
	if [ "$status" != 0 ]; then
		failed=$((failed + 1))
		echo "not ok: status $status of: $1 $2 $3" >&2
	fi
	echo "$ms"
}
# row LABEL MS: with its ratio to the first row of the block
row() {
	[ -n "${base:-}" ] || base=$2
	awk -v l="$1" -v ms="$2" -v base="$base" -v mb="${mb:-0}" 'BEGIN {
		printf "  %-28s %9.2f ms   %6.2f", l, ms, ms / base
		if (mb > 0) printf "   %6.0f MB/s", mb / ms * 1000
		print ""
	}'
}
least() { # A B
	awk -v a="$1" -v b="$2" 'BEGIN { print (a < b ? a : b) }'
}
faster() { # LABEL MS LIMIT
	if awk -v a="$2" -v b="$3" 'BEGIN { exit !(a < b) }'; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "not ok: $1: $2 ms, not below $3 ms"
	fi
}

echo "start: one small file"
base='' mb=''
row "true" "$(best true)"
row "hookvet check" "$(best "$PROG" check -q --no-config corpus/examples/invoicing.request.json)"

for n in 1000 10000; do
	dir=$tmp/$n
	mkdir "$dir"
	awk -v n=$n -v dir="$dir" '{ text = text $0 "\n" } END {
		for (i = 0; i < n; i++) { f = sprintf("%s/%05d.json", dir, i)
			printf "%s", text >f; close(f) } }' corpus/examples/invoicing.request.json
	echo "$n copies of a valid file ($(wc -c <corpus/examples/invoicing.request.json) bytes each)"
	base='' mb=''
	cd "$dir" || exit 2
	# In turn, several times if need be: other work on the machine slows both.
	cat=1e9 own=1e9
	for round in 1 2 3 4 5; do
		cat=$(least "$cat" "$(best cat ./*.json)")
		own=$(least "$own" \
			"$(best "$PROG" check -q --no-config --rule duplicate-subscription=off ./*.json)")
		[ "$round" -gt 1 ] && [ "$(least "$own" "$cat")" = "$own" ] && break
	done
	row "cat" "$cat"
	row "open, read, close" "$(best "$B/bench/floor" read ./*.json)"
	row "hookvet check *.json" "$own"
	faster "$n copies faster than cat" "$own" "$cat"
	row "hookvet check -j1 *.json" \
		"$(best "$PROG" check -q -j1 --no-config --rule duplicate-subscription=off ./*.json)"
	row "hookvet check ." \
		"$(best "$PROG" check -q --no-config --rule duplicate-subscription=off .)"
	row "jansson reads them" "$(best "$B/bench/floor" jansson ./*.json)"
	cd "$OLDPWD" || exit 2
	rm -rf "$dir"
done

echo "JSON Lines of $BENCH_MB MB, one subscription a line"
tr -d '\n' <corpus/examples/invoicing.response.json | sed 's/  */ /g' >"$tmp/line"
awk -v mb="$BENCH_MB" '{ n = int(mb * 1e6 / (length($0) + 1)); for (i = 0; i < n; i++) print }' \
	"$tmp/line" >"$tmp/big.jsonl"
RUNS=3 base='' mb=$BENCH_MB
row "cat" "$(best cat "$tmp/big.jsonl")"
row "read" "$(best "$B/bench/floor" read "$tmp/big.jsonl")"
row "hookvet check" \
	"$(best "$PROG" check -q --no-config --rule duplicate-subscription=off "$tmp/big.jsonl")"
row "jansson reads them" "$(best "$B/bench/floor" lines "$tmp/big.jsonl")"

# Schemas and instances of the wild, if they are there; ajv, if node finds it.
for dir in "$SHARED"/data/benchmark/*/; do
	if [ ! -f "$dir/schema.json" ] || [ ! -f "$dir/instances.jsonl" ]; then
		continue
	fi
	name=${dir%/} name=${name##*/}
	if [ -z "${wild:-}" ]; then
		wild=1
		echo "schemas of the wild: hookvet check -s, all instances"
	fi
	base='' mb=''
	"$B/bench/best" "$RUNS" "$PROG" check -q --no-config --fail-on never -s "$dir/schema.json" \
		"$dir/instances.jsonl" >"$tmp/best"
	read -r ms status <"$tmp/best"
	if [ "$status" != 0 ]; then
		failed=$((failed + 1))
		echo "not ok: $name: status $status"
		continue
	fi
	passed=$((passed + 1))
	row "$name" "$ms"
	if ajv=$(node "$here/ajv.js" "$dir/schema.json" "$dir/instances.jsonl" 2>/dev/null); then
		row "$name: ajv, without start" "$ajv"
	fi
done
if [ -z "${wild:-}" ]; then
	skipped=$((skipped + 1))
	echo "skipped: schemas of the wild: no data"
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
