#!/bin/sh
# bench: how long checking takes, beside what else could be done with the bytes.
#
#   tests/bench/run.sh [PART...]     one files lines array wild growth; none: all
#
# Makes the documents (tests/bench/documents.c; the same every time, kept in BENCH_DATA),
# shows that nothing is found in them, or the mistakes that were put in and no others,
# then runs hookvet, floors and the peers that are there ("make bench-peers") in turn.
# The documents are as many people would write them, no two alike; beside them, in rows of
# their own, such as one program would have written.
# Prints medians, ratios, peak memory, and what was promised beside what was measured.
# Only a wrong result is a failure: times are for people to read.
#
#   BENCH_DOCS=1000000  documents in the JSON Lines      BENCH_ROUNDS=5
#   BENCH_FILES=10000   files; also a tenth of them      BENCH_MB=100  size of the array
#   MARKDOWN=1          tables for a README              README=1      put them into ours
set -u
cd "$(dirname "$0")/../.." || exit 2
: "${B:=$PWD/build}" "${PROG:=$B/hookvet}" "${SHARED:=$PWD/../shared}"
: "${BENCH_DOCS:=1000000}" "${BENCH_FILES:=10000}" "${BENCH_MB:=100}" "${BENCH_ROUNDS:=5}"
: "${BENCH_DATA:=$B/bench-data}" "${PEERS:=$B/npm}" "${MARKDOWN:=}" "${README:=}"
LC_ALL=C
export LC_ALL
unset HOOKVET_CONFIG || :
top=$PWD here=$PWD/tests/bench
NODE_PATH=$PEERS/node_modules
export NODE_PATH B PROG BENCH_DATA
parts=" ${*:-one files lines array wild growth} "
mkdir -p "$BENCH_DATA" && cd "$BENCH_DATA" || exit 2
passed=0 failed=0 skipped=0
load=$(awk '$1 >= 1 { print ", beside other work (load " $1 ")" }' /proc/loadavg 2>/dev/null)
few=$((BENCH_FILES / 10)) part_docs=$((BENCH_DOCS / 4)) slow_docs=$((BENCH_DOCS / 100))

pass() {
	passed=$((passed + 1))
}
fail() {
	failed=$((failed + 1))
	echo "not ok: $*" >&2
}
skip() {
	skipped=$((skipped + 1))
	echo "skipped: $*" >&2
}
wanted() {
	case $parts in
	*" $1 "*) return 0 ;;
	esac
	return 1
}

# The documents, unless they are there from last time.
generate() {
	now="$(cksum <"$here/documents.c") $BENCH_DOCS $BENCH_FILES $BENCH_MB"
	[ "$(cat made 2>/dev/null)" != "$now" ] || return 0
	need=$((BENCH_DOCS * 5 / 2 + BENCH_MB * 3300 + BENCH_FILES * 15 + 10000))
	free=$(df -Pk . | awk 'NR == 2 { print $4 }')
	if [ "$free" -lt "$need" ]; then
		echo "bench: $need kB are needed in $BENCH_DATA, $free are free;" \
			"BENCH_DOCS, BENCH_MB and BENCH_FILES make it less" >&2
		exit 2
	fi
	rm -rf made valid-* faulty-* alike* one.json lines*.jsonl faulty.jsonl array*.json faulty.json
	make=$B/bench/documents
	mkdir valid-few valid-many faulty-many alike-many &&
		"$make" files valid-few "$few" &&
		"$make" files valid-many "$BENCH_FILES" &&
		"$make" -f 100 files faulty-many "$BENCH_FILES" &&
		"$make" -a files alike-many "$BENCH_FILES" &&
		cp valid-few/00005.json one.json &&
		"$make" lines "$BENCH_DOCS" >lines.jsonl &&
		"$make" -f 100 lines "$BENCH_DOCS" >faulty.jsonl &&
		head -n "$part_docs" lines.jsonl >lines-part.jsonl &&
		head -n "$slow_docs" lines.jsonl >lines-slow.jsonl &&
		"$make" -a lines "$part_docs" >alike.jsonl &&
		"$make" array "${BENCH_MB}000000" >array.json &&
		"$make" -f 100 array "${BENCH_MB}000000" >faulty.json &&
		"$make" array "${BENCH_MB}0000" >array-slow.json &&
		"$make" -a array "${BENCH_MB}000000" >alike.json &&
		echo "$now" >made || exit 2
}

