#!/bin/sh
# Which inputs are found, in which order, and what is said when there are none.
# shellcheck source=tests/cli/lib
. tests/cli/lib

mkdir -p a/b .hidden/c x.json.d
bad a/2.json; bad a/1.jsonl.json; bad a/b/3.json; bad .hidden/c/4.json; bad a/note.txt
bad a-1.json; bad .dot.json; bad x.json.d/5.json
run check
check 'sorted, without hidden folders' files .dot.json a-1.json a/1.jsonl.json a/2.json a/b/3.json x.json.d/5.json
check 'findings are status 1' status 1
run check .
check '"." is the current folder' files .dot.json a-1.json a/1.jsonl.json a/2.json a/b/3.json x.json.d/5.json
run check ./a/../a
check 'a folder as it was named' files a/../a/1.jsonl.json a/../a/2.json a/../a/b/3.json
run check a/2.json a-1.json
check 'operands are sorted' files a-1.json a/2.json
run check a/note.txt
check 'a named file is taken whatever its name' files a/note.txt
run check .hidden
check 'a named folder is walked even if hidden' files .hidden/c/4.json

# one file by several names
ln -s 2.json a/0-link.json
ln a-1.json z-hard.json
run check a/2.json ./a/2.json a a/0-link.json a/../a/b
check "once, under its first name that is no link" files a/../a/b/3.json a/1.jsonl.json a/2.json
run check a-1.json z-hard.json
check 'hard links are two files' files a-1.json z-hard.json
ln -s . a/loop
ln -s loop2 a/loop2.json
run check a
check 'links to folders are not entered, loops neither' files a/1.jsonl.json a/2.json a/b/3.json
check 'what leads nowhere is counted' err '(1 link not followed)'
run check -v a
check 'and said with -v' err "'a/loop2.json' is a link that leads to no file in 'a/': not followed"
run check a/loop2.json
check 'a loop that is named cannot be read' out 'a/loop2.json:1:1: error: cannot read this file'
check 'unreadable is status 2' status 2
run check -q -f json -o report.json no-such.json
check 'it is said if the only report is a file' err "'no-such.json': cannot read this file"
rm -r a/0-link.json a/loop a/loop2.json z-hard.json

# so many names in one folder that it is read: what else is there keeps its ways
mkdir -p many/sub.json
names=
for i in 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 \
	40 41 42 43 44 45 46 47 48 49 50 51; do
	bad "many/$i.json"
	names="$names many/$i.json"
done
bad many/sub.json/1.json
ln -s 10.json many/z-link.json
# shellcheck disable=SC2086 # names are several
run check $names many/sub.json many/z-link.json many/49.json ./many/50.json many/none.json
# shellcheck disable=SC2086
check 'many of one folder: each once, links and folders as ever' files \
	$names many/none.json many/sub.json/1.json
check 'and what is not there' out 'many/none.json:1:1: error: cannot read this file: No such file'
# shellcheck disable=SC2086
printf '%s\n' $names many/sub.json ./many/10.json >list
run check --files-from list
# shellcheck disable=SC2086
check 'the same from a list' files $names many/sub.json/1.json
rm -r many list

# odd names
odd=$(printf 'new\nline.json') esc=$(printf 'e\033[31m.json') raw=$(printf 'r\377.json')
mkdir odd
bad "odd/$odd"; bad "odd/$esc"; bad "odd/$raw"; bad odd/-dash.json; bad 'odd/with space.json'
run check odd
check 'names with anything in them are checked' [ "$(grep -c ': error: ' "$tmp/out")" -eq 5 ]
check 'no escape character reaches the terminal' [ "$(tr -d '\n' <"$tmp/out" | tr -dc '\000-\010\013-\037\177' | wc -c)" -eq 0 ]
run check -- odd/-dash.json
check '"--" ends the options' status 1
(cd odd && "$PROG" check ./-dash.json >"$tmp/out" 2>"$tmp/err")
check 'a name with a leading dash' files -dash.json

