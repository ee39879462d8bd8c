#!/bin/sh
# fuzz: each target of $B/fuzz for FUZZ_SECONDS, from corpus/ and what it learnt before.
#
# What breaks one is kept in $B/crashes; made small (TARGET -minimize_crash=1 FILE), it
# belongs into corpus/crashes for ever.
set -u
cd "$(dirname "$0")/.." || exit 2
: "${B:=$PWD/build-fuzz}" "${FUZZ_SECONDS:=30}"
passed=0 failed=0
mkdir -p "$B/crashes" "$B/seeds"
find corpus schemas -type f \( -name '*.json' -o -name '*.jsonl' -o -path '*/crashes/*' \) \
	-exec cp {} "$B/seeds/" \; 2>/dev/null
for target in "$B"/fuzz/*; do
	case $target in
	*.o | *.d | *'*') continue ;;
	esac
	name=${target##*/}
	mkdir -p "$B/learnt/$name"
	set -- "$B/learnt/$name"
	# Seeds of its own, beside the source, else the corpus.
	if [ -d "tests/fuzz/$name" ]; then
		set -- "$@" "tests/fuzz/$name"
	else
		set -- "$@" "$B/seeds"
	fi
	[ ! -f "tests/fuzz/$name.dict" ] || set -- "$@" "-dict=tests/fuzz/$name.dict"
	if "$target" -max_total_time="$FUZZ_SECONDS" -timeout=10 -max_len="${FUZZ_LENGTH:-4096}" -rss_limit_mb=2048 \
		-artifact_prefix="$B/crashes/$name-" -print_final_stats=1 "$@" >"$B/$name.log" 2>&1; then
		passed=$((passed + 1))
		echo "ok      $name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$B/$name.log") runs"
	else
		failed=$((failed + 1))
		echo "not ok  $name"
		grep -E -A12 'ERROR|SUMMARY|runtime error|Test unit written' "$B/$name.log" | head -n 40
	fi
done
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
