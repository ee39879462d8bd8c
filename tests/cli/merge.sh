#!/bin/sh
# report merge: the reports of parts of a run, joined, are the report of the whole.
# shellcheck disable=SC2016
# shellcheck source=tests/cli/lib
. tests/cli/lib
differs() { ! same "$@"; }

# The corpus in one run, and in five (-f jsonl), cut where it comes.  The rule that
# compares documents sees those of its own run only.
cp -r "$top/corpus" .
# (A link to another file of it would be checked twice: files are told apart within a run.
# A fix that would write a secret is in no report, so that nobody can say of it again that
# it is there.)
find corpus -name '*.json*' ! -name near-miss-link.json ! -path '*/invalid-json/secrets.jsonl' |
	LC_ALL=C sort >all
lines=$((($(wc -l <all) + 4) / 5))
split -l $lines all part.
checks() { "$PROG" check -q --rule duplicate-subscription=off --rule key-organization=off "$@" 2>/dev/null; } # one file cannot be read
for part in part.??; do
	checks --files-from "$part" -f jsonl:"$part.jsonl"
done
check 'five parts' [ "$(ls part.??.jsonl | wc -l)" -eq 5 ]
whole() { # FORMAT
	checks --files-from all -f "$1:whole"
	whole=$?
	run report merge -q part.??.jsonl -f "$1:merged"
}
for format in compact json jsonl github gitlab markdown; do
	whole $format
	check "$format: the same status" status $whole
	check "$format: the same bytes" same whole merged
	check "$format: and they are many" [ "$(wc -c <merged)" -gt 20000 ]
done

# Formats that name what is clean, too, or show lines: the same for what there is.
whole checkstyle
awk '/<file/ { head = $0; next } /<\/file>/ { if (!head) print; head = ""; next }
	{ if (head) print head; head = ""; print }' whole >want
check 'checkstyle: the same, but for clean files' same want merged
whole text
run report merge -q part.??.jsonl -f text:merged -v # a report does not say what is alike
checks --files-from all -v -f text:whole
sed '/^ *[0-9]* | /d; /^ *| /d; /^$/d' whole | grep -v ' = note: ' >want
sed '/^$/d' merged | grep -v ' = note: ' >got
check 'text: the same, but for source lines' same want got
whole tap
sed -n '/^not ok/p; /^    - /,/^  \.\.\./p' whole | sed 's/^not ok [0-9]*//' >want
sed -n '/^not ok/p; /^    - /,/^  \.\.\./p' merged | sed 's/^not ok [0-9]*//' >got
check 'tap: the same documents fail' same want got
if command -v jq >/dev/null && command -v xmllint >/dev/null; then
	whole junit
	for of in whole merged; do
		for what in failure error system-out; do
			xmllint --xpath "//testcase[$what]" $of
		done >$of.cases
	done
	check 'junit: the same cases' same whole.cases merged.cases
	whole sarif
	for of in whole merged; do
		jq -S '.runs[0] | (.tool | .driver.rules |= map(select(.id != "duplicate-subscription" and .id != "key-organization"))), (.results[] | del(.suppressions, .ruleIndex,
			.partialFingerprints.primaryLocationLineHash, .fixes) |
			del(.locations[].logicalLocations[]?.kind) |
			del(.locations[].physicalLocation |
				.contextRegion, .region.snippet, .region.byteOffset, .region.byteLength))' $of >$of.results
	done
	check 'sarif: the same results, rules, fingerprints' same whole.results merged.results
	"$PROG" schema show report >report.schema.json
	jq -c '.runs[0].results[] | [.locations[0].physicalLocation.region | .byteOffset, .byteLength]' \
		whole >want
	jq -c '.runs[0].results[] | [.locations[0].physicalLocation.region | .byteOffset // 0, .byteLength // 0]' \
		merged >got
	sed 's/null/0/g' want >want0
	check 'sarif: the same bytes of the files' same want0 got
	whole rdjsonl
	for of in whole merged; do
		jq -c '[.message, .severity, .code, .location.path, .location.range.start.line,
			.location.range.end.line]' $of >$of.findings
	done
	check 'rdjsonl: the same findings and lines' same whole.findings merged.findings
else
	skip 'jq or xmllint is not installed'
fi
whole html
for of in whole merged; do
	grep -o '<article class="finding [^>]*>' $of >$of.findings
	sed -n '/<section class="rules">/,/<\/section>/p' $of >>$of.findings
