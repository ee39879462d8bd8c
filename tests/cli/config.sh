#!/bin/sh
# Config files: where they are looked for, what they say, how errors in them read.
# shellcheck source=tests/cli/lib
. tests/cli/lib

mkdir -p repo/sub/deep repo/.git
cd repo || exit 2
bad sub/deep/bad.json
good sub/deep/good.json
printf '{ "rules": { "missing-field": "warning" } }\n' >.hookvet.json

run check sub/deep/bad.json
check 'a config above the file' status 0
cd sub/deep && run check bad.json && cd ../.. || exit 2
check 'from a folder below' status 0
run check --rule missing-field=error sub/deep/bad.json
check 'an option comes before the config' status 1
run check --no-config sub/deep/bad.json
check '--no-config' status 1
printf '{ "rules": { "missing-field": "off" } }\n' >sub/.hookvet.json
run check
check 'the nearest one counts, alone' no_out missing-field
bad top.json
run check
check 'each file has its own' out 'top.json:1:1: warning'
rm sub/.hookvet.json top.json
mkdir sub/.git
run check sub/deep/bad.json
check 'not beyond the repository' status 1
rmdir sub/.git
printf '{ "rules": { "missing-field": "off" } }\n' >../other.json
run check -c ../other.json sub/deep/bad.json
check '-c' no_out missing-field
HOOKVET_CONFIG=../other.json run check sub/deep/bad.json
check 'HOOKVET_CONFIG' no_out missing-field
HOOKVET_CONFIG=../nothing.json run check -c ../other.json sub/deep/bad.json
check '-c comes first' no_out missing-field
HOOKVET_CONFIG=../other.json run check --no-config sub/deep/bad.json
check '--no-config is for both' out missing-field
"$PROG" check --stdin-filename sub/deep/x.json - <sub/deep/bad.json >"$tmp/out" 2>"$tmp/err"
status=$?
check 'standard input has the config of its name' status 0

# what it says
printf '{ "failOn": "never" }\n' >.hookvet.json
run check sub
check 'failOn' status 0
run check --fail-on error sub
check 'the option comes first' status 1
printf '{ "files": [ { "match": "deep/*.txt", "kind": "status-request" }, { "match": "sub/**/*.txt", "kind": "create-request" } ] }\n' >.hookvet.json
cp sub/deep/bad.json sub/deep/x.txt
run check -f json sub/deep/x.txt
check 'files: kind; globs are relative to the config' out '"kind": "create-request"'
mkdir policies elsewhere
printf '{ "files": [ { "match": "**", "kind": "status-request" } ] }\n' >elsewhere/c.json
run check -c elsewhere/c.json sub/deep/good.json
check 'files: globs of -c are relative to the current folder' out "'status' is missing"
cd elsewhere || exit 2
run check -c c.json ../sub/deep/good.json
cd .. || exit 2
check 'files: what is not below it is not meant' status 0
printf '{ "required": ["zzz"] }\n' >policies/p.json
printf '{ "files": [ { "match": "*.txt", "schema": "policies/p.json" } ] }\n' >.hookvet.json
cd sub || exit 2
run check deep/x.txt
cd .. || exit 2
check 'files: schema, relative to the config' out "'zzz'"
printf '{ "policies": [ { "name": "want-zzz", "severity": "warning", "match": "sub/**", "schema": "policies/p.json", "message": "zzz is wanted" } ] }\n' >.hookvet.json
run check sub/deep/good.json
check 'policies: message and name' out 'warning: zzz is wanted [want-zzz]'
check 'what the schema says is a note' out 'note: the required'
check 'severity' status 0
run check --rule want-zzz=error sub/deep/good.json
check 'a policy has a level like a rule' status 1
run check --rule want-zzz=off sub/deep/good.json
check 'and can be off' quiet
printf '{ "settings": { "retryHorizonMinutes": 1 } }\n' >.hookvet.json
run check sub/deep/good.json
check 'settings.retryHorizonMinutes' out '[retry-too-late]'
printf '{ "settings": { "maxRetries": 1 } }\n' >.hookvet.json
run check sub/deep/good.json
check 'settings.maxRetries' out '[too-many-retries]'
printf '{ "settings": { "minRetryMinutes": 10000 } }\n' >.hookvet.json
sed 's/"deactivateFlag": true/"deactivateFlag": false/' sub/deep/good.json >short.json
run check short.json
check 'settings.minRetryMinutes' out '[retry-too-short]'
printf '{ "settings": { "tunnelHosts": ["acme-webshop.com"] } }\n' >.hookvet.json
run check sub/deep/good.json
check 'settings.tunnelHosts' out '[tunnel-host]'
printf '{ "settings": { "placeholderHosts": ["acme-webshop.com"] } }\n' >.hookvet.json
run check sub/deep/good.json
check 'settings.placeholderHosts' out '[placeholder-value]'
sed 's,webshop.com/a,webshop.com:9443/a,; s,webshop.com/h,webshop.com:9443/h,' "$top/tests/cli/good.json" >port.json
printf '{ }\n' >.hookvet.json
run check port.json
check 'another port is told' out '[unusual-port]'
printf '{ "settings": { "expectedPorts": [443, 9443] } }\n' >.hookvet.json
run check port.json
check 'settings.expectedPorts' no_out '[unusual-port]'
# shellcheck disable=SC2016
sed 's/"Invoices"/"${NAME}"/' "$top/tests/cli/good.json" >template.json
printf '{ }\n' >.hookvet.json
run check template.json
check 'a template is told' out '[unresolved-template]'
printf '{ "settings": { "templates": "allow" } }\n' >.hookvet.json
run check template.json
check 'settings.templates' quiet
sed 's/invoicing.customer.invoice.paid/invoicing.acme.thing/' "$top/tests/cli/good.json" >event.json
printf '{ }\n' >.hookvet.json
run check event.json
check 'an event that is not known is told' out '[unknown-event-type]'
printf '{ "catalogue": { "customerInvoicing": { "events": ["invoicing.acme.thing"] } } }\n' >.hookvet.json
run check event.json
check 'catalogue' quiet
run catalogue customerInvoicing
check 'the catalogue shows it' out 'invoicing.acme.thing'

