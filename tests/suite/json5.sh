#!/bin/sh
# The tests of the JSON5 project: what is .json and .json5 is accepted, with the value that
# JavaScript has for it; what is .js and .txt is refused.
. tests/lib
suite=${SHARED:-../shared}/data/json5-tests
if [ ! -d "$suite" ]; then
	skip 'the tests of JSON5 are not here'
	finish
fi
find "$suite" -name '*.json' -o -name '*.json5' -o -name '*.js' -o -name '*.txt' | sort >"$tmp/list"
xargs "$B/suite/json5" <"$tmp/list" >"$tmp/ours"
check 'a line for each file' equal "$(grep -c '' "$tmp/list")" "$(grep -c '' "$tmp/ours")"
while IFS='	' read -r path got; do
	case $path in
	*.json | *.json5) check "$path: $got" test "${got#refused}" = "$got" ;;
	*) check "$path: $got" test "${got#refused}" != "$got" ;;
	esac
done <"$tmp/ours"
if command -v node >/dev/null; then
	node tests/suite/json5.js <"$tmp/ours" >"$tmp/values"
	check 'values were compared' equal "$(grep -c 'json5\{0,1\}	' "$tmp/ours")" "$(grep -c '' "$tmp/values")"
	while read -r path same; do
		check "$path is $same" equal "$same" same
	done <"$tmp/values"
else
	skip 'node is not here, which says what the values are'
fi
finish