done
check 'html: the same findings and rules' same whole.findings merged.findings
for format in basic hierarchical flag; do
	run report merge -f $format part.aa.jsonl
	check "$format: is about documents" err "-f $format is about documents; it cannot be made from findings"
	check "$format: trouble" status 2
done

# The summary in words, and the statistics.
"$PROG" check --rule duplicate-subscription=off --rule key-organization=off --statistics --files-from all -f compact:whole 2>want
run report merge part.??.jsonl --statistics -f compact:merged
sed 's/ in [0-9.]* s:/:/; /: cannot read this file:/d' want >want.words # merge read all
check 'the same words at the end' same want.words "$tmp/err"

# Streams: reports behind each other, on standard input, as GNU parallel writes them.
cat part.??.jsonl | "$PROG" report merge -q -f jsonl - >merged
checks --files-from all -f jsonl:whole
check 'several reports in one stream' same whole merged
run report merge -q -f jsonl merged
check 'a merged report is a report' same merged "$tmp/out"
run report merge -q -f jsonl part.aa.jsonl ./part.aa.jsonl part.aa.jsonl
check 'a report that is named twice is read once' same part.aa.jsonl "$tmp/out"
cp part.aa.jsonl copy.jsonl
run report merge -q -f json part.aa.jsonl copy.jsonl
check 'equal findings of two reports are two' json \
	".findings | length == 2 * $(grep -c '"rule"' part.aa.jsonl)"
sed 's/$/\r/' part.aa.jsonl | sed '1s/^/\n  \n/' >dos.jsonl
run report merge -q -f jsonl dos.jsonl
check 'other line ends, blank lines' same part.aa.jsonl "$tmp/out"
printf '%s' "$(cat part.aa.jsonl)" >open.jsonl
run report merge -q -f jsonl open.jsonl
check 'no line end at the end' same part.aa.jsonl "$tmp/out"

# Status.
good clean.json
bad broken.json
sed '/webhookUrl/s/https:/http:/' "$top/tests/cli/good.json" >warned.json
"$PROG" check -q -f jsonl clean.json >clean.jsonl
"$PROG" check -q -f jsonl broken.json >broken.jsonl
"$PROG" check -q -f jsonl --rule insecure-url=warning warned.json >warned.jsonl
"$PROG" check -q -f jsonl --rule insecure-url=warning --fail-on warning warned.json >strict.jsonl
"$PROG" check -q -f jsonl nowhere.json clean.json >trouble.jsonl
check 'the inputs: a warning' grep -q '"severity": "warning"' warned.jsonl
run report merge clean.jsonl
check 'clean' status 0
check 'clean is silent' quiet
run report merge -v clean.jsonl
check 'unless asked' err 'checked 1 file: no problems'
run report merge clean.jsonl warned.jsonl
check 'a warning' status 0
run report merge clean.jsonl warned.jsonl --fail-on warning
check 'a warning, --fail-on warning' status 1
check 'said so' err 'failed: 1 warning, --fail-on=warning'
run report merge clean.jsonl strict.jsonl
check 'the run had failed on warnings' status 1
check 'and this is said' err 'failed: 1 warning, --fail-on=warning'
run report merge clean.jsonl broken.jsonl
check 'an error' status 1
run report merge clean.jsonl broken.jsonl --fail-on never
check 'an error, --fail-on never' status 0
run report merge broken.jsonl trouble.jsonl --fail-on never -f junit:j.xml
check 'what was unreadable is trouble' status 2
check 'an error in junit' grep -q '<error type="unreadable-file"' j.xml
run report merge clean.jsonl strict.jsonl --max-problems 1 broken.jsonl
check '--max-problems' out '1 more not shown; --max-problems=1 is the limit'
run report merge broken.jsonl --color always
check '--color' [ "$(tr -dc '\033' <"$tmp/out" | wc -c)" -gt 0 ]

# Suppressed findings stay suppressed.
mkdir sub && bad sub/a.json
cat >sub/.hookvet.json <<'Y'
{ "suppress": [ { "file": "a.json", "rule": "missing-field", "reason": "known" } ] }
Y
"$PROG" check -q -f jsonl sub >sub.jsonl
run report merge -v sub.jsonl
check 'a suppressed finding is none' status 0
check 'but counted' err '(1 suppressed)'
run report merge -q -f sarif sub.jsonl
check 'and in sarif, with its reason' json '.runs[0].results[0].suppressions[0].justification == "known"'

