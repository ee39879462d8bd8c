#!/bin/sh
# What one finding says for another is said all the same when that one is off or
# suppressed: what was folded into a finding does not fall silent with it.
# shellcheck source=tests/cli/lib
. tests/cli/lib

cat >s.json <<'E'
{ "required": ["webhookUrl"], "properties": { "webhookUrl": true,
  "n": { "type": "integer", "enum": [1, 2], "x-hookvet": { "keywords": { "type": { "numberAsString": true } } } },
  "m": { "type": "integer", "enum": [1, 2] },
  "list": { "items": { "required": ["id"] } } }, "additionalProperties": false }
E
echo '{ "webhookURL": 1 }' >name.json
echo '{ "webhookUrl": 1, "m": "x", "n": "7" }' >value.json
echo '{ "webhookUrl": 1, "list": [{},{},{},{},{},{}] }' >list.json
config() { printf '{ "suppress": [ %s ] }\n' "$1" >.hookvet.json; }
rules() { # RULE...: of the findings on standard output
	sed -n 's/.*\[\([a-z-]*\)]$/\1/p' "$tmp/out" | tr '\n' ' ' >"$tmp/got"
	[ "$(cat "$tmp/got")" = "$*${1:+ }" ] || { sed 's/^/    got: /' "$tmp/got" && false; }
}

run check -q -f compact -s s.json name.json
check 'a misspelling is one finding' rules missing-field
run check -q -f compact --rule missing-field=off -s s.json name.json
check 'the name is still unknown if what is missing is off' rules unknown-field
run check -q --rule missing-field=off -s s.json name.json
check 'and the one that is meant is named' out "rename it to 'webhookUrl'"
run check -q -f compact --rule unknown-field=off -s s.json name.json
check 'what is missing is said with its cause' out "'webhookURL' is not defined here [missing-field]"
run check -q -f compact --rule unknown-field=off --rule missing-field=off -s s.json name.json
check 'both off: silence' quiet

run check -q -f compact -s s.json value.json
check 'a wrong type speaks for the value' rules wrong-type number-as-string
run check -q -f compact --rule wrong-type=off -s s.json value.json
check 'the value is still not among those allowed' rules value-not-allowed number-as-string
run check -q -f compact --rule number-as-string=off -s s.json value.json
check 'of a number in quotes, too' rules wrong-type value-not-allowed
run check -q -f compact --rule wrong-type=off --rule number-as-string=off --rule value-not-allowed=off -s s.json value.json
check 'all off: silence' quiet

config '{ "file": "name.json", "rule": "missing-field", "reason": "filled in later" }'
run check -q -f compact -s s.json name.json
check 'suppressed: the name is still unknown' rules unknown-field
run check -q -f json -s s.json name.json
check 'and machines see both' json '.findings | map([.rule, .suppressed != null]) ==
	[["missing-field", true], ["unknown-field", false]]'
run check -q -f compact --no-suppress -s s.json name.json
check '--no-suppress: one finding' rules missing-field
config '{ "file": "name.json", "pointer": "/webhookURL", "reason": "both are known" }'
run check -q -f compact -s s.json name.json
check 'all rules there suppressed: silence' quiet
config '{ "file": "name.json", "rule": "missing-field", "reason": "a" },
	{ "file": "name.json", "rule": "unknown-field", "reason": "b" }'
run check -q -f compact -s s.json name.json
check 'each suppressed: silence' quiet
config '{ "file": "value.json", "pointer": "/m", "rule": "wrong-type", "reason": "a" }'
run check -q -f compact -s s.json value.json
check 'a suppressed type leaves the value' rules value-not-allowed number-as-string
rm .hookvet.json

run check -q --write-baseline base.json -s s.json name.json
run check -q -f compact --baseline base.json -s s.json name.json
check 'a baseline knows the whole' quiet

run check -q -s s.json list.json
check 'alike ones are folded' out 'and 3 more alike'
config '{ "file": "list.json", "pointer": "/list/2", "rule": "missing-field", "reason": "a" }'
run check -q -s s.json list.json
check 'a suppressed one takes none with it' rules missing-field missing-field missing-field
check 'nor stands for the others' out 'and 2 more alike'
config '{ "file": "list.json", "rule": "missing-field", "reason": "a" }'
run check -q -s s.json list.json
check 'all alike suppressed: silence' quiet

# Of a host that is to be replaced the rest of the URL says nothing by itself.
rm .hookvet.json
echo '{ "webhookUrl": "http://localhost:3000/x" }' >url.json
run check -q -f compact url.json
check 'a host is one finding' rules unreachable-host
check 'as severe as the worst' status 1
run check -q -f compact --rule unreachable-host=off url.json
check 'off: what was folded is said' rules url-review insecure-url unusual-port
config '{ "file": "url.json", "rule": "unreachable-host", "reason": "a" }'
run check -q -f compact url.json
check 'suppressed: the same' rules url-review insecure-url unusual-port
config '{ "file": "url.json", "pointer": "/webhookUrl", "reason": "a" }'
run check -q -f compact url.json
check 'all of the URL suppressed: silence' quiet
run check -q -f compact --no-config --rule unreachable-host=info url.json
check 'a level that was set stays' out ' info: '

finish