# Nothing may be found in the valid ones, with all rules at their lowest level.
prove_valid() {
	for input; do
		"$PROG" check -q --no-config --fail-on info -f compact "$input" >found 2>&1
		status=$?
		if [ $status -eq 0 ] && [ ! -s found ]; then
			pass
		else
			fail "$input: status $status, $(head -n 1 found)"
		fi
	done
}
# In the faulty ones each hundredth, and no other: PATTERN finds its number, which is 50
# for the first of them, or FIRST.
prove_faulty() { # INPUT FORMAT DOCUMENTS FIRST PATTERN
	"$PROG" check -q --no-config --fail-on info -f "$2" "$1" >found 2>&1
	status=$?
	: >wrong
	if [ $status -eq 1 ] && awk -v n="$3" -v first="$4" -v pattern="$5" '
		/"summary":/ { next }
		!match($0, pattern) { print "what is " $0; exit wrong = 1 }
		{
			number = substr($0, RSTART, RLENGTH)
			gsub(/[^0-9]/, "", number)
			number = number - first
			if (number % 100 != 0) { print "not put in: " $0; exit wrong = 1 }
			if (!(number in seen)) count++
			seen[number] = 1
		}
		END {
			if (!wrong && count != int((n + 49) / 100)) {
				print count + 0 " of " int((n + 49) / 100) " found"
				wrong = 1
			}
			exit wrong
		}' found >wrong; then
		pass
	else
		fail "$1: status $status, $(cat wrong)"
	fi
}
# With one thread, two and eight: the same bytes.
prove_same() { # FORMAT INPUT
	for jobs in 1 2 8; do
		"$PROG" check -q --no-config -j$jobs -f "$1" "$2" >"found-$jobs" 2>&1
	done
	if cmp -s found-1 found-2 && cmp -s found-1 found-8; then
		pass
	else
		fail "$2: -j1, -j2 and -j8 do not say the same"
	fi
	rm -f found-1 found-2 found-8
}
prove() {
	! wanted one || prove_valid one.json
	if wanted files; then
		prove_valid valid-few valid-many alike-many
		prove_faulty faulty-many compact "$BENCH_FILES" 50 '^faulty-many/[0-9]+'
		prove_same compact faulty-many
	fi
	if wanted lines; then
		prove_valid lines.jsonl alike.jsonl
		prove_faulty faulty.jsonl compact "$BENCH_DOCS" 51 '^faulty[.]jsonl:[0-9]+'
		prove_same compact faulty.jsonl
	fi
	if wanted array; then
		prove_valid array.json alike.json
		prove_faulty faulty.json jsonl "$(grep -c '"webhookId"' faulty.json)" 50 \
			'"pointer": ?"/[0-9]+'
		prove_same jsonl faulty.json
	fi
	rm -f found wrong
}

# The schemas that peers get: ours in one document each, and what sourcemeta makes of it.
sourcemeta=$(find "$PEERS/node_modules/@sourcemeta" -name "jsonschema-linux-$(uname -m)" \
	2>/dev/null | head -n 1)
ajv=$PEERS/node_modules/.bin/ajv
[ -x "$ajv" ] && command -v node >/dev/null || ajv=
python=
for candidate in /usr/bin/python3 python3; do
	[ -n "$python" ] || ! (cd / && "$candidate" -c 'import jsonschema') 2>/dev/null ||
		python=$candidate
done
[ -x "$B/bench/simdjson" ] || skip "simdjson: no g++ or no libsimdjson-dev"
[ -n "$sourcemeta" ] || skip "sourcemeta: see make bench-peers"
[ -n "$ajv" ] || skip "ajv: see make bench-peers"
[ -n "$python" ] || skip "python3-jsonschema: see make bench-peers"