# errors have places, the name config, and are trouble
while IFS='|' read -r text want; do
	printf '%b\n' "$text" >.hookvet.json
	run check sub
	check "place and words of: $text" out "$want"
	check "trouble: $text" status 2
	check "nothing is checked: $text" no_out good.json
done <<'X'
{ "rules": { "retry-to-late": "off" } }|.hookvet.json:1:14: error: there is no rule 'retry-to-late' [config]
{ "rules": { "retry-to-late": "off" } }|help: a similar rule exists: 'retry-too-late'
{\n  "rules": { "retry-too-late": "of" } }|.hookvet.json:2:32: error: 
{ "excludes": [] }|.hookvet.json:1:3: error: 
{ "exclude": [], }|.hookvet.json:1:16: error: 
{ "failOn": "eror" }|.hookvet.json:1:13: error: 
{ "suppress": [ { "file": "x.json" } ] }|.hookvet.json:1:17: error: 
{ "suppress": [ { "file": "x.json", "reason": "r", "rule": "retry-to-late" } ] }|.hookvet.json:1:60: error: there is no rule 'retry-to-late' [config]
{ "suppress": [ { "file": "x.json", "reason": "r", "until": "2026-13-01" } ] }|.hookvet.json:1:61: error: 
{ "files": [ { "match": "x", "kind": "create-requets" } ] }|.hookvet.json:1:38: error: 
{ "files": [ { "match": "x", "schema": "nothing.json" } ] }|.hookvet.json:1:40: error: this schema cannot be read [config]
{ "policies": [ { "name": "missing-field", "schema": "policies/p.json" } ] }|.hookvet.json:1:27: error: a rule of this name exists already [config]
{ "settings": { "maxRetries": "20" } }|.hookvet.json:1:31: 
[]|.hookvet.json:1:1: error: 
{|.hookvet.json:1:
X
printf '{ "type": 12 }\n' >policies/wrong.json
printf '{ "policies": [ { "name": "a", "schema": "policies/wrong.json" } ] }\n' >.hookvet.json
run check sub
check 'a policy whose schema is wrong: its place' out 'policies/wrong.json:1:'
check 'is trouble' status 2
rm .hookvet.json
mkdir .hookvet.json
run check sub
check 'a folder of that name' err "cannot read the config '.hookvet.json'"
finish
