#!/bin/sh
# schedule: the timeline as text and JSON, defaults, overflow, lists, records, mistakes.
# shellcheck source=tests/lib
. tests/lib
COLUMNS=72
export COLUMNS

run() { # STATUS ARGUMENTS...
	want=$1
	shift
	"$PROG" schedule --no-config "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
	check "schedule $* ends with $want" [ "$status" -eq "$want" ]
}
has() {
	check "output has: $1" grep -qF -- "$1" "$tmp/out"
}
says() {
	check "stderr says: $1" grep -qF -- "$1" "$tmp/err"
}
request() { # RETRY POLICY as JSON
	printf '{"organizationId":"a","products":[{"productId":"eCheck","eventTypes":' >"$tmp/x.json"
	printf '["payments.payments.failed"]}],"webhookUrl":"https://h.acme.com/"%s}\n' "$1" >>"$tmp/x.json"
}

# The guide's own example: 10, 300 and 9000 minutes.
request ',"retryPolicy":{"algorithm":"GEOMETRIC","firstRetry":10,"interval":30}'
run 0 "$tmp/x.json"
has 'GEOMETRIC, retries 3 (default), first after 10 min, interval 30'
has 'retry 1              10 min |'
has 'retry 2                 5 h |='
has 'retry 3              6.25 d |========================================'
has 'the last retry comes 6.25 days after the failure; then the'
has '  notification ends as FAILED'

request ''
run 0 "$tmp/x.json"
has 'ARITHMETIC (default), retries 3 (default), first after 1 min'
has '  (default), interval 1 min (default)'
run 0 -f json "$tmp/x.json"
has '"lastMinutes": 3'
has '"numberOfRetries",'
has '"truncated": false'

request ',"retryPolicy":{"firstRetry":"10","interval":0,"numberOfRetries":2,"repeatSequenceCount":1,"repeatSequenceWaitTime":60}'
run 0 "$tmp/x.json"
has 'retry 1.1'
has 'retry 2.2        1 h 20 min |='

request ',"retryPolicy":{"algorithm":"GEOMETRIC","firstRetry":1,"interval":1000,"numberOfRetries":1000000000000}'
run 0 "$tmp/x.json"
has '999999999960 more'
has 'more than 35 million million years'
run 0 -f json "$tmp/x.json"
has '"lastMinutes": null'
has '"truncated": true'

request ',"retryPolicy":{"numberOfRetries":0}'
run 0 "$tmp/x.json"
has 'no retries: a delivery that fails is never tried again'

# shellcheck disable=SC2016
request ',"retryPolicy":{"firstRetry":"${FIRST}"}'
run 0 "$tmp/x.json"
has 'the schedule is not known'
run 0 -f json "$tmp/x.json"
has '"known": false'

request ''
cat "$tmp/x.json" "$tmp/x.json" >"$tmp/two.jsonl"
run 0 "$tmp/two.jsonl"
has 'two.jsonl, document 2:'

# Sequences are told apart: by a line of their own, and in the bars by where they begin.
mkdir "$tmp/some"
request ',"retryPolicy":{"algorithm":"GEOMETRIC","firstRetry":10,"interval":3,"numberOfRetries":8,"repeatSequenceCount":2,"repeatSequenceWaitTime":60}'
cp "$tmp/x.json" "$tmp/some/long.json"
run 0 "$tmp/some/long.json"
has '  sequence 1 of 3, from the failure on'
has '  sequence 2 of 3, from 15 d 5 h 30 min on'
has '  sequence 3 of 3, from 30 d 11 h on'
has 'retry 2.8           30 d 10 h |=============+==========='
has 'retry 3.8    45 d 15 h 30 min |=========================+============'
request ''
cp "$tmp/x.json" "$tmp/some/short.json"
request ',"retryPolicy":{"algorithm":"ARITHMETIC","firstRetry":21900,"interval":0,"numberOfRetries":2,"repeatSequenceCount":1,"repeatSequenceWaitTime":1}'
cp "$tmp/x.json" "$tmp/some/other.json"

# Bars begin in one column and have one scale, over files too; nothing is wider than asked for.
lines_up() { awk 'sub(/[|].*/, "|") { if (n && length != n) exit 1; n = length }' "$tmp/out"; }
no_wider() { awk -v most="$1" 'length > most && !/some\/[a-z]*\.json:$/ { exit 1 }' "$tmp/out"; }
for width in 16 20 26 33 40 47 48 49 60 72 80 100 132; do
	COLUMNS=$width
	run 0 "$tmp/some"
	check "$width columns: bars line up" lines_up
	check "$width columns: no line is wider" no_wider $width
