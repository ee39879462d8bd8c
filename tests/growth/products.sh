#!/bin/sh
# products: each keyword with each kind of operand, place and document (products.c) takes
# at most LIMIT_SECONDS (1) of processor time and LIMIT_KB (64 MiB) for LIMIT_BYTES
# (1,000,000) in all, and ends with a status that says something.
#
#   tests/growth/products.sh [N...]    all of them, or those of the numbers
#
# PRODUCTS_PART=N/M looks at each M-th only, from the N-th.  The table of all that were
# looked at is left in $B/growth/products.
set -u
cd "$(dirname "$0")/../.." || exit 2
: "${B:=$PWD/build}"
: "${PROG:=$B/hookvet}" "${LIMIT_BYTES:=1000000}" "${LIMIT_SECONDS:=1}" "${LIMIT_KB:=65536}"
: "${PRODUCTS_PART:=0/1}"
export B PROG LIMIT_BYTES LIMIT_SECONDS LIMIT_KB
LC_ALL=C
export LC_ALL
unset HOOKVET_CONFIG || :
products=$B/growth/products measure=$B/growth/measure

if [ "${1:-}" = --one ]; then
	n=$2 folder=$3/$2
	mkdir -p "$folder"
	name=$("$products" "$n" "$LIMIT_BYTES" "$folder") || exit 2
	for command in "check -j1 --no-config -s s.json d.json" "schema check s.json"; do
		# the schema alone is asked once, not with each document
		case "$command $name" in
		schema*long-number) ;;
		schema*) continue ;;
		esac
		# shellcheck disable=SC2086
		used=$(cd "$folder" && "$measure" 20 "$PROG" $command)
		status=${used%% *} kb=${used##* } ms=${used#* }
		ms=${ms% *}
		echo "row $ms ms $kb KB status $status: $n $name (${command%% -*})"
		if [ "$status" -le 2 ] && [ "$ms" -le $((LIMIT_SECONDS * 1000)) ] && [ "$kb" -le "$LIMIT_KB" ]; then
			echo pass
		else
			echo "not ok: $n $name, ${command%% -*}: status $status, $ms ms, $kb KB"
		fi
	done
	rm -rf "${folder:?}"
	exit
fi

tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
if [ $# -gt 0 ]; then
	printf '%s\n' "$@"
else
	awk -v all="$("$products")" -v part="$PRODUCTS_PART" 'BEGIN {
		split(part, p, "/"); for (n = p[1] % p[2]; n < all; n += p[2]) print n }'
fi >"$tmp/list"
xargs -P "$(getconf _NPROCESSORS_ONLN)" -I '{}' sh "$0" --one '{}' "$tmp/work" \
	<"$tmp/list" >"$tmp/out" 2>&1 || echo "not ok: one ended badly" >>"$tmp/out"
sed -n 's/^row //p' "$tmp/out" | sort -rn >"$B/growth/products.table"
grep -v '^row\|^pass$' "$tmp/out"
passed=$(grep -cx pass "$tmp/out")
failed=$(grep -cv '^row\|^pass$' "$tmp/out")
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
