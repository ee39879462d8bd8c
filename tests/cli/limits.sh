#!/bin/sh
# limits: what LIMITS of hookvet(1) says, at the last that is taken and the first that is
# not.  Those of reports are in tests/reporters/limits.sh, of files in tests/faults, of
# time and memory in tests/growth; nesting and findings are in the corpus.
# shellcheck source=tests/cli/lib
. tests/cli/lib

# many N TEXT: so many times
many() { awk -v n="$1" -v s="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s", s }'; }
# by SCHEMA DOCUMENT: the findings, one a line
by() {
	printf '%s\n' "$1" >s.json
	printf '%s\n' "$2" >d.json
	run check --no-config -q -f compact -s s.json d.json
}
# count N SENTENCE: it stands in so many lines
count() { [ "$(grep -c -- "$2" "$tmp/out")" -eq "$1" ]; }

by true "[$(many 300 01,)1]"
check 'syntax errors: 200' count 200 'no leading zeros'
check 'and that there are others' count 1 'too many syntax errors'
by true "{$(many 1500 '"a":1,')\"a\":1}"
check 'repeated keys: 1,000' count 1000 duplicate-key

# A bracket that was meant is known up to 256 KB; beyond, where reading stopped.
wrong='{"a": [{"b": 1], "c": 2}'
by true "$wrong"
cut -d: -f2,3 "$tmp/out" >near
for length in 262000 262300; do
	by true "$wrong$(many "$length" ' ')"
	cut -d: -f2,3 "$tmp/out" >"at-$length"
done
check 'brackets: searched up to 256 KB' cmp -s near at-262000
check 'and not beyond' eval '! cmp -s near at-262300'

by "{\"pattern\":\"$(many 200 '(')a$(many 200 ')')\"}" '"b"'
check 'patterns: 200 groups' out 'does not match the pattern'
by "{\"pattern\":\"$(many 201 '(')a$(many 201 ')')\"}" '"b"'
check 'and no more' out '[regex-dialect]'
by '{"pattern":"^a{65535}d"}' '"c"'
check 'patterns: 65,535 repetitions' out 'does not match the pattern'
by '{"pattern":"^(a|bc){65536}d"}' '"c"'
check 'and no more, of what is more than a letter' out '[regex-dialect]'
by "{\"pattern\":\"[$(many 99998 a)]\"}" '"b"'
check 'patterns: 100,000 bytes' out 'does not match the pattern'
by "{\"pattern\":\"$(many 100001 a)\"}" '"b"'
check 'and no more' out 'the pattern is longer than 100000 bytes'

# similar LENGTH: of a name that long, and one that ends otherwise
similar() {
	name=$(many $(($1 - 1)) n)
	printf '{"properties":{"%sn":true},"additionalProperties":false}' "$name" >s.json
	printf '{"%sm":1}' "$name" >d.json
	run check --no-config -q -s s.json d.json
}
similar 256
check 'similar names: 256 bytes' out 'rename it to'
similar 257
check 'and no more' eval '[ "$status" -eq 1 ] && no_out rename'

for format in basic hierarchical; do
	printf '{"items":{"type":"string"}}' >s.json
	printf '[%s1]' "$(many 20000 1,)" >d.json
	run check --no-config -q -f "$format" -s s.json d.json
	bytes=$(wc -c <"$tmp/out")
	check "$format: a megabyte" [ "$bytes" -ge 1048576 ]
	check "$format: and little more" [ "$bytes" -le 1052672 ]
done

seq 10000 | sed 's/.*/no&.json/' >names
run check --no-config -q -f compact --files-from names
check 'names that cannot be read: 10,000' count 10000 unreadable-file
echo one-more.json >>names
run check --no-config -q -f compact --files-from names
check 'and no more' err 'more than 10000 files'
check 'then nothing is checked' eval '[ ! -s "$tmp/out" ] && status 2'

# Retries: 20,000 of all subscriptions, then ten of each.
for i in $(seq 21); do
	printf '{"webhookId":"a%s","webhookUrl":"https://a.b/","retryPolicy":' "$i"
	printf '{"firstRetry":1,"interval":1,"numberOfRetries":1000}}\n'
done >many.jsonl
run schedule --no-config -f json many.jsonl
check 'schedule: 20,000 retries, then ten' json \
	'[.schedules[].retries | length] == [range(20) | 1000] + [10]'
check 'schedule: that is said' json '[.schedules[].truncated] == [range(20) | false] + [true]'

finish