# What is no report, or not all of it.
refused() { # NAME SENTENCE: of bad.jsonl, with a good one behind
	run report merge bad.jsonl broken.jsonl
	check "$1: trouble" status 2
	check "$1: said so" err "$2"
	check "$1: said once" [ "$(grep -c "bad.jsonl" "$tmp/err")" -eq 1 ]
	check "$1: the others are read" out 'broken.json:1:1: error'
}
run report merge nowhere.jsonl
check 'no file: trouble' status 2
check 'no file: said so' err "cannot read the report 'nowhere.jsonl': No such file"
run report merge .
check 'a folder' status 2
: >bad.jsonl
refused 'empty' "'bad.jsonl' ends without a summary: that run did not finish"
head -n 1 broken.jsonl >bad.jsonl
refused 'no summary' "ends without a summary"
check 'files with findings are among those that were checked' no_err 'checked no files'
{ head -n 1 broken.jsonl && echo '{ "version": 1, "incomplete": "out of memory" }'; } >bad.jsonl
refused 'ended early' "'bad.jsonl', line 2: that run did not finish"
sed '1d' broken.jsonl >bad.jsonl
refused 'a finding is missing' "has 0 findings, but 1 in its summary"
cat broken.jsonl broken.jsonl | sed 2d >bad.jsonl
refused 'a summary is missing' "has 2 findings, but 1 in its summary"
head -c 200 broken.jsonl >bad.jsonl
refused 'cut off within a line' "'bad.jsonl', line 1: this is no line of a jsonl report: "
{ cat broken.jsonl && echo 'hello'; } >bad.jsonl
refused 'a word' "'bad.jsonl', line 3: this is no line of a jsonl report: "
echo '[1]' >bad.jsonl
refused 'no object' 'line 1: this is no line of a jsonl report: an object was expected'
"$PROG" check -q -f json broken.json >bad.jsonl
refused 'json' 'line 1: this is no line of a jsonl report'
tr -d '\n' <bad.jsonl >one && mv one bad.jsonl
refused 'json in one line' 'line 1: this is a json report; merge reads -f jsonl'
sed 's/"version": 1,/"version": 2,/' broken.jsonl >bad.jsonl
run report merge bad.jsonl
check 'another version' err "'bad.jsonl', line 2: the report is of version 2; this hookvet reads version 1"
check 'another version: trouble' status 2
sed 's/"version": 1,//' broken.jsonl >bad.jsonl
run report merge bad.jsonl
check 'no version' err "line 2: this is no summary of a jsonl report: "
sed 's/"hookvet"/"other"/' broken.jsonl >bad.jsonl
run report merge bad.jsonl
check 'of another tool' err "line 2: this is no summary of a jsonl report: "
edit() { sed "1s/$1/$2/" broken.jsonl >bad.jsonl; differs broken.jsonl bad.jsonl; }
wrong() { # NAME FROM TO SENTENCE: bad.jsonl is a report with one thing replaced
	check "$1: the change" edit "$2" "$3"
	refused "$1" "$4"
}
wrong 'a severity' '"severity": "error"' '"severity": "off"' 'this is no finding of a jsonl report: '
wrong 'no rule' '"rule": ' '"rul": ' 'this is no finding of a jsonl report: '
wrong 'a line 0' '"line": 1' '"line": 0' 'this is no finding of a jsonl report: '
wrong 'a great number' '"offset": 0' '"offset": 99999999999999999999' 'a number that is too great'
wrong 'places out of order' '"endLine": [0-9]*, "endColumn": [0-9]*' '"endLine": 1, "endColumn": 0' 'this is no finding'
wrong 'an end before the beginning' '"line": 1' '"line": 999' 'places that are not in order'
wrong 'a NUL' '"message": "' '"message": "\\u0000' 'a NUL character'
wrong 'a NUL in the name' '"file": "' '"file": "\\u0000' 'a NUL character in a name'
edits() { # EDITS: a fix with these
	check 'a fix' edit '"fixes": \[[^]]*\]' \
		'"fixes": [{ "applicability": "safe", "description": "d", "edits": ['"$1"']}]'
}
edits '{"offset":5,"endOffset":6,"text":"a"},{"offset":6,"endOffset":6,"text":"b"}'
run report merge -q -f jsonl bad.jsonl
check 'edits side by side' out '"edits": [{"offset": 5, "endOffset": 6, "text": "a"}, {"offset": 6, "endOffset": 6, "text": "b"}]'
edits '{"offset":5,"endOffset":9,"text":"a"},{"offset":6,"endOffset":6,"text":"b"}'
refused 'edits that overlap' 'places that are not in order'
edits '{"offset":5,"endOffset":4,"text":"a"}'
refused 'an edit backwards' 'places that are not in order'
head -c 70000000 /dev/zero | tr '\0' ' ' >bad.jsonl
refused 'a line without end' 'line 1: it is longer than 64 MiB'
i=0
while [ $i -lt 600 ]; do printf '['; i=$((i + 1)); done >bad.jsonl
refused 'deep nesting' 'line 1: this is no line of a jsonl report: '
printf '{"a":"\377"}\n' >bad.jsonl
refused 'no UTF-8' 'line 1: this is no line of a jsonl report: '

