#!/bin/sh
# No page of the manual divides a word at the end of a line, whatever its width: the names
# of rules, options and members are typed and searched for as they stand.
# shellcheck source=tests/lib
. tests/lib
back=$(printf '\b')
render() { # TOOL WIDTH PAGE
	case $1 in
	groff) groff -Kutf8 -mdoc -Tutf8 -P-cbou -rLL="$2n" "$3" 2>/dev/null ;;
	mandoc) mandoc -Tutf8 -Owidth="$2" "$3" | sed "s/.$back//g" ;;
	esac
}
# Leaves the words that are divided at the end of a line; mandoc divides at hyphens only,
# which is fine for "self-contained", but not for "gave-up" or "2020-12".
divided() { # TOOL WIDTH PAGE
	render "$@" >"$tmp/page"
	sed 's/‐$/-/' "$tmp/page" | awk -v strict="$([ "$1" = mandoc ] || echo 1)" '
		FNR == NR { name[$3]; next }
		word != "" {
			gsub(/[^A-Za-z0-9-]/, "", $1)
			word = word $1
			if (strict || word in name || word !~ /^[a-z-]*$/)
				print word
			word = ""
		}
		/[A-Za-z0-9]-$/ { word = $NF }' "$tmp/names" - >"$tmp/out"
	[ -s "$tmp/out" ]
}
whole() { ! divided "$@" && grep -q hookvet "$tmp/page"; }

grep '^\.It Cm ' man/hookvet-rules.7 >"$tmp/names"
for tool in groff mandoc; do
	if ! command -v $tool >/dev/null; then
		skip "$tool is not installed"
		continue
	fi
	for page in man/*.[1-9]; do
		for width in 60 80 100; do
			check "$tool, $width columns: $page" whole $tool $width "$page"
		done
	done
done
# What looks for divided words finds them in a page that lets them be divided.
{
	printf '.Dd November 29, 2026\n.Dt X 7\n.Os\n.Sh NAME\n.Nm hookvet\n.Nd names\n.Sh DESCRIPTION\n'
	yes 'notificationScope gave-up' | head -n 50
} >"$tmp/x.7"
somewhere() { # TOOL
	for width in 60 64 68 72 76 80 84; do
		! divided "$1" $width "$tmp/x.7" || return 0
	done
	return 1
}
for tool in groff mandoc; do
	! command -v $tool >/dev/null || check "$tool: a divided name is seen" somewhere $tool
done
finish
