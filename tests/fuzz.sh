#!/bin/sh
# fuzz: each target of $B/fuzz for FUZZ_SECONDS, from the corpus and what it learnt
# before.  With FUZZ_RUNS=N: for N times the runs that take a few seconds, from the
# corpus alone, the same runs each time; nothing is learnt from them.
#
# Seeds are put together here: the corpus itself, data outside the project (SHARED),
# and the tables of other tests, cut into single inputs.  FUZZ_TARGETS: only these.
# With FUZZ_OUT=dir nothing is run: the targets are put there with their seeds, dictionaries
# and options, as ClusterFuzzLite and OSS-Fuzz want them.
# What breaks a target is kept in $B/crashes; made small (TARGET -minimize_crash=1
# FILE), it belongs into corpus/crashes for ever.
set -u
cd "$(dirname "$0")/.." || exit 2
: "${B:=$PWD/build-fuzz}" "${FUZZ_SECONDS:=30}" "${FUZZ_RUNS:=}" "${FUZZ_TARGETS:=}" \
	"${FUZZ_OUT:=}" "${SHARED:=../shared}"
passed=0 failed=0 total=0
seeds=$B/seeds
suite=$SHARED/data/json-schema-test-suite/tests

# lines NAME [PREFIX]: each line of standard input becomes a file of $seeds/NAME; a \001
# in it becomes NUL.
lines() {
	mkdir -p "$seeds/$1"
	LC_ALL=C awk -v at="$seeds/$1/${2:-}" '{
		file = sprintf("%s%05d", at, NR)
		n = split($0, part, "\001")
		printf "%s", part[1] > file
		for (i = 2; i <= n; i++)
			printf "%c%s", 0, part[i] > file
		close(file)
	}'
}

# Of the suite: a schema, NUL, the first instance of its group.
schemas() {
	for dialect in draft4 draft7 draft2019-09 draft2020-12 v1; do
		[ ! -d "$suite/$dialect" ] || jq -r '.[] | (.schema | tojson) + "\u0001" +
			(.tests[0].data | tojson)' "$suite/$dialect"/*.json | lines schema $dialect-
	done
}

patterns() {
	cut -f 2 tests/regex/patterns.txt | lines regex pattern-
	[ ! -d "$suite" ] || jq -r '.[] | .schema.pattern? as $p | select($p) | .tests[].data |
		strings | $p + "\u0002" + gsub("\n"; " ")' "$suite"/draft2020-12/*.json \
		"$suite"/draft2020-12/optional/*.json 2>/dev/null | tr '\002' '\n' >"$seeds/p"
	# pattern and subject are two lines of one file
	[ ! -s "$seeds/p" ] || split -l 2 -a 4 "$seeds/p" "$seeds/regex/suite-"
}

strings() {
	sed -n 's/^[a-z]* "\(.*\)"$/\1/p' tests/formats/*.txt | lines strings
	grep -rhoaE '"https?:[^"]*"' corpus | tr -d '"' | sort -u | lines strings url-
}

# The examples of the manual; words of a command line, one a line.
others() {
	mkdir -p "$seeds/config" "$seeds/cli"
	sed -n '/^\.Bd/,/^\.Ed/p' man/hookvet.conf.5 | sed 's/\\e/\\/g; s/\\-/-/g' |
		awk -v at="$seeds/config/manual-" '/^\./ { n++; next } { print >(at n) }'
	n=0
	find corpus \( -name args -o -name '*.args' \) -exec cat {} + | sort -u | while read -r words; do
		n=$((n + 1))
		printf 'check %s a.json' "$words" | tr ' ' '\n' >"$seeds/cli/args-$n"
	done
	sed -n 's/.*IN_[A-Z]*, "\([a-z-]*\)".*/"--\1"/p' validator/project/settings.c >"$seeds/cli.dict"
}

# A document, a config, a schema, a .gitignore.
wholes() {
	mkdir -p "$seeds/whole"
	good=corpus/examples/create-request.json
	for config in tests/fuzz/whole/*.config "$seeds"/config/*; do
		{ cat $good && printf '\000' && cat "$config"; } >"$seeds/whole/config-${config##*/}"
	done
	cat tests/fuzz/reader.dict tests/fuzz/whole.dict tests/fuzz/schema.dict >"$seeds/whole.dict"
	for schema in "$SHARED"/cases/*/*.schema.json "$SHARED"/cases/*/*/*.schema.json; do
		[ ! -f "$schema" ] || { printf '1\000\000' && cat "$schema"; } \
			>"$seeds/whole/case-${schema##*/}"
	done
	n=0
	for ignore in '*.json!a.json' '[b-a]/c*' '**/a.json\#' ' */'; do
		n=$((n + 1))
		{ cat $good && printf '\000\000\000' && echo "$ignore" | tr '!' '\n'; } \
			>"$seeds/whole/ignore-$n"
	done
	[ ! -d "$suite" ] || jq -r '.[] | (.tests[0].data | tojson) + "\u0001\u0001" +
		(.schema | tojson)' "$suite"/draft2020-12/*.json | lines whole suite-
}