# Every member of a finding and of a summary, with what it cannot be.
cat >rich.jsonl <<'Y'
{"file": "a.json", "record": 3, "kind": "subscription", "rule": "missing-field", "severity": "error", "message": "m", "pointer": "/p", "line": 2, "column": 3, "endLine": 4, "endColumn": 5, "offset": 6, "endOffset": 7, "valueHash": "00000000000000ff", "expected": ["x", "y"], "notes": ["n"], "help": "h", "related": [{"file": "b.json", "pointer": "/q", "line": 8, "column": 9, "endLine": 10, "endColumn": 11, "message": "r"}], "fixes": [{"applicability": "suggested", "description": "d", "edits": [{"offset": 12, "endOffset": 13, "text": "t"}]}], "suppressed": {"by": "baseline", "justification": "j"}}
{"version": 1, "tool": {"name": "hookvet", "version": "0.1.0"}, "summary": {"files": 14, "documents": 15, "skipped": 16, "unreadable": 0, "errors": 0, "warnings": 0, "infos": 0, "suppressed": 0, "baselined": 1, "fixableSafe": 17, "fixableSuggested": 18, "fixed": 19, "exitStatus": 0}}
Y
run report merge -q -f jsonl rich.jsonl
check 'every member is kept' same rich.jsonl "$tmp/out"
run report merge -v rich.jsonl
check 'and every count' err 'checked 14 files (15 documents): no problems (1 in the baseline, 16 other files skipped)'
# Sums end where the numbers of a report do.
for i in 1 2 3; do
	sed 's/"files": 14/"files": 4611686018427387903/' rich.jsonl >great$i.jsonl
done
run report merge -q -f jsonl great1.jsonl great2.jsonl
check 'a great sum' out '"files": 9223372036854775806'
run report merge -q -f jsonl great1.jsonl great2.jsonl great3.jsonl
check 'the greatest' out '"files": 9223372036854775807'
edit() { sed "s/$1/$2/" rich.jsonl >bad.jsonl; differs rich.jsonl bad.jsonl; }
trouble() { # NAME FROM TO
	check "$1: the change" edit "$2" "$3"
	run report merge bad.jsonl
	check "$1: trouble" status 2
	check "$1: said where" err "'bad.jsonl', line "
}
for text in a.json subscription missing-field m /p x n h b.json /q r d j; do
	trouble "a NUL in $text" "\"$(echo "$text" | sed 's,/,\\/,')\"" '"\\u0000"'
done
for number in 3 2 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19; do
	for bad in -1 1.5 '"1"' null 9223372036854775807 1e300; do
		trouble "$bad for $number" ": $number\\([,}]\\)" ": $bad\\1"
	done
done
for member in file kind rule severity message pointer line column endLine endColumn offset endOffset notes \
	help related fixes suppressed version tool summary files documents skipped errors warnings infos \
	exitStatus applicability description edits by justification; do
	trouble "no $member" "\"$member\": " '"other": '
done
for member in record valueHash expected unreadable baselined fixableSafe fixableSuggested fixed; do
	edit "\"$member\": " '"other": ' && sed -i 's/"findings"/&/' bad.jsonl
	run report merge bad.jsonl
	[ $member = baselined ] && want=2 || want=0 # there is one
	check "$member may be absent" status $want
done
trouble 'an end before the beginning in its line' '"endLine": 4, "endColumn": 5' '"endLine": 2, "endColumn": 2'
trouble 'a related place that ends before it begins' '"endLine": 10' '"endLine": 7'
trouble 'a hash that is none' 00000000000000ff 00000000000000fg
check 'an end where it begins' edit '"endLine": 4, "endColumn": 5' '"endLine": 2, "endColumn": 3'
run report merge bad.jsonl
check 'is right' status 0
sed 's/: 1[4-9]/: 4000000000000000000/g' rich.jsonl >bad.jsonl
run report merge -q -f jsonl bad.jsonl bad.jsonl
cp bad.jsonl bad2.jsonl && cp bad.jsonl bad3.jsonl
run report merge -q -f jsonl bad.jsonl bad2.jsonl bad3.jsonl
check 'sums do not overflow' out '"files": 9223372036854775807'

