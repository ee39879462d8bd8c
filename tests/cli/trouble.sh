#!/bin/sh
# Trouble with the run: what is said, once, and status 2.
# shellcheck source=tests/cli/lib
. tests/cli/lib
good good.json
bad bad.json
printf '{"type":"string"}\n' >s.json
printf '{"type":"string"}' >open.json
mkdir folder

# Each line: the sentence that must be said, a tab, the command line.
trouble() {
	while IFS='	' read -r sentence words; do
		# shellcheck disable=SC2086
		run $words
		check "$words: trouble" status 2
		check "$words: said" err "hookvet: $sentence"
		check "$words: said once" [ "$(grep -c '^hookvet: ' "$tmp/err")" -eq 1 ]
	done
}
trouble <<'Y'
cannot write '/nowhere/x'	schema show report -o /nowhere/x
cannot write '/nowhere/x'	schema list -o /nowhere/x
cannot write '/nowhere/x'	schema bundle s.json -o /nowhere/x
cannot write '/nowhere/x'	explain missing-field -o /nowhere/x
cannot write '/nowhere/x'	rules -o /nowhere/x
cannot write '/nowhere/x'	catalogue -o /nowhere/x
cannot write '/nowhere/x'	schedule . -o /nowhere/x
cannot write the report '/nowhere/x'	check good.json -o /nowhere/x
cannot write the report '/nowhere/x'	schema check s.json -o /nowhere/x
cannot write the baseline '/nowhere/x'	check -q --write-baseline /nowhere/x bad.json -o x.txt
two reports to standard output	schema check -f text -f json s.json
'explain' writes one format only	explain missing-field -f text -f json
cannot read 'x' of --resource	check -r http://h/=x good.json
cannot read 'nowhere.json' of --resource	check -r nowhere.json good.json
cannot read 'nowhere/' of --resource	check -r nowhere/ good.json
cannot read 'nowhere' of --resource	schema bundle -r nowhere s.json
cannot read the schema 'nowhere.json'	schema bundle nowhere.json
cannot read the schema 'nowhere.json'	schema check nowhere.json
cannot read 'nowhere.json'	schema test nowhere.json
cannot read 'nowhere.json'	schedule nowhere.json
cannot read the config 'nowhere.json'	check -c nowhere.json good.json
cannot read the config 'nowhere.json'	catalogue -c nowhere.json
cannot read the config 'nowhere.json'	rules -c nowhere.json
cannot read the config 'nowhere.json'	schedule -c nowhere.json good.json
cannot read the config 'folder': it is a folder	check -c folder good.json
cannot read the catalogue 'nowhere.json'	catalogue --catalogue nowhere.json
cannot read the baseline 'nowhere.json'	check --baseline nowhere.json good.json
there is no dialect 'draft9'; a similar one exists: 'draft4'	check --dialect draft9 good.json
there is no dialect 'zzz'; known are draft4,	schema bundle --dialect zzz s.json
there is no dialect 'zzz'; known are draft4,	schema check --dialect zzz s.json
there is no built-in schema 'reprt'; a similar one exists: 'report'	schema show reprt
there is no built-in schema 'qqqqqqqqq'; see: hookvet schema list	schema show qqqqqqqqq
'schema' has no action 'chek'; a similar one exists: 'check'	schema chek x
'schema' has no action 'zzzzz', but list, show	schema zzzzz x
use: hookvet schema list	schema list x
use: hookvet schema show NAME	schema show
use: hookvet schema show NAME	schema show a b
schema list, show, check, test or bundle?	schema
explain which rule? see: hookvet rules	explain
there is no rule 'missing-feld'; a similar one exists: 'missing-field'	explain missing-feld
there is no rule 'zzzzzzzzzzzz'; see: hookvet rules	explain zzzzzzzzzzzz
unexpected operand 'b'; use: hookvet catalogue [options] [PRODUCT]	catalogue a b
unexpected operand 'foo'; use: hookvet rules [options]	rules foo bar
unexpected operand 'extra'; use: hookvet help [options] [SUBCOMMAND]	help check extra
unexpected operand 'zsh'; use: hookvet completion [options] bash|zsh|fish	completion bash zsh
there is no product 'custmerInvoicing'; a similar one exists: 'customerInvoicing'	catalogue custmerInvoicing
there is no product 'zzzzzzzz'; see: hookvet catalogue	catalogue zzzzzzzz
'<stdin>' is not JSON; see: hookvet check	schedule -
there is no subcommand 'zzz'; see: hookvet --help	help zzz
there is no subcommand 'chek'; a similar one exists: 'check'	help chek
completions for which shell: bash, zsh or fish?	completion
there are no completions for 'csh', but for bash, zsh and fish	completion csh
Y

