#!/bin/sh
# limits: many findings, long strings, little memory.
# shellcheck source=tests/lib
. tests/lib
driver=$B/reporters/driver
[ -x "$driver" ] || {
	fail "$driver is not built"
	finish
}


# Ten megabytes in a value: no report shows more than a line of it.
for format in $("$driver" --list); do
	"$driver" "$format" huge >"$tmp/out"
	check "$format: a value of 10 MB stays short" [ "$(wc -c <"$tmp/out")" -lt 30000 ]
	check "$format: its secrets stay hidden" sh -c "! grep -q 's3cret\|t0k3n' '$tmp/out'"
done

# GitHub takes 25,000 results.
"$driver" sarif many 25000 >"$tmp/out"
check "sarif: 25,000 results" equal "$(grep -c '"ruleId"' "$tmp/out")" 25000
check "sarif: no notice of more" sh -c "! grep -q toolExecutionNotifications '$tmp/out'"
check "sarif: within 10 MB, gzipped" [ "$(gzip -c "$tmp/out" | wc -c)" -lt 10000000 ]
"$driver" sarif many 25003 >"$tmp/out"
check "sarif: not one more" equal "$(grep -c '"ruleId"' "$tmp/out")" 25000
check "sarif: says how many are left out" grep -q '"3 more results are not in this file' "$tmp/out"

# GitHub shows ten of each kind, and a summary of 1 MiB.
"$driver" github many 30 >"$tmp/out"
check "github: errors first" equal "$(head -n 15 "$tmp/out" | grep -c '^::error')" 15
check "github: all are there" equal "$(grep -c '^::' "$tmp/out")" 30
check "github: says what is not shown" equal "$(tail -n 1 "$tmp/out")" \
	"10 more are in this log only: GitHub annotates 10 of each kind per step"
"$driver" github many 20 >"$tmp/out"
check "github: ten of each need no notice" equal "$(grep -vc '^::' "$tmp/out")" 0
"$driver" markdown many 40000 >"$tmp/out"
check "markdown: less than 1 MiB" [ "$(wc -c <"$tmp/out")" -lt 1048576 ]
check "markdown: all are accounted for" equal 40000 \
	"$(awk '/^\| (\*\*error|warning)/ { n++ } END { print n + $1 }' "$tmp/out")"

# The limit of problems.
MAX_PROBLEMS=5 "$driver" compact many 12 >"$tmp/out"
check "compact: five, and seven more" equal "$(wc -l <"$tmp/out") $(tail -n 1 "$tmp/out")" \
	"6 7 more not shown; --max-problems=5 is the limit"

# A report does not grow with the number of findings: twice the findings, the same memory
# beyond that of the findings themselves (those of one document are kept).
# shellcheck disable=SC3045
limit() { (ulimit -v "$1" 2>/dev/null && exec "$driver" "$2" many "$3" >/dev/null 2>&1); }
if limit 60000 compact 1; then
	for format in $("$driver" --list); do
		check "$format: 50,000 findings in 100 MB" limit 100000 "$format" 50000
	done
else
	skipped=$((skipped + 1))
	echo "skipped: memory cannot be limited here (a sanitizer?)"
fi

# Nothing found: nothing is kept in temporary files.
mkdir "$tmp/folder"
for format in html markdown github; do
	TMPDIR=$tmp/folder "$driver" $format rich >/dev/null
done
check "temporary files have no name left" [ -z "$(ls "$tmp/folder")" ]
TMPDIR=$tmp/none "$driver" html rich >"$tmp/out" 2>"$tmp/err"
check "no place for temporary files: memory serves" cmp -s "$tmp/out" tests/reporters/golden/html.rich

# A report that cannot be written is seen by whoever writes it.
if [ -w /dev/full ]; then
	for format in $("$driver" --list); do
		check "$format: a full disk is noticed" sh -c "! '$driver' $format rich >/dev/full"
	done
fi

finish
