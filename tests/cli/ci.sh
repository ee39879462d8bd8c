#!/bin/sh
# What services need to recognise files and findings: paths from the root of the
# repository, and names that differ.
# shellcheck source=tests/cli/lib
. tests/cli/lib

mkdir -p repo/.git repo/svc/hooks
work=$(pwd -P)
bad repo/svc/hooks/h.json
sed 's/{/{ "webhookUrl": 1,/' repo/svc/hooks/h.json >repo/svc/hooks/i.json
cp repo/svc/hooks/i.json repo/svc/hooks/j.json

# paths FORMAT: of all places in $tmp/out, once each.
paths() {
	case $1 in
	github) sed -n 's/^::[a-z]* file=\([^,]*\),.*/\1/p' ;;
	gitlab | rdjsonl) grep -o '"path": "[^"]*"' | sed 's/.*: "//; s/"$//' ;;
	sarif) grep -o '"uri": "[^"]*"' | sed 's/.*: "//; s/"$//' | grep -v '^https:' ;;
	checkstyle) sed -n 's/.*<file name="\([^"]*\)".*/\1/p' ;;
	junit) sed -n 's/.*<testsuite .* file="\([^"]*\)".*/\1/p' ;;
	esac <"$tmp/out" | sort -u | tr '\n' ' '
}
formats='github gitlab rdjsonl sarif checkstyle junit'
all='svc/hooks/h.json svc/hooks/i.json svc/hooks/j.json '
cd repo/svc || exit 2
for format in $formats; do
	for operand in hooks ./hooks/../hooks "$work/repo/svc/hooks" ../svc ..; do
		run check -q -f "$format" "$operand"
		check "$format: $operand, from the repository" [ "$(paths "$format")" = "$all" ]
	done
	GITHUB_WORKSPACE=$work run check -q -f "$format" hooks/h.json
	check "$format: from where GitHub says" [ "$(paths "$format")" = 'repo/svc/hooks/h.json ' ]
	CI_PROJECT_DIR=$work/repo/svc run check -q -f "$format" hooks/h.json
	check "$format: from where GitLab says" [ "$(paths "$format")" = 'hooks/h.json ' ]
	GITHUB_WORKSPACE=/nowhere run check -q -f "$format" hooks/h.json
	check "$format: a root elsewhere" [ "$(paths "$format")" = 'svc/hooks/h.json ' ]
done
cp hooks/h.json "$work/out.json"
run check -q -f github ../../out.json
check 'outside of all: absolute' [ "$(paths github)" = "$work/out.json " ]
run check -q -f sarif ../../out.json
check 'in SARIF as a file URI' [ "$(paths sarif)" = "file://$work/out.json file://$work/repo/svc/ " ]
cd "$work" || exit 2

# distinct PATTERN: what it finds in $tmp/out is there once each, and is not nothing.
distinct() {
	grep -o "$1" "$tmp/out" | sort >"$tmp/names"
	[ -s "$tmp/names" ] && [ -z "$(uniq -d "$tmp/names")" ]
}
# Lines of a stream, a rule at one place twice, and runs in one report.
mkdir names
{
	tr '\n' ' ' <repo/svc/hooks/h.json
	echo
	echo '{ "x": 1, "x": 1, "x": 1 }'
} >lines
cat lines lines lines >names/lines.jsonl
cp "$top/corpus/examples/create-request.json" names/clean.json
tr '\n' ' ' <names/clean.json >names/clean.jsonl
tr '\n' ' ' <names/clean.json | sed 's/^/\n/' >>names/clean.jsonl
bad names/bad.json
run check -q -f jsonl:one.jsonl -f junit --rule duplicate-subscription=off names
check 'JUnit: names of cases' distinct 'testcase name="[^"]*" classname="[^"]*"'
check 'of clean lines, too' out '"no problems record 2" classname="names/clean.jsonl"'
check 'with line and column' out 'name="missing-field 1:1" classname="names/bad.json"'
run check -q -f jsonl:two.jsonl names/bad.json
for format in junit gitlab sarif; do
	case $format in
	junit) pattern='testcase name="[^"]*" classname="[^"]*"' ;;
	gitlab) pattern='"fingerprint": "[^"]*"' ;;
	sarif) pattern='"hookvet/v2": "[^"]*"' ;;
	esac
	run check -q -f $format names
	check "$format: names of a run" distinct "$pattern"
	run report merge -q -f $format one.jsonl two.jsonl
	check "$format: a run more" distinct "$pattern"
	cat one.jsonl two.jsonl one.jsonl two.jsonl >four.jsonl
	run report merge -q -f $format four.jsonl
	check "$format: of four runs, with files in turn" distinct "$pattern"
done

# What is made of a line or value with a secret in it tells nothing of the secret: with
# another one of the same length every report and baseline is the same.
mkdir -p secret/one secret/two
for secret in one:tr0ub4dor two:zz9plural; do
	printf '{ "name": 5, "sharedSecret": "%s",\n"clientSecret": "%s" "token": "%s",\n"webhookUrl": "http://u:%s@h.acme.com/?token=%s" }\n' \
		"${secret#*:}" "${secret#*:}" "${secret#*:}" "${secret#*:}" "${secret#*:}" >"secret/${secret%:*}/a.json"
done
for format in $("$B/reporters/driver" --list); do
	for secret in one two; do
		(cd secret/$secret && "$PROG" check -q --no-config -f "$format:../$secret.out" a.json >/dev/null 2>&1)
	done
	check "$format: nothing of a secret" cmp -s secret/one.out secret/two.out
done
for secret in one two; do
	(cd secret/$secret && "$PROG" check -q --no-config --write-baseline b.json a.json >/dev/null 2>&1
		"$PROG" check -q --no-config --diff --fix=suggested a.json >../$secret.diff 2>&1)
done
check 'a baseline: nothing of a secret' cmp secret/one/b.json secret/two/b.json
check '--diff: nothing of a secret' cmp -s secret/one.diff secret/two.diff

finish
