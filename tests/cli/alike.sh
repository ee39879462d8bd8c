#!/bin/sh
# Equal findings of one document: said three times to people, kept for machines.
# shellcheck source=tests/cli/lib
. tests/cli/lib
echo '{ "type": "array", "items": { "maximum": 0 } }' >s.json
list() { # N NUMBER: as many equal mistakes, a line each
	awk -v n="$1" -v x="$2" 'BEGIN { for (i = 1; i <= n; i++) print (i == 1 ? "[" : ",") x; print "]" }'
}
list 20 7 >list.json
list 4 7 >four.json
list 3 7 >three.json
findings() { [ "$(grep -c ' error: ' "$tmp/out")" -eq "$1" ]; }

run check -s s.json list.json
check 'three are shown' findings 3
check 'the others are counted' out '= note: and 17 more alike'
check 'the note stands once' [ "$(grep -c 'more alike' "$tmp/out")" -eq 1 ]
check 'the summary counts all' err '20 errors'
check 'the status is theirs' status 1
run check -v -k subscription-list list.json
check 'with -v all are shown' findings 20
check 'and none is folded' no_out 'more alike'
run check -s s.json --max-problems 2 list.json
check 'a limit below three shows as many' findings 2
check 'and does not fold' out '18 more not shown; --max-problems=2'
run check -s s.json --max-problems 3 list.json
check 'what is folded is not kept back by a limit' no_out 'not shown'
check 'nor said so in the summary' no_err 'not shown'
for format in compact github jsonl checkstyle tap markdown; do
	run check -s s.json -f $format list.json
	check "$format keeps all" [ "$(grep -c 'out-of-range' "$tmp/out")" -ge 20 ]
	check "$format says nothing of others" no_out 'more alike'
done
run check -s s.json -f json list.json
check 'json keeps all' json '.findings | length == 20'
run check -s s.json -f sarif list.json
check 'sarif keeps all' json '.runs[0].results | length == 20'

# Not across documents, and not what differs.
run check -s s.json three.json
check 'three alone are not folded' no_out 'more alike'
run check -s s.json four.json three.json
check 'of two documents each has its own' [ "$(grep -c 'and 1 more alike' "$tmp/out")" -eq 1 ]
check 'and shows three' findings 6
list 6 7 | sed 's/7/8/;n;n;s/7/8/' >mixed.json
run check -s s.json mixed.json
check 'what differs is not alike' [ "$(grep -c 'and 1 more alike' "$tmp/out")" -eq 1 ]
check 'and stands for itself' findings 5

# What is suppressed does not count.
cat >.hookvet.json <<'X'
{ "suppress": [ { "file": "list.json", "pointer": "/0", "rule": "out-of-range", "reason": "agreed" } ] }
X
run check -s s.json list.json
check 'without a suppressed one there are 16 more' out 'and 16 more alike'
finish
