#!/bin/sh
# mutants: do the tests notice when one thing in the program is wrong?
#
#   make mutants MUTANTS=300 MUTANTS_SEED=1 MUTANTS_IN="rules/ schema/number.c"
#   make mutants MUTANTS_PART=2000             one in so many, each file by itself
#   make mutants MUTANTS_FROM=OLD-RESULTS      those that survived there, once more
#
# Of all mistakes that tests/mutants/mutate.c can make, MUTANTS are chosen by the seed
# (those in rules/, schema/ and load/ more often), one at a time is built in a copy of the
# tree and of what is built, and tests run until one fails: the corpus in one run, unit
# tests of the file, scripts about it, the quick ones first.  What hangs for
# MUTANTS_SECONDS is noticed too.  A mutant whose object has the same bytes is no mutant.
# Those that survive are listed.  Known ones (tests/mutants/survivors) are not asked: they
# were read, and the list says why no test can notice them.  Fewer than MUTANTS_NOTICED
# percent fail.
set -u
cd "$(dirname "$0")/.." || exit 2
: "${B:=$PWD/build}" "${MUTANTS:=300}" "${MUTANTS_SEED:=1}" "${MUTANTS_IN:=}" "${MUTANTS_PART:=}" "${MUTANTS_FROM:=}" "${MUTANTS_NOTICED:=80}" "${MUTANTS_SECONDS:=15}"
top=$PWD
work=$top/build-mutants
tree=$work/tree
results=$work/results.$MUTANTS_SEED${MUTANTS_FROM:+.again}
mutate=$B/mutants/mutate
: "${SHARED:=$top/../shared}"
export SHARED
unset MAKEFLAGS MFLAGS SAN PROG BLESS || :
LC_ALL=C
MALLOC_PERTURB_=85 # what is read before it is set is not 0 by chance
export LC_ALL MALLOC_PERTURB_
tab=$(printf '\t')
# shellcheck disable=SC3045 # where there is no such limit, there is none
ulimit -v 4000000 2>/dev/null # a loop without end may want all memory

wanted() { # FILE: is it in MUTANTS_IN?
	[ -n "$MUTANTS_IN" ] || return 0
	for part in $MUTANTS_IN; do
		case $1 in
		*"$part"*) return 0 ;;
		esac
	done
	return 1
}

[ -z "$MUTANTS_PART" ] || MUTANTS=1000000

# All mutants: file, number, line, what stands there, what would.
mkdir -p "$work"
for file in validator/*.c validator/*/*.c validator/*/*/*.c; do
	wanted "$file" || continue
	"$mutate" "$file" | sed "s,^,$file	,"
done >"$work/all"
if [ -n "$MUTANTS_FROM" ]; then # those that survived before
	awk -F '\t' 'FNR == NR { want[$0] = 1; next }
		($1 ":" $3 ": " $4 " -> " $5 ": SURVIVED") in want' "$MUTANTS_FROM" "$work/all" |
		cut -f1-5 >"$work/chosen"
else
	# By numbers of their own: a change elsewhere leaves the choice as it is, and with
	# MUTANTS_PART none takes the place of one that is gone.
	awk -F '\t' -v seed="$MUTANTS_SEED" -v part="$MUTANTS_PART" '
		{ weight = $1 ~ /\/rules\// ? 3 : $1 ~ /\/(schema|load)\// ? 2 : 1
		  x = ($6 + seed * 7919) % 2147483647
		  for (i = 0; i < 3; i++)
			x = (x * 48271 + seed) % 2147483647
		  if (part == "" || x * part < 2147483647)
			print -log(1 - x / 2147483647) / weight "\t" $0 }' "$work/all" |
		sort -g | head -n "$MUTANTS" |
		cut -f2-6 | sort -t "$tab" -k1,1r -k2,2n >"$work/chosen"
fi

rm -rf "$tree" "$work/sound" && mkdir "$tree" "$work/sound"
git ls-files -z | xargs -0 cp -Pp --parents -t "$tree" && cp -Rp "$B" "$tree/build" || exit 2
cd "$tree" || exit 2
# What is made from folders does not change with a mutant.
make_tree() { make -s CFLAGS='-O1 -w' -o build/embedded.c -o build/rules.inc -o build/rule-texts.c -o build/catalogue-table.c "$@"; }
# The corpus in one run: shorter than tests/run.sh, which pins the same findings.
one_run() { # PROGRAM
	"$1" check --no-config -v -q -j1 corpus 2>&1
	"$1" check --no-config -q --diff --fix=suggested -j1 corpus 2>&1
	"$1" schedule corpus/valid corpus/invalid/retry* 2>&1
}
one_run build/hookvet >"$work/want"