# Baselines that are none.
no_baseline() { # TEXT
	printf '%s\n' "$1" >baseline
	run check -q --baseline baseline bad.json
	check "no baseline: $1" err "'baseline' is no"
	check "no baseline: $1: trouble" status 2
}
no_baseline '{"version":3,"findings":[]}'
no_baseline '{"version":1}'
no_baseline '[]'
no_baseline '{"version":1,"findings":[{"file":"a"}]}'
no_baseline '{"version":1,"findings":[{"file":"a","rule":"b","pointer":"","value":"zz"}]}'
no_baseline '{"version":1,"findings":[{"file":"a","rule":"b","pointer":"","value":""}]}'
no_baseline '{"version":1,"findings":[{"file":"a","rule":"b","pointer":"","value":"1","count":0}]}'
no_baseline '{"version":1,"findings":[{"file":"a","rule":"b","pointer":"","value":"1"},{}]}'
printf '{' >baseline
run check -q --baseline baseline bad.json
check 'a baseline that is cut off' err "the baseline 'baseline' is no JSON: line 1"

# Test files that are none, and tests.
tests_say() { # TEXT SENTENCE
	printf '%s\n' "$1" >tests.json
	run schema test tests.json
	check "schema test: $2" grep -qF "$2" "$tmp/out" "$tmp/err"
	check "schema test: $2: fails" [ "$status" -ne 0 ]
}
tests_say '[' "'tests.json' is no test file"
tests_say '{}' "'tests.json' is no test file"
tests_say '[{"schema":true,"tests":[{"description":"d","valid":true}]}]' 'd: this is no test: it wants data and valid'
tests_say '[{"schema":true,"tests":[{"description":"d","data":1}]}]' 'd: this is no test: it wants data and valid'
tests_say '[{"schema":true,"tests":[{"description":"d","data":1,"valid":1}]}]' 'd: this is no test: it wants data and valid'
tests_say '[{"description":"d","tests":[]}]' 'd: there is no schema'
tests_say '[{"schema":false,"tests":[{"description":"d","data":1,"valid":true}]}]' 'd: not valid, but should be'
tests_say '[{"schema":true,"tests":[{"description":"d","data":1,"valid":false}]}]' 'd: valid, but should not be'
printf '[{"schema":true,"tests":[{"description":"d","data":1,"valid":true}]}]\n' >tests.json
run schema test tests.json -o report.txt
check 'schema test -o' grep -q '1 passed' report.txt
# Groups share meta-schemas, but for what a group says of them itself.
meta='https://json-schema.org/draft/2020-12/schema'
printf '[{"description":"own","schema":{"$defs":{"m":{"$id":"%s","required":["zzz"]}}},"tests":[%s]},
	{"description":"next","schema":{"type":"string"},"tests":[%s]},
	{"description":"bad","schema":{"type":"sting"},"tests":[%s]}]' "$meta" \
	'{"description":"d","data":"","valid":true}' '{"description":"d","data":"","valid":true}' \
	'{"description":"d","data":"","valid":true}' >tests.json
run schema test tests.json
check 'schema test: its own meta-schema' out "own: d: the required property 'zzz' is missing"
check 'schema test: not that of another group' out '1 passed, 2 failed'
check 'schema test: a bad schema later' out "bad: d: 'sting' is not allowed"
run schema test -r nowhere tests.json
check 'schema test -r' err "cannot read 'nowhere' of --resource"

# Configs: the place of what is wrong.
config() { # TEXT PLACE SENTENCE
	printf '%s\n' "$1" >.hookvet.json
	run check -q -f compact good.json
	check "config $1" out ".hookvet.json:1:$2: error: $3 [config]"
	check "config $1: trouble" status 2
}
config '{"rules":{"missing-feld":"off"}}' 11 "there is no rule 'missing-feld'"
config '{"rules":{"zzzzzzzzzzzz":"off"}}' 11 "there is no rule 'zzzzzzzzzzzz'"
config '{"policies":[{"name":"own","schema":"s.json"}],"rules":{"ownn":"off"}}' 57 "there is no rule 'ownn'"
config '{"policies":[{"name":"own","schema":"s.json"},{"name":"own","schema":"s.json"}]}' 55 \
	'a rule of this name exists already'
