#!/bin/sh
# Symbolic links: which are followed, under which name, and that nothing is written
# through one.
# shellcheck source=tests/cli/lib
. tests/cli/lib

mkdir -p in/z in/.hidden out
bad in/z/inv.json
bad out/real.json
printf '{"status": "INACTIVE",}\n' >out/fix.json
cp out/fix.json fix-before.json
cp out/fix.json in/.hidden/fix.json

# within the named folder: the file under its own name
ln -s z/inv.json in/a.json
run check in
check 'the name is that of the file' files in/z/inv.json
run check in/a.json
check 'unless the link is named' files in/a.json
run check in/a.json in/z/inv.json
check 'or both are' files in/z/inv.json
(cd in && "$PROG" check . >"$tmp/out" 2>"$tmp/err")
check 'the same from within' files z/inv.json
ln -s in in-link
run check in-link
check 'and below a folder that is named by a link' files in-link/z/inv.json
run check "$PWD/in"
check 'and by an absolute name' files "$PWD/in/z/inv.json"
printf '{"suppress":[{"file":"z/**","reason":"known"}]}\n' >in/.hookvet.json
run check -q in
check 'a suppression of the file counts' quiet
printf '{"exclude":["z/"]}\n' >in/.hookvet.json
run check in
check 'an exclude of the file as well' status 2
rm in/.hookvet.json
printf '{"rules":{"missing-field":"off"}}\n' >in/z/.hookvet.json
run check in
check 'and the config beside it' no_out missing-field
rm in/z/.hookvet.json
ln -s .hidden/fix.json in/shown.json
run check in
check 'a file that only the link shows is taken' files in/.hidden/fix.json in/z/inv.json
ln -s z/.hookvet.json in/config.json
printf '{}\n' >in/z/.hookvet.json
run check -v in
check 'a config is none' no_err 'other file skipped'
rm in/config.json in/shown.json in/z/.hookvet.json

# out of it, or nowhere: not followed, and counted
ln -s ../out/real.json in/out.json
ln -s ../out/fix.json in/fix.json
ln -s /proc/self/environ in/env.json
ln -s loop.json in/loop.json
ln -s nowhere in/dead.json
ln -s ../out in/folder
ln -s z in/inner
ln -s nowhere in/dead.txt
ln -s ../out/real.json in/text.txt
HOOKVET_TEST_TOKEN=ghp_in_the_environment run check --fix in
check 'nothing outside is read' files in/z/inv.json
check 'and each is counted' err '6 links not followed'
check 'nothing outside is written' same out/fix.json fix-before.json
run check -v in
check 'it is said which' err "'in/out.json' is a link that leads to no file in 'in/'"
run check -q in/out.json
check 'one that is named is read' files in/out.json
run check --fix in/fix.json
check 'but not written' same out/fix.json fix-before.json
check 'which is trouble' status 2
run check --fix --diff in/fix.json
check 'a diff of it writes nothing' out '+{"status": "INACTIVE"}'
check 'and is no trouble' status 1
mkdir only
ln -s ../out/real.json only/out.json
run check only
check 'nothing but a link that leads out: nothing is checked' status 2
run check in/.hidden/fix.json --fix
check 'a file itself is written' grep -qx '{"status": "INACTIVE"}' in/.hidden/fix.json

# what is no regular file is never met
mkfifo in/pipe.json
run check in
check 'a pipe is none of the walk' files in/z/inv.json
rm in/pipe.json

# reports, baselines
mkdir folder
echo old >out/report
ln -s out/report report
ln -s out reports
refused() { # WHAT OPTION...
	what=$1
	shift
	run check "$@" in/z/inv.json
	check "$what: refused" status 2
	check "$what: said" err 'it is a symbolic link, or lies behind one'
	check "$what: nothing is written" [ "$(cat out/report)" = old ]
}
refused 'a report' -o report
refused 'a report of a format' -f text -f sarif:report
refused 'a link in the path' -o reports/report
refused 'in the path of a new file' -o reports/new
refused 'by an absolute path' -o "$PWD/reports/report"
refused 'by a path with dots' -o folder/../reports/report
refused 'a baseline' --write-baseline report
refused 'a baseline behind a link' --write-baseline reports/report
check 'nothing new either' [ ! -e out/new ]
for command in 'schema list' 'rules' 'schema bundle in/schema' 'explain missing-field'; do
	echo '{}' >in/schema
	# shellcheck disable=SC2086
	run $command -o report
	check "$command: refused" status 2
	check "$command: nothing is written" [ "$(cat out/report)" = old ]
done
ln -s out/nothing new
run check -o new in/z/inv.json
check 'a link that leads nowhere is no new file' status 2
check 'none is made' [ ! -e out/nothing ]
"$PROG" check -q -o /dev/stdout in/z/inv.json >plain 2>"$tmp/err"
check '/dev/stdout is the stream, whatever it is' grep -q missing-field plain
"$PROG" check -q -o /dev/fd/3 in/z/inv.json 3>plain 2>"$tmp/err" >"$tmp/out"
check 'and a numbered one' grep -q missing-field plain

# a file of git's own, which may hold a token
mkdir -p git/.git
printf '{"status": "INACTIVE", "token": "in the configuration"}\n' >git/.git/config
good git/good.json
ln -s .git/config git/link.json
run check -f compact -v git
check 'a link to what is git'\''s own is not followed' no_out .git
check 'but counted' err '1 link not followed'
run check -f compact git/.git/config
check 'unless it is named' out .git/config
finish