within() { timeout -k 5 "$@" >/dev/null 2>&1 </dev/null; }

# The unit test of the file (regex for regex-parse.c), those that see its header, and those
# of the folder: the inner parts of the reader have no header that a test sees.
units_of() { # FILE
	name=${1##*/} name=${name%.c}
	case $1 in
	*/load/*) others="reader node text" ;;
	*/report/secret*) others=secret ;;
	*/report/* | */finding/*) others="diag fix" ;;
	*) others= ;;
	esac
	for unit in "$name" "${name%%-*}" \
		$(grep -l "${1%.c}\.h" build/unit/*.d | sed 's,.*/,,; s,\.d$,,' | head -n 6) $others; do
		[ ! -f "tests/unit/$unit.c" ] || echo "$unit"
	done | awk '!seen[$0]++'
}

# Scripts about the file, the quick ones first.
scripts_of() { # FILE
	case $1 in
	*/lsp/* | */run/judge.c | */run/roots.c | */run/neighbourhood.c | */load/cursor.c | \
		*/finding/positions.c | */project/file-uri.c | */project/schema-guide.c | */service/near.c)
		echo lsp/session lsp/corpus
		;;
	*/project/new-request.c | */cli/new.c) echo cli/new lsp/session ;;
	*/part/* | */run/*parts.c | */finding/within.c) echo cli/parts cli/syntaxes run ;;
	*/drift/*) echo cli/drift ;;
	*/library/*) echo library/run ;;
	*/regex/*) echo regex/suite suite/official keywords/run ;;
	*/schema/*) echo suite/own suite/official keywords/run cli/lists run ;;
	*/load/*) echo reader/compare reader/properties keywords/run reader/suite run ;;
	*/report/* | */finding/*) echo reporters/golden cli/trouble cli/known cli/fix run cli/output reporters/limits ;;
	*/rules/* | */lint/* | */service/*) echo cli/schedule cli/duplicates run ;;
	*/project/baseline.c | */project/suppress.c) echo cli/known cli/output ;;
	*/cli/catalogue.c | */cli/explain.c | */cli/rules.c | */cli/schema*)
		echo manual/examples cli/options cli/lists cli/output suite/own
		;;
	*/cli/completion.c) echo cli/completion ;;
	*/project/config.c | */project/profile.c) echo cli/config cli/known cli/options run ;;
	*/run/confine.c) echo cli/sandbox ;;
	*/project/discover.c | */project/glob.c | */project/ignore.c | */project/paths.c)
		echo cli/discover cli/config cli/known cli/gitignore
		;;
	*/run/check-document.c | */run/work-queue.c)
		echo cli/options cli/duplicates cli/trouble run cli/output threads/same
		;;
	*/cli/help.c | */project/options.c | */project/settings.c) echo cli/config manual/options cli/options cli/output ;;
	*/run/jsonl-read.c | */cli/report.c) echo cli/merge ;;
	*/run/fix-run.c) echo cli/fix cli/trouble cli/output fixes/corpus ;;
	*/cli/schedule.c) echo cli/schedule ;;
	*/verify/* | */cli/verify.c) echo cli/verify ;;
	*/cli/* | */run/* | */project/*) echo cli/options cli/discover cli/known cli/trouble cli/duplicates run cli/output threads/same ;;
	*/base/sandbox.c) echo cli/sandbox ;;
	*/base/pool.c) echo threads/same cli/output ;;
	*/base/suggest.c) echo cli/options run ;;
	*/base/file.c) echo cli/trouble cli/discover cli/fix faults/files cli/output ;;
	*/base/*) echo cli/options suite/official cli/trouble cli/fix ;;
	*) echo cli/discover suite/official cli/options cli/trouble cli/fix cli/output threads/same ;;
	esac
}

fails() { # TEST BUILD
	if FAIL_FAST=1 FEWER=20 PROG=$2/hookvet B=$2 within "$((MUTANTS_SECONDS * 6))" "tests/$1.sh"; then
		return 1
	fi
}

# A test that fails without any mutant says nothing about it.
sound() { # TEST
	known=$work/sound/$(echo "$1" | tr / .)
	if [ ! -f "$known" ]; then
		if fails "$1" "$B"; then
			echo no >"$known"
			echo "tests/$1.sh fails without a mutant: not asked" >&2
		else
			echo yes >"$known"
		fi
	fi
	grep -q yes "$known"
}

# killer FILE: prints the test that notices; nothing if none does.
killer() {
	timeout -k 5 "$MUTANTS_SECONDS" sh "$work/one_run" >"$work/got" 2>/dev/null </dev/null
	cmp -s "$work/want" "$work/got" || {
		echo corpus
		return
	}
	for unit in $(units_of "$1"); do
		if ! make_tree "build/unit/$unit" >"$work/log" 2>&1; then
			echo "unit/$unit (build)"
			return
		fi
		within "$MUTANTS_SECONDS" "build/unit/$unit" || {
			echo "unit/$unit"
			return
		}
	done
	for test in $(scripts_of "$1"); do
		case $test in # tools of the tests are linked anew
		regex/suite) make_tree build/regex/suite ;;
		suite/*) make_tree build/suite/suite ;;
		reader/*) make_tree build/reader/compare build/reader/properties build/reader/dump ;;
		reporters/*) make_tree build/reporters/driver ;;
		esac >/dev/null 2>&1
		if fails "$test" "$tree/build" && sound "$test"; then
			echo "tests/$test.sh"
			return
		fi
	done
}
{
	sed -n '/^one_run()/,/^}/p' "$top/tests/mutants.sh"
	echo 'one_run build/hookvet'
} >"$work/one_run"

# judge: the mutant that is in $file; counts it, and says in $by what notices it.
judge() {
	if ! make_tree "$object" >"$work/log" 2>&1; then
		unbuilt=$((unbuilt + 1)) by='does not compile'
	elif cmp -s "$object" "$work/object"; then
		equal=$((equal + 1)) by='same object'
	elif ! make_tree all >"$work/log" 2>&1; then
		unbuilt=$((unbuilt + 1)) by='does not link'
	else
		by=$(killer "$file")
		if [ -n "$by" ]; then
			killed=$((killed + 1))
		else
			survived=$((survived + 1)) by=SURVIVED
			key "$file" "$line" "$old" "$new" >>"$results.new"
		fi
	fi
}

key() { # FILE LINE OLD NEW: how a mutant is known, wherever its line moves (of $work/source)
	printf '%s\t%s\t%s\t%s\n' "$1" "$(sed -n "$2p" "$work/source" | sed 's/^[ 	]*//')" "$3" "$4"
}