# The parts of a run: one document is one, whichever way it is told.
for change in 's/"record": 3/"record": 4/' 's/"kind": "subscription"/"kind": null/' 's/"a.json"/"c.json"/'; do
	{ sed -n 1p rich.jsonl; sed -n "1{$change;p;}" rich.jsonl; sed -n 's/"baselined": 1/"baselined": 2/;2p' rich.jsonl; } >two.jsonl
	run report merge -q -f junit two.jsonl
	check "two documents: $change" [ "$(grep -c '<testsuite ' "$tmp/out")" -eq 2 ]
done
{ sed -n 1p rich.jsonl; sed -n 1p rich.jsonl; sed -n 's/"baselined": 1/"baselined": 2/;2p' rich.jsonl; } >two.jsonl
run report merge -q -f junit two.jsonl
check 'one document' [ "$(grep -c '<testsuite ' "$tmp/out")" -eq 1 ]
cat rich.jsonl rich.jsonl >two.jsonl
run report merge -q -f junit two.jsonl
check 'one document in two runs' [ "$(grep -c '<testsuite ' "$tmp/out")" -eq 2 ]

edit() { sed "1s/$1/$2/" broken.jsonl >bad.jsonl; differs broken.jsonl bad.jsonl; }
# Text of strangers is shown as harmlessly as always.
escape=$(printf '\033')
edit '"message": "' '"message": "\\u001b[31m \\u202e ##[error] https:\/\/user:hunter2xyz@host\/?token=abcdef '
cp bad.jsonl hostile.jsonl
sed -i '1s/"file": "/"file": "::error::\\u001b\\n/; 1s/"pointer": "/"pointer": "\/a\\u001bb/' hostile.jsonl
for format in text compact json jsonl sarif junit github gitlab checkstyle rdjsonl tap markdown html; do
	run report merge -q -f $format -v hostile.jsonl
	check "$format: something is said" [ -s "$tmp/out" ]
	check "$format: no escapes" no_out "$escape"
	check "$format: no bidi controls" no_out "$(printf '\342\200\256')"
	check "$format: no secrets" no_out 'hunter2xyz'
	check "$format: no token" no_out 'abcdef'
done
run report merge -q hostile.jsonl
check 'no command at the beginning of a line' [ "$(grep -c '^::' "$tmp/out")" -eq 0 ]
edit '"rule": "missing-field"' '"rule": "acme\\u001b[1m"'
run report merge -q -f compact bad.jsonl
check "a policy's name" out '[acme<U+001B>[1m]'

# No file but the reports is opened.
if command -v strace >/dev/null && strace -o "$tmp/t" true 2>/dev/null; then
	strace -f -o "$tmp/trace" -e trace=open,openat "$PROG" report merge part.aa.jsonl >/dev/null 2>&1
	check 'no file is opened but the reports' sh -c "! grep -q corpus/ '$tmp/trace'"
else
	skip 'strace is not installed or cannot be used'
fi

# Memory does not grow with the report.
yes "$(head -n 1 broken.jsonl)" | awk 'NR > 60000 { exit } { sub(/broken.json/, NR ".json"); print }' >long.jsonl
sed -n 2p broken.jsonl | sed 's/"errors": 1/"errors": 60000/' >>long.jsonl
# shellcheck disable=SC3045
limit() { (ulimit -v 120000 2>/dev/null && exec "$PROG" "$@" >/dev/null 2>"$tmp/err"); }
if limit --version; then
	for format in compact jsonl junit; do
		limit report merge -q -f $format long.jsonl
		status=$?
		check "$format: 60,000 documents in little memory" status 1
	done
else
	skip 'memory cannot be limited here (a sanitizer?)'
fi

# Usage.
run report
check 'no action' err 'use: hookvet report merge FILE...'
run report merge
check 'no file' status 2
run report mrege a
check 'a typo' err "'report' has no action 'mrege'; a similar one exists: 'merge'"
run report xyz a
check 'another action' err "'report' has no action 'xyz', but merge"
run report merge --config x a
check "check's options" err "'report' has no option '--config'; it is one of 'check'"
run report --help
check '--help' out '--max-problems N'
check 'and what it does' out 'merge FILE...: reads the reports'
run report merge clean.jsonl -o /nowhere/x
check 'a report that cannot be written' status 2
if [ -w /dev/full ]; then
	"$PROG" report merge -q broken.jsonl >/dev/full 2>"$tmp/err"
	status=$?
	check 'a full disk' status 2
fi
finish