# what NAME: folders of seeds, and what else the target is to be told.
what() {
	case $1 in
	reader | jansson | check | fix | scan | whole | lsp)
		dict=reader
		set -- corpus "$SHARED/data/json-test-suite/test_parsing" "$SHARED/data/samples"
		case $name in
		reader) length=65536 runs=1000 ;;
		jansson) length=65536 runs=3000 ;;
		check) length=8192 runs=500 ;;
		fix) length=8192 runs=100 ;;
		lsp) length=4096 runs=100 ;;
		whole)
			dict=whole length=8192 runs=100
			set -- "$@" "$seeds/whole" "$SHARED/cases"
			;;
		scan) runs=15000 ;;
		esac
		;;
	syntax) set -- corpus/parts "$SHARED/data/json5-tests" "$SHARED/data/yaml-test-suite/src" ;;
	schema) runs=1500 && set -- "$seeds/schema" ;;
	regex) set -- "$seeds/regex" ;;
	url | format) runs=15000 && set -- "$seeds/strings" ;;
	cli) runs=2500 && set -- "$seeds/cli" ;;
	stored) runs=300 ;;
	generated) runs=8000 && leaks=0 && set -- ;; # its schemas stay for a while
	*) set -- ;;
	esac
	folders=
	for folder in "tests/fuzz/$name" "$@"; do
		[ ! -d "$folder" ] || folders="$folders $folder"
	done
}

# A time limit, or a number of runs behind the seeds.  These are listed: folders have
# no order.  Addresses are the same each time, where the system allows it.
limit() {
	fixed='' learnt=$B/learnt/$name limits="-max_total_time=$FUZZ_SECONDS -timeout=5"
	[ -n "$FUZZ_RUNS" ] || return 0
	learnt=$B/fixed/$name list=$B/fixed/$name.seeds
	! setarch -R true 2>/dev/null || fixed="setarch -R"
	rm -rf "$learnt"
	mkdir -p "$learnt"
	# shellcheck disable=SC2086 # folders are several, or none
	{ [ -z "$folders" ] || find $folders -type f; } | LC_ALL=C sort >"$list.lines"
	n=$(grep -c '' "$list.lines")
	paste -s -d , "$list.lines" >"$list"
	limits="-seed=1 -runs=$((n + runs * FUZZ_RUNS)) -timeout=60 -reload=0"
	folders=
	[ "$n" -eq 0 ] || limits="$limits -seed_inputs=@$list"
}

# pack: target $name goes into $FUZZ_OUT, with what is beside it there.
pack() {
	cp "$B/fuzz/$name" "$FUZZ_OUT/" || return
	[ -z "$dict" ] || cp "$dict" "$FUZZ_OUT/$name.dict" || return
	printf '[libfuzzer]\nmax_len = %s\ndetect_leaks = %s\n' "$length" $leaks >"$FUZZ_OUT/$name.options"
	# shellcheck disable=SC2086 # folders are several
	[ -z "$folders" ] || zip -q -r "$FUZZ_OUT/${name}_seed_corpus.zip" $folders
}

# run NAME: one target, for its time.
run() {
	name=$1 dict=$1 length=4096 leaks=1 runs=3000
	what "$name"
	for dict in "$seeds/$dict.dict" "tests/fuzz/$dict.dict" ''; do
		[ ! -s "$dict" ] || break
	done
	if [ -n "$FUZZ_OUT" ]; then
		rm -f "$FUZZ_OUT/${name}_seed_corpus.zip"
		if pack; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
		return
	fi
	limit
	mkdir -p "$learnt"
	# entropic=0: to weigh thousands of features takes longer than most runs
	# shellcheck disable=SC2086 # folders are several
	$fixed "$B/fuzz/$name" $limits -entropic=0 -rss_limit_mb=2048 \
		-detect_leaks=$leaks -max_len="$length" ${dict:+"-dict=$dict"} -artifact_prefix="$B/crashes/$name-" \
		-print_final_stats=1 "$learnt" $folders >"$B/$name.log" 2>&1 </dev/null
	status=$?
	runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$B/$name.log")
	edges=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$B/$name.log" | tail -n 1)
	total=$((total + ${runs:-0}))
	if [ $status -eq 0 ]; then
		passed=$((passed + 1))
		echo "ok      $name: ${runs:-no} runs, ${edges:-no} edges"
	else
		failed=$((failed + 1))
		echo "not ok  $name"
		grep -aE -A12 'ERROR|SUMMARY|runtime error|Test unit written' "$B/$name.log" | head -n 40
	fi
}

rm -rf "$seeds"
mkdir -p "$B/crashes" "$seeds"
schemas
patterns
strings
others
wholes
for target in "$B"/fuzz/*; do
	case $target in
	*.o | *.d | *'*') continue ;;
	esac
	name=${target##*/}
	case " ${FUZZ_TARGETS:-$name} " in
	*" $name "*) run "$name" ;;
	esac
done
echo "$total runs in all"
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
