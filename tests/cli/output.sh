#!/bin/sh
# Where reports go, and what happens when they cannot.
# shellcheck source=tests/cli/lib
. tests/cli/lib
good good.json
bad bad.json

run check -f text -f sarif:out.sarif -f junit:out.xml bad.json
check 'three reports: text' out '[missing-field]'
check 'three reports: sarif' grep -q '"ruleId": *"missing-field"' out.sarif
check 'three reports: junit' grep -q '<testsuite' out.xml
check 'nothing temporary is left' [ "$(ls | tr '\n' ' ')" = 'bad.json good.json out.sarif out.xml ' ]
run check -f json -o report.json bad.json
check '-o' grep -q '"missing-field"' report.json
check 'and nothing on standard output' [ ! -s "$tmp/out" ]
run check -f text -f json -o report.json bad.json
check '-o belongs to the last format' out '[missing-field]'
run check -o report.txt bad.json
check '-o alone is the text' grep -q 'missing-field' report.txt
run check -f json:x.json -o y.json bad.json
check 'two files for one report' status 2
run check -f text -f json bad.json
check 'two reports on standard output' err 'two reports to standard output'
echo '{"properties":{"v":{"enum":["a","b","c","d","e","f","g","h","i",10]}}}' >many.schema.json
echo '{"v": "z"}' >one.json
run check --no-config -f json -s many.schema.json one.json
check 'json: what the message has no room for' \
	json '.findings[0].expected == ["a", "b", "c", "d", "e", "f", "g", "h", "i", "10"]'
sed 's/,10//' many.schema.json >few.schema.json
run check --no-config -f json -s few.schema.json one.json
check 'json: and nothing where it has' json '.findings[0] | has("expected") | not'
rm many.schema.json few.schema.json one.json
run check -f text:one -f json:one bad.json
check 'two reports in one file' err "two reports to one"
run check -f json: bad.json
check 'a file without name' status 2

# what is there is kept
echo old >report.json
chmod 640 report.json
run check -f json:report.json bad.json
check 'it is written anew' grep -q missing-field report.json
check 'with its mode' [ "$(stat -c %a report.json)" = 640 ]
(umask 027 && "$PROG" check -f json:new.json bad.json >"$tmp/out" 2>"$tmp/err")
check 'a new file obeys umask' [ "$(stat -c %a new.json)" = 640 ]
echo old >report.json
run check -f json:report.json --rule nothing=off bad.json
check 'a run that fails early leaves the old report' [ "$(cat report.json)" = old ]
run check -f json:missing/x.json bad.json
check 'a folder that is not there' status 2
check 'is said' err "cannot write the report 'missing/x.json'"
mkdir folder
run check -f json:folder bad.json
check 'a folder is no file' err 'Is a directory'
run check -f json:/dev/stderr bad.json
check 'a device is written as such' err '"missing-field"'
run check -f json:/dev/null -f text bad.json
check '/dev/null stays' [ -c /dev/null ]

# a full disk, a reader that went away
if [ -c /dev/full ]; then
	"$PROG" check bad.json >/dev/full 2>"$tmp/err"
	status=$?
	check 'a full disk is status 2' status 2
	check 'and said once' [ "$(grep -c 'No space left' "$tmp/err")" -eq 1 ]
	run check -f json:/dev/full bad.json
	check 'a full disk for a file' status 2
	check 'is said' err "cannot write the report '/dev/full'"
	"$PROG" rules >/dev/full 2>"$tmp/err"
	status=$?
	check 'of a list too' status 2
else
	skip 'there is no /dev/full'
fi
i=0
while [ $i -lt 300 ]; do
	cp bad.json many$i.json
	i=$((i + 1))
