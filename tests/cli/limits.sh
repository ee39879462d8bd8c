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

# chain N ITS LAST: a schema that refers to the next, so many, each with ITS keywords too
chain() {
	awk -v n="$1" -v its="$2" -v last="$3" 'BEGIN {
		printf "{\"$ref\":\"#/$defs/a1\",\"$defs\":{"
		for (i = 1; i < n; i++) printf "\"a%d\":{\"$ref\":\"#/$defs/a%d\",%s},", i, i + 1, its
		printf "\"a%d\":%s}}\n", n, last }'
}
by "$(chain 5999 '"maximum":5' '{"type":"string"}')" 1
check 'schemas within schemas: 6,000' out 'the schema wants a string'
by "$(chain 6000 '"maximum":5' '{"type":"string"}')" 1
check 'and no more' out 'leads too deep here [gave-up]'
check 'then the document does not pass' status 1

# A million elements take 125,008 bytes at each level that looks for the unevaluated.
unevaluated='"unevaluatedItems":{"type":"string"}'
printf '[%s1]' "$(many 999999 1,)" >tracks.json
for levels in 68 69; do
	chain $levels "$unevaluated" '{"items":{"type":"integer"}}' >s.json
	run check --no-config -q -f compact -s s.json tracks.json
	[ $levels -eq 69 ] || check 'what has been evaluated: 8 megabytes' quiet
done
check 'and no more: gave up' count 1 'takes more memory than there is for it \[gave-up\]'
check 'and no more: status' status 1

# 4,096 names that are like none; the last of those that are not defined is near one.
awk 'BEGIN { printf "{\"properties\":{"
	for (i = 1; i < 4096; i++) printf "\"%06dqrst\":true,", i * 7919 % 1000000
	print "\"nearly\":true},\"additionalProperties\":false}" }' >s.json
for names in 128 129; do
	awk -v n="$names" 'BEGIN { printf "{"
		for (i = 1; i < n; i++) printf "\"zyxwvutmlkjhgf%d\":1,", i
		print "\"nearby\":1}" }' >d.json
	run check --no-config -q -s s.json d.json
	check "$names names: all are reported" count "$names" '\[unknown-field\]'
	[ "$names" -eq 129 ] || check 'similar names: 524,288 pairs' out "rename it to 'nearly'"
done
check 'and no more' no_out rename

# A base of 30,020 bytes, for each identifier.
for ids in 106 107; do
	awk -v n="$ids" -v long="$(many 30000 a)" 'BEGIN {
		printf "{\"$id\":\"http://x.example/%s/\",\"$defs\":{", long
		for (i = 1; i <= n; i++) printf "%s\"%d\":{\"$id\":\"%d\"}", (i > 1 ? "," : ""), i, i
		print "}}" }' >s.json
	echo 1 >d.json
	run check --no-config -q -f compact -s s.json d.json
	[ "$ids" -eq 107 ] || check 'URIs: three megabytes and three for each byte' quiet
done
check 'and no more: gave up' out 'the URIs of these schemas are too long, and too many [gave-up]'
check 'and no more: status' status 2

# A fix that would be refused if it were tried: it makes a warning an error.
printf '{"properties":{"alpha":{"type":"string"}},"additionalProperties":false}' >s.json
for length in 524288 524289; do
	printf '{"alpah":1%*s}' $((length - 11)) '' >d.json
	run check --no-config -q -s s.json d.json
	check "$length bytes: the advice" out "rename it to 'alpha'"
	[ "$length" -eq 524289 ] || check 'trial of fixes: half a megabyte' no_out 'suggested fix'
done
check 'beyond it is offered as it is' out "rename it to 'alpha' (suggested fix)"
run check --no-config -q --fix=suggested -s s.json d.json
check 'and --fix tries it' grep -q '^{"alpah":1 ' d.json

# A member that fails has a pointer of 1,006 bytes.
printf '{"additionalProperties":{"additionalProperties":{"type":"string"}}}' >s.json
for members in 1043 1044; do
	awk -v n="$members" -v long="$(many 1000 a)" 'BEGIN { printf "{\"%s\":{", long
		for (i = 1; i <= n; i++) printf "%s\"%04d\":1", (i > 1 ? "," : ""), i
		print "}}" }' >d.json
	run check --no-config -q -f compact -s s.json d.json
	check "$members pointers: those that are reported" count 1043 '\[wrong-type\]'
	[ "$members" -eq 1044 ] || check 'JSON Pointers: a megabyte' no_out too-many-findings
done
check 'and no more' count 1 '\[too-many-findings\]'

printf '{"type":"string"}' >s.json
for lines in 10000 10001 10005; do
	seq "$lines" >lines.jsonl
	run check --no-config -q -f compact -s s.json lines.jsonl
	[ "$lines" -ne 10000 ] || check 'findings of a stream: 10,000' \
		eval 'count 10000 wrong-type && no_out too-many-findings'
done
check 'then it is said' count 1 ':10001:1: .*\[too-many-findings\]'
check 'and nothing more is checked' no_out ':10002:'
# 1,500,000 bytes before: one finding for each 100 of them
{ many 15000 "\"$(many 97 a)\"
" && seq 17000; } >lines.jsonl
run check --no-config -q -f compact -s s.json lines.jsonl
check 'findings of a longer stream: one for 100 bytes' \
	eval 'n=$(grep -c wrong-type "$tmp/out") && [ "$n" -gt 15000 ] && [ "$n" -lt 16500 ] &&
		count 1 too-many-findings'

rm d.json
truncate -s 268435456 d.json
run check --no-config -q -f compact d.json
check 'a file: 256 megabytes' out 'a run of NUL bytes'
truncate -s 268435457 d.json
run check --no-config -q -f compact d.json
check 'and no more: said' out 'larger than the 256 MiB that are read [unreadable-file]'
check 'and no more: status' status 2

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

examples=$top/corpus/examples
sed 's/acme_store_1749131358/acme/' "$examples/create-request.json" >one.json
sed 's/acme_store_1749131358/acme/' "$examples/subscription.json" >answer.json
both=$(cat one.json answer.json | wc -c)
head -c $((67108864 - both)) /dev/zero | tr '\0' ' ' >>one.json
run drift --no-config --deployed answer.json one.json
check 'drift: 64 megabytes' status 0
echo >>one.json
run drift --no-config --deployed answer.json one.json
check 'and no more: said' err 'have more than 64 MB together'
check 'and no more: status' status 2

# verify OPTION...: what is said of a signature that is not genuine
verify() { run verify "$@" body; }
if "$PROG" --version | grep -q '^signatures: no'; then
	skip 'verify: built without nettle'
else
	echo '{}' >body
	header='t=1;keyId=a;sig=xzW4arIG1GMsxzf5bBh1gZQWHNDLIeFTwTFOduYzomA='
	head -c 16384 /dev/zero | tr '\0' A >key
	verify --key-file key --signature "$header"
	check 'verify: a key of 16 kilobytes' out '[unknown-signature]'
	printf A >>key
	verify --key-file key --signature "$header"
	check 'and no more: said' err 'it is longer than any key'
	check 'and no more: status' status 2
	echo AAAA >key
	verify --key-file key --signature "$(printf '%-4096s' "$header")"
	check 'verify: a header of 4 kilobytes' out '[unknown-signature]'
	verify --key-file key --signature "$(printf '%-4097s' "$header")"
	check 'and no more' out 'longer than 4096 bytes [unreadable-signature]'
fi

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
