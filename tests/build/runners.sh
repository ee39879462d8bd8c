#!/bin/sh
# The runners themselves: each way to be wrong makes them fail, and is counted.
#
# They run in a small tree of their own with a program that says what a file says.
# shellcheck disable=SC2016
# shellcheck source=tests/lib
. tests/lib
ends() { [ "$(tail -n 1 "$tmp/out")" = "$1" ]; }
says() { grep -qF -e "$1" "$tmp/out"; }

tree="$tmp/a tree" # with a blank, as the build folder below
rule=$tree/corpus/invalid/a-rule
mkdir -p "$tree/tests/scripts" "$tree/validator/rules" "$tree/corpus/valid" "$rule"
cp tests/run.sh tests/check.sh "$tree/tests/"
echo '---' >"$tree/validator/rules/a-rule.md"
# An input is a text: what to report, "FIX" what to make of it, "DIE" how to end.
cat >"$tmp/prog" <<-'END'
	#!/bin/sh
	status=0 fix=
	for word; do case $word in
		--fix=safe) fix=1 ;;
		*.json) [ -z "$fix" ] || sed -i.bak 's/FIX.*/fixed/' "$word"
			! grep '\[' "$word" || status=1
			! grep -q DIE "$word" || status=99 ;;
	esac; done
	exit $status
END
chmod +x "$tmp/prog"
run() {
	PROG=$tmp/prog BLESS=${bless:-} "$tree/tests/run.sh" >"$tmp/out" 2>&1
}

echo ok >"$tree/corpus/valid/ok.json"
echo 'x [a-rule]' >"$rule/fires.json"
printf 'x [a-rule]\nexit 1\n' >"$rule/fires.expect"
echo ok >"$rule/near-miss.json"
run
check "all is well: status" equal $? 0
check "all is well: counts" ends "5 passed, 0 failed, 0 skipped"

echo 'x [other]' >"$tree/corpus/valid/bad.json"
run
check "a valid input that is reported" says 'corpus/valid/bad.json: must be accepted in silence'
check "... counts" ends "5 passed, 1 failed, 0 skipped"
rm "$tree/corpus/valid/bad.json"

echo 'y [a-rule]' >"$rule/fires.json"
run
check "another report than expected" says 'fires.json: not what fires.expect says'
echo 'x [other]' >"$rule/fires.json"
bless=1 run
check "a blessed input that does not fire its rule" says 'does not fire a-rule'
bless=1
echo 'z [a-rule]' >"$rule/fires.json"
run
bless=
run
check "make bless writes what comes out" ends "5 passed, 0 failed, 0 skipped"

echo 'x [a-rule]' >"$rule/near-miss.json"
run
check "a near miss that fires" says 'fires a-rule, and is a near miss'
rm "$rule/near-miss.json"
run
check "a rule without a near miss" says 'no near miss in corpus/invalid/a-rule'
echo ok >"$rule/near-miss.json"
mv "$rule/fires.expect" "$tmp/"
run
check "a finding that nobody expects" says 'fires.json: must be silent, or needs fires.expect'
echo ok >"$rule/fires.json"
run
check "a rule that nothing fires" says 'no input in corpus/invalid/a-rule fires it'
mv "$tmp/fires.expect" "$rule/"
echo 'z [a-rule]' >"$rule/fires.json"

echo 'FIX it' >"$rule/fix.json"
run
check "a fix that nobody expects" says 'fix.json: --fix=safe changes it, and there is no fix.fixed'
echo fixed >"$rule/fix.fixed"
run
check "a fix as expected" ends "7 passed, 0 failed, 0 skipped"
echo DIE >"$tree/corpus/valid/die.json"
run
check "a crash" equal $? 1
rm "$tree/corpus/valid/die.json"
mkdir "$tree/corpus/invalid/no-rule"
run
check "a folder without a rule" says 'there is no rule of this name'
rmdir "$tree/corpus/invalid/no-rule"

echo 'x [a-rule]' >"$rule/more.json"
echo 'with more' >"$rule/more.needs"
run
check "an input that needs what the program is without is skipped" says 'more.json: the program is without: with more'
check "... and counted" ends "7 passed, 0 failed, 1 skipped"
printf '#!/bin/sh\n[ "$1" != --version ] || echo "built with more"\n' >"$tmp/rest"
{ cat "$tmp/rest" && sed 1d "$tmp/prog"; } >"$tmp/new" && cat "$tmp/new" >"$tmp/prog"
run
check "and the command that repeats it is said" says 'again: cd corpus/invalid/a-rule && '
check "and tried by one that has it" says 'more.json: must be silent, or needs more.expect'
rm "$rule/more.json"

PROG=$tmp/prog "$tree/tests/run.sh" corpus/valid/ >"$tmp/out" 2>&1
check "one folder of the corpus" ends "$(find "$tree/corpus/valid" -name '*.json' | wc -l) passed, 0 failed, 0 skipped"
PROG=$tmp/prog "$tree/tests/run.sh" corpus/nowhere >"$tmp/out" 2>&1
check "no folder of the corpus" equal $? 1

# check.sh: adds up, and believes nobody who does not end as he should.
rm "$tree/tests/run.sh"
script() { # NAME TEXT
	printf '#!/bin/sh\n%s\n' "$2" >"$tree/tests/scripts/$1.sh"
	chmod +x "$tree/tests/scripts/$1.sh"
}
add() {
	B="$tmp/no ne" PROG=$tmp/prog "$tree/tests/check.sh" "$@" >"$tmp/out" 2>&1
}
script a 'echo 3 passed, 0 failed, 1 skipped'
script b 'echo 4 passed, 0 failed, 0 skipped'
add
check "sum: status" equal $? 0
check "sum" ends "7 passed, 0 failed, 1 skipped"
add scripts/b
check "only what is named" ends "4 passed, 0 failed, 0 skipped"
add nothing-of-this-name
check "nothing to run is a failure" equal $? 1
mkdir -p "$tmp/no ne/unit" "$tree/tests/unit"
: >"$tree/tests/unit/u.c"
printf '#!/bin/sh\necho 5 passed, 0 failed, 0 skipped\n' >"$tmp/no ne/unit/u"
chmod +x "$tmp/no ne/unit/u"
add unit/
check "a unit test in a folder with a blank" ends "5 passed, 0 failed, 0 skipped"
rm -r "$tmp/no ne" "$tree/tests/unit"
script c 'echo 1 passed, 2 failed, 0 skipped; exit 1'
add
check "failures: status" equal $? 1
check "failures: sum" ends "8 passed, 2 failed, 1 skipped"
script c 'echo 1 passed, 0 failed, 0 skipped; exit 1'
add
check "a bad status counts as a failure" ends "8 passed, 1 failed, 1 skipped"
script c 'echo all fine'
add
check "so does a missing closing line" ends "7 passed, 1 failed, 1 skipped"

finish