done
# As other programs: by SIGPIPE, quietly; where that is ignored, with status 2.
mkfifo nobody
cut_off() { # OPTION...: to a pipe whose only reader is gone before the program starts
	$default "$PROG" "$@" 3<>nobody >nobody 3<&- 2>"$tmp/err"
	status=$?
}
default=
if env --default-signal=PIPE true 2>/dev/null; then
	default='env --default-signal=PIPE'
	gone=141
	printf '\357\273\277' | cat - good.json >bom.json
	# more than a pipe and whoever reads one line of it take
	yes '{}' | head -n 9000 >long.jsonl
	{ $default "$PROG" check long.jsonl 2>"$tmp/err"; echo $? >"$tmp/status"; } | head -n 1 >"$tmp/out"
	rm long.jsonl
	check 'a line is read' [ "$(wc -l <"$tmp/out")" -eq 1 ]
	check 'then it ends as by SIGPIPE' [ "$(cat "$tmp/status")" -eq $gone ]
	for command in 'check .' 'check -f json .' 'check -f compact .' 'check --statistics .' \
		'check --diff bom.json' 'check -j1 -f jsonl .'; do
		# shellcheck disable=SC2086
		cut_off $command
		check "$command, cut off: as by SIGPIPE" status $gone
		check "$command, cut off: no complaint, and no summary" [ ! -s "$tmp/err" ]
	done
	"$PROG" check -q -f jsonl:all.jsonl .
	cut_off report merge all.jsonl
	check 'report merge, cut off: as by SIGPIPE' status $gone
	check 'report merge, cut off: quiet' [ ! -s "$tmp/err" ]
	rm all.jsonl
	echo old >half.sarif
	cut_off check -f text -f sarif:half.sarif .
	check 'a report of half a run is none' [ "$(cat half.sarif)" = old ]
	check 'nothing temporary is left' [ -z "$(find . -name '*.tmp')" ]
	rm half.sarif
	for list in rules 'schema show report' 'catalogue -v' 'explain -f markdown missing-field' 'completion zsh' 'schedule good.json'; do
		# shellcheck disable=SC2086
		cut_off $list
		check "$list, cut off: as by SIGPIPE" status $gone
		check "$list, cut off: quiet" [ ! -s "$tmp/err" ]
	done
	{ $default "$PROG" check bad.json 2>"$tmp/err"; echo $? >"$tmp/status"; } | cat >"$tmp/out"
	check 'whoever reads all gets all' [ "$(cat "$tmp/status")" -eq 1 ]
	check 'with the summary' err '1 error in 1 file'
else
	skip 'env does not set SIGPIPE free'
fi
cut_off() {
	(trap '' PIPE; "$PROG" "$@" 3<>nobody >nobody 3<&- 2>"$tmp/err")
	status=$?
}
cut_off check .
check 'SIGPIPE ignored: status 2' status 2
check 'SIGPIPE ignored: quiet' [ ! -s "$tmp/err" ]
"$PROG" check bad.json >&- 2>"$tmp/err"
status=$?
check 'a closed standard output' status 2
rm -f many*.json bom.json nobody

# colour
esc=$(printf '\033')
colored() { grep -q "$esc" "$tmp/out"; }
plain() { ! grep -q "$esc" "$tmp/out"; }
run check bad.json
check 'no colour in a file' plain
run check --color always bad.json
check '--color always' colored
FORCE_COLOR=1 run check bad.json
check 'FORCE_COLOR' colored
CLICOLOR_FORCE=1 run check bad.json
check 'CLICOLOR_FORCE' colored
CLICOLOR_FORCE=0 run check bad.json
check 'CLICOLOR_FORCE=0' plain
NO_COLOR=1 FORCE_COLOR=1 run check bad.json
check 'NO_COLOR comes before' plain
NO_COLOR='' FORCE_COLOR=1 run check bad.json
check 'an empty NO_COLOR is none' colored
NO_COLOR=1 run check --color=always bad.json
check 'the option comes first' colored
printf '\357\273\277' | cat - good.json >bom.json
run check --diff bom.json
check 'a diff in a file is plain' plain
cp "$tmp/out" plain
run check --diff --color always bom.json
check 'a diff in colour' colored
check 'is the same otherwise' sh -c 'sed "s/$3\[[0-9;]*m//g" "$1" | cmp -s - "$2"' - "$tmp/out" plain "$esc"
FORCE_COLOR=1 run check --diff --color never bom.json
check 'a diff without colour' plain
rm bom.json plain
FORCE_COLOR=1 run check --color=never bad.json
check '--color never' plain
CLICOLOR=0 FORCE_COLOR=1 run check bad.json
check 'CLICOLOR=0 comes behind what forces it' colored
if command -v script >/dev/null; then
	TERM=xterm script -qec '"$PROG" check bad.json' /dev/null >"$tmp/out" 2>&1 </dev/null
	check 'colour on a terminal' colored
	TERM=dumb script -qec '"$PROG" check bad.json' /dev/null >"$tmp/out" 2>&1 </dev/null
	check 'none if it is dumb' plain
	CLICOLOR=0 TERM=xterm script -qec '"$PROG" check bad.json' /dev/null >"$tmp/out" 2>&1 </dev/null
	check 'none with CLICOLOR=0' plain
	CLICOLOR=1 TERM=xterm script -qec '"$PROG" check bad.json' /dev/null >"$tmp/out" 2>&1 </dev/null
	check 'colour with CLICOLOR=1' colored
	mkdir lots
	i=0
	while [ $i -lt 150 ]; do
		cp bad.json lots/$i.json
		i=$((i + 1))
	done
	script -qec '"$PROG" check --rule duplicate-subscription=off --color never lots' /dev/null >"$tmp/out" 2>&1 </dev/null
	check 'a terminal gets 100 findings' [ "$(grep -c ': error: ' "$tmp/out")" -eq 100 ]
	check 'and is told of the rest' out '50 more not shown'
	script -qec '"$PROG" check --rule duplicate-subscription=off --color never --max-problems 0 lots' /dev/null >"$tmp/out" 2>&1 </dev/null
	check '0 is no limit' [ "$(grep -c ': error: ' "$tmp/out")" -eq 150 ]