done
for width in 1 4 15; do
	COLUMNS=$width
	run 0 "$tmp/some"
	check "$width columns: no less than 16" no_wider 16
done
COLUMNS=0
run 0 "$tmp/some"
cp "$tmp/out" "$tmp/unknown"
COLUMNS=80
run 0 "$tmp/some"
check 'an unknown width is 80' cmp -s "$tmp/out" "$tmp/unknown"
bar() { awk -v row="$2" -v name="$1" '/:$/ { on = index($0, name) } on && $1 == "retry" && $2 == row { sub(/^.*[|]/, ""); print length }' "$tmp/out"; }
twice=$((2 * $(bar long 3.8) - 3 * $(bar other 2.2))) # 65,730 minutes and 43,801
check 'one scale: two thirds of the time are two thirds as long' [ "$twice" -ge -3 -a "$twice" -le 3 ]
check 'the longest is the longest' [ "$(bar long 3.8)" -gt "$(bar other 2.2)" ]
check 'equal times are equally long' [ "$(bar other 1.1)" -eq "$(bar long 2.1)" ]
check 'minutes beside weeks are nothing' [ "$(bar short 3)" -eq 0 ]
COLUMNS=30
run 0 "$tmp/some/long.json"
has ' 1.6     40.5 h |'
has ' 3.8    45.65 d |========+==='
request ',"retryPolicy":{"algorithm":"GEOMETRIC","firstRetry":1,"interval":1000,"numberOfRetries":9}'
run 0 "$tmp/x.json"
has ' 4'
has 'e+'
check 'unheard-of times in few columns' no_wider 30
COLUMNS=72

# Very many in one file: those that are near each other have one scale.
request ''
awk '{ for (i = 0; i < 5000; i++) print }' "$tmp/x.json" >"$tmp/many.jsonl"
run 0 "$tmp/many.jsonl"
has 'many.jsonl, document 5000:'
check 'all are shown' [ "$(grep -c 'retry 3 ' "$tmp/out")" -eq 5000 ]

# The same in the html report: figures whose letters do not shrink, with words below.
"$PROG" check -q --no-config -f html "$tmp/some" >"$tmp/out" 2>"$tmp/err"
has '<svg class="timeline" role="img" width="100%" height='
has '>45 d 15 h 30 min</text>'
has '>sequence 3</text>'
has 'all of it 2 more times; the last comes 45 days 15 hours 30 minutes after the failure;'
has '<figcaption>ARITHMETIC, retries after 1, 2, 3 min; the last comes 3 minutes after the failure'
check 'a figure each' [ "$(grep -c '</figcaption></figure>' "$tmp/out")" -eq 3 ]
check 'nothing is scaled' sh -c '! grep -q viewBox "$1"' - "$tmp/out"

# What check reads is read here, too; what a walk meets besides is passed over.
mkdir "$tmp/kinds"
request ',"retryPolicy":{"firstRetry":7}'
{ echo '# Hooks' && echo '```json' && cat "$tmp/x.json" && echo '```'; } >"$tmp/kinds/hooks.md"
{ echo '// ours' && cat "$tmp/x.json"; } >"$tmp/kinds/x.jsonc"
printf 'organizationId: a\nwebhookUrl: https://h.acme.com/\nretryPolicy: { firstRetry: 7 }\n' >"$tmp/kinds/x.yaml"
printf '{"a": %s}\n' "$(cat "$tmp/x.json")" >"$tmp/kinds/wrapped.json"
printf '# No definition\n' >"$tmp/kinds/README.md"
printf '{ "compilerOptions": {}, // a comment\n}\n' >"$tmp/kinds/tsconfig.json"
run 0 "$tmp/kinds"
check 'all of them' [ "$(grep -c 'retry 1 *7 min' "$tmp/out")" -eq 4 ]
check 'nothing is said of others' [ ! -s "$tmp/err" ]
run 2 "$tmp/kinds/README.md"
says 'holds no subscription with a retry schedule'
printf '{"status":"ACTIVE"}\n' >"$tmp/status.json"
run 2 "$tmp/status.json"
says 'holds no subscription with a retry schedule'
printf '{"name":\n' >"$tmp/broken.json"
run 2 "$tmp/broken.json"
says 'is not JSON'
run 2 "$tmp/absent.json"
says 'cannot read'

finish
