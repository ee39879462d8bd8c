#!/bin/sh
# Suppressions and baselines.
# shellcheck source=tests/cli/lib
. tests/cli/lib
SOURCE_DATE_EPOCH=1790000000 # 2026-09-21
export SOURCE_DATE_EPOCH
mkdir a && bad a/bad.json && good a/good.json
sed 's/"firstRetry": 1/"firstRetry": -1/; s/"organizationId": *"/&other_/' "$top/tests/cli/good.json" >a/retry.json

config() { printf '{ "suppress": [ %s ] }\n' "$1" >.hookvet.json; }
config '{ "file": "a/bad.json", "rule": "missing-field", "reason": "known" }'
run check a/bad.json
check 'a suppressed finding is not shown' no_out missing-field
check 'and does not fail' status 0
check 'but is counted' err '1 suppressed'
run check -f json a/bad.json
check 'machines see the reason' out 'known'
run check -q -f sarif a
check 'SARIF: suppressions of all results, or of none' json \
	'.runs[0].results | length == 2 and all(has("suppressions")) and
	(map(select(.ruleId == "missing-field")) | .[0].suppressions[0].justification == "known") and
	(map(select(.ruleId != "missing-field")) | .[0].suppressions == [])'
run check --no-config -q -f sarif a
check 'SARIF: none where nothing is said of them' json \
	'.runs[0].results | length == 2 and all(has("suppressions") | not)'
run check --no-suppress a/bad.json
check '--no-suppress' status 1
config '{ "file": "bad.json", "reason": "known" }'
run check a/bad.json
check 'a glob without slash is for any folder; no rule is all' status 0
config '{ "file": "a/retry.json", "pointer": "/retryPolicy", "reason": "known" }'
run check a/retry.json
check 'a pointer covers what is below' status 0
config '{ "file": "a/retry.json", "pointer": "/retry", "reason": "known" }'
run check a/retry.json
check 'but not what begins alike' status 1
check 'one that matched nothing is told' out '.hookvet.json:1:19: warning: this suppression matched nothing [unused-suppression]'
run check a/good.json
check 'only if its file was checked' no_out unused-suppression
config '{ "file": "a/bad.json", "reason": "known", "until": "2026-09-21" }'
run check a/bad.json
check 'the last day counts' status 0
config '{ "file": "a/bad.json", "reason": "known", "until": "2026-09-20" }'
run check a/bad.json
check 'the day after it does not' out '[missing-field]'
check 'which is said' out 'this suppression expired on 2026-09-20 [unused-suppression]'
config '{ "file": "a/gone.json", "reason": "known" }'
run check a/good.json
check 'a file that is no more' out 'this suppression is for a file that does not exist'
run check --rule unused-suppression=error a/good.json
check 'its level can be changed' status 1
config '{ "file": "a/bad.json", "rule": "missing-field", "reason": "r" }'
run check --rule missing-field=off a/bad.json
check 'a rule that is off makes none unused' quiet

# One that matched nothing is told only if its rule was tried on all that it might match.
unused() { out 'this suppression matched nothing'; }
not_unused() { no_out 'this suppression matched nothing'; }
echo '{ "required": ["x"] }' >any.schema.json
config '{ "file": "a/good.json", "rule": "missing-field", "reason": "r" }'
run check a/good.json
check 'unused' unused
run check -s any.schema.json a/good.json
check 'not with a schema for this run alone' not_unused
run check -k notification a/good.json
check 'nor with a kind for this run alone' not_unused
config '{ "file": "a/good.json", "rule": "retry-too-late", "reason": "r" }'
run check a/good.json
check 'unused: a rule' unused
run check -k create-request a/good.json
check 'it was tried on this kind' unused
run check -k key-request a/good.json
check 'but not on that one' not_unused
run check -s any.schema.json a/good.json
check 'nor beside a schema' not_unused
config '{ "file": "a/good.json", "rule": "invalid-json", "reason": "r" }'
run check -s any.schema.json a/good.json
check 'syntax is always looked at' unused
config '{ "file": "a/good.json", "reason": "r" }'
run check a/good.json
check 'unused: any rule' unused
run check --rule retry-too-late=off a/good.json
check 'not if some are off for this run' not_unused
run check -s any.schema.json a/good.json
check 'nor beside a schema: any rule' not_unused
printf '{ "suppress": [ { "file": "a/good.json", "rule": "ours", "reason": "r" } ],
	"policies": [ { "name": "ours", "schema": "any.schema.json" } ] }' >.hookvet.json
