#!/bin/sh
# Files that are none, names that are odd, folders that may not be written, limits of the
# system, streams that are closed: it is said, and nothing hangs.
# shellcheck source=tests/faults/lib
. tests/faults/lib
src=$top/tests/cli/good.json
limit='timeout 20'
timeout 1 true 2>/dev/null || limit=
trouble() { [ "$status" -eq 2 ]; }
valid_json() { ! command -v jq >/dev/null || jq -e . "$1" >/dev/null 2>&1; }
good good.json
bad bad.json
fixable fix.json

# pipes: nobody writes, somebody writes late, nobody reads; all at once, it takes seconds
mkdir pipes
for p in in.json in.jsonl schema list baseline late.json out; do
	mkfifo "pipes/$p"
done
pipe() { # NAME OPTION...
	p=$1
	shift
	$limit "$PROG" check --no-config "$@" >"$tmp/$p.out" 2>"$tmp/$p.err" </dev/null
	echo $? >"$tmp/$p.status"
}
pipe in pipes/in.json &
pipe lines pipes/in.jsonl &
pipe schema -s pipes/schema good.json &
pipe list --files-from pipes/list &
pipe baseline --baseline pipes/baseline good.json &
pipe late pipes/late.json &
pipe out -f json:pipes/out bad.json &
{ sleep 1; cat bad.json >pipes/late.json; } &
wait
for p in in lines schema list baseline out; do
	case $p in
	in | lines) what="unreadable-file" from=out ;;
	out) what="cannot write the report" from=err ;;
	*) what="nobody writes into it" from=err ;;
	esac
	check "a pipe without an end: $p: status" [ "$(cat "$tmp/$p.status")" = 2 ]
	check "a pipe without an end: $p: said" grep -q "$what" "$tmp/$p.$from"
done
check 'a pipe that is written late: status' [ "$(cat "$tmp/late.status")" = 1 ]
check 'a pipe that is written late: read' grep -q 'missing-field' "$tmp/late.out"
cp good.json pipes/a.json
run check pipes
check 'in a folder pipes are passed over' quiet
rm -r pipes

# devices, sockets, folders
if [ -c /dev/zero ]; then
	run check /dev/zero
	check 'a device without an end' trouble
	check 'is said' out 'unreadable-file'
fi
if command -v python3 >/dev/null; then
	python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("s.json")'
	run check s.json
	check 'a socket' trouble
	check 'is said' out 'unreadable-file'
	run check .
	check 'a folder with a socket' status 1
	rm s.json
else
	skip 'python3 is not installed: no socket'
fi
ln -s l2.json l1.json
ln -s l1.json l2.json
run check --fix l1.json
check 'links in a circle' trouble
rm l1.json l2.json
deep=$tmp/deep
i=0
while [ $i -lt 300 ]; do
	deep=$deep/d
	i=$((i + 1))
done
mkdir -p "$deep" && cp bad.json "$deep/"
run check "$tmp/deep"
check 'folders in folders without end' trouble
check 'are said' out 'unreadable-file'

# names
mkdir names
nl='
'
odd=$(printf 'bad-\377\376.json')
long=$(printf '%0250d' 0).json
for name in "a${nl}b.json" "$odd" "-x.json" "$long" ' .json' "q\"'\\.json"; do
	cp fix.json "names/$name"
done
cd names || exit 2
n=6
for format in json sarif gitlab; do
	run check --no-config -f $format .
	check "odd names: $format" valid_json "$tmp/out"
	check "odd names: $format: status" status 1
