#!/bin/sh
# hookvet-rules(7) is what "make man" writes, and names every rule.
set -u
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
if ! command -v jq >/dev/null; then
	echo "skipped: jq is not installed"
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
fi
passed=0 failed=0
for rule in $("$PROG" rules --no-config -f json | jq -r '.[].name'); do
	"$PROG" explain -f json "$rule" || exit 1
done | jq -r -s -f tests/manual/rules.jq >"$tmp/page"
if cmp -s "$tmp/page" man/hookvet-rules.7; then
	passed=$((passed + 1))
elif [ -n "${BLESS:-}" ]; then
	cp "$tmp/page" man/hookvet-rules.7
	passed=$((passed + 1))
else
	failed=$((failed + 1))
	echo "not ok: man/hookvet-rules.7 is not what the rules say: make man"
	diff man/hookvet-rules.7 "$tmp/page" | head -n 20
fi
for file in validator/rules/*.md; do
	rule=${file##*/} rule=${rule%.md}
	if grep -qx "\.It Cm $rule" man/hookvet-rules.7; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "not ok: $rule is not in hookvet-rules(7)"
	fi
done
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
