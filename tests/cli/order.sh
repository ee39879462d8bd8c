#!/bin/sh
# order: what is found in a file does not depend on the files that were read before it,
# but where documents are compared.  Files are read in the order of their names, so the
# first of them are left out, more each time: what is compiled for one was once used in
# part for the next.
# shellcheck source=tests/cli/lib
. tests/cli/lib

cp -r "$top/corpus/valid" "$top/corpus/invalid" .
find valid invalid -name '*.json' ! -name near-miss-link.json | LC_ALL=C sort >all
# found LIST: what is found in those files, a line each, which begins with the file's name
found() {
	"$PROG" check -q -j1 --no-config --rule duplicate-subscription=off --rule key-organization=off \
		-f compact --files-from "$1" 2>"$tmp/err"
}
found all >whole
check 'much is found' [ "$(wc -l <whole)" -gt 300 ]
number=1
while [ "$number" -lt "$(wc -l <all)" ]; do
	tail -n "+$number" all >some
	found some >got
	awk -F : 'NR == FNR { some[$1]; next } $1 in some' some whole >want
	check "the same from $(head -n 1 some) on" cmp want got
	number=$((number + 17))
done
finish
