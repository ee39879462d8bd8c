#!/bin/sh
# valgrind: the program and the corpus under memcheck: no invalid access, nothing read
# that was never written, nothing lost.
#
# "make valgrind" calls this with B and PROG.  Most of the time is valgrind's start, so
# few processes check many files, two at a time.  VALGRIND_PART=N: of what is read again
# for reports and fixes each N-th file only, and no unit tests that try random things for
# half a minute.  Ends like any test.
set -u
: "${VALGRIND_PART:=1}"
cd "$(dirname "$0")/.." || exit 2
: "${B:=$PWD/build}" "${PROG:=$B/hookvet}"
LC_ALL=C
export LC_ALL
unset HOOKVET_CONFIG NO_COLOR CLICOLOR_FORCE FORCE_COLOR || :
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
skipped=0 n=0
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
finish() {
	wait
	cat "$tmp"/run*/said 2>/dev/null
	passed=$(find "$tmp" -name passed | wc -l)
	failed=$((n - passed))
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
	n=$((n + 1))
	work=$tmp/run$n
	mkdir "$work"
	watched "$@" >"$work/said" &
	[ $((n % jobs)) -ne 0 ] || wait
}
watched() {
	name=$1 most=$2
	shift 2
	valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite,indirect \
		--log-file="$work/log" "$@" >"$work/out" 2>"$work/err" </dev/null
	status=$?
	if [ $status -le "$most" ] && ! grep -q '^==' "$work/log"; then
		: >"$work/passed"
		return
	fi
	echo "not ok: $name: status $status"
	grep '^==' "$work/log" | head -n 40
	head -n 5 "$work/err"
}

cp -R corpus "$tmp/corpus"
find corpus -name '*.json' -o -name '*.jsonl' | sort >"$tmp/names"
awk -v n="$VALGRIND_PART" 'NR % n == 0' "$tmp/names" >"$tmp/some"
sed "s,^,$tmp/," "$tmp/some" >"$tmp/mended"
memcheck 'the corpus' 2 "$PROG" check -q -j1 --no-config --files-from "$tmp/names"
memcheck 'the corpus, in each format' 2 "$PROG" check -q -j1 --no-config --all-branches \
	-f "json:$tmp/1" -f "sarif:$tmp/2" -f "junit:$tmp/3" -f "github:$tmp/4" -f "html:$tmp/5" \
	-f "gitlab:$tmp/6" -f "checkstyle:$tmp/7" -f "rdjsonl:$tmp/8" -f "tap:$tmp/9" \
	-f "markdown:$tmp/10" -f "hierarchical:$tmp/11" -f "jsonl:$tmp/12" -v \
	--write-baseline "$tmp/baseline" --files-from "$tmp/some"
memcheck 'several threads' 2 "$PROG" check -q -j4 --no-config corpus/examples corpus/valid
memcheck 'the corpus, mended' 2 "$PROG" check -q --no-config --fix=suggested --files-from "$tmp/mended"
memcheck 'a diff' 2 "$PROG" check -q --no-config --diff corpus/invalid/invalid-json
wait
memcheck 'reports joined' 2 "$PROG" report merge -f text "$tmp/12"
memcheck 'a schema' 2 "$PROG" schema check schemas/cybersource/*.schema.json
memcheck 'a schema with all it refers to' 0 "$PROG" schema bundle \
	schemas/cybersource/subscription.schema.json
memcheck 'what init would write' 0 "$PROG" init --diff
memcheck 'a new request' 0 "$PROG" new payments eCheck --security oAuth_JWT
printf 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\n' >"$tmp/key"
memcheck 'a signature' 1 "$PROG" verify --key-file "$tmp/key" corpus/examples/notification.json \
	--signature 't=1783018796931;keyId=a;sig=xzW4arIG1GMsxzf5bBh1gZQWHNDLIeFTwTFOduYzomA='
memcheck 'a schedule' 2 "$PROG" schedule corpus/examples
memcheck 'a drift, with its plan' 1 "$PROG" drift --plan --prune \
	--deployed corpus/invalid/not-deployed/service/list.json corpus/examples/create-request.json
for command in --version --help rules catalogue 'schema list' 'explain missing-field' \
	'completion bash' 'check --nonsense'; do
	# shellcheck disable=SC2086
	memcheck "$command" 2 "$PROG" $command
done
# The pure modules that are not exercised through files alone.
tests='arena equal glob node reader uri url utf8'
[ "$VALGRIND_PART" -ne 1 ] || tests="$tests regex suggest"
for test in $tests; do
	[ -x "$B/unit/$test" ] && memcheck "unit/$test" 0 "$B/unit/$test"
done
finish