# none, and not there
mkdir empty
run check empty
check 'an empty folder is trouble' status 2
check 'and it is said' err "no *.json, *.jsonl, *.ndjson or other file that may hold documents in 'empty'"
run check --no-error-on-unmatched empty
check 'unless for hooks' status 0
run check nothing.json
check 'a file that is not there is status 2' status 2
check 'as a finding' out 'nothing.json:1:1: error: cannot read this file: No such file or directory [unreadable-file]'
run check 'no*.json'
check 'a pattern that the shell left' out 'no file matches this pattern'
run check --no-error-on-unmatched nothing.json a/2.json
check 'for hooks, too' status 2
check 'beside what is there' files a/2.json nothing.json
run check --no-error-on-unmatched none-such/
check 'a folder likewise' status 2
printf 'nothing.json\n' >list
run check --no-error-on-unmatched --files-from list
check 'and what a list names' status 2
rm list
run check a/2.json nothing.json
check 'the rest is checked' files a/2.json nothing.json

# no document of ours
printf '{ "compilerOptions": {} }\n' >a/tsconfig.json
run check a
check 'other documents of a walk are skipped' no_out tsconfig
check 'and counted' err '1 other file skipped'
run check a/tsconfig.json
check 'a named one is told' out '[unknown-document]'
mkdir others && cp a/tsconfig.json others/
run check others
check 'if all are others it is said' err 'none of 1 file is a document of the service'
check 'nothing was checked: trouble' status 2
run check -q others
check 'with -q, too' err 'none of 1 file is a document of the service'
run check -q -f json others
check 'and in the report' json '.summary | .skipped == 1 and .exitStatus == 2'
run check --no-error-on-unmatched others
check 'unless for hooks' status 0
: >none.jsonl
run check none.jsonl
check 'no document in a file: trouble' status 2
check 'it is said' err 'nothing was checked: there is no document in the input'
rm -r none.jsonl a/tsconfig.json others

# lists of files
printf 'a/2.json\r\n\na-1.json\na/2.json\n' >list
run check --files-from list
check 'names from a file' files a-1.json a/2.json
cp a-1.json x
printf 'x\n' >list
run check --files-from list
check 'a name of one letter' out 'x:1:1: error'
rm x
printf 'a-1.json\n' >list
run check --files-from list a/b
check 'and operands' files a-1.json a/b/3.json
printf 'odd/%s\0a-1.json\0' "$odd" >list
run check -0 --files-from list
check 'with NUL behind each' [ "$(grep -c ': error: ' "$tmp/out")" -eq 2 ]
run check --files-from list
check 'NUL without -0 is told' err 'read it with -0'
"$PROG" check --files-from - >"$tmp/out" 2>"$tmp/err" <<'X'
a/2.json
X
status=$?
check 'names from standard input' files a/2.json
printf 'none.json\nnone.json\na/2.json\n-\n-\n' >list
printf '1' >standard
run check --files-from list <standard
check 'what a list names twice, there or not, is there once' \
	[ "$(grep -c '^none.json\|^<stdin>' "$tmp/out")" -eq 2 ]
awk 'BEGIN { for (i = 0; i < 10000; i++) print "none" i }' >list
run check -q --files-from list
check 'a list of 10,000 that are not there' \
	[ "$(grep -c 'error: cannot read' "$tmp/out")" -eq 10000 ]
echo one-more >>list
run check --files-from list
check 'with more it is taken for no list' status 2
check 'and this is told' err "more than 10000 files that the list 'list' names cannot be read: is it"
rm standard
run check --files-from /dev/null
check 'an empty list is trouble' status 2
run check --files-from /dev/null --no-error-on-unmatched
check 'unless for hooks' status 0
run check --files-from missing
check 'a list that is not there' err "cannot read the list of files 'missing'"

