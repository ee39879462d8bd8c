#!/bin/sh
# Reading and writing: each read() gives less, is interrupted, fails, or somebody else
# cuts, lengthens or removes the file meanwhile; each system call fails in each of its
# ways; the program is killed at each.  Files hold the old text or the new one.
# Without FAULTS_ALL=1 (make faults) only for what rewrites files.
# shellcheck source=tests/faults/lib
. tests/faults/lib
strace=
if strace -qq -o /dev/null true 2>/dev/null; then
	strace=1
else
	skip 'strace is not installed, or may not trace'
fi

# faults NAME [-w FILE]... COMMAND...: all of them; -w names what it writes.
faults() {
	what=$1
	shift
	files=
	while [ "$1" = -w ]; do
		files="$files -w $2"
		shift 2
	done
	for fault in short eintr eio kill error; do
		case $fault in
		kill) [ -n "$strace" ] && [ -n "$files" ] || continue ;;
		error) [ -n "$strace" ] || continue ;;
		esac
		# shellcheck disable=SC2086
		inject "$what: $fault" $files $fault "$PROG" "$@"
	done
}
# meddle FILE: what --fix makes of it while somebody else changes it.
meddle() {
	for fault in shrink grow vanish; do
		inject "--fix $1: $fault" -w "$1" $fault "$PROG" check --fix "$1"
	done
}
good good.json
fixable fix.json
lines big.jsonl 300 # longer than one read
fixable long.json
i=0
while [ $i -lt 2000 ]; do
	echo '                        '
	i=$((i + 1))
done >>long.json

meddle fix.json
faults '--fix' -w fix.json check --fix fix.json
"$PROG" check --write-baseline known-findings fix.json >"$tmp/out" 2>&1
faults 'a baseline written anew' -w known-findings check --baseline known-findings \
	--write-baseline known-findings good.json long.json
if [ -z "$FAULTS_ALL" ]; then
	finish
	exit
fi

for fault in kill error; do
	[ -n "$strace" ] || break
	inject "--fix, with a temporary name: $fault" -n -w fix.json $fault \
		"$PROG" check --fix fix.json
	inject "-f json:FILE, with a temporary name: $fault" -n -w r.json $fault \
		"$PROG" check -f json:r.json fix.json
done
meddle long.json
meddle big.jsonl
faults '--fix of a long file' -w long.json check --fix long.json
faults '--write-baseline' -w new.json check --write-baseline new.json fix.json good.json
faults 'a report in a file' -w r.json check -f json:r.json fix.json
echo old >r.sarif
faults 'over an old one' -w r.sarif check -f text -f sarif:r.sarif fix.json
ln -s r.sarif link
faults 'through a link' -w link -w r.sarif check -f sarif:link fix.json
faults '--fix of JSON Lines' -w big.jsonl check --fix big.jsonl
faults 'check' check fix.json
faults 'a long file' check long.json
faults 'JSON Lines' check big.jsonl
faults '--diff' check --diff fix.json
faults 'html' check -f html fix.json
faults 'markdown' check -f markdown fix.json
mkdir own own/sub
cd own || exit 2
config
good good.json
fixable known.json
fixable sub/a.patch.json
printf 'x.json\n' >sub/.gitignore
faults 'a folder, with a config' check -f json .
faults 'a schema' check -s policy.schema.json good.json
mkdir schemas
policy schemas/p.json
echo '{ "$ref": "p.json" }' >schemas/main.json
faults 'schemas of a folder' check -r schemas -s schemas/main.json good.json
faults 'schema check' schema check policy.schema.json
faults 'a list in a file' -w rules.json rules -f json:rules.json
printf 'good.json\nknown.json\n' >list
faults '--files-from' check --files-from list
faults 'schedule' schedule good.json
printf '[]\n' >none
faults 'drift' -w plan drift --deployed none --plan=plan good.json
printf '[]\n' >.gitlab-ci.yml
faults 'init' -w .hookvet.json init
faults 'new' -w new.json new eCheck -o new.json
printf 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\n' >key
faults 'verify' -w verdict verify --key-file key -f json:verdict \
	--signature 't=1783018796931;keyId=a;sig=xzW4arIG1GMsxzf5bBh1gZQWHNDLIeFTwTFOduYzomA=' good.json
finish
