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

# --- walks ------------------------------------------------------------------------------
mkdir -p docs
cp bad.md docs/
printf '# Nothing\n\n```json\n{"name": "x"}\n```\n' >docs/other.md
run check --no-config -f compact docs
check 'a walk takes Markdown' files docs/bad.md
check 'and passes over what holds nothing' err '1 other file skipped'
run check --no-config docs/other.md
check 'nothing in a file that is named' status 2
check 'it is said' err 'none of 1 file is a document'
check 'beside others it is no matter' "$PROG" check --no-config -q docs/other.md good.json

# --- the config -------------------------------------------------------------------------
mkdir conf
printf '%s' '{"a": [{"b": {"c~d": "{\"webhookUrl\": \"http://hooks.acme-webshop.com\"}"}}, {"b": "{}"}], "other": "{\"webhookUrl\": 1}"}' >conf/x.json
cp bad.md conf/y.txt
config() { printf '{"files": [%s]}' "$1" >conf/.hookvet.json; }
config '{"match": "x.json", "at": "/a/*/b/c~0d", "parse": true}'
run check -f compact conf/x.json
check 'at, parse: there' out 'x.json:1:42: error: the URL is'
check 'at, parse: nowhere else' no_out 'x.json:1:9'
config '{"match": "x.json", "at": "/**/c~0d", "parse": true, "kind": "create-request"}'
run check -f compact conf/x.json
check '** and a kind' out 'organizationId'
config '{"match": "x.json", "at": "/a/0/b/c~0d"}'
run check -f compact conf/x.json
check 'without parse a string is none' status 2
config '{"match": "y.txt", "syntax": "markdown"}, {"match": "bad.md", "syntax": "json"}'
run check -f compact conf/y.txt
check 'syntax: of a file with another name' files conf/y.txt
check 'syntax: three' [ "$(grep -c . "$tmp/out")" -eq 3 ]
cp bad.md conf/
run check -f compact conf/bad.md
check 'syntax: Markdown as JSON' out 'bad.md:1:1: error:'
printf '{"webhookUrl": "http://a.acme-store.com", "organizationId": "a", "subs": [\n{"webhookUrl": "http://b.acme-store.com", "organizationId": "a"}]}' >conf/w.json
config '{"match": "w.json", "at": "/subs/*"}'
run check -f compact conf/w.json
check 'at: nothing else is a document' no_out conf/w.json:1:
check 'at: what is in one that looks like a document' out 'conf/w.json:2:17: error: the URL'
for wrong in '"at": "x"' '"at": "/**/a/**"' '"at": "/~2"' '"syntax": "perl"' '"parse": true, "kind": "pair"'; do
	config "{\"match\": \"x.json\", $wrong}"
	run check conf/x.json
	check "wrong: $wrong" [ "$status-$(grep -c '\[config\]' "$tmp/out")" = 2-1 ]
done
rm conf/.hookvet.json
run check -q --no-config -f compact -k update-request bad.md
check 'a kind for all of them' out url-review
printf '{"type": "object", "maxProperties": 1}' >one.schema.json
run check -q --no-config -f compact -s one.schema.json docs/other.md bad.md
check 'a schema for all of them' files bad.md

# --- suppressions, baseline ---------------------------------------------------------------
mkdir known
cp bad.md known/
printf '{"suppress": [{"file": "*.md", "pointer": "/webhookUrl", "rule": "insecure-url", "reason": "r"}]}' >known/.hookvet.json
run check -f compact known
check 'suppressed at its pointer' no_out '[insecure-url]'
check 'the others are not' [ "$(grep -c . "$tmp/out")" -eq 2 ]
run check -q --no-config --write-baseline "$tmp/baseline" bad.md bad.sh
run check --no-config -f compact --baseline "$tmp/baseline" bad.md bad.sh
check 'a baseline knows them' status 0
cp bad.md "$tmp/bad.md"
{ printf '# Moved\n\n' && cat "$tmp/bad.md"; } >bad.md
run check --no-config -f compact --baseline "$tmp/baseline" bad.md bad.sh
check 'and where they have moved to' status 0

# --- secrets ------------------------------------------------------------------------------
cat >secret.sh <<'EOF'
curl -H "Authorization: Bearer hdr53cr3t" https://me:url53cr3t@x/ -d '{ "webhookUrl": "http://u:bdy53cr3t@hooks.acme-webshop.com/", "organizationId": "'"$(vault --token=vlt53cr3t)"'" }'
EOF
printf '{"info": {}, "item": [{"request": {"body": {"raw": "{\\"webhookUrl\\": \\"http://h\\", \\"securityPolicy\\": {\\"config\\": {\\"clientSecret\\": \\"esc53cr3t\\"}}}"}}}]}' >secret.json
for format in text json sarif html markdown github rdjsonl; do
	run check --no-config -f "$format" secret.sh secret.json
	check "$format: no secrets" no_out 53cr3t
	check "$format: findings" out secret.sh
done

# --- across documents ---------------------------------------------------------------------
mkdir -p twice
cp good.json twice/a.json
{ printf '~~~~\n' && cat good.json && echo '~~~~'; } >twice/b.md
{ printf 'x\ncurl -d "' && sed 's/["\\]/\\&/g' good.json && echo '"'; } >twice/c.sh
run check --no-config -f text twice
check 'repeated in Markdown' out 'twice/b.md:8:20: warning: product'
check 'repeated in a command' out 'twice/c.sh:8:22: warning: product'
check 'by the first' [ "$(grep -c 'twice/a.json:11:17: note: by the subscription here' "$tmp/out")" -eq 2 ]
rm twice/a.json
run check --no-config -f text twice
check 'of the first in Markdown its place' out 'twice/b.md:12:17: note: by the subscription here'
check 'and its line' out '   12 |   "webhookUrl": "https:'
{ cat twice/b.md && cat twice/b.md; } >twice.md
run check --no-config -f text twice.md
check 'both in one file' out 'twice.md:12:17: note: by the subscription here'

finish
