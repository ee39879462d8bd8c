#!/bin/sh
# values: --fix damages nothing, as an independent reader (json5) sees it.
#
# DOCS (300) random documents with comments, repeats, aliases, members that only the
# service sets, commas missing and too many, as they always come out: after safe and
# after suggested fixes the values are what they were, but for what fixes change by
# their names; no file has more errors; fixing again changes no byte.  FIRST (0) is the
# number of the first document, so that other runs take others.
# shellcheck source=tests/lib
. tests/lib
: "${DOCS:=300}" "${FIRST:=0}" "${JUDGES:=$PWD/build/npm}"
export JUDGES
judge=$PWD/tests/fixes/values.js
passed=0 failed=0 skipped=0 batch=2000

ok() { # STATUS WHAT [FILE to show]
	status=$1
	shift
	if [ "$status" -eq 0 ]; then pass; else fail "$@"; fi
}

# hookvet_in DIR OPTION...: what is said of all files in it.
hookvet_in() {
	dir=$1
	shift
	(cd "$tmp/$dir" && "$PROG" check --no-config -k create-request -q -f compact "$@" .) >"$tmp/out" 2>"$tmp/err"
	ok $(($? > 1)) "$dir: ended with trouble" "$tmp/err"
}

# errors: of the last run, in each file.
errors() {
	sed -n 's/^\([^:]*\):[^ ]* error: .*/\1/p' "$tmp/out" | sort | uniq -c | awk '{ print $2, $1 }'
}

if ! command -v node >/dev/null || [ ! -d "$JUDGES/node_modules/json5" ]; then
	echo "skipped: node or json5 is not installed"
	skipped=1
	finish
fi
node "$judge" test >"$tmp/said" 2>&1
ok $? "the judge does not notice damage" "$tmp/said"
while [ "$DOCS" -gt 0 ]; do
	[ "$DOCS" -gt "$batch" ] || batch=$DOCS
	mkdir "$tmp/before"
	node "$judge" make "$tmp/before" "$FIRST" "$batch"
	hookvet_in before
	errors >"$tmp/were"
	for fix in safe suggested; do
		cp -R "$tmp/before" "$tmp/$fix"
		hookvet_in "$fix" --fix="$fix"
		errors >"$tmp/are"
		awk 'NR == FNR { n[$1] = $2; next } $2 > n[$1] + 0' "$tmp/were" "$tmp/are" >"$tmp/more"
		ok "$(grep -c '' "$tmp/more")" "--fix=$fix: files with more errors than before" "$tmp/more"
		(cd "$tmp" && node "$judge" compare before "$fix") >"$tmp/said" 2>"$tmp/sum"
		ok $? "--fix=$fix: other values than before" "$tmp/said"
		[ "$DOCS" -eq "$batch" ] || echo "$FIRST to $((FIRST + batch - 1)), --fix=$fix: $(cat "$tmp/sum")"
		cp -R "$tmp/$fix" "$tmp/again"
		hookvet_in again --fix="$fix"
		diff -rq "$tmp/$fix" "$tmp/again" >"$tmp/said"
		ok $? "--fix=$fix: fixing twice is not as fixing once" "$tmp/said"
		rm -rf "$tmp/again" "${tmp:?}/$fix"
	done
	rm -rf "$tmp/before"
	FIRST=$((FIRST + batch)) DOCS=$((DOCS - batch))
done
finish