else
	skip 'script is not installed'
fi

# progress: on a terminal, after a second, not in CI, not with -q
if command -v script >/dev/null; then
	tr -d '\n' <good.json >line
	echo >>line
	i=0
	while [ $i -lt 11 ]; do
		cat line line >line2 && mv line2 line
		i=$((i + 1))
	done
	watch() { # OPTION...: its terminal; the input pauses for more than a second
		script -qec "{ cat line; sleep 1.2; cat line; } |
			\"\$PROG\" check --rule duplicate-subscription=off --json-lines $* -" /dev/null \
			>"$tmp/out" 2>&1 </dev/null
	}
	watch
	check 'progress' out 'documents a second'
	check 'is wiped' out "${esc}[K"
	watch -q
	check 'no progress with -q' no_out 'a second'
	CI=true watch
	check 'nor in CI' no_out 'a second'
	{ cat line; sleep 1.2; cat line; } | "$PROG" check --json-lines - >"$tmp/out" 2>"$tmp/err"
	check 'nor without a terminal' no_err 'a second'
else
	skip 'script is not installed'
fi

# the same bytes for any number of threads
i=0
mkdir -p jobs
while [ $i -lt 200 ]; do
	sed "s/acme_webshop/acme_$((i % 150))/" "$top/tests/cli/good.json" >jobs/g$i.json
	[ $((i % 3)) -ne 0 ] || bad jobs/b$i.json
	i=$((i + 1))
done
tr -d '\n' <good.json >line
i=0
while [ $i -lt 3000 ]; do
	cat line
	echo
	i=$((i + 1))
done >jobs/lines.jsonl
for format in text json tap; do
	run check -j1 -f $format jobs
	cp "$tmp/out" "$tmp/one"
	for jobs in 2 8; do
		run check -j$jobs -f $format jobs
		check "$format: -j$jobs gives what -j1 gives" same "$tmp/one" "$tmp/out"
	done
done

# a name of which nothing is left is that of the root
run check -f gitlab "nothere$(echo "$PWD" | sed 's,/[^/]*,/..,g')/.."
check 'a path that leads to the root' out '"path": "/"'
# The page shows the retries of each subscription of a list, up to a hundred.
page() { # N: subscriptions; prints how many pictures the page has
	{
		printf '['
		i=1
		while [ $i -le "$1" ]; do
			[ $i -eq 1 ] || printf ','
			sed "s/acme_webshop/acme_$i/; 1s/{/{\"webhookId\": \"x\",/" "$top/tests/cli/good.json"
			i=$((i + 1))
		done
		printf ']'
	} >list.json
	run check -q -k subscription-list -f html list.json
	grep -o '<svg' "$tmp/out" | wc -l
}
check 'html: three pictures' [ "$(page 3)" -eq 3 ]
check 'html: a hundred' [ "$(page 101)" -eq 100 ]
# SARIF: policies of the config are rules, too; times and folders only where they are known.
mkdir sarif && cd sarif || exit 2
printf '{"type": "string"}' >s.json
long=$(head -c 1100 /dev/zero | tr '\0' x | sed 's/x/é/g')
cat >.hookvet.json <<Y
{ "rules": { "default-scope": "off" },
  "policies": [ { "name": "acme-2-rule", "schema": "s.json", "message": "$long" },
                { "name": "z", "schema": "s.json" } ] }
