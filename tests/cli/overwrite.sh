#!/bin/sh
# What a run reads is not replaced by what it writes, however the path is spelt.
# shellcheck source=tests/cli/lib
. tests/cli/lib
good good.json
cp good.json before
mkdir d
printf '{"type": "object"}\n' >s.json
printf '{"rules": {}}\n' >c.json
ln good.json hard.json

refused() { # WHAT FILE OPTION...
	what=$1 file=$2
	shift 2
	cp "$file" was
	run "$@"
	check "$what: refused" status 2
	check "$what: said" err 'this run reads it'
	check "$what: it stays" same "$file" was
}
refused 'the input' good.json check -f json -o good.json good.json
refused 'spelt otherwise' good.json check -f json -o ./d/../good.json good.json
refused 'by its absolute path' good.json check -f json -o "$PWD/good.json" good.json
refused 'the other way round' good.json check -f json -o good.json "$PWD/d/../good.json"
refused 'of one report of several' good.json check -f text -f sarif:good.json good.json
refused 'a hard link' good.json check -o hard.json good.json
refused 'a baseline' good.json check --write-baseline good.json good.json
printf 'good.json\n' >list
refused 'one of a list' good.json check -o good.json --files-from list
refused 'the list' list check -o list --files-from list
refused 'what a walk met' good.json check -o good.json .
refused 'the config' c.json check -c c.json -o c.json good.json
refused 'the schema' s.json check -s s.json -o s.json good.json
refused 'a resource' s.json check -r s.json -o s.json good.json
printf '[{"productId":"p","eventTypes":[{"eventName":"a.b"}]}]\n' >p.json
refused 'the catalogue' p.json check --catalogue p.json -o p.json good.json
rm p.json
echo '{}' >.hookvet.json
refused 'a config that was found' .hookvet.json check -o .hookvet.json good.json
rm .hookvet.json
echo '{"version":1,"findings":[]}' >base
refused 'a baseline that is read' base check --baseline base -o base good.json
run check -q --baseline base --write-baseline ./base good.json
check 'but a baseline is brought up to date' status 0
run check -f json --write-baseline x -o ./d/../x good.json
check 'a report and a baseline in one file' status 2
check 'are told' err "a report and the baseline to './d/../x'"
run check -f text:x -f json:./x good.json
check 'two reports in one, spelt differently' err 'two reports to ./x'
"$PROG" check -f json - -o good.json <good.json >"$tmp/out" 2>"$tmp/err"
status=$?
check 'standard input' status 2
check 'it stays' same good.json before

# the other subcommands
refused 'schedule' good.json schedule good.json -o good.json
refused 'schedule of a folder' good.json schedule . -o good.json
echo MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY= >key
refused 'verify' good.json verify --key-file key --signature x good.json -o good.json
refused 'verify: the headers' good.json verify --key-file key --headers good.json base -o good.json
refused 'schema bundle' s.json schema bundle s.json -o s.json
refused 'schema check' s.json schema check s.json -o s.json
printf '[{"schema":true,"tests":[{"description":"d","data":1,"valid":true}]}]\n' >t.json
refused 'schema test' t.json schema test t.json -o t.json
refused 'rules' c.json rules -c c.json -o c.json
refused 'catalogue' c.json catalogue -c c.json -o c.json
bad bad.json
"$PROG" check -q -f jsonl:r.jsonl bad.json >/dev/null 2>&1
refused 'report merge' r.jsonl report merge r.jsonl -f jsonl -o r.jsonl

# what the shell opened
"$PROG" check -q good.json >>good.json 2>"$tmp/err"
status=$?
check 'standard output is the input: refused' status 2
check 'said' err "'good.json' is standard output of this run"
check 'nothing is added' same good.json before
"$PROG" check -q good.json 2>>good.json >"$tmp/out"
check 'standard error likewise' [ $? -eq 2 ]
cp before good.json
"$PROG" check --fix --diff . >d/diff.json 2>"$tmp/err"
check 'a diff into the folder that is walked is none of it' no_err diff.json
rm -f d/diff.json
"$PROG" check -f json . >d/report.json 2>"$tmp/err"
check 'nor a report' grep -q '"summary"' d/report.json
check 'which does not hold itself' [ "$(grep -c report.json d/report.json)" -eq 0 ]

# an earlier report that is met again is no input
run check -f json -o d/report.json .
cp d/report.json first
run check -v -f json -o d/report.json .
check 'a report over the last one' [ "$status" -ne 2 ]
check 'it is passed over' err "passed over 'd/report.json': this run writes it"
check 'and the same again' [ "$(grep -v '"seconds"' d/report.json)" = "$(grep -v '"seconds"' first)" ]
run check -o d/report.json d/report.json
check 'unless it is named' err 'this run reads it'
finish
