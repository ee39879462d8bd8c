#!/bin/sh
# Values that are none: what there is instead, and what is similar.
# shellcheck source=tests/cli/lib
. tests/cli/lib
good good.json
bad bad.json
blanks='                               '
run check --help
# Each fixed set of values stands under its option, and in the error.
check 'help: levels' grep -qx "${blanks}LEVEL: error, warning, info, never" "$tmp/out"
check 'help: formats' out "${blanks}NAME: text, compact, json, jsonl, sarif"
check 'help: kinds' out "${blanks}KIND: create-request, update-request,"
check 'help: dialects' out "${blanks}NAME: draft4, draft6, draft7, 2019-09,"
check 'help: colours' grep -qx "${blanks}WHEN: auto, always, never" "$tmp/out"
check 'help: levels of rules' grep -qx "${blanks}LEVEL: off, info, warning, error" "$tmp/out"
check 'help: where rules are' grep -qx "${blanks}NAME: see hookvet rules" "$tmp/out"
check 'help: fixes' out '--fix[=safe|suggested]'
run rules --help
check 'help: the formats of the subcommand' grep -qx "${blanks}NAME: text, json" "$tmp/out"
check 'help: and no others' no_out sarif
while IFS='	' read -r options known; do
	# shellcheck disable=SC2086
	run $options
	check "status of $options" status 2
	check "values of $options" err "known are $known"
done <<'X'
check -f zzz	text, compact, json, jsonl, sarif, junit, github, gitlab, checkstyle, rdjsonl, tap, markdown, html, basic, hierarchical and flag
check --format=zzz:file	text, compact, json
rules -f zzz	text and json
explain -f zzz x	text, 
check -k zzz	create-request, update-request, status-request, subscription, subscription-list, product-list, test-response, notification, key-request, key-response, replay-request and error-response
schedule -k zzz	create-request, 
check --fail-on zzz	error, warning, info and never
report --fail-on zzz merge x	error, warning, info and never
check --color zzz	auto, always and never
check --fix=zzz	safe and suggested
check --dialect zzz	draft4, draft6, draft7, 2019-09, 2020-12 and v1
check --rule missing-field=zzz good.json	off, info, warning and error
X
# The word of another program, or its beginning.
while IFS='	' read -r options similar; do
	# shellcheck disable=SC2086
	run $options good.json
	check "similar to $options" err "a similar one exists: '$similar'"
done <<'X'
check --fail-on warn	warning
check --fail-on err	error
check --fail-on warnings	warning
check --fail-on none	never
check --fail-on information	info
check --rule missing-field=warn	warning
check --rule missing-field=ignore	off
check --rule missing-field=notice	info
check -f md	markdown
check -f txt	text
check -f codeclimate	gitlab
check --color yes	always
check -k create	create-request
X
echo '{"failOn": "warn"}' >warn.json
run check -c warn.json good.json
check 'a level of the config' out "a similar value exists: 'warning'"
# Options before a subcommand.
for option in --vesion --Version -version --version=1; do
	run "$option"
	check "status of $option" status 2
	check "$option: a similar one" err "'$option'; a similar one exists: '--version'"
done
run --halp
check '--halp' err "a similar one exists: '--help'"
run --fix good.json
check '--fix' err "the option '--fix' stands behind a subcommand: hookvet check --fix"
run --files-form x
check 'like one of a subcommand' err "unknown option '--files-form'"
# Files that are missing.
mkdir -p webhooks/team
cp good.json webhooks/team/acme.json
: >.hidden.json
while IFS='	' read -r options similar; do
	# shellcheck disable=SC2086
	run $options
	check "missing: $options: status" status 2
	check "missing: $options" grep -qF "exists: '$similar'" "$tmp/out" "$tmp/err"
done <<X
check webhooks/team/acne.json	webhooks/team/acme.json
check webhoks/team/acme.json	webhooks/team/acme.json
check webhook/teem//acme.jsn	webhooks/team/acme.json
check $tmp/work/webhooks/taem/acme.json	$tmp/work/webhooks/team/acme.json
check ./god.json	good.json
check webhooks/team/acme	webhooks/team/acme.json
check .hiden.json	.hidden.json
check -s webhooks/team/acne.json good.json	webhooks/team/acme.json
check -c waarn.json good.json	warn.json
check -r webhoks good.json	webhooks
check --catalogue webhooks/team/acne.json good.json	webhooks/team/acme.json
check --baseline webhooks/team/acne.json good.json	webhooks/team/acme.json
check --files-from god.json	good.json
schedule god.json	good.json
schema check god.json	good.json
schema test god.json	good.json
report merge god.json	good.json
X
for name in qqqqqqq.json webhooks/qqqqqq.json qqqqqqqq/acme.json ''; do
	run check "$name"
	check "nothing is like '$name'" no_out 'similar'
done
# By count, with what can be fixed.
awk 'BEGIN { print "["; for (i = 1; i <= 12; i++) print (i > 1 ? "," : "") "{\"a\":\"1\", \"b\":" i % 3 "}"; print "]" }' >many.json
echo '{"items":{"properties":{"a":{"type":"integer"},"b":{"enum":[0,1]},"c":1}}}' >enum.json
sed -i 's/,"c":1//' enum.json
run check --statistics -s enum.json many.json
awk '/^ *[0-9]+ [a-z]+-[a-z]/ { print $1, $2 }' "$tmp/err" >got
printf '%s\n' '12 wrong-type' '4 value-not-allowed' >want
check 'statistics: the most frequent first' same want got
run check --statistics ./*.json
awk '/^ *[0-9]+ [a-z]/ { if (n++ && $1 > last) exit 1; last = $1 }' "$tmp/err"
check 'statistics: sorted' [ $? -eq 0 ]
sed 's/"webhookUrl"/"webhookURL"/' good.json >safe.json
run check --statistics safe.json
check 'statistics: what --fix does' err '1 missing-field (1 with --fix)'
sed 's/"SELF"/"SELFF"/' good.json >suggested.json
run check --statistics suggested.json
check 'statistics: what --fix=suggested does' err '1 value-not-allowed (1 with --fix=suggested)'
run check --statistics bad.json
check 'statistics: no fix' grep -qx ' *1 missing-field' "$tmp/err"
finish
