#!/bin/sh
# check: all tests, added up to one closing line.
#
#   tests/check.sh [NAME...]           only tests whose path holds one of the names
#   tests/check.sh --needs [NAME...]   what must be built for them, below B
#
# A test is a program $B/unit/* or a script: tests/run.sh (the corpus) and
# tests/FOLDER/*.sh.  It gets PROG (the program), B (the build folder) and SHARED (data
# outside the project, if there are any), starts in the top folder, ends with a line
# "N passed, N failed, N skipped", and its exit status is 0 only if nothing failed.
# JOBS (processors) of them run at a time; what they say comes in their order.
# tests/bench, growth and fuzz have targets of their own, install-*.sh is no test.  V=1 shows what passes say too.
set -u
cd "$(dirname "$0")/.." || exit 2
: "${B:=$PWD/build}" "${PROG:=$B/hookvet}" "${SHARED:=$PWD/../shared}" "${V:=}" "${BLESS:=}"
LC_ALL=C
# A sanitizer's complaint must not look like a finding: those exit with 1.
ASAN_OPTIONS=exitcode=99:detect_stack_use_after_return=1
UBSAN_OPTIONS=exitcode=99:print_stacktrace=1
TSAN_OPTIONS=exitcode=99
export B PROG SHARED BLESS LC_ALL ASAN_OPTIONS UBSAN_OPTIONS TSAN_OPTIONS
unset CI GITHUB_WORKSPACE CI_PROJECT_DIR HOOKVET_CONFIG NO_COLOR CLICOLOR_FORCE CLICOLOR FORCE_COLOR COLUMNS MAKEFLAGS MFLAGS || :

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

# tests NAME...: those wanted, unit tests by the name of the program.
tests() {
	for test in tests/unit/*.c tests/*.sh tests/*/*.sh; do
		case $test in
		tests/bench/* | tests/growth/* | tests/fuzz/* | */install-*.sh) continue ;;
		tests/unit/*.c)
			test=${test#tests/}
			test=${test%.c}
			;;
		tests/run.sh) ;;
		tests/*/*) ;;
		tests/*) continue ;;
		esac
		{ [ "$test" != 'tests/*/*.sh' ] && [ "$test" != 'unit/*' ] && wanted "$test" "$@"; } || continue
		echo "$test"
	done
}

# A unit test is a program; scripts run hookvet, and the tools that they name.
if [ "${1:-}" = --needs ]; then
	shift
	tests "$@" | while read -r test; do
		case $test in
		unit/*) echo "$test" ;;
		*)
			echo hookvet
			case $test in tests/library/*) echo lib-if-any ;; esac
			cat "$test" "$(dirname "$test")/lib" 2>/dev/null |
				grep -oE '(bench|cli|faults|reader|regex|reporters|suite)/[a-z0-9]+(\.so)?' |
				while read -r tool; do [ ! -f "tests/${tool%.so}.c" ] || echo "$tool"; done
			;;
		esac
	done | sort -u
	exit
fi

n=0
tests "$@" | while read -r test; do
	n=$((n + 1))
	case $test in
	unit/*) test=$B/$test ;;
	esac
	printf '%s\n' "$n $test"
done >"$tmp/list"

# Each leaves N.out and, last, N.status: the exit status and how long it took.  Those that
# take long begin, so that at the end none of them is waited for alone.
: "${JOBS:=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)}"
# shellcheck disable=SC2016
awk '{ late = !/reporters\/judges|hooks\/pre-commit|cli\/(merge|output)|scale\/|faults\/|threads\// }
	!late { print; next } { rest[++n] = $0 } END { for (i = 1; i <= n; i++) print rest[i] }' "$tmp/list" |
	sed 's/[^[:alnum:]]/\\&/g; s/\\ / /' | xargs -P "$JOBS" -n 2 sh -c '
	tmp=$0 limit=$1 n=$2 test=$3
	start=$(date +%s)
	$limit "$test" >"$tmp/$n.out" 2>&1 </dev/null
	echo "$? $(($(date +%s) - start))" >"$tmp/$n.new"
	mv "$tmp/$n.new" "$tmp/$n.status"' "$tmp" "$limit" &
trap 'kill '$!' 2>/dev/null; exit 130' INT TERM

while read -r n test; do
	while [ ! -f "$tmp/$n.status" ]; do
		sleep 0.1 2>/dev/null || sleep 1
	done
	read -r status seconds <"$tmp/$n.status"
	out=$tmp/$n.out
	line=$(tail -n 1 "$out")
	if printf '%s\n' "$line" | grep -Eqx '[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped'; then
		p=${line%% *} rest=${line#*, } s=${line##*, }
		f=${rest%% *} s=${s%% *}
		if [ "$status" -ne 0 ] && [ "$f" -eq 0 ]; then
			echo "exit status $status, but no test failed" >>"$out"
			f=1
		fi
	else
		echo "no closing line; exit status $status" >>"$out"
		p=0 f=1 s=0 line='did not finish'
	fi
	passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
	[ "$seconds" -lt 5 ] || line="$line ($seconds s)"
	printf '%-34s %s\n' "${test#"$B"/}" "$line"
	if [ "$f" -gt 0 ] || [ -n "$V" ]; then
		sed 's/^/    /' "$out"
	elif [ "$s" -gt 0 ]; then
		grep -i 'skip' "$out" | sed '$d; s/^/    /' | head -n 5
	fi
done <"$tmp/list"
wait

if [ $((passed + failed + skipped)) -eq 0 ]; then
	echo "no test is called so: $*"
	failed=1
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
