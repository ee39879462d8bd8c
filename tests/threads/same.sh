#!/bin/sh
# One thread and eight say the same, byte for byte; "make tsan" looks on.
set -u
passed=0 failed=0
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT

# Copies, so that there is enough to do, and files over which rules look together.
copies='1 2 3 4 5' lines=7500 elements=5000 each=7
[ -z "${SAN:-}" ] || copies=1 lines=1500 elements=2800 each=70 # sanitizers are slow
for i in $copies; do
	mkdir -p "$tmp/in/$i"
	cp -R corpus/valid corpus/examples corpus/invalid "$tmp/in/$i/"
done
# A file that is cut into pieces: lines of subscriptions, each seventh with an address that
# the service cannot reach, many repeated.
tr -d '\n' <tests/cli/good.json | awk -v n="$lines" '{
	for (i = 0; i < n; i++) {
		line = $0
		if (i % 7 == 0)
			sub(/"webhookUrl": *"[^"]*"/, "\"webhookUrl\": \"http://localhost/" i % 50 "\"", line)
		print line
	}
}' >"$tmp/in/lines.jsonl"
if [ "$(grep -c localhost "$tmp/in/lines.jsonl")" -lt $((lines / 8)) ]; then
	echo 'not ok: the lines are not as they should be'
	failed=$((failed + 1))
fi
# A list that is long enough to be looked through in chunks: mistakes, an element that
# holds what elements begin with, one that ends too soon.
tr -d '\n' <corpus/examples/subscription.json | awk -v n=$elements -v each=$each '{
	printf "["
	for (i = 0; i < n; i++) {
		element = $0
		gsub("/cybersource", "/" i, element)
		if (i % each == 0)
			sub(/hooks[^:\/]*/, "localhost", element)
		if (i % (each + 4) == 0)
			sub(/"name": *"/, "&{ \\\"webhookId\\\": ", element)
		if (i % (each + 6) == 0)
			sub(/"name"/, "\"tags\": [{ \"webhookId\": 1 }, { \"webhookId\": [] }], \"name\"", element)
		if (i == n - 2)
			sub(/}$/, "", element)
		printf "%s%s", (i > 0 ? ", " : ""), element
	}
	print "]"
}' >"$tmp/list.json"
if [ "$(wc -c <"$tmp/list.json")" -lt 2200000 ]; then
	echo 'not ok: the list is too short to be looked through by several threads'
	failed=$((failed + 1))
fi
cd "$tmp" || exit 2
for jobs in 1 2 8; do
	"$PROG" check --no-config -q -j$jobs -f compact list.json >"$tmp/$jobs" 2>&1
	if [ $? -ne 1 ] || ! cmp -s "$tmp/1" "$tmp/$jobs" ||
		[ "$(grep -c 'localhost.*unreachable-host' "$tmp/$jobs")" -lt $((elements / each)) ]; then
		echo "not ok: a list differs between -j1 and -j$jobs"
		diff "$tmp/1" "$tmp/$jobs" | head -n 5
		failed=$((failed + 1))
	else
		passed=$((passed + 1))
	fi
done
# Lines so short that a piece is full before it is long.
awk 'BEGIN { for (i = 1; i < 9000; i++) print (i % 3 == 0 ? "" : "{}"); printf "{" }' >short.jsonl
for jobs in 1 2; do
	"$PROG" check --no-config -q -j$jobs -f jsonl short.jsonl >"$tmp/$jobs" 2>&1
	if cmp -s "$tmp/1" "$tmp/$jobs" && grep -c '"unknown-document"' "$tmp/$jobs" | grep -qx 6000 &&
		grep '"line": 9000,' "$tmp/$jobs" | grep '"record": 6001,' | grep -q invalid-json; then
		passed=$((passed + 1))
	else
		echo "not ok: -j$jobs: short lines are not counted as they are"
		tail -n 2 "$tmp/$jobs"
		failed=$((failed + 1))
	fi
done
for format in text json sarif; do
	for jobs in 1 2 8; do
		SOURCE_DATE_EPOCH=0 "$PROG" check --no-config -q -j$jobs -f $format in \
			>"$tmp/$jobs" 2>"$tmp/err"
		status=$?
		if [ $status -gt 2 ]; then
			echo "not ok: -j$jobs -f $format ended with status $status"
			sed 's/^/    /; 40q' "$tmp/err"
			failed=$((failed + 1))
		elif [ $jobs -gt 1 ] && ! cmp -s "$tmp/1" "$tmp/$jobs"; then
			echo "not ok: -f $format differs between -j1 and -j$jobs"
			diff "$tmp/1" "$tmp/$jobs" | head -n 5
			failed=$((failed + 1))
		else
			passed=$((passed + 1))
		fi
	done
done
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