# standard input
"$PROG" check - <a/2.json >"$tmp/out" 2>"$tmp/err"
check 'standard input' out '<stdin>:1:1: error'
"$PROG" check --stdin-filename a/x.json - <a/2.json >"$tmp/out" 2>"$tmp/err"
check 'with a name' files a/x.json
"$PROG" check - - <a/2.json >"$tmp/out" 2>"$tmp/err"
check 'standard input twice is once' [ "$(grep -c ': error: ' "$tmp/out")" -eq 1 ]
# shellcheck disable=SC2002
cat a/2.json | "$PROG" check /dev/stdin >"$tmp/out" 2>"$tmp/err"
check 'a pipe by name' out '/dev/stdin:1:1: error'

# Nobody named it, so it is not read; that is said only if something is there.
mkdir named
cp "$top/tests/cli/good.json" named/
cd named || exit 2
hint='hookvet: standard input was not read; to read it: hookvet'
for command in check schedule; do
	# cat writes all at once: with the first line the others are there
	# shellcheck disable=SC2002
	cat ../a/2.json | { read -r _ && "$PROG" $command >"$tmp/out" 2>"$tmp/err"; }
	status=$?
	check "$command: a pipe that is not read is told" err "$hint $command -"
	check "$command: and the folder is checked" status 0
	"$PROG" $command <../a/2.json >"$tmp/out" 2>"$tmp/err"
	check "$command: a file that is not read is told" err "$hint $command -"
	run $command
	check "$command: nothing is said of nothing" no_err "$hint"
done
silent() { # NAME COMMAND...: with something on standard input
	what=$1
	shift
	"$@" <../a/2.json >"$tmp/out" 2>"$tmp/err"
	check "nothing is said: $what" no_err "$hint"
}
true | "$PROG" check >"$tmp/out" 2>"$tmp/err"
check 'nothing is said of an empty pipe' no_err "$hint"
silent 'if a path is named' "$PROG" check .
silent 'if it is read' "$PROG" check -
silent 'with -q' "$PROG" check -q
silent 'in CI' env CI=1 "$PROG" check
cd .. || exit 2

# JSON Lines
{ tr -d '\n' <a/2.json; echo; echo; echo '  '; tr -d '\n' <a/b/3.json; } >l.ndjson
run check -f json l.ndjson
check 'two documents' out '"record": 2'
check 'blank lines are none' [ "$(grep -c '"record"' "$tmp/out")" -eq "$(grep -c '"pointer"' "$tmp/out")" ]
check 'lines are those of the file' out '"line": 4'
cp l.ndjson l.txt
run check --json-lines -f json l.txt
check 'by option' out '"record": 2'

# excludes of the config; named files obey with --force-exclude only
printf '{ "exclude": ["a/*", "!a/b/", "*.d"] }\n' >.hookvet.json
run check
check 'excludes' no_out 'a/2.json'
check 'folders too' no_out x.json.d
check 'taken back' out 'a/b/3.json'
run check a/2.json
check 'a named file is checked all the same' files a/2.json
run check --force-exclude a/2.json a-1.json
check 'unless forced' files a-1.json
run check --force-exclude a/2.json
check 'nothing left is trouble' status 2
check 'which says so' err 'all files that are named are excluded'
mkdir -p a/only && bad a/only/1.json
printf '{ "exclude": ["*.json"] }\n' >a/only/.hookvet.json
run check a/only
check 'a folder of which all is excluded: trouble' status 2
check 'which is said, and where' err "documents in 'a/only' is left; 'a/only/.hookvet.json' excludes some"
(cd a/only && "$PROG" check >"$tmp/out" 2>"$tmp/err")
check 'likewise without a name' err "documents to check; '.hookvet.json' excludes some"
rm -r a/only
run check --force-exclude --no-error-on-unmatched a/2.json
check 'unless for hooks' status 0
finish