compile() { # SCHEMA: SCHEMA.fast
	[ -z "$sourcemeta" ] || "$sourcemeta" compile --fast "$1" >"${1%.json}.fast" ||
		fail "sourcemeta cannot compile $1"
}
schemas() {
	for kind in create-request subscription-list; do
		"$PROG" schema bundle "$top/schemas/cybersource/$kind.schema.json" >"$kind.json" &&
			compile "$kind.json" || exit 2
	done
}

# spec LABEL WORD...: one more command of the part
spec() {
	printf '%s' "$1" >>spec
	shift
	printf '\t%s' "$@" >>spec
	echo >>spec
}
floors() { # OPERAND, how simdjson and jansson take it
	spec 'read' "$B/bench/floor" read "$1"
	[ ! -x "$B/bench/simdjson" ] || spec 'simdjson, DOM' "$B/bench/simdjson" "$2" "$1"
	spec 'jansson' "$B/bench/floor" "$3" "$1"
}
hookvet() { # LABEL OPERAND...
	label=$1
	shift
	spec "hookvet$label" "$PROG" check -q --no-config -f compact "$@"
}
peers() { # OPERAND SCHEMA OPERAND-FOR-AJV-CLI OPERAND-FOR-PYTHON
	[ -z "$sourcemeta" ] || {
		spec 'sourcemeta, best' "$sourcemeta" validate --fast --template "$2.fast" \
			"$2.json" "$1"
		spec 'sourcemeta' "$sourcemeta" validate "$2.json" "$1"
	}
	[ -z "$ajv" ] || case $3 in
	*.jsonl) spec 'ajv, own loop' node "$here/ajv.js" "$2.json" "$3" ;;
	*) spec 'ajv-cli' "$ajv" validate --spec=draft2020 --strict=false --errors=no \
		-c ajv-formats -s "$2.json" -d "$3" ;;
	esac
	[ -z "$python" ] || case $4 in
	*-slow.*) spec 'python3-jsonschema, 1 %' "$python" "$here/jsonschema.py" "$2.json" "$4" ;;
	*) spec 'python3-jsonschema' "$python" "$here/jsonschema.py" "$2.json" "$4" ;;
	esac
}

# measured PART BYTES ROUNDS [STATUS]: run the commands, add to results; each must end
# with STATUS (0), but where faults are, with 1.
measured() {
	echo "measuring: $1" >&2
	"$B/bench/measure" -n "$3" spec >"measured" || exit 2
	while IFS='	' read -r label runs median least cpu memory status; do
		case $label:$status in
		*faulty:1 | *[!y]:"${4:-0}") pass ;;
		*) fail "$1: $label: status $status" ;;
		esac
		printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' \
			"$1" "$label" "$runs" "$median" "$least" "$cpu" "$memory" "$2" >>results
	done <measured
	rm -f spec measured
}
size() { # FILE...
	cat "$@" | wc -c
}

