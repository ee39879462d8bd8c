#!/bin/sh
# explain, rules, catalogue, schema.
# shellcheck disable=SC2016
# shellcheck source=tests/cli/lib
. tests/cli/lib

run rules
cp "$tmp/out" rules
check 'rules' out 'missing-field'
check 'one line a rule' [ "$(wc -l <rules)" -gt 60 ]
run rules -f json
check 'rules as JSON' json 'map(select(.name == "missing-field" and .severity == "error")) | length == 1'
check 'as many' json "length == $(wc -l <rules)"
run rules --rule missing-field=off
check 'levels in effect' out 'off      missing-field'
check 'which is said, of this one only' [ "$(grep -c ' (changed by option or config)$' "$tmp/out")" -eq 1 ]
check 'of the right one' grep -q '^off      missing-field .* (changed by option or config)$' "$tmp/out"
check 'columns: the longest name, then two blanks' awk '
	NR == FNR { if (length($2) > w) w = length($2); next }
	substr($0, 8, 2) $2 != "  " substr($0, 10, length($2)) || substr($0, 10 + w, 2) != "  " ||
	substr($0, 12 + w, 1) == " " { exit 1 }' rules rules
run rules --rule missing-field=off -f json
check 'as JSON, too' json 'map(select(.name == "missing-field")) | .[0] | .level == "off" and .severity == "error"'
esc=$(printf '\033')
run rules --color always --rule missing-field=off
for severity in '31merror  ' '33mwarning' '36minfo   ' '2moff    '; do
	check "rules in colour: $severity" grep -q "^$esc\[$severity$esc\[0m  [a-z]" "$tmp/out"
