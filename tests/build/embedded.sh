#!/bin/sh
# The files built into the program are those below schemas/, byte for byte.
set -u
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
for file in $(find schemas -type f -name '*.schema.json' | LC_ALL=C sort); do
	name=${file##*/} name=${name%.schema.json}
	"$PROG" schema show "$name" >"$tmp/shown" 2>"$tmp/err"
	if cmp -s "$file" "$tmp/shown"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "not ok: hookvet schema show $name is not $file"
		head -n 3 "$tmp/err"
	fi
done
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