part_one() {
	spec 'true' true
	spec 'read' "$B/bench/floor" read one.json
	spec 'jansson' "$B/bench/floor" jansson one.json
	hookvet ' -j1' -j1 one.json
	peers one.json create-request one.json one.json
	measured one "$(size one.json)" "$((BENCH_ROUNDS * 8))"
}
# Without peers: they take as long as for the others.
alike() { # PART OPERAND, how simdjson and jansson take it
	floors "$2" "$3" "$4"
	hookvet ' -j1' -j1 "$2"
	hookvet ' -j2' -j2 "$2"
	case $2 in
	@*) bytes=$(size "${2#@}"/*) ;;
	*) bytes=$(size "$2") ;;
	esac
	measured "$1" "$bytes" "$BENCH_ROUNDS"
}
files() { # few or many
	floors "@valid-$1" each jansson
	hookvet ' -j1' -j1 "@valid-$1"
	hookvet ' -j2' -j2 "@valid-$1"
	[ "$1" = few ] || hookvet ' -j1, 1 % faulty' -j1 @faulty-many
	peers "@valid-$1" create-request "valid-$1/*.json" "@valid-$1"
	measured "files-$1" "$(size valid-"$1"/*)" "$BENCH_ROUNDS"
}
part_files() {
	files few
	files many
	alike files-alike @alike-many each jansson
}
part_lines() {
	floors lines.jsonl lines lines
	hookvet ' -j1' -j1 lines.jsonl
	hookvet ' -j2' -j2 lines.jsonl
	hookvet ' -j1, standard input' -j1 --json-lines - '<lines.jsonl'
	hookvet ' -j2, standard input' -j2 --json-lines - '<lines.jsonl'
	hookvet ' -j1, a quarter of them' -j1 lines-part.jsonl
	hookvet ' -j1, 1 % faulty' -j1 faulty.jsonl
	hookvet ' -j1, -s' -j1 -s create-request.json lines.jsonl
	peers lines.jsonl create-request lines.jsonl lines-slow.jsonl
	measured lines "$(size lines.jsonl)" "$BENCH_ROUNDS"
	alike lines-alike alike.jsonl lines lines
}
part_array() {
	floors array.json each jansson
	hookvet ' -j1' -j1 array.json
	hookvet ' -j2' -j2 array.json
	hookvet ' -j1, 1 % faulty' -j1 faulty.json
	peers array.json subscription-list array.json array-slow.json
	measured array "$(size array.json)" "$BENCH_ROUNDS"
	alike array-alike alike.json each jansson
}
# Schemas and documents of the public.
part_wild() {
	for dir in "$SHARED"/data/benchmark/*/; do
		dir=${dir%/}
		[ -f "$dir/schema.json" ] && [ -f "$dir/instances.jsonl" ] || continue
		name=${dir##*/}
		hookvet ' -j1' -j1 -s "$dir/schema.json" "$dir/instances.jsonl"
		[ -z "$sourcemeta" ] || spec 'sourcemeta --fast' "$sourcemeta" validate --fast \
			"$dir/schema.json" "$dir/instances.jsonl"
		[ -z "$ajv" ] || spec 'ajv, own loop' node "$here/ajv.js" "$dir/schema.json" \
			"$dir/instances.jsonl"
		measured "wild:$name" "$(size "$dir/instances.jsonl")" "$((BENCH_ROUNDS * 2 + 1))"
	done
	grep -q '^wild:' results || skip "public schemas: no data"
}
# shellcheck source=tests/bench/growth.sh
. "$here/growth.sh"

machine() {
	! grep -q '^flags.* hypervisor' /proc/cpuinfo 2>/dev/null || virtual=', virtual'
	echo "$(getconf _NPROCESSORS_ONLN) processors" \
		"($(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo 2>/dev/null |
			head -n 1)${virtual:-})," \
		"$(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release 2>/dev/null)," \
		"$(${CC:-cc} --version | head -n 1)$load"
}
report() { # [markdown]
	awk -F '\t' -v markdown="$1" -v files="$BENCH_FILES" -v few="$few" \
		-v docs="$BENCH_DOCS" -v part_docs="$part_docs" -v machine="$(machine)" -f "$here/table.awk" results
}

[ -x "$B/bench/documents" ] || fail "make bench builds what this needs"
generate
prove
schemas
: >results
rm -f spec
for part in one files lines array wild growth; do
	! wanted "$part" || "part_$part"
done
report "$MARKDOWN"
if [ -n "$README" ]; then
	report 1 >readme
	awk -v table=readme '
		/^<!-- bench -->$/ { print; while ((getline line <table) > 0) print line; skip = 1 }
		/^<!-- end of bench -->$/ { skip = 0 }
		!skip' "$top/README.md" >new &&
		cat new >"$top/README.md" || fail "README.md"
	[ ! -f growth.svg ] || cp growth.svg "$here/growth.svg"
	rm -f readme new
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
