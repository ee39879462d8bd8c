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
for columns in 1 20 40 79; do
	COLUMNS=$columns run explain retry-too-short
	check "explain in $columns columns" [ "$(grep -vE '^( {4}|Switch)' "$tmp/out" |
		awk -v most="$columns" 'length > most && length > 26' | wc -l)" -eq 0 ]
done
COLUMNS=200 run explain retry-too-short
cp "$tmp/out" wide
run explain retry-too-short
check 'lines of more than 80 are hard to read' same wide "$tmp/out"
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

# Policies of the config that holds here, and "config" itself.
run explain config
check 'explain config' out 'config (error)'
check 'explain config: nothing to switch off' no_out '--rule'
run rules --rule config=off
check 'config is not switched off' err "'config' is no rule that could be switched off"
mkdir policies && cd policies || exit 2
cat >.hookvet.json <<'Y'
{ "policies": [ { "name": "acme-host", "severity": "warning", "match": "sub\u001b/**",
                  "schema": "p.json#/$defs/host", "message": "be on \u001b[31macme" },
                { "name": "acme-name", "schema": "p.json#name" } ],
  "rules": { "acme-name": "info" } }
Y
cat >p.json <<'Y'
{ "$id": "https://acme.example/policies", "$defs": {
    "host": { "properties": { "webhookUrl": { "pattern": "^https://hooks[.]acme/" } } },
    "name": { "$anchor": "name", "properties": { "name": { "$ref": "#/$defs/short" } } },
    "short": { "maxLength": 3 } } }
Y
run explain acme-host
check 'explain a policy' out 'acme-host (warning)'
check 'explain a policy: its message, made safe' out '  be on <U+001B>[31macme'
check 'explain a policy: its files' out "'sub<U+001B>/**' matches"
check 'explain a policy: its schema' out "'p.json#/\$defs/host'"
check 'explain a policy: the config' out .hookvet.json
run explain acme-name missing-field config -f json
check 'explain a policy, a rule, and config' json 'map(.name) == ["acme-name", "missing-field", "config"]'
run rules
check 'rules: the policies, with their levels' grep -q '^info  *acme-name .*(changed by ' "$tmp/out"
check 'rules: config' grep -q '^error  *config ' "$tmp/out"
check 'rules: no control character' [ "$(tr -d '\n' <"$tmp/out" | tr -dc '\000-\037' | wc -c)" -eq 0 ]
run rules -f json
check 'rules as JSON: policies and config' json 'map(.name) | .[-3:] == ["acme-host", "acme-name", "config"]'
run explain acme-hots
check 'explain: a similar policy' err "a similar one exists: 'acme-host'"
run rules --rule acme-hots=off
check '--rule: a similar policy' err "a similar one exists: 'acme-host'"
run explain --no-config acme-host
check 'explain --no-config' err "there is no rule 'acme-host'"
cd .. || exit 2
run explain acme-host
check 'explain: another folder' status 2
run explain -c policies/.hookvet.json acme-host
check 'explain -c' status 0
run explain -c wrong.json missing-field
check 'explain a rule with a wrong config' status 0
run explain -c wrong.json acme-host
check 'explain a policy with a wrong config' err no-such-rule

# A schema may be a part of a file.
good policies/d.json
run check -q policies/d.json
check 'a fragment of a policy, an anchor' out '[acme-name]'
check 'a policy that does not match' no_out '[acme-host]'
run check --no-config -q -s 'policies/p.json#/$defs/short' policies/d.json
check '-s with a fragment' status 0
run check --no-config -q -s 'policies/p.json#name' policies/d.json
check '-s with an anchor' out 'at most 3 are allowed'
run check --no-config -q -s 'config#/$defs/glob' policies/d.json
check '-s with a fragment of a built-in schema' out 'the schema wants a string'
cp policies/p.json 'policies/p#name'
run check --no-config -q -s 'policies/p#name' policies/d.json
check 'a file with # in its name' status 0
for name in 'policies/p.json#/$defs/none' 'policies/p.json#none' 'config#/$defs/none'; do
	run check --no-config -q -s "$name" policies/d.json
	check "nothing there: $name" status 2
	check "nothing there, said: $name" err "there is nothing at '#${name#*#}'"
done
run check --no-config -q -s 'policies/none.json#name' policies/d.json
check 'no such file' err "cannot read the schema 'policies/none.json'"
sed -i 's/defs.host/\&s/' policies/.hookvet.json
run check -q policies/d.json
check 'nothing there, in a config' out 'this schema cannot be read [config]'

# No run rewrites a config, or a schema: no fix is promised.
printf '{ "failOn": "warning", }' >comma.json
printf '{ "enum": [ 1, 1 ], "pattern": "^a", }' >comma.schema.json
for what in '-c comma.json' '-s comma.schema.json'; do
	for how in '' --fix --diff '-f markdown' '-f html'; do
		# shellcheck disable=SC2086 # words
		run check $what $how policies/d.json
		check "no fix is promised: $what $how" no_out 'fix)'
		check "none is counted: $what $how" no_err 'can be fixed'
	done
	check "$what as it was" [ "$(grep -c ', }$' "${what#* }")" -eq 1 ]
done
run check -f json -c comma.json policies/d.json
check 'the edit is in the JSON, for editors' json '.findings[0].fixes[0].edits | length == 1'
mv "$tmp/out" comma.report
run report comma.report
check 'nor after it was read again' no_out 'fix)'

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
"$PROG" schema list | sed 's/ .*//' >names
check 'all of them' [ "$(wc -l <names)" -gt 30 ]
for name in $(cat names); do
	run schema show "$name"
	check "schema show $name" status 0
	cp "$tmp/out" copy.json
	run schema check copy.json
	check '... is a sound schema; a copy takes its place' status 0
done
run schema bundle --editor create-request
check '--editor is for show' err "--editor is for 'schema show'"
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
run schema check -
check 'standard input by its name only: status' status 2
check 'and which' err "for standard input write /dev/stdin"
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
printf '{"$comment":"\302\233\342\200\256##vso[x]"}' >odd.json
run schema bundle odd.json
check 'a bundle is escaped as all JSON is' out '{"$comment":"\u009b\u202e##vso\u005bx]"}'
run schema bundle root.json
check 'a part that is missing' status 2
check 'is said with its place' err 'root.json:1:'

# A meta-schema that refers to what is being compiled.
echo '{"properties": {"a": {"$ref": "y.json"}, "b": {"$ref": "#/$defs/c"}}, "$defs": {"c": {"allOf": [{"type": "string"}]}}}' >x.json
echo '{"$schema": "http://e.example/m"}' >y.json
echo '{"$id": "http://e.example/m", "$schema": "https://json-schema.org/draft/2020-12/schema", "allOf": [{"$ref": "x.json"}]}' |
	sed "s,\"x.json\",\"file://$PWD/x.json\"," >m.json
run schema check -r m.json -r y.json x.json
check 'a circle of meta-schemas ends' [ "$status" -le 2 ]
finish
