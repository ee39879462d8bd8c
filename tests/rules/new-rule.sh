#!/bin/sh
# new-rule: a rule added to a copy of the tree, as README.md says it is done, is there,
# and finds each of the faulty files among clean ones that differ from them in paths only.
#
# Whatever spares the program work must not depend on what the present rules look at: the
# new one names no sign ("when"), so it is always called.  And of the others none speaks
# where the signs that it names were not seen: without them all find the same.
# Of the copy only the new rule and what names all of them is compiled.
top=$PWD
# shellcheck source=tests/cli/lib
. tests/cli/lib
cd "$top" || exit 2
: "${B:=$top/build}"
if [ "$B" != "$top/build" ]; then
	skip 'the objects of this build folder have flags of their own'
	finish
	exit
fi
like=default-scope new=description-repeats-name
tree=$tmp/tree
mkdir -p "$tree/build"
cp -Rp Makefile validator schemas "$tree/"
(cd "$B" && for room in "$top"/validator/*/; do echo "${room#"$top"/validator/}"; done |
	xargs -I{} cp -Rp {} "$tree/build/" && cp -p ./*.o ./*.d ./*.inc ./*.c "$tree/build/" 2>/dev/null)

# The files of a rule that is there, under another name; a function that looks at something else.
name() { sed "s/$like/$new/g; s/$(echo $like | tr - _)/$(echo $new | tr - _)/g; /^when: /d" "$1"; }
for file in "validator/rules/$like".*; do
	name "$file" | awk -v named="$(grep -c 'lint_report(l, "' "$file")" -v new=$new '
		/^check.*\(struct lint \*l\)$/ {
			print
			print "{\n\tif (node_is(l->sub.name, NODE_STRING) &&" \
				"\n\t    node_is(l->sub.description, NODE_STRING) &&" \
				"\n\t    str_equal(node_string(l->sub.name), node_string(l->sub.description)))"
			print "\t\tlint_report(l, " (named + 0 ? "\"" new "\", " : "") \
				"l->sub.description, AT_VALUE," \
				"\n\t\t\t    \"the description repeats the name\");\n}"
			skip = 1
		}
		!skip { print }
		/^}/ { skip = 0 }' >"$tree/validator/rules/$new.${file##*.}"
done
(cd "$tree" && unset PROG A MAKEFLAGS && make -s B=build build/hookvet) >"$tmp/out" 2>"$tmp/err"
status=$?
check 'a tree with one more rule is built' status 0
PROG=$tree/build/hookvet

run rules
check 'the rule is listed' out " $new "
run explain $new
check 'and explained' status 0

# faulty, or clean: they differ in paths only
subscription() { # N DESCRIPTION
	sed -e "s,^  \"name\": .*,  \"name\": \"Invoices\"\,," -e "s,^  \"description\": .*,  \"description\": \"$2\"\,," \
		-e "/Url\"/s,\"\(https://[^/]*\)[^\"]*\",\"\1/path/$1\"," corpus/examples/invoicing.request.json
}
i=0
while [ $i -lt 40 ]; do
	i=$((i + 1))
	subscription a$i 'For the ledger' >"$tmp/work/$i-clean.json"
	subscription b$i Invoices >"$tmp/work/$i-faulty.json"
done
cd "$tmp/work" || exit 2
for file in *.json; do
	tr -d '\n' <"$file"
	echo
done >../all.jsonl
printf '%s\n' *-faulty.json >../faulty
grep -n '"description": "Invoices"' ../all.jsonl | sed 's/:.*//' >../lines
for jobs in 1 8; do
	run check -q -j$jobs --no-config -f compact --rule duplicate-subscription=off .
	sed -n "s/:.*repeats the name \[$new\]$//p" "$tmp/out" | LC_ALL=C sort >../found
	check "files, -j$jobs: the 40 faulty ones, and no other" same ../faulty ../found
	run check -q -j$jobs --no-config -f compact --rule duplicate-subscription=off ../all.jsonl
	sed -n "s/^[^:]*:\([0-9]*\):.*repeats the name \[$new\]$/\1/p" "$tmp/out" >../found
	check "lines, -j$jobs: the same" same ../lines ../found
done
check 'that is 40 of 80' [ "$(wc -l <../found)" -eq 40 ]

# all: what is found in the corpus, and in it with names and values of one for another.
all() {
	run check -q -j2 --no-config -f jsonl --rule duplicate-subscription=off "$top/corpus" "$tmp/mixed.jsonl"
	cp "$tmp/out" "$1"
}
find "$top/corpus/invalid" "$top/corpus/examples" -name '*.json' -size -3k | LC_ALL=C sort | xargs cat |
	grep -o '"[A-Za-z]*": *"[^"\\]*"' | LC_ALL=C sort -u | awk '
		{ all[NR] = $0 }
		END {
			srand(1)
			for (i = 1; i <= 4000; i++) {
				line = "{ \"products\": [ { \"productId\": \"eCheck\", \"eventTypes\": [ \"payments.voids.accepted\" ] } ]"
				for (k = 0; k < 8; k++)
					line = line ", " all[1 + int(rand() * NR)]
				print line ", \"webhookUrl\": \"https://hooks.acme-" i ".com/x\" }"
			}
		}' >"$tmp/mixed.jsonl"
all ../with
check 'there are findings to compare' [ "$(wc -l <../with)" -gt 5000 ]
(cd "$tree" && sed 's/((when) & (sign)) != 0/true/' "$top/validator/lint/lint.c" >validator/lint/lint.c &&
	! cmp -s "$top/validator/lint/lint.c" validator/lint/lint.c &&
	unset PROG A MAKEFLAGS && make -s B=build build/hookvet) >"$tmp/out" 2>"$tmp/err"
status=$?
check 'a tree whose rules are always called is built' status 0
all ../always
check 'they find the same' same ../with ../always
finish