echo '{}' >any.schema.json
run check a/good.json
check 'unused: a policy' unused
run check --rule ours=off a/good.json
check 'a policy that is off' not_unused
echo '{ "name": "x", }' >a/cut.json
config '{ "file": "a/cut.json", "rule": "retry-too-late", "reason": "r" }'
run check a/cut.json
check 'not every rule is tried on what is no JSON' not_unused
rm a/cut.json
for file in '*.json' 'a/*.json' 'a/**/good.json'; do
	config '{ "file": "'"$file"'", "rule": "retry-too-late", "reason": "r" }'
	run check a/good.json
	check "$file: other files might match" not_unused
	run check
	check "$file: all were there" unused
	run check ./a .
	check "$file: also by name" unused
done
config '{ "file": "a/*.json", "rule": "retry-too-late", "reason": "r" }'
run check a
check 'the folder is enough' unused
mkdir b
run check b/../a
check 'however it is named' unused
config '{ "file": "a/good.json", "rule": "duplicate-subscription", "reason": "r" }'
run check a/good.json
check 'what compares files needs them' not_unused
run check .
check 'all of them' unused
rm -r .hookvet.json b any.schema.json

# baseline
run check --write-baseline base.json a
check 'findings that are recorded do not fail' status 0
check 'it says how many' err "recorded in 'base.json'"
check 'no line numbers' sh -c '! grep -q line base.json'
cp base.json first.json
run check --baseline base.json a
check 'they do not count later' status 0
check 'and are not shown' [ ! -s "$tmp/out" ]
check 'but counted' err 'in the baseline'
{ echo; cat a/bad.json; } >x && mv x a/bad.json
run check --baseline base.json a
check 'a line more changes nothing' status 0
sed 's/"firstRetry": -1/"firstRetry": -2/' a/retry.json >x && mv x a/retry.json
run check --baseline base.json a
check 'another value is another finding' files a/retry.json
check 'the old one is said to be gone' err 'of the baseline is gone; prune it with --write-baseline'
(cd a && "$PROG" check --baseline ../base.json bad.json >"$tmp/out" 2>"$tmp/err")
check 'from another folder too' [ ! -s "$tmp/out" ]
good a/retry.json
run check --baseline base.json --write-baseline base.json a
check 'what is gone is pruned' sh -c '! grep -q retry.json base.json'
cp first.json base.json
run check --baseline base.json --write-baseline base.json a/good.json
check 'entries of files that were not checked stay' grep -q bad.json base.json
rm a/retry.json
run check --baseline base.json --write-baseline base.json a/good.json
check 'unless the file is gone' sh -c '! grep -q retry.json base.json'
printf '{"productId": "customerInvoicing", "eventTypes": ["a", "a"], "webhookUrl": "https://x.acme-webshop.com/"}' >twice.json
run check --write-baseline b2.json twice.json
cp b2.json b3.json
run check --baseline b2.json twice.json
check 'repeats are counted' status 0
run check --write-baseline b2.json twice.json
check 'a baseline is the same every time' same b2.json b3.json
echo '{' >base.json
run check --baseline base.json a
check 'a baseline that is no JSON' err "the baseline 'base.json' is no JSON"
check 'is trouble' status 2
echo '{}' >base.json
run check --baseline base.json a
check 'one that is none' err 'is no baseline'
chmod 600 first.json
run check --write-baseline first.json a
check 'its mode is kept' [ "$(stat -c %a first.json)" = 600 ]
run check --write-baseline missing/b.json a
check 'one that cannot be written is trouble' status 2
run check --fix --write-baseline b.json a
check 'not with --fix' status 2
# A finding is known by its file, place, rule and value: each of them has to be the same.
mkdir of
policy() { # FIRSTRETRY INTERVAL: of the schedule of of/one.json
	sed "s/\"firstRetry\": 1/\"firstRetry\": $1/; s/\"interval\": 1/\"interval\": $2/" \
		"$top/tests/cli/good.json" >of/one.json
}
known() { run check --no-config -q --baseline of.json --rule retry-too-late="${1:-off}" of; }
policy -1 1
run check --no-config -q --write-baseline of.json of
known
check 'the same: known' status 0
policy 1 -1
known
check 'at another place: new' out "'interval' is -1"
policy -1 -1
known
check 'at two places: one is new' [ "$(grep -c '\[out-of-range\]' "$tmp/out")" -eq 1 ]
policy -2 1
known
check 'of another value: new' out '[out-of-range]'
policy -1 1
cp of/one.json of/two.json
known
check 'in another file: new' files of/two.json
rm of/two.json
policy '"100000"' 1
run check --no-config -q --write-baseline of.json --rule retry-too-late=off of
known
check 'a string in place of a number: known' status 0
check 'and silent' [ ! -s "$tmp/out" ]
known error
check 'of another rule: new' [ "$(grep -c '\[retry-too-late\]$' "$tmp/out")" -eq 1 ]
check 'and this alone' [ "$(grep -c '\[number-as-string\]$' "$tmp/out")" -eq 0 ]
mkdir odd && bad "odd/$(printf 'r\377 %%.json')"
run check --write-baseline odd.json odd
run check --baseline odd.json odd
check 'names with any bytes' status 0
# An element more in front of others: what was known stays known, and is counted.
element() { # ID EVENT
	printf '{ "webhookId": "%s1111111-1111-1111-1111-111111111111", "organizationId": "acme_webshop_%s",
		"productId": "customerInvoicing", "eventTypes": ["invoicing.customer.invoice.%s"],
		"webhookUrl": "http://hooks.acme-webshop.com/%s", "status": "ACTIVE" }' "$1" "$1" "$2" "$1"
}
printf '[%s,%s]' "$(element 1 payed)" "$(element 2 paid)" >list.json
run check --write-baseline list.base list.json
check 'a baseline of a list' status 0
check 'has no index' sh -c '! grep -q "pointer.*[0-9]" list.base'
check 'counts what is equal without it' sh -c 'grep -A3 insecure-url list.base | grep -q "\"count\": 2"'
run check -q -f gitlab list.json
fingerprints() { sed -n 's/.*"fingerprint": *"\([^"]*\)".*/\1/p' "$tmp/out" | sort; }
fingerprints >before
check 'GitLab: one for each finding' [ "$(uniq before | wc -l)" -eq 3 ]
printf '[%s,%s,%s]' "$(element 3 cancel | sed 's/http:/https:/')" "$(element 1 payed)" "$(element 2 paid)" >list.json
run check -q -f compact --baseline list.base list.json
check 'an element in front moves nothing' quiet
run check -q -f gitlab list.json
fingerprints >after
check 'nor a fingerprint of GitLab' same before after
printf '[%s,%s,%s]' "$(element 3 cancel)" "$(element 1 payed)" "$(element 2 paid)" >list.json
run check -q -f compact --baseline list.base list.json
check 'one more of a kind is new' [ "$(grep -c insecure-url "$tmp/out")" -eq 1 ]
run check -q -f gitlab list.json
fingerprints >after
check 'and has a fingerprint of its own' [ "$(comm -13 before after | wc -l)" -eq 1 ]

# One of version 1 had indexes; it is read, and written as version 2.
printf '[%s,%s]' "$(element 1 payed)" "$(element 2 paid)" >list.json
sed 's/"version": 2/"version": 1/; s|"/\*/|"/1/|; s|/\*"|/0"|' list.base >old.base
check '(this one has some)' grep -q '"/1/eventTypes/0"' old.base
run check -q -f compact --baseline old.base list.json
check 'a baseline with indexes is read' quiet
run check -q --baseline old.base --write-baseline old.base list.json
check 'and written without' same old.base list.base
sed 's/"version": 2/"version": 3/' list.base >new.base
run check -q --baseline new.base list.json
check 'one of a later version is refused' err "is no baseline of version 1 or 2"
finish
