#!/bin/sh
# check: all tests, added up to one closing line.
#
#   tests/check.sh [NAME...]    only tests whose path holds one of the names
#
# A test is a program $B/unit/* or a script: tests/run.sh (the corpus) and
# tests/FOLDER/*.sh.  It gets PROG (the program), B (the build folder) and SHARED (data
# outside the project, if there are any), starts in the top folder, ends with a line
# "N passed, N failed, N skipped", and its exit status is 0 only if nothing failed.
# tests/bench and tests/fuzz have targets of their own.  V=1 shows what passes say too.
set -u
cd "$(dirname "$0")/.." || exit 2
: "${B:=$PWD/build}" "${PROG:=$B/hookvet}" "${SHARED:=$PWD/../shared}" "${V:=}" "${BLESS:=}"
LC_ALL=C
# A sanitizer's complaint must not look like a finding: those exit with 1.
ASAN_OPTIONS=exitcode=99:detect_stack_use_after_return=1
UBSAN_OPTIONS=exitcode=99:print_stacktrace=1
TSAN_OPTIONS=exitcode=99
export B PROG SHARED BLESS LC_ALL ASAN_OPTIONS UBSAN_OPTIONS TSAN_OPTIONS
unset HOOKVET_CONFIG NO_COLOR CLICOLOR_FORCE FORCE_COLOR MAKEFLAGS MFLAGS || :

tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
passed=0 failed=0 skipped=0
limit=
if command -v timeout >/dev/null; then
	limit="timeout -k 5 ${TEST_SECONDS:-600}"
fi

wanted() { # FILE NAME...: does the path hold one of the names?
	path=$1
	shift
	[ $# -gt 0 ] || return 0
	for name; do
		case $path in
		*"$name"*) return 0 ;;
		esac
	done
	return 1
}

for test in "$B"/unit/* tests/*.sh tests/*/*.sh; do
	case $test in
	*.d | *.o | tests/bench/* | tests/fuzz/* | */install-*.sh) continue ;;
	tests/run.sh) ;;
	tests/*/*) ;;
	tests/*) continue ;;
	esac
	{ [ -f "$test" ] && wanted "${test#"$B"/}" "$@"; } || continue
	$limit "$test" >"$tmp/out" 2>&1 </dev/null
	status=$?
	line=$(tail -n 1 "$tmp/out")
	if printf '%s\n' "$line" | grep -Eqx '[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped'; then
		p=${line%% *} rest=${line#*, } s=${line##*, }
		f=${rest%% *} s=${s%% *}
		if [ "$status" -ne 0 ] && [ "$f" -eq 0 ]; then
			echo "exit status $status, but no test failed" >>"$tmp/out"
			f=1
		fi
	else
		echo "no closing line; exit status $status" >>"$tmp/out"
		p=0 f=1 s=0 line='did not finish'
	fi
	passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
	printf '%-34s %s\n' "${test#"$B"/}" "$line"
	if [ "$f" -gt 0 ] || [ -n "$V" ]; then
		sed 's/^/    /' "$tmp/out"
	elif [ "$s" -gt 0 ]; then
		grep -i 'skip' "$tmp/out" | sed '$d; s/^/    /' | head -n 5
	fi
done

if [ $((passed + failed + skipped)) -eq 0 ]; then
	echo "no test is called so: $*"
	failed=1
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