Y
good a.json
good b.json
run check -q -f sarif a.json b.json
rules='.runs[0].tool.driver.rules | map(select(.id == "acme-2-rule" or .id == "z"))'
check 'sarif: each policy is a rule, once' json "$rules | length == 2"
check 'sarif: with a name' json "$rules | map(.name) == [\"Acme2RulePolicy\", \"ZPolicy\"]"
check 'sarif: with a sentence of at most 1,024 characters' json \
	"$rules | all((.shortDescription.text | length) > 0 and (.fullDescription.text // \"\" | length) <= 1024)"
check 'sarif: results lead to their rules' json \
	'.runs[0] | .tool.driver.rules as $r | all(.results[]; $r[.ruleIndex].id == .ruleId)'
check 'sarif: a rule that is off is not listed' json \
	'.runs[0].tool.driver.rules | all(.id != "default-scope")'
# shellcheck disable=SC2046 # words
run check -q -f sarif $("$PROG" rules --no-config |
	awk '$2 != "config" { print "--rule", $2 "=off" }') a.json b.json
check 'sarif: policies alone are the rules' json '.runs[0].tool.driver.rules | map(.id) == ["acme-2-rule", "z"]'
for epoch in '' x -1 99999999999999999999 1700000000x; do
	SOURCE_DATE_EPOCH=$epoch "$PROG" check -q -f sarif a.json >"$tmp/out" 2>"$tmp/err"
	check "sarif: SOURCE_DATE_EPOCH='$epoch' is no time" no_out startTimeUtc
done
SOURCE_DATE_EPOCH=1700000000 "$PROG" check -q -f sarif a.json >"$tmp/out" 2>"$tmp/err"
check 'sarif: SOURCE_DATE_EPOCH' out '"startTimeUtc": "2023-11-14T22:13:20Z"'
run check -q -f sarif "$PWD/a.json"
check 'sarif: below this folder: relative' out '"uri": "a.json"'
check 'sarif: and no folder' no_out workingDirectory
mkdir below && cd below || exit 2
run check -q -f sarif ../a.json
check 'sarif: elsewhere: absolute' out '"uri": "file:///'
check 'sarif: and the folder' out 'workingDirectory'
cd ../.. || exit 2
# a stream ends when it has as many findings as a document of its length may have
echo '{ "type": "string" }' >string.json
seq 20000 >stream.jsonl
seq 3 >short.jsonl
for jobs in 1 3; do
	run check -j$jobs -s string.json -f compact stream.jsonl short.jsonl
	check "a stream, -j$jobs: 10,000 findings are all reported" out 'stream.jsonl:10000:1: error: the document'
	check "a stream, -j$jobs: then it is said that there are more" out 'stream.jsonl:10001:1: error: there are too many'
	check "a stream, -j$jobs: and nothing is looked at behind it" no_out 'stream.jsonl:10002:'
	check "a stream, -j$jobs: another one is" out 'short.jsonl:3:1: error'
done
seq 1100 | sed 's/.*/missing-&.json/' >"$tmp/missing"
run check -q -f sarif --files-from "$tmp/missing"
check 'sarif: of very many files that cannot be read' json \
	'.runs[0] | (.results | length) == 1100 and (.invocations[0].toolExecutionNotifications | length) == 1001'
check 'sarif: it is said how many have no notification' out '100 more files could not be read'
run check -q -f sarif nowhere.json
check 'sarif: what cannot be read is a notification' json \
	'.runs[0].invocations[0] | .executionSuccessful == false and (.toolExecutionNotifications | length == 1)'
for format in flag basic hierarchical; do
	run check -q -f $format nowhere.json
	check "$format: what cannot be read is not valid" out '"valid": false'
	check "$format: and why is said elsewhere" err "hookvet: 'nowhere.json': cannot read this file"
done
finish
