#!/bin/sh
# valgrind: the program and the corpus under memcheck: no invalid access, nothing read
# that was never written, nothing lost.
#
# "make valgrind" calls this with B and PROG.  Most of the time is valgrind's start, so
# few processes check many files.  Ends like any test.
set -u
cd "$(dirname "$0")/.." || exit 2
: "${B:=$PWD/build}" "${PROG:=$B/hookvet}"
LC_ALL=C
export LC_ALL
unset HOOKVET_CONFIG NO_COLOR CLICOLOR_FORCE FORCE_COLOR || :
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
passed=0 failed=0 skipped=0
finish() {
	echo "$passed passed, $failed failed, $skipped skipped"
	[ "$failed" -eq 0 ]
	exit
}
if ! command -v valgrind >/dev/null; then
	skipped=1
	echo 'skipped: valgrind is not installed'
	finish
fi

# memcheck NAME STATUS COMMAND...: silent under valgrind, and ends with a status up to
# STATUS.  What valgrind 3.19 says of system calls it does not know is no complaint.
memcheck() {
	name=$1 most=$2
	shift 2
	valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite,indirect \
		--log-file="$tmp/log" "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
	if [ $status -le "$most" ] && ! grep -q '^==' "$tmp/log"; then
		passed=$((passed + 1))
		return
	fi
	failed=$((failed + 1))
	echo "not ok: $name: status $status"
	grep '^==' "$tmp/log" | head -n 40
	head -n 5 "$tmp/err"
}

cp -R corpus "$tmp/corpus"
find corpus -name '*.json' -o -name '*.jsonl' | sort >"$tmp/names"
memcheck 'the corpus' 2 "$PROG" check -q -j1 --no-config --files-from "$tmp/names"
memcheck 'the corpus, in each format' 2 "$PROG" check -q -j1 --no-config --all-branches \
	-f "json:$tmp/1" -f "sarif:$tmp/2" -f "junit:$tmp/3" -f "github:$tmp/4" -f "html:$tmp/5" \
	-f "gitlab:$tmp/6" -f "checkstyle:$tmp/7" -f "rdjsonl:$tmp/8" -f "tap:$tmp/9" \
	-f "markdown:$tmp/10" -f "hierarchical:$tmp/11" -f "jsonl:$tmp/12" -v \
	--write-baseline "$tmp/baseline" --files-from "$tmp/names"
memcheck 'several threads' 2 "$PROG" check -q -j4 --no-config corpus/examples corpus/valid
memcheck 'the corpus, mended' 2 "$PROG" check -q --no-config --fix=suggested "$tmp/corpus"
memcheck 'a diff' 2 "$PROG" check -q --no-config --diff corpus/invalid/invalid-json
memcheck 'reports joined' 2 "$PROG" report merge -f text "$tmp/12"
memcheck 'a schema' 2 "$PROG" schema check schemas/cybersource/*.schema.json
memcheck 'a schema with all it refers to' 0 "$PROG" schema bundle \
	schemas/cybersource/subscription.schema.json
memcheck 'a schedule' 2 "$PROG" schedule corpus/examples
for command in --version --help rules catalogue 'schema list' 'explain missing-field' \
	'completion bash' 'check --nonsense'; do
	# shellcheck disable=SC2086
	memcheck "$command" 2 "$PROG" $command
done
# The pure modules that are not exercised through files alone.
for test in arena equal glob node reader regex suggest uri url utf8; do
	[ -x "$B/unit/$test" ] && memcheck "unit/$test" 0 "$B/unit/$test"
done
finish