done
run check --no-config --rule duplicate-subscription=off -f compact .
check 'odd names: one line a finding' [ "$(wc -l <"$tmp/out")" -eq $((2 * n)) ]
check 'odd names: no control characters' [ "$(tr -d '\n' <"$tmp/out" | tr -dc '\001-\037\177' | wc -c)" -eq 0 ]
run check --no-config --write-baseline ../names.baseline .
run check --no-config --baseline ../names.baseline .
check 'odd names: a baseline knows them' status 0
run check --no-config --fix -- -x.json
check 'a dash in front: fixed' same ./-x.json "$src"
printf '%s\0' ./* >../list
run check --no-config --fix -0 --files-from ../list --rule duplicate-subscription=off
check 'odd names: fixed' status 0
check 'odd names: nothing else' [ "$(find . -type f | tr -dc / | wc -c)" -eq $n ]
cd ..

# streams that are closed; a folder that is gone
cp fix.json f.json
"$PROG" check --fix f.json <&- >&- 2>&-
status=$?
check 'without streams: fixed' same f.json "$src"
"$PROG" check -f json:r.json bad.json <&- >&- 2>&-
status=$?
check 'without streams: a report' valid_json r.json
check 'without streams: only the report' [ "$(head -c 1 r.json)" = '{' ]
"$PROG" check - <&- >"$tmp/out" 2>"$tmp/err"
status=$?
check 'standard input is closed' trouble
"$PROG" check --no-error-on-unmatched --files-from - <&- >"$tmp/out" 2>"$tmp/err"
status=$?
check 'no list is no empty list' trouble
"$PROG" check bad.json >&- 2>"$tmp/err"
status=$?
check 'standard output is closed' trouble
check 'is said' err 'standard output'
"$PROG" check good.json >"$tmp/out" 2>&-
status=$?
check 'standard error is closed' status 0
mkdir gone
(
	cd gone && rmdir ../gone || exit
	"$PROG" check "$tmp/work/bad.json" >"$tmp/out" 2>"$tmp/err"
	echo $? >"$tmp/status"
	"$PROG" check >"$tmp/out2" 2>&1
	echo $? >"$tmp/status2"
)
check 'a current folder that is gone: a file' [ "$(cat "$tmp/status")" = 1 ]
check 'a current folder that is gone: itself' [ "$(cat "$tmp/status2")" = 2 ]

# limits: either as without them, or it is said
as_ever_or_said() {
	if [ "$status" -eq 2 ]; then
		grep -q 'hookvet: \|unreadable-file' "$tmp/err" "$tmp/out"
	else
		[ "$status" -eq 1 ] && cmp -s "$tmp/out" "$tmp/ever"
	fi
}
run check bad.json
cp "$tmp/out" "$tmp/ever"
limited() { # LETTER N OPTION...
	(
		# shellcheck disable=SC3045
		ulimit "-$1" "$2" && shift 2 && exec "$PROG" check "$@"
	) >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
}
for files in 3 4 5 6 8; do
	limited n $files bad.json
	[ $status -eq 127 ] || check "$files descriptors" as_ever_or_said
done
for kib in 6000 8000 10000 12000 16000 24000 32000 64000; do
	limited v $kib bad.json
	# 127: the loader did not come so far
	[ $status -eq 127 ] || check "$kib KiB of memory" as_ever_or_said
done
# an input that there is no memory for, behind one that was reported
head -c 30000000 /dev/zero | tr '\0' ' ' >blank.json
for format in json sarif gitlab jsonl tap; do
	limited v 30000 -j1 -f $format bad.json blank.json
	[ $status -ne 127 ] || continue
	check "no memory: $format: status" trouble
	check "no memory: $format: what was found before" out missing-field
	check "no memory: $format: the rest is said" \
		grep -q 'incomplete\|ot everything was checked\|unreadable-file' "$tmp/out"
	[ $format = tap ] || check "no memory: $format: whole" valid_json "$tmp/out"
done
rm blank.json
for kib in 256 1024; do
	limited s $kib bad.json
	check "a stack of $kib KiB" as_ever_or_said
done
{ tr '\n' ' ' <fix.json; head -c 5000 /dev/zero | tr '\0' ' '; } >f.json
cp f.json keep.json
limited f 1 --fix f.json
check 'a limit of file sizes' trouble
check 'is said' err "cannot write 'f.json'"
check 'and the file stays' same f.json keep.json
check 'alone' [ -z "$(find . -name '*.tmp')" ]

# two at once
i=0
while [ $i -lt 10 ]; do
	cp fix.json f.json
	"$PROG" check --fix f.json >/dev/null 2>&1 &
	"$PROG" check --fix f.json >/dev/null 2>&1
	wait
	cmp -s f.json "$src" || break
	i=$((i + 1))
done
check 'two that fix one file' [ $i -eq 10 ]
check 'leave nothing' [ -z "$(find . -name '*.tmp')" ]

# a full disk
mkdir disk
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=64k none disk 2>/dev/null; then
	cp fix.json disk/f.json
	head -c 100000 /dev/zero >disk/rest 2>/dev/null
	run check --fix disk/f.json
	check 'a full disk' trouble
	check 'is said' err "cannot write 'disk/f.json'"
	check 'the file stays' same disk/f.json fix.json
	run check --write-baseline disk/b.json disk/f.json
	check 'no room for a baseline' trouble
	run check -f json:disk/r.json disk/f.json
	check 'no room for a report' trouble
	check 'nothing else is there' [ "$(ls disk | tr '\n' ' ')" = 'f.json rest ' ]
	umount disk
else
	skip 'no small disk can be mounted'
fi

# who may not: as another user, if we are root
if [ "$(id -u)" -ne 0 ]; then
	as=
elif command -v setpriv >/dev/null; then
	as='setpriv --reuid=65534 --regid=65534 --clear-groups'
else
	as=no
fi
if [ "$as" = no ]; then
	skip 'setpriv is not installed: root may read and write everything'
	finish
	exit
fi
mkdir -p rights/closed rights/open rights/frozen
cp "$PROG" rights/hookvet
cp fix.json rights/closed/f.json
cp bad.json rights/closed/bad.json
cp fix.json rights/frozen/f.json
cp fix.json rights/open/f.json
cp bad.json rights/open/secret.json
[ -z "$as" ] || chown -R 65534:65534 rights
chmod 711 "$tmp" "$tmp/work"
chmod 000 rights/open/secret.json rights/closed
chmod 555 rights/frozen
other() {
	(cd rights && $as ./hookvet "$@") >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
}
other check --no-config open
check 'a file that may not be read' trouble
check 'is said' out 'open/secret.json:1:1: error: cannot read this file: Permission denied'
check 'the others are checked' out 'open/f.json'
other check --no-config .
check 'a folder that may not be read' out 'closed:1:1: error: cannot read this file'
other check --no-config --fix frozen/f.json
check 'a folder that may not be written: status' trouble
check 'a folder that may not be written: said' err "cannot write 'frozen/f.json'"
check 'a folder that may not be written: the file stays' same rights/frozen/f.json fix.json
other check --no-config -f json:frozen/r.json open/f.json
check 'nor a report in it' trouble
other check --no-config --write-baseline frozen/b.json open/f.json
check 'nor a baseline' trouble
other check --no-config --write-baseline b.json open
check 'a baseline wants to know everything' trouble
check 'and is not written' [ ! -e rights/b.json ]
other check -c open/secret.json frozen/f.json
check 'a config that may not be read' trouble
other check --no-config --baseline open/secret.json frozen/f.json
check 'a baseline that may not be read' trouble
other check --no-config --fix open/f.json
check 'what may be written is' same rights/open/f.json "$src"
if [ -n "$as" ]; then
	chown 0:65534 rights/open/f.json && chmod 664 rights/open/f.json
	cp fix.json rights/open/f.json
	other check --no-config --fix open/f.json
	check "somebody else's file would become ours: status" trouble
	check "somebody else's file stays his" [ "$(stat -c %u rights/open/f.json)" -eq 0 ]
	check "somebody else's file stays" same rights/open/f.json fix.json
fi
finish