config '{"policies":[{"name":"missing-field","schema":"s.json"}]}' 22 'a rule of this name exists already'
config '{"policies":[{"name":"own","schema":"nowhere.json"}]}' 37 'this schema cannot be read'
config '{"suppress":[{"file":"good.json","rule":"zzz","reason":"r"}]}' 41 "there is no rule 'zzz'"
config '{"settings":{"expectedPorts":["x"]}}' 31 \
	"this element of 'expectedPorts' is a string; the schema wants an integer"
config '[1]' 1 'the document is an array; the schema wants an object'
fine() { # TEXT SENTENCE: of the config, and what a document gets then, or nothing
	printf '%s\n' "$1" >.hookvet.json
	run check -q -f compact good.json
	check "config $1: no trouble" [ "$status" -ne 2 ]
	check "config $1: what is found" out "$2"
}
fine '{"policies":[{"name":"own","schema":"s.json"}]}' '[own]'
fine '{"policies":[{"name":"own","schema":"s.json","severity":"info","message":"as we agreed"}]}' \
	'good.json:1:1: info: as we agreed'
fine '{"files":[{"match":"good.json","schema":"s.json"}]}' 'good.json:1:1: error: the document is an object'
fine '{"policies":[{"name":"own","schema":"s.json"}],"suppress":[{"file":"good.json","rule":"own","reason":"r","until":"2020-01-01"}]}' \
	'warning: this suppression expired on 2020-01-01 [unused-suppression]'
printf '{"policies":[{"name":"own","schema":"s.json"}],"rules":{"own":"off"}}\n' >.hookvet.json
run check -q -f compact good.json
check 'a policy that is off' quiet
rm .hookvet.json
ln -s nowhere .hookvet.json
run check good.json
check 'a config that is a dead link' err "cannot read the config '.hookvet.json'"
rm .hookvet.json
mkfifo .hookvet.json
run check good.json
check 'a config that is a pipe' err "cannot read the config '.hookvet.json': it is no regular file"
rm .hookvet.json

# What is too large, or takes more memory than there is, is a finding among the others.
whole() { # WHAT: the report in $tmp/out, and why something is missing
	check "$1: the report is whole" json '.summary.exitStatus == 2 and .summary.unreadable == 1'
	check "$1: what is missing" out '"rule": "unreadable-file"'
	check "$1: the others are there" json '[.findings[].file] | index("many/a.json") != null and index("many/c.json") != null'
	check "$1: trouble" status 2
}
mkdir many
cp bad.json many/a.json
cp bad.json many/c.json
for large in b.json b.jsonl; do
	truncate -s 200G many/$large 2>/dev/null || skip 'no file can be so large here'
	for jobs in 1 4; do
		[ -s many/$large ] || continue
		run check -q --no-config -j$jobs -f json many
		whole "$large of 200 GB, -j$jobs"
		check "$large: why" out 'it is larger than the 256 MiB that are read'
	done
	rm -f many/$large
done
{ echo '['; head -c 8000000 /dev/zero | tr '\0' ' ' | sed 's/  /1,/g'; echo '1]'; } >many/b.json
cp many/b.json large
for way in -j1 -j2 --fix; do
	# shellcheck disable=SC3045 # where there is none, memory is enough
	(ulimit -v 60000 2>/dev/null && exec "$PROG" check -q --no-config -s open.json $way -f json many \
		>"$tmp/out" 2>"$tmp/err")
	status=$?
	if [ -z "${SAN:-}" ]; then
		whole "no memory for one file, $way"
		check 'why' out 'Cannot allocate memory'
		check 'it stays' same many/b.json large
	fi
done
rm -r many large

# Lists go where they are asked to.
run schema show report -o -
check '-o - is standard output' out '"title": "report of hookvet'
check 'and no file' [ ! -e - ]
run schema bundle open.json
check 'a bundle ends with a line end' [ "$(tail -c 1 "$tmp/out" | od -An -c | tr -d ' ')" = '\n' ]
finish
