#!/bin/sh
# The standard output formats never say "valid" of what was not checked, whatever rules
# are off.
# shellcheck source=tests/cli/lib
. tests/cli/lib

echo '{ "type": ["object", "array"] }' >s.json
mkdir bad
echo '{ "a": 1, "a": 1 }' >bad/repeated-key.json
printf '{ "a": "\377" }' >bad/ill-formed.json
printf '\376\377\0{\0}' >bad/utf-16.json
: >bad/empty.json
echo '{ "a": 1 } // why' >bad/comment.json
echo '{ "a": 1, }' >bad/comma.json
echo '{ "a": 1 } { }' >bad/two.json
awk 'BEGIN { while (i++ < 600) printf "[" ; while (--i > 0) printf "]" }' >bad/deep.json
ln -s nowhere bad/unreadable.json
echo '{}' >fine.json
off='--rule invalid-json=off --rule duplicate-key=off --rule invalid-encoding=off
	--rule nesting-too-deep=off --rule unreadable-file=off --rule unknown-document=off
	--rule byte-order-mark=off'
valid() { json "if type == \"array\" then .[0].output else . end | .valid == $1"; }

for format in flag basic hierarchical; do
	run check -q -f $format -s s.json fine.json
	check "$format: what is valid" valid true
	for file in bad/*.json; do
		run check -q -f $format -s s.json "$file"
		check "$format: $file" valid false
		# shellcheck disable=SC2086
		run check -q -f $format $off -s s.json "$file"
		check "$format: $file, and nobody says why" valid false
	done
	run check -q -f $format --rule unknown-document=off fine.json
	check "$format: no schema is known" valid false
done

printf '{ "request": %s, "response": %s }\n' "$(cat "$top/corpus/examples/create-request.json")" \
	"$(cat "$top/corpus/examples/subscription.json")" >pair.json
run check -q -f flag pair.json
check 'a pair of valid halves' valid true
sed 's/"webhookUrl": "https/"webhookUrl": 7, "x": "/' pair.json >x && mv x pair.json
run check -q -f flag --rule wrong-type=off --rule unknown-field=off pair.json
check 'a pair with a half that is not' valid false

echo '{ "suppress": [ { "file": "fine.json", "rule": "invalid-json", "reason": "r" } ] }' >.hookvet.json
run check -q -f flag -s s.json fine.json
check 'a config is no instance' valid true
rm .hookvet.json

cd "$top/corpus/invalid/gave-up" || exit 2
run check -q -f flag -s branches.jsonschema stream.jsonl
check 'a stream that is given up ends with what is not valid' json \
	'.[0].output.valid and (.[-1].output.valid | not)'
finish
