#!/bin/sh
# keywords: what people read when a keyword fails.
#
# A file NAME.txt has cases, each a line "=== title", perhaps with " | options", then a
# schema, a line "---", an instance, a line "---", and what "hookvet check -s" must say
# about it.  BLESS=1 (make bless) writes that part anew: review the diff.
set -u
cd "$(dirname "$0")" || exit 2
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
url=$(printf '%s\n' "$tmp" | sed 's/%/%25/g; s/ /%20/g')
passed=0 failed=0
: "${BLESS:=}"

split() { # FILE: into $tmp/N.{title,args,schema.json,json,expect}
	awk -v dir="$tmp" '
	/^=== / {
		n++; part = 0; title = substr($0, 5); args = ""
		if (i = index(title, " | ")) { args = substr(title, i + 3); title = substr(title, 1, i - 1) }
		print title >(dir "/" n ".title"); print args >(dir "/" n ".args")
		printf "" >(dir "/" n ".expect")
		next
	}
	$0 == "---" && n && part < 2 { part++; next }
	n { print >(dir "/" n (part == 0 ? ".schema.json" : part == 1 ? ".json" : ".expect")) }
	END { print n + 0 >(dir "/count") }' "$1"
}

join() { # the cases again, with what was got
	n=1
	while [ "$n" -le "$count" ]; do
		args=$(cat "$n.args")
		echo "=== $(cat "$n.title")${args:+ | $args}"
		cat "$n.schema.json"
		echo ---
		cat "$n.json"
		echo ---
		cat "$n.got"
		n=$((n + 1))
	done
}

for file in *.txt; do
	rm -f "$tmp"/*
	split "$file"
	count=$(cat "$tmp/count") here=$PWD n=1
	cd "$tmp" || exit 2
	while [ "$n" -le "$count" ]; do
		# shellcheck disable=SC2046 # options are words
		"$PROG" check --no-config -s "$n.schema.json" $(cat "$n.args") "$n.json" 2>&1 |
			sed "s,file://$url/$n\.schema,file:///s,g; s,file://$url/,file:///,g
				s/^$n\.json:/i:/; s/^$n\.schema\.json:/s:/
				/^checked /d; /^failed: /d; /can be fixed/d" >"$n.got"
		if cmp -s "$n.got" "$n.expect"; then
			passed=$((passed + 1))
		elif [ -n "$BLESS" ]; then
			passed=$((passed + 1))
		else
			failed=$((failed + 1))
			echo "$file: $(cat "$n.title"); again: make check TESTS=keywords/, bless: make bless TESTS=keywords/"
			diff "$n.expect" "$n.got" | sed 's/^/    /'
		fi
		n=$((n + 1))
	done
	[ -z "$BLESS" ] || join >"$here/$file"
	cd "$here" || exit 2
done
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
