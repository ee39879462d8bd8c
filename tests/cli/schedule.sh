#!/bin/sh
# schedule: the timeline as text and JSON, defaults, overflow, lists, records, mistakes.
set -u
: "${PROG:=$PWD/build/hookvet}"
LC_ALL=C COLUMNS=72
export LC_ALL COLUMNS
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0

ok() { # LABEL, then a command
	label=$1
	shift
	if "$@" >/dev/null 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "not ok: $label"
		sed 's/^/    /' "$tmp/out" "$tmp/err"
	fi
}
run() { # STATUS ARGUMENTS...
	want=$1
	shift
	"$PROG" schedule --no-config "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
	ok "schedule $* ends with $want" [ "$status" -eq "$want" ]
}
has() {
	ok "output has: $1" grep -qF -- "$1" "$tmp/out"
}
says() {
	ok "stderr says: $1" grep -qF -- "$1" "$tmp/err"
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
has 'the last retry comes 6.25 days after the failure; then the notification ends as FAILED'

request ''
run 0 "$tmp/x.json"
has 'ARITHMETIC (default), retries 3 (default), first after 1 min (default)'
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

printf '{"status":"ACTIVE"}\n' >"$tmp/status.json"
run 2 "$tmp/status.json"
says 'holds no subscription with a retry schedule'
printf '{"name":\n' >"$tmp/broken.json"
run 2 "$tmp/broken.json"
says 'is not JSON'
run 2 "$tmp/absent.json"
says 'cannot read'

echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