done
check 'no other line' [ "$(grep -vc "^$esc\[[0-9]*m" "$tmp/out")" -eq 0 ]
run rules --color never
check 'without' same rules "$tmp/out"
run rules -o list
check 'rules -o' same rules list
run rules -o nowhere/list
check 'rules -o nowhere' status 2
echo '{ "rules": { "no-such-rule": "off" } }' >wrong.json
run rules -c wrong.json
check 'rules with a wrong config: trouble' status 2
check 'which is said' err 'no-such-rule'
check 'and no list is printed' [ ! -s "$tmp/out" ]
for rule in $(awk '{ print $2 }' rules); do
	run explain "$rule"
	check "explain $rule" status 0
	check "explain $rule: width" [ "$(sed '/^    /d' "$tmp/out" | awk 'length > 80' | wc -l)" -eq 0 ]
done
run explain missing-field wrong-type -f json
check 'explain as JSON, two rules' json 'length == 2 and .[1].name == "wrong-type" and (.[0].reason | length > 10)'
run explain missing-field -f json
check 'explain as JSON, one rule' json '.name == "missing-field"'
run explain missing-field -f markdown
check 'explain as Markdown' out '# missing-field'
run explain missing-field -o rule.txt
check 'explain -o' grep -q missing-field rule.txt
run explain missing-field
check 'no colour in a file' [ "$(tr -dc '\033' <"$tmp/out" | wc -c)" -eq 0 ]
run explain --color always missing-field
check 'colour if wanted' [ "$(tr -dc '\033' <"$tmp/out" | wc -c)" -gt 0 ]

run catalogue
check 'catalogue' out 'customerInvoicing'
check 'its date' out 'catalogue of 20'
run catalogue customerInvoicing
check 'a product' out 'invoicing.customer.invoice.paid'
run catalogue -f json
check 'notes on products, where there are some' json \
	'(.products // .) | map(select(.note != null)) | length > 3 and length < 20'
check 'catalogue as JSON' json '.products | map(select(.productId == "customerInvoicing")) | .[0].eventTypes | length > 3'
printf '[{"productId": "customerInvoicing", "eventTypes": [{"eventName": "invoicing.customer.invoice.paid"}]}]\n' >own.json
run catalogue --catalogue own.json
check 'the own list: what is not in it' out 'not enabled for your organization'
run catalogue --catalogue own.json -f json customerInvoicing
check 'what is' json '.products[0].enabled == true'
printf '[{"productId": "a", "productName": "b\\u001b[31m", "eventTypes": ["c\\u001b\\u202e"]}]\n' >own.json
for format in text json; do
	run catalogue --catalogue own.json -f $format a
	check "the own list: nothing steers a terminal: $format" \
		[ "$(LC_ALL=C tr -dc '\033\342' <"$tmp/out" | wc -c)" -eq 0 ]
	check "but it is shown: $format" grep -qi 202e "$tmp/out"
done
printf '[{"productId": "::error::a", "productName": " ::b", "eventTypes": ["::warning::c"]}]\n' >own.json
run catalogue --catalogue own.json ::error::a
check 'the own list: no command to a CI runner begins a line' [ "$(grep -c '^ *::' "$tmp/out")" -eq 0 ]
check 'but it is shown' out '<U+003A>:warning::c'

run schema list
check 'schema list' out 'cybersource/create-request'
run schema list -f json
check 'schema list as JSON' json 'map(select(.name == "hookvet/report")) | .[0].id | startswith("https://")'
for name in $(sed 's/ .*//' "$tmp/out" | grep / | head -50); do
	run schema show "$name"
	check "schema show $name" status 0
done
run schema show report
check 'schema show by its short name' json '."$id" | endswith("hookvet/report.schema.json")'
run schema show hookvet/report.schema.json
check 'schema show by its whole name' json '.title'
run schema show create-request
cp "$tmp/out" create.json

printf '{ "type": "object" }\n' >ok.json
run schema check ok.json
check 'schema check' status 0
check 'is silent' quiet
printf '{ "type": "objct" }\n' >wrong.json
run schema check ok.json wrong.json
check 'a wrong one' status 1
check 'has its place' out 'wrong.json:1:11: error'
run schema check missing.json
check 'one that is not there' status 2
printf '{ "$ref": "#/nowhere" }\n' >ref.json
run schema check ref.json
check 'a reference that leads nowhere' out 'ref.json:1:11: error'
run schema check -f json wrong.json
check 'with any report' json '.findings[0].file == "wrong.json"'

cat >suite.json <<'X'
[ { "description": "a string", "schema": { "type": "string" },
    "tests": [ { "description": "is one", "data": "x", "valid": true },
               { "description": "is none", "data": 1, "valid": false } ] },
  { "description": "never", "schema": false,
    "tests": [ { "description": "null", "data": null, "valid": false } ] } ]
X
run schema test suite.json
check 'schema test' status 0
check 'its closing line' [ "$(tail -n 1 "$tmp/out")" = '3 passed, 0 failed, 0 skipped' ]
sed 's/"data": 1, "valid": false/"data": 1, "valid": true/' suite.json >suite2.json
run schema test suite.json suite2.json
check 'a failure' status 1
check 'with its place' out 'suite2.json:3:52: failed: a string: is none: not valid, but should be'
check 'the sum' out '5 passed, 1 failed, 0 skipped'
run schema test ok.json
check 'what is no test file' status 2
printf '[ { "description": "d", "schema": { "type": 1 }, "tests": [ { "description": "t", "data": 1, "valid": true } ] } ]\n' >broken.json
run schema test broken.json
check 'a schema that cannot be used fails its tests' out '0 passed, 1 failed, 0 skipped'
printf '[ { "description": "d", "schema": { "$ref": "http://localhost/a.json" }, "tests": [ { "description": "t", "data": 1, "valid": false } ] } ]\n' >remote.json
mkdir r && printf '{ "type": "string" }\n' >r/a.json
run schema test -r http://localhost/=r remote.json
check 'schema test -r' status 0

printf '{ "$id": "http://localhost/root.json", "$ref": "part.json" }\n' >root.json
printf '{ "$id": "http://localhost/part.json", "type": "string" }\n' >part.json
run schema bundle -r part.json root.json
check 'schema bundle' status 0
cp "$tmp/out" bundled.json
printf '1\n' >one.json
run check -s bundled.json one.json
check 'a bundle stands alone' out '[wrong-type]'
run schema bundle root.json
check 'a part that is missing' status 2
check 'is said with its place' err 'root.json:1:'
finish
