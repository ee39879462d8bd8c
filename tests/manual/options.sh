#!/bin/sh
# The manual and the table of settings: what stands in one stands in the other.
# shellcheck source=tests/lib
. tests/lib
agree() { # NAME: $tmp/manual and $tmp/table hold the same lines, and some
	diff "$tmp/manual" "$tmp/table" >"$tmp/diff"
	if [ -s "$tmp/table" ] && [ ! -s "$tmp/diff" ]; then
		pass
	else
		fail "$1 (< manual, > program)" "$tmp/diff"
	fi
}

if ! command -v jq >/dev/null; then
	skip "jq is not installed"
	finish
fi
"$PROG" help --settings-json >"$tmp/json" || {
	fail "hookvet help --settings-json"
	finish
}
section() { # FILE NAME: the lines of a section or subsection
	awk -v name="$2" '/^\.S[hs] / { on = (substr($0, 5) == name); next } on' "$1"
}

# Options: long name, letter, and whether there is a value.
section man/hookvet.1 Options | sed -n 's/^\.It Fl //p' | tee "$tmp/raw" | awk '{
	letter = long = value = "-"
	for (i = 1; i <= NF; i++) {
		if ($i ~ /^-/) long = substr($i, 2)
		else if ($i ~ /^[A-Za-z0-9]$/ && long == "-") letter = $i
		else if ($i ~ /^(Ar|=)$/) value = "value"
	}
	print long, letter, value }' >"$tmp/order"
sort "$tmp/order" >"$tmp/manual"
jq -r '.settings[] | select(.name) |
	"\(.name) \(.letter // "-") \(if .metavar then "value" else "-" end)"' "$tmp/json" |
	sort >"$tmp/table"
agree "options of hookvet(1)"
cut -d' ' -f1 "$tmp/order" >"$tmp/manual"
LC_ALL=C sort "$tmp/manual" >"$tmp/table"
agree "options in alphabetical order (> as they should be)"

# Each option that a subcommand takes is in its --help, and no other.
jq -r '.subcommands[].name' "$tmp/json" | while read -r command; do
	jq -r --arg c "$command" '.settings[] | select(.name and (.commands | index($c))) | .name' \
		"$tmp/json" | sed "s/^/$command /"
done | sort >"$tmp/table"
jq -r '.subcommands[].name' "$tmp/json" | while read -r command; do
	"$PROG" "$command" --help | sed -n 's/^  *\(-., \)\{0,1\}--\([a-z-]*\).*/\2/p' | sed "s/^/$command /"
done | sort >"$tmp/manual"
agree "options of --help"

section man/hookvet.1 DESCRIPTION | sed -n 's/^\.It Cm \([a-z]*\).*/\1/p' | sort -u >"$tmp/manual"
jq -r '.subcommands[].name' "$tmp/json" | sort >"$tmp/table"
agree "subcommands of hookvet(1)"

section man/hookvet.1 "Kinds of documents" | sed -n 's/^\.It Cm //p' | sed 's/ , /\n/g' |
	sort >"$tmp/manual"
jq -r '.settings[] | select(.name == "kind") | .words[]' "$tmp/json" | sort >"$tmp/table"
agree "kinds of hookvet(1)"

section man/hookvet.1 "Report formats" | sed -n 's/^\.It Cm //p' | sed 's/ , /\n/g' |
	sort >"$tmp/manual"
jq -r '.settings[] | select(.name == "format") | .words[]' "$tmp/json" | sort >"$tmp/table"
agree "formats of hookvet(1)"

# Keys: the manual, the schema of the config, the table.
section man/hookvet.conf.5 Keys | sed -n 's/^\.It Cm \([A-Za-z.]*\).*/\1/p' >"$tmp/order"
sort "$tmp/order" >"$tmp/manual"
"$PROG" schema show config | jq -r '.properties | to_entries[] |
	if .key == "$schema" then empty
	elif .key == "settings" then "settings." + (.value.properties | keys[])
	else .key end' | sort >"$tmp/table"
agree "keys of hookvet.conf(5) and the schema of the config"
jq -r '.settings[] | select(.key) | .key' "$tmp/json" | sort >"$tmp/keys"
comm -12 "$tmp/keys" "$tmp/manual" >"$tmp/known"
cp "$tmp/known" "$tmp/manual"
cp "$tmp/keys" "$tmp/table"
agree "keys of the table in hookvet.conf(5)"

# Variables: each is read somewhere.
section man/hookvet.1 ENVIRONMENT | sed -n 's/^\.It Ev //p' | sed 's/ , /\n/g' | sort >"$tmp/manual"
grep -ohE '(getenv|set|set_and_not_zero)\("[A-Z_]+"\)' validator/*.c validator/*/*.c |
	sed 's/.*("//; s/").*//' | sort -u >"$tmp/table"
agree "variables of hookvet(1)"

finish
