#!/bin/sh
# run: the programs of this folder, each built over the installed library: what hookvet(3)
# promises, the official suite, hostile input, threads, and no memory.
. tests/library/lib

# count COMMAND...: its closing line is added up; what else it says is shown.
count() {
	status=0
	"$@" >"$tmp/out" 2>"$tmp/err" || status=$?
	line=$(tail -n 1 "$tmp/out")
	case $line in
	*' passed, '*' failed, '*' skipped') ;;
	*) line='0 passed, 1 failed, 0 skipped' ;;
	esac
	p=${line%% *} rest=${line#*, } s=${line##*, }
	f=${rest%% *} s=${s%% *}
	[ "$status" = 0 ] || [ "$f" != 0 ] || f=1
	passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
	[ "$f" = 0 ] || {
		echo "not ok: $*: status $status"
		cat "$tmp/out" "$tmp/err" | head -n 40
	}
}

for test in api hostile misuse threads; do
	check "$test is built" embed $test static "$LIB_CC" && count "$tmp/$test"
done
check "api is built" embed api shared "$LIB_CC" && count "$tmp/api"
suite=${SUITE:-$SHARED/data/json-schema-test-suite}
if [ -d "$suite/tests" ]; then
	check "suite is built" embed suite static "$LIB_CC" -D_GNU_SOURCE && count "$tmp/suite" "$suite"
else
	skip "the official test suite is not here (SUITE=dir)"
fi
# A sanitizer has a malloc() of its own, other C libraries have no __libc_malloc().
if [ -n "$LIB_CFLAGS" ] || ! embed memory static "$LIB_CC" -fno-builtin; then
	skip "each malloc() fails: not with this C library or a sanitizer"
else
	count "$tmp/memory" "${MALLOC_STEP:-1}"
fi
if [ -n "$LIB_CFLAGS" ] || ! command -v valgrind >/dev/null; then
	skip "no valgrind here, or a sanitizer" 2
else
	check "api is built" embed api static "$LIB_CC"
	check "threads is built" embed threads static "$LIB_CC"
	count valgrind -q --leak-check=full --error-exitcode=9 "$tmp/api"
	count valgrind -q --tool=helgrind --error-exitcode=9 "$tmp/threads" ready
fi
finish
