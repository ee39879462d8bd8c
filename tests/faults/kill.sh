#!/bin/sh
# The program is killed at a random moment, KILLS (60) times in all; with FAULTS_ALL=1
# (make faults) 1,000 times.  Of --fix on 50 files, a baseline and a report each file
# is the old one or the new one, and the next run does not see what was left.
# shellcheck source=tests/faults/lib
. tests/faults/lib
: "${KILLS:=${FAULTS_ALL:+1000}}" "${KILLS:=60}"
if ! command -v python3 >/dev/null; then
	skip 'python3 is not installed: nobody kills at the right moment'
	finish
	exit
fi
mkdir old new
i=0
while [ $i -lt 50 ]; do
	fixable old/f$i.json
	i=$((i + 1))
done
cp old/* new/
"$PROG" check --fix new >"$tmp/out" 2>"$tmp/err"
check 'the fix changes all of them' [ $? -le 1 ]
check 'indeed' [ -z "$(cd new && for f in *; do cmp -s "$f" "../old/$f" && echo "$f"; done)" ]
check 'and nothing the second time' "$PROG" check --fix new --rule duplicate-subscription=off

# kills NAME WHAT: tests/faults/kill.py, and what it has counted.
kills() {
	python3 "$top/tests/faults/kill.py" "$PROG" "$2" "$((KILLS / $3))" >"$tmp/out" 2>"$tmp/err"
	status=$?
	[ -z "${V:-}" ] || cat "$tmp/out"
	check "$1" [ $status -eq 0 ]
}
kills '--fix of 50 files' fix 2
kills '--write-baseline' baseline 4
kills '-f json:FILE' report 4
finish
