#!/bin/sh
# One thread and eight say the same, byte for byte; "make tsan" looks on.
# shellcheck source=tests/lib
. tests/lib
# same STATUS ARGUMENT...: ends with that status, and all numbers of threads say the same;
# it is left in $tmp/1.
same() {
	wanted=$1
	shift
	for jobs in $threads; do
		SOURCE_DATE_EPOCH=0 "$PROG" check --no-config -q -j$jobs "$@" \
			>"$tmp/$jobs" 2>"$tmp/err"
		status=$?
		if [ $status -ne "$wanted" ]; then
			fail "-j$jobs $*: status $status"
			sed 's/^/    /; 40q' "$tmp/err"
		elif ! cmp -s "$tmp/1" "$tmp/$jobs"; then
			fail "-j$jobs $* differs from -j1"
			diff "$tmp/1" "$tmp/$jobs" | head -n 5
		else
			pass
		fi
	done
}

# holds COUNT WHAT PATTERN: of $tmp/1, lines of a basic regular expression, at least.
holds() {
	if [ "$(grep -c "$3" "$tmp/1")" -ge "$1" ]; then pass; else
		fail "$2"
		tail -n 2 "$tmp/1"
	fi
}

# Copies, so that there is enough to do, and files over which rules look together.
threads='1 2 8' copies='1 2 3 4 5' lines=7500 elements=5000 each=7
[ -z "${SAN:-}" ] || threads='1 8' copies=1 lines=1500 elements=300 each=70 # sanitizers are slow
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
[ "$(grep -c localhost "$tmp/in/lines.jsonl")" -ge $((lines / 8)) ] ||
	fail 'the lines are not as they should be'
# A long list, which is one document: mistakes, an element that holds what elements begin
# with, one that ends too soon.
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
cd "$tmp" || exit 2
same 1 -f compact list.json
holds $((elements / each)) 'mistakes of a list are missing' 'localhost.*unreachable-host'
# Lines so short that a piece is full before it is long.
awk 'BEGIN { for (i = 1; i < 9000; i++) print (i % 3 == 0 ? "" : "{}"); printf "{" }' >short.jsonl
same 1 -f jsonl short.jsonl
holds 6000 'short lines are missing' '"unknown-document"'
holds 1 'short lines are not counted as they are' '"record": 6001, .*invalid-json.*"line": 9000,'
# Lines that take too many steps, not in the first piece; what follows is passed over, and
# the next file is not.
awk 'BEGIN {
	for (i = 1; i < 95; i++) list = list "1,"
	for (i = 1; i <= 40000; i++) print (i > 6000 && i < 6060 ? "[" list "1]" : "[]")
	print "[-1]"
}' >costly.jsonl
printf '[-1]\n' >last.jsonl
same 1 -f compact -s "$top/corpus/invalid/gave-up/branches.jsonschema" costly.jsonl last.jsonl
holds 1 'costly lines are not given up where they should be' '^costly.jsonl:60[12][0-9]:.*gave-up'
holds 1 'a file behind one that was given up is not checked' '^last.jsonl:1:'
if grep -q '^costly.jsonl:40001:' 1; then fail 'lines are checked behind those given up'; else pass; fi
for format in text json sarif; do
	same 1 -f $format in
done
finish
