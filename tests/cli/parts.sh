#!/bin/sh
# Documents within files: what is found there is what is found in them alone, at its place.
# shellcheck source=tests/cli/lib
. tests/cli/lib
: "${SHARED:=$top/../shared}"

# --- three mistakes, in each container: three findings, at line and column -------------
sed -e 's/"webhookURL"/"webhookUrl"/' "$top/corpus/valid/create-v2/alternative-payment-methods.json" >good.json
sed -e 's/harbor_coffee",/harbor_coffee"/' -e 's/Url": "https/Url": "http/' -e 's/securityType/securitytype/' good.json |
	sed 's/healthCheckUrl": "http/&s/' >bad.json

indent() { # PREFIX FILE
	sed "s/^/$1/" "$2"
}
{ echo '> # Text' && echo '>' && echo '> - ```json' && indent '>   ' bad.json && echo '>   ```'; } >bad.md
{ printf "set -e\ncurl -d '" && cat bad.json && echo "' x"; } >bad.sh
{ printf 'POST http://x/\n\n' && cat bad.json; } >bad.http

three() { # FILE LINE-OF-FIRST COLUMNS-BEFORE
	a=$2 b=$(($2 + 7)) c=$(($2 + 19))
	run check --no-config -f compact "$1"
	sed 's/^\([^ ]*\): [a-z]*: .* \(\[.*\]\)$/\1 \2/' "$tmp/out" >"$tmp/got"
	printf '%s:%d:%d: [invalid-json]\n%s:%d:%d: [insecure-url]\n%s:%d:%d: [missing-field]\n' \
		"$1" "$a" $((36 + $3)) "$1" "$b" $((18 + $3)) "$1" "$c" $((23 + $3)) |
		sed 's/: \[/ [/' >"$tmp/want"
	check "$1: text" same "$tmp/want" "$tmp/got"
	run check --no-config -f sarif "$1"
	check "$1: SARIF" json '[.runs[0].results[].locations[0].physicalLocation.region | [.startLine, .startColumn]] == '"[[$a,$((36 + $3))],[$b,$((18 + $3))],[$c,$((23 + $3))]]"
	run check --no-config -f github "$1"
	check "$1: GitHub" [ "$(grep -c "file=$1,line=\($a\|$b\|$c\)," "$tmp/out")" -eq 3 ]
	cp "$1" "fixed-$1"
	run check --no-config --fix=suggested "fixed-$1"
	check "$1: fixed" status 0
	diff "$1" "fixed-$1" | sed -n 's/^> //p' | grep -c 'harbor_coffee",\|https:\|securityType' >"$tmp/got"
	check "$1: nothing else is changed" [ "$(diff "$1" "fixed-$1" | grep -c '^[<>]')-$(cat "$tmp/got")" = 6-3 ]
}
three bad.json 4 0
three bad.md 7 4
three bad.sh 5 0
three bad.http 6 0

# --- the bodies of the service ----------------------------------------------------------
# found FILE: what is found, without the places; if nothing is ours JSON that is named is
# an unknown document
found() {
	"$PROG" check --no-config -f compact --rule unknown-document=off "$1" 2>/dev/null |
		sed 's/^[^ ]* //' | sort
}
# in_postman, in_openapi: standard input, in a string and as a value
in_postman() {
	jq -Rs '{info: {}, item: [{request: {method: "POST", body: {mode: "raw", raw: .}}}]}'
}
wrapped() { # NAME BODY
	n=$1 alone=$(found "$2")
	{ echo '1. ~~~' && indent '   ' "$2" && printf '\n   ~~~\n'; } >"$n.md"
	{ printf "curl --json '" && sed "s/'/'\\\\''/g" "$2" && echo "' x"; } >"$n-curl.sh"
	{ echo "cat >x <<'END'" && cat "$2" && printf '\nEND\n'; } >"$n-here.sh"
	{ printf 'POST / HTTP/1.1\nHost: x\n\n' && cat "$2"; } >"$n.http"
	in_postman <"$2" >"$n-collection.json"
	for file in "$n.md" "$n-curl.sh" "$n-here.sh" "$n.http" "$n-collection.json"; do
		[ "$(found "$file")" = "$alone" ] || echo "${file#"$n"}"
	done
	jq . "$2" >/dev/null 2>&1 || return
	{ printf '{"openapi": "3.1.0", "x": {"examples": {"a": {"value": ' && cat "$2" && echo '}}}}'; } >"$n-api.json"
	[ "$(found "$n-api.json")" = "$alone" ] || echo '-api.json'
}
if ! command -v jq >/dev/null || [ ! -d "$SHARED/cases/service" ]; then
	skip 'jq, or the bodies of the service'
else
	for body in "$SHARED"/cases/service/*.json; do
		name=${body##*/} name=${name%.json}
		cp "$body" "$name.json"
		# a word that others have, too, is not enough among other things
		[ "$name" != 62-status-lower ] || continue
		wrapped "$name" "$name.json" >"$tmp/differ"
		check "$name: in all containers what is found in it alone; not so: $(cat "$tmp/differ")" [ ! -s "$tmp/differ" ]
	done
fi

finish
