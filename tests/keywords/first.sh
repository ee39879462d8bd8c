#!/bin/sh
# first: whether what is said first about a document with one mistake is at the mistake.
#
# Each first/NAME.schema.json is a shape in which schemas are written, first/NAME.json a
# document that it allows; mistakes.jq makes mistakes in it.  What is still allowed is left
# out.  first/expect says of each shape how often the first finding was at the mistake, and
# each place where it was not.  BLESS=1 (make bless) writes it anew: review the diff.
# shellcheck source=tests/lib
. tests/lib
here=$top/tests/keywords
command -v jq >/dev/null || { skip 'jq is not installed'; finish; }

# The first finding of each document is told beside the place of the mistake.
compare() { # MISTAKES FINDINGS
	jq -rn --slurpfile m "$1" --slurpfile f "$2" '
		reduce ($f[] | select(.severity == "error")) as $x ({};
			if has($x.record | tostring) then . else .[$x.record | tostring] = $x.pointer end)
		| . as $first
		| [$m | to_entries[] | { kind: .value.kind, where: .value.where, first: $first[.key + 1 | tostring] }
			| select(.first != null)]
		| (group_by(.kind)[] | "\(.[0].kind): \(map(select(.first == .where)) | length) of \(length)"),
		  "findings: \($f | map(select(.severity == "error")) | length) of \(length) mistakes",
		  (.[] | select(.first != .where) | "  \(.kind) \(.where): told \(.first)")'
}

for schema in "$here"/first/*.schema.json; do
	shape=$(basename "$schema" .schema.json)
	document=$here/first/$shape.json
	"$PROG" check --no-config -q -s "$schema" "$document" >"$tmp/out" 2>"$tmp/err"
	check "$shape: what is right" equal "$?" 0
	jq -c -f "$here/mistakes.jq" "$document" >"$tmp/mistakes"
	jq -c .doc "$tmp/mistakes" >"$tmp/docs.jsonl"
	"$PROG" check --no-config -q -f jsonl -s "$schema" "$tmp/docs.jsonl" >"$tmp/found" 2>"$tmp/err"
	check "$shape: what is wrong" equal "$?" 1
	echo "$shape"
	compare "$tmp/mistakes" "$tmp/found"
done >"$tmp/got"
[ -z "${BLESS:-}" ] || cp "$tmp/got" "$here/first/expect"
check 'as expected' same "$here/first/expect" "$tmp/got" || diff "$here/first/expect" "$tmp/got"
finish
