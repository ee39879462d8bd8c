#!/bin/sh
# check: instructions that checking takes, against those written down in baseline.
#
# Counted by callgrind, so the same on a busy machine; the start of the program is taken
# off by a run over fewer documents.  More than 3 % above the baseline fails; less is said.
# BLESS=1 writes the baseline anew ("make bench-bless"): the diff is the review.  Another
# compiler makes other code: then there is nothing to compare with, and that is skipped.
set -u
cd "$(dirname "$0")/../.." || exit 2
: "${B:=$PWD/build}" "${PROG:=$B/hookvet}" "${BLESS:=}" "${CC:=cc}"
LC_ALL=C
export LC_ALL
top=$PWD baseline=$PWD/tests/bench/baseline
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
cd "$tmp" || exit 2
passed=0 failed=0 skipped=0

finish() {
	echo "$passed passed, $failed failed, $skipped skipped"
	[ "$failed" -eq 0 ]
	exit
}
skip() {
	skipped=$((skipped + 1))
	echo "skipped: $*"
	finish
}

command -v valgrind >/dev/null || skip "instructions: valgrind is not installed"
# What the program was compiled by, it says itself.
compiler="$(readelf -p .comment "$PROG" | sed -n 's/^ *\[ *[0-9a-f]*\] *//p' |
	sort -u | paste -s -d ';' -), $(uname -m)"
if [ -z "$BLESS" ]; then
	theirs=$(sed -n 's/^# compiler: //p' "$baseline")
	[ "$theirs" = "$compiler" ] ||
		skip "instructions: the baseline is of $theirs, this is $compiler"
fi

# The same hashes each time: whatever a seed is drawn from is fixed.
cat >fixed.c <<'EOF'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/random.h>

static const unsigned char bytes[16] = "hookvet, always";

ssize_t
getrandom(void *buffer, size_t length, unsigned int flags)
{
	(void)flags;
	memset(buffer, 7, length);
	return (ssize_t)length;
}

unsigned long
getauxval(unsigned long type)
{
	unsigned long (*real)(unsigned long);

	*(void **)&real = dlsym(RTLD_NEXT, "getauxval");
	return type == AT_RANDOM ? (unsigned long)bytes : real(type);
}
EOF
# shellcheck disable=SC2086 # CC may be several words
$CC -shared -fPIC -o fixed.so fixed.c || skip "instructions: cannot fix the seed"

# count STATUS OPERAND...: instructions of one run
count() {
	wanted=$1
	shift
	env -i LC_ALL=C LD_PRELOAD="$tmp/fixed.so" valgrind --tool=callgrind --callgrind-out-file=/dev/null \
		"$PROG" check -q -j1 --no-config -f compact "$@" >out 2>err </dev/null
	status=$?
	n=$(sed -n 's/.*Collected : *//p' err)
	if [ "$status" -ne "$wanted" ] || [ -z "$n" ]; then
		echo "status $status of $*: $(grep '^hookvet: ' err) $(head -n 1 out)" >&2
		n=0
	fi
	echo "$n"
}
# per NAME STATUS UNIT LESS MORE DIFFERENCE [OPTION...]: of what MORE has and LESS has not
per() {
	name=$1 want=$2 unit=$3 less=$4 more=$5 difference=$6
	shift 6
	few=$(count "$want" "$@" "$less")
	many=$(count "$want" "$@" "$more")
	awk -v name="$name" -v unit="$unit" -v a="$few" -v b="$many" -v d="$difference" \
		'BEGIN { printf "%-24s %-9s %12.1f\n", name, unit, (a > 0 && b > a) ? (b - a) / d : 0 }'
}
size() {
	wc -c <"$1"
}

mkdir less more
"$B/bench/documents" files less 20
"$B/bench/documents" files more 220
"$B/bench/documents" lines 200 >less.jsonl
"$B/bench/documents" lines 2200 >more.jsonl
"$B/bench/documents" -a lines 200 >less-alike.jsonl
"$B/bench/documents" -a lines 2200 >more-alike.jsonl
"$B/bench/documents" -f 100 lines 200 >less-faulty.jsonl
"$B/bench/documents" -f 100 lines 2200 >more-faulty.jsonl
"$B/bench/documents" array 200000 >less.json
"$B/bench/documents" array 2200000 >more.json
cp less/00005.json one.json
# Public schemas that we have: metaschemas, against the metaschema of 2020-12.
cp "$top/schemas/json-schema/2020-12/schema.json" schema.json
for file in "$top"/schemas/json-schema/2020-12/*.json "$top"/schemas/json-schema/2020-12/*/*.json; do
	tr '\n' ' ' <"$file"
	echo
done >less-public.jsonl
for _ in 1 2 3 4 5 6 7 8 9 10 11; do
	cat less-public.jsonl
done >more-public.jsonl
documents=$(wc -l <less-public.jsonl)

{
	printf '%-24s %-9s %12.1f\n' one-file run "$(count 0 one.json)"
	per files 0 document less more 200
	per json-lines 0 document less.jsonl more.jsonl 2000
	per json-lines-bytes 0 byte less.jsonl more.jsonl \
		$(($(size more.jsonl) - $(size less.jsonl)))
	per json-lines-alike 0 document less-alike.jsonl more-alike.jsonl 2000
	per json-lines-faulty 1 document less-faulty.jsonl more-faulty.jsonl 2000
	per json-lines-schema 0 document less.jsonl more.jsonl 2000 \
		-s "$top/schemas/cybersource/create-request.schema.json"
	per array 0 byte less.json more.json $(($(size more.json) - $(size less.json)))
	printf '%-24s %-9s %12.1f\n' public-schema run "$(count 0 -s schema.json less-public.jsonl)"
	per public-schema-documents 0 document less-public.jsonl more-public.jsonl \
		$((documents * 10)) -s schema.json
} >now
if [ -n "$BLESS" ]; then
	{
		echo '# Instructions by callgrind; written by "make bench-bless", see check.sh.'
		echo "# compiler: $compiler"
		cat now
	} >"$baseline"
fi

while read -r name unit n; do
	line=$(grep "^$name " "$baseline")
	was=${line##* }
	change=$(awk -v was="${was:-0}" -v n="$n" 'BEGIN {
		if (was > 0 && n > 0) printf "%+.1f %%", (n / was - 1) * 100
		exit !(was > 0 && n > 0 && n <= was * 1.03) }')
	status=$?
	printf '%-24s %12s instructions a %-9s %s\n' "$name" "$n" "$unit" "$change"
	if [ $status -eq 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "not ok: $name: ${was:-none} in the baseline"
	fi
done <now
finish
