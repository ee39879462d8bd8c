#!/bin/sh
# No memory: each allocation fails once, and all from one on, in the program and in the
# libraries that it uses.  Then it is out of memory, says so, and ends with status 2;
# files are as they were, and a report is whole.  Each in turn with FAULTS_ALL=1 (make faults), else some.
# shellcheck source=tests/faults/lib
. tests/faults/lib
some='-m 10'

no_memory() { # NAME [-m MAX] [-w FILE]... COMMAND...
	what=$1
	shift
	files=
	while [ "${1#-}" != "$1" ]; do
		files="$files $1 $2"
		shift 2
	done
	[ -z "$FAULTS_ALL" ] || some=
	# shellcheck disable=SC2086
	inject "$what: an allocation fails" $files $some malloc "$PROG" "$@"
	[ -z "$FAULTS_ALL" ] || some="-m ${FAULTS_MOST:-100}"
	# shellcheck disable=SC2086
	inject "$what: no memory from there on" $files $some memory "$PROG" "$@"
}

good good.json
fixable bad.json
mkdir folder
good folder/a.json
bad folder/b.json
printf '*.tmp\n!a\n' >folder/.gitignore
lines lines.jsonl 40
no_memory 'a valid file' check good.json
for format in text compact json jsonl sarif junit github gitlab checkstyle rdjsonl tap \
	markdown html basic; do
	case $format in
	text | compact) whole= ;; # people see standard error, too
	*) whole="-f $format" ;;
	esac
	# shellcheck disable=SC2086
	no_memory "-f $format" $whole check -f $format bad.json folder
done
no_memory '-f sarif into a file' -m 300 -w x.sarif check -f sarif:x.sarif bad.json
no_memory 'a folder' check folder
no_memory 'JSON Lines' check lines.jsonl
no_memory '--fix' -w bad.json check --fix bad.json
no_memory '--fix of JSON Lines' -w lines.jsonl check --fix lines.jsonl
no_memory '--diff' check --diff --fix=suggested bad.json
no_memory '--write-baseline' -w b.json check --write-baseline b.json bad.json folder
"$PROG" check --write-baseline known-findings bad.json folder >"$tmp/out" 2>&1
no_memory '--baseline' check --baseline known-findings bad.json folder
no_memory 'two threads' -f json check -f json -j2 lines.jsonl
"$PROG" check -f jsonl:report bad.json >"$tmp/out" 2>&1
no_memory 'report merge' -f sarif report merge -f sarif report
mkdir own
cd own || exit 2
config
good good.json
fixable known.json
no_memory 'a config' -f json check -f json .
no_memory '-s' check -s policy.schema.json good.json
no_memory 'schema check' schema check policy.schema.json
no_memory 'schema bundle' -f json schema bundle policy.schema.json
no_memory 'schema show' -f json schema show create-request
no_memory 'schedule' schedule good.json
printf '[]\n' >none
no_memory 'drift' -w plan drift --deployed none --plan=plan good.json
no_memory 'init' -w .hookvet.json init --force
no_memory 'new' -w new.json new eCheck -o new.json
printf 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\n' >key
no_memory 'verify' -f json verify --key-file key -f json \
	--signature 't=1783018796931;keyId=a;sig=xzW4arIG1GMsxzf5bBh1gZQWHNDLIeFTwTFOduYzomA=' good.json
no_memory 'schedule as JSON' -f json schedule -f json known.json
no_memory 'schedule into a file' -w s.json schedule -f json:s.json known.json
no_memory 'catalogue' -f json catalogue -f json
no_memory 'rules' -f json rules -f json
no_memory 'explain' explain retry-too-late
no_memory 'completion' completion bash
no_memory 'an unknown option' check --fromat=x
no_memory 'help' check --help
finish
