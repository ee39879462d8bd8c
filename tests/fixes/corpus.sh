#!/bin/sh
# corpus: what --fix=suggested makes of a copy of the whole corpus.
#
# Afterwards nothing is left that could be fixed, fixing again changes no byte, and no
# syntax error is new.  And fixes touch only what they are about: fixing a file whose
# line ends, indentation, last line end or free text are others gives the same as
# changing these in the fixed file.
# shellcheck source=tests/lib
. tests/lib

ok() { # STATUS WHAT [FILE to show]
	status=$1
	shift
	if [ "$status" -eq 0 ]; then pass; else fail "$@"; fi
}

# fix DIR: everything in it, each file as if it were alone in its folder.
fix() {
	(cd "$1" && find . -type f -print) | sort >"$tmp/names"
	(cd "$1" && "$PROG" check --no-config --fix=suggested -f compact --files-from "$tmp/names") \
		>"$tmp/out" 2>"$tmp/err"
	ok $(($? > 1)) "$1: ended with trouble" "$tmp/err"
}

# edit DIR SED: changes all files in it.
edit() {
	find "$1" -type f -exec sed -i.old -e "$2" {} +
	find "$1" -name '*.old' -exec rm -f {} +
}

cp -R corpus "$tmp/plain"
find "$tmp/plain" ! -type d ! \( -type f \( -name '*.json' -o -name '*.jsonl' -o -name '*.ndjson' \) \) \
	-exec rm -f {} +
cp -R "$tmp/plain" "$tmp/before"
fix "$tmp/plain"
grep -q '^fixed [1-9]' "$tmp/err"
ok $? "nothing was fixed" "$tmp/err"

# Nothing is left to fix, and fixing again is of no effect.
cp -R "$tmp/plain" "$tmp/again"
fix "$tmp/again"
! grep -q 'can be fixed\|^fixed ' "$tmp/err"
ok $? "fixes are left" "$tmp/err"
diff -rq "$tmp/plain" "$tmp/again" >"$tmp/diff"
ok $? "fixing twice is not as fixing once" "$tmp/diff"
(cd "$tmp/plain" && "$PROG" check --no-config -q -f json --files-from "$tmp/names") >"$tmp/json" 2>/dev/null
! grep -q '"applicability"' "$tmp/json"
ok $? "the report has fixes left"

# No file has got more syntax errors.
for state in before plain; do
	(cd "$tmp/$state" && "$PROG" check --no-config -q -f compact --files-from "$tmp/names" 2>/dev/null) |
		sed -n 's/^\([^:]*\):.*\[\(invalid-json\|invalid-encoding\|duplicate-key\)\]$/\1/p' |
		sort | uniq -c | awk '{ print $2, $1 }' >"$tmp/$state.syntax"
done
awk 'NR == FNR { n[$1] = $2; next } $2 > n[$1] + 0' "$tmp/before.syntax" "$tmp/plain.syntax" >"$tmp/more"
[ ! -s "$tmp/more" ]
ok $? "files with more syntax errors than before" "$tmp/more"

# Not those whose own bytes are what is tested, that get a name only when they are fixed, or
# that have no indentation to go by.
for dir in "$tmp/plain" "$tmp/before"; do
	rm -rf "$dir/invalid/invalid-json/line-break-in-string.json" "$dir/invalid/invalid-encoding" \
		"$dir/invalid/invalid-json/json5.json" "$dir/invalid/unknown-field/misspelt-recommended.json" \
		"$dir/samples/guide/v1-shape-for-v2.json"
done
cr=$(printf '\r') tab=$(printf '\t')

# changed NAME SED WHAT: fixing what sed makes of the corpus is what sed makes of the
# fixed corpus.
changed() {
	cp -R "$tmp/before" "$tmp/$1"
	edit "$tmp/$1" "$2"
	fix "$tmp/$1"
	cp -R "$tmp/plain" "$tmp/want"
	edit "$tmp/want" "$2"
	! diff -rq "$tmp/plain" "$tmp/want" >/dev/null && diff -rq "$tmp/want" "$tmp/$1" >"$tmp/diff"
	ok $? "$3" "$tmp/diff"
	rm -rf "$tmp/want" "${tmp:?}/$1"
}
changed crlf "s/$cr\$//; s/\$/$cr/" "line ends CR LF"
changed tabs ":again
s/^\($tab*\)  /\1$tab/
t again" "tabs"
changed text 's/"name": "\([^"]*\)",$/"name": "订阅 \\u8ba2 \1 é",/' "text of many bytes, and escapes"
# shellcheck disable=SC2016
changed last '$s/$/ /' "a blank at the end"

finish