: >"$results"
: >"$results.new"
: >"$results.times"
start=$(date +%s)
killed=0 equal=0 unbuilt=0 known=0 survived=0 last=
while IFS=$tab read -r file number line old new; do
	object=build/${file#validator/} object=${object%.c}.o
	if [ "$file" != "$last" ]; then # compiled as its mutants will be
		touch "$file" && make_tree "$object" >"$work/log" 2>&1
		last=$file
	fi
	cp -p "$file" "$work/source" && cp -p "$object" "$work/object"
	if key "$file" "$line" "$old" "$new" | grep -qxFf - "$top/tests/mutants/survivors"; then
		known=$((known + 1)) by=explained
	else
		"$mutate" "$work/source" "$number" >"$file"
		judge
	fi
	printf '%s:%s: %s -> %s: %s\n' "$file" "$line" "$old" "$new" "$by" >>"$results"
	cp -p "$work/source" "$file" && cp -p "$work/object" "$object"
	rm -f build/lib.a build/hookvet
	now=$(date +%s)
	echo "$((now - start)) s: $file:$line: $by" >>"$results.times"
	start=$now
done <"$work/chosen"

grep ': SURVIVED$' "$results"
all=$((killed + known + survived))
share=$((all != 0 ? (killed + known) * 100 / all : 100))
echo "mutants: $(wc -l <"$work/all") possible, $(wc -l <"$work/chosen") made: $unbuilt did not compile," \
	"$equal changed nothing, $killed of $all noticed, $known explained: $share %; list in ${results#"$top/"}"
if [ "$share" -ge "$MUTANTS_NOTICED" ]; then
	echo "$((killed + known)) passed, 0 failed, 0 skipped"
else
	echo "$((killed + known)) passed, $survived failed, 0 skipped"
	exit 1
fi
