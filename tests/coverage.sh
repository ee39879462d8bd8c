#!/bin/sh
# coverage: which lines and branches of validator/ the tests run, and whether enough.
#
# "make coverage" builds with clang's counters and calls this with B.  It fails below
# LINES and BRANCHES percent; $B/coverage.txt has a line for each file, $B/missing.txt each
# branch that goes one way only, and tests/coverage.md says why those that are left are.
set -u
cd "$(dirname "$0")/.." || exit 2
: "${B:=$PWD/build-coverage}" "${LINES_WANTED:=95}" "${BRANCHES_WANTED:=90}"
: "${TESTS:=unit/ run.sh cli/ keywords/ fixes/ suite/official suite/own regex/suite formats/
	reporters/golden reporters/limits reader/ rules/ schemas/ threads/ filter/ manual/}"
passed=0 failed=0
result() { # NAME STATUS
	if [ "$2" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)) && echo "not ok: $1"; fi
}

rm -rf "$B/profile"
mkdir -p "$B/profile"
# Two files for each program, to which its runs add; by their absolute name, for tests go
# elsewhere.
PROG=$B/hookvet LLVM_PROFILE_FILE=$B/profile/%2m.profraw
export B PROG LLVM_PROFILE_FILE
# shellcheck disable=SC2086
tests/check.sh $TESTS >"$B/tests.txt" 2>&1
result "the tests: see $B/tests.txt" $?
tail -n 1 "$B/tests.txt"

llvm-profdata merge -sparse -o "$B/all.profdata" "$B"/profile/*.profraw || exit 1
set -- "$B/hookvet"
for object in "$B"/unit/* "$B"/*/*; do
	case $object in
	*.*) ;;
	*) [ ! -x "$object" ] || [ -d "$object" ] || set -- "$@" -object "$object" ;;
	esac
done
of() { # COMMAND...: llvm-cov on all objects
	command=$1
	shift
	llvm-cov "$command" "$@" -instr-profile="$B/all.profdata" \
		-ignore-filename-regex='tests/|embedded\.c|rule-texts\.c|catalogue-table\.c' 2>/dev/null
}
of report "$@" >"$B/coverage.txt"
of export "$@" >"$B/coverage.json"
# One line for each branch that was never taken one way: place, way, text.
jq -r '.data[0].files[] | .filename as $file | [.branches[] | { place: .[0:4], yes: .[4], no: .[5] }] |
	group_by(.place)[] | { place: .[0].place, yes: map(.yes) | add, no: map(.no) | add } |
	select(.yes == 0 or .no == 0) | [$file, .place[0], .place[1], .place[3],
	if .yes == .no then "never" elif .yes == 0 then "never true" else "never false" end] | @tsv' \
	"$B/coverage.json" | sed 's,^\./,,' | awk -F '\t' '
	$1 != file {
		file = $1; n = 0
		while ((getline text <file) > 0) source[++n] = text
	}
	{ print $1 ":" $2 ": " $5 ": " substr(source[$2], $3, $4 - $3) }' >"$B/missing.txt"

# shellcheck disable=SC2046 # three numbers
set -- $(awk '$1 == "TOTAL" { print $(NF - 3), $NF, $7 }' "$B/coverage.txt" | tr -d %)
awk '$1 == "TOTAL" || /^[a-z].*%/ { printf "%7s lines %7s branches  %s\n", $(NF - 3), $NF, $1 }' \
	"$B/coverage.txt" | sort -n | head -n 20
echo "lines $1 % (at least $LINES_WANTED), branches $2 % (at least $BRANCHES_WANTED), functions $3 %"
enough() { awk -v got="$1" -v want="$2" 'BEGIN { exit !(got + 0 >= want + 0) }'; }
enough "$1" "$LINES_WANTED"
result "lines: $1 %" $?
enough "$2" "$BRANCHES_WANTED"
result "branches: $2 %" $?
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
