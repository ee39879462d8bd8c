#!/bin/sh
# The sandbox in the program itself: it comes before the first file is read, what was
# asked for still works in it, and everything works without it.
#
# What it refuses is tried by tests/unit/sandbox.c.
# shellcheck source=tests/cli/lib
. tests/cli/lib
: "${B:=$top/build}"
good good.json
bad bad.json

run --version
check 'the version says what is in force' grep -Eqx \
	'sandbox: (none \(.+\)|seccomp|landlock [0-9]+(, seccomp| \(no seccomp: .+\)))' "$tmp/out"
sandbox=$(sed -n 's/^sandbox: //p' "$tmp/out")

# Everything that writes, each into a folder of its own.
writes() { # PREFIX...: before the command
	rm -rf all
	mkdir -p all/input all/report all/other all/baseline all/linked all/tmp
	cp bad.json all/input/bad.json
	printf '{"status": "INACTIVE",}\n' >all/input/fix.json
	cp all/input/fix.json all/linked/aim.json
	ln -s ../linked/aim.json all/input/link.json
	TMPDIR=$PWD/all/tmp "$@" "$PROG" check -j2 --fix --no-config -f text -f json:all/report/x.json \
		-f sarif:all/other/aim.sarif -f html:all/other/x.html \
		-f markdown:/dev/stderr \
		all/input >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
	check "$*: the status" status 1
	check "$*: the text" out '[missing-field]'
	check "$*: a report to a file" grep -q '"missing-field"' all/report/x.json
	check "$*: another one" grep -q '"missing-field"' all/other/aim.sarif
	check "$*: a report that needs a temporary file" grep -q '</html>' all/other/x.html
	check "$*: a report to a device" err '| '
	check "$*: a fix" [ "$(cat all/input/fix.json)" = '{"status": "INACTIVE"}' ]
	check "$*: no fix by a link" grep -q ',}' all/linked/aim.json
	check "$*: nothing temporary is left" [ -z "$(find all -name '*.tmp' -o -path 'all/tmp/*')" ]
	"$@" "$PROG" check --write-baseline all/baseline/known.json all/input/bad.json \
		>"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
	check "$*: a baseline" grep -q '"missing-field"' all/baseline/known.json
	"$@" "$PROG" schema show subscription -o all/report/schema.json >"$tmp/out" 2>"$tmp/err"
	check "$*: a list to a file" grep -q '"\$id"' all/report/schema.json
}
reads() { # PREFIX...
	"$@" "$PROG" check -j2 good.json bad.json . - >"$tmp/out" 2>"$tmp/err" <bad.json
	status=$?
	check "$*: files, a folder, standard input" status 1
	check "$*: the file" out 'bad.json:'
	check "$*: standard input" out '<stdin>:'
	printf '{"status": "INACTIVE",}' |
		"$@" "$PROG" check --fix - >"$tmp/out" 2>"$tmp/err"
	check "$*: fixes what it reads" [ "$(cat "$tmp/out")" = '{"status": "INACTIVE"}' ]
	cp bad.json diff.json
	echo '{"status": "INACTIVE",}' >diff.json
	"$@" "$PROG" check --fix --diff diff.json >"$tmp/out" 2>"$tmp/err" </dev/null
	check "$*: a diff" out '+{"status": "INACTIVE"}'
	check "$*: a diff writes nothing" grep -q ',}' diff.json
	rm diff.json
}
writes env
reads env

# Where the kernel, or a container, lacks it.
"$B/cli/without" ENOSYS all true
case $? in
0)
	for error in ENOSYS EPERM EINVAL; do
		"$B/cli/without" $error all "$PROG" --version >"$tmp/out" 2>"$tmp/err"
		check "$error: it says so" out 'sandbox: none ('
		writes "$B/cli/without" $error all
		reads "$B/cli/without" $error all
	done
	writes "$B/cli/without" ENOSYS seccomp
	reads "$B/cli/without" ENOSYS seccomp
	writes "$B/cli/without" ENOSYS landlock
	reads "$B/cli/without" ENOSYS landlock
	case $sandbox in
	landlock*)
		"$B/cli/without" ENOSYS seccomp "$PROG" --version >"$tmp/out" 2>"$tmp/err"
		check 'one without the other' grep -Eqx 'sandbox: landlock [0-9]+ \(no seccomp: .*\)' "$tmp/out"
		;;
	esac
	;;
*) skip 'system calls cannot be taken away here' ;;
esac

# Its place among the system calls.
before() { # PATTERN PATTERN: the first of the one comes before the first of the other
	awk -v one="$1" -v two="$2" '
		/O_PATH/ { next } # only named for a rule
		!a && $0 ~ one { a = NR }
		!b && $0 ~ two { b = NR }
		END { exit !(a && b && a < b) }' "$tmp/calls"
}
never() { ! grep -Eq "$1" "$tmp/calls"; }
traced() { # OPTION...
	strace -f -o "$tmp/calls" "$PROG" check "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
	cp "$tmp/calls" "$tmp/out"
}
filter='seccomp.*= 0$' rules='(landlock_restrict_self|syscall_0x1be)[(].*= 0$'
if [ "${sandbox%% *}" = none ]; then
	skip "there is no sandbox here: ${sandbox#none }"
elif ! strace -o /dev/null true 2>/dev/null; then
	skip 'strace is not installed, or may not trace'
else
	echo '{}' >.hookvet.json
	mkdir folder && good folder/good.json
	case $sandbox in
	*seccomp)
		traced good.json
		check 'the filter comes before the config' before "$filter" 'open.*hookvet.json'
		check 'and before the file' before "$filter" 'open.*good.json'
		traced .
		check 'and before the folder' before "$filter" 'open.*O_DIRECTORY'
		traced -j2 --fix good.json folder
		check 'and with --fix' before "$filter" 'open.*hookvet.json'
		traced -j2 good.json bad.json folder
		check 'and before threads' before "$filter" 'clone.*CLONE_THREAD'
		check 'nothing else is refused' never 'EPERM'
		;;
	*) skip 'no filter of system calls is possible here' ;;
	esac
	case $sandbox in
	landlock*)
		traced -o report.txt good.json
		check 'rules come before the config' before "$rules" 'open.*hookvet.json'
		check 'and before the file' before "$rules" 'open.*good.json'
		check 'nothing is refused' never '= -1 (EACCES|EPERM|EXDEV)'
		traced -j1 --fix good.json folder
		check 'with --fix they come before the file' before "$rules" 'open.*good.json'
		set -- "$B/cli/without" ENOSYS seccomp
		case $sandbox in
		*'(no seccomp'*) set -- ;;
		esac
		strace -f -o "$tmp/calls" "$@" "$PROG" check good.json >"$tmp/out" 2>"$tmp/err" </dev/null
		check 'without a filter, rules say that nothing is written' \
			before "$rules" 'open.*hookvet.json'
		;;
	*) skip 'this kernel has no Landlock' ;;
	esac
fi
finish
