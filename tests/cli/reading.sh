#!/bin/sh
# What a run reads in a tree that is made to have it read something else: what was named,
# its configs and their schemas, and nothing else.  And what it could still read: the
# places that Landlock is told.  That these are obeyed is tried by tests/unit/sandbox.c.
# shellcheck source=tests/cli/lib
. tests/cli/lib
: "${B:=$top/build}"

sandbox=$("$PROG" --version | sed -n 's/^sandbox: //p')
case $sandbox in
none*)
	skip "there is no sandbox here: $sandbox" # as with sanitizers, which cannot be traced
	finish
	exit
	;;
esac
if ! strace -y -o "$tmp/calls" true 2>/dev/null || ! grep -q '<.*>' "$tmp/calls"; then
	skip 'strace is not installed, or may not trace'
	finish
	exit
fi
here=$(pwd -P)

bad bad.json
mkdir -p outside repo/.git/info repo/deep/inner 'repo/a#b' other
echo 'token = ghp_in_the_configuration' >repo/.git/config
echo '*.bak' >repo/.git/info/exclude
good outside/secret.json
printf '{"token":"ghp_outside"}\n' >outside/schema.json
bad repo/bad.json
good repo/deep/good.json
good 'repo/a#b/c.json'
good other/good.json
bad repo/.hidden.json
printf '{"type":"object"}\n' >repo/schema.json
printf '{"$ref":"%s"}\n' "$here/outside/schema.json" >repo/ref.json
printf '{"$schema":"%s","$ref":"../../outside/schema.json","name":{"$ref":"/etc/passwd"}}\n' \
	"file://$here/outside/schema.json" >repo/deep/inner/document.json
# links to files, folders, what the system tells about a process; a pipe
ln -s ../outside/secret.json repo/secret.json
ln -s ../outside repo/folder
ln -s /proc/self/environ repo/environ.json
ln -s /etc/passwd repo/deep/.gitignore
ln -s ../../.git/config repo/deep/inner/git.json
mkfifo repo/pipe.json
printf '{"policies":[%s,%s]}\n' '{"name":"fine","match":"deep/**","schema":"schema.json"}' \
	'{"name":"built","match":"none","schema":"create-request"}' >repo/.hookvet.json

# opens OPTION...: what was opened, and what for rules only, once the program itself runs.
opens() {
	strace -f -y -o "$tmp/calls" "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
	awk '
		/ execve\(/ { started = 0 }
		/NO_NEW_PRIVS/ { started = 1 } # before, it is the C library that opens its files
		!/O_PATH/ && match($0, / = [0-9]+<.*>$/) && /open/ {
			print started + 0, substr($0, RSTART + 3)
		}' "$tmp/calls" | sed 's/ [0-9]*</ /; s/>$//' >"$tmp/opens"
	awk '
		/landlock_create_ruleset\({|syscall_0x1bc\(0x/ { n++ }
		/O_PATH/ && n && match($0, / = [0-9]+<.*>$/) { print n, substr($0, RSTART + 3) }' \
		"$tmp/calls" | sed 's/ [0-9]*</ /; s/>$//' >"$tmp/rules"
	{ cat "$tmp/opens" && echo -- && cat "$tmp/rules"; } >>"$tmp/out"
}
# only PATTERN...: no file is opened once it runs but those that one of the patterns fits.
only() {
	printf '1 %s\n' "$@" | sed 's/$/$/' >"$tmp/may"
	grep '^1 ' "$tmp/opens" | grep -Evxf "$tmp/may" >"$tmp/more"
	[ ! -s "$tmp/more" ] || {
		sed 's/^/    opened: /' "$tmp/more"
		return 1
	}
}
opened() { grep -qxF "1 $1" "$tmp/opens"; }
# rules N PATH...: the places of the N-th set of rules, in any order.
rules() {
	n=$1
	shift
	printf "$n %s\n" "$@" | sort -u >"$tmp/want"
	grep "^$n " "$tmp/rules" | sort -u >"$tmp/got"
	cmp -s "$tmp/want" "$tmp/got" || {
		diff "$tmp/want" "$tmp/got" | sed 's/^/    /'
		return 1
	}
}
# Within the tree, but for git's own files that may hold a token, and no link.
tree="$here/repo(/deep|/deep/inner|/a#b)?(/[a-z]*\.json|/\.h[a-z]*\.json)?"
git="$here/repo/\.git(/index|/info/exclude)?"

walked() { # PREFIX...
	for options in '-j1' '-j4' '--fix=suggested -j2' '--fix --diff' '-f html:report.html -f markdown:report.md -f github' \
		'--config-rules=locked' '--no-ignore' '--no-config' '--config=repo/.hookvet.json'; do
		cp -R repo before
		# shellcheck disable=SC2086
		opens "$@" "$PROG" check $options repo
		check "$* $options: what was named" opened "$here/repo/bad.json"
		check "$* $options: and below" opened "$here/repo/deep/good.json"
		# what is written has no name at first
		check "$* $options: nothing else" only "$tree" "$git" "$here/(.*/)?#[0-9]*( \(deleted\))?"
		check "$* $options: nothing of it is shown" no_out ghp_
		rm -rf repo && mv before repo
	done
	(cd repo && opens "$@" "$PROG" check)
	check "$*: the current folder" opened "$here/repo/bad.json"
	check "$*: nothing else" only "$tree" "$git"
	opens "$@" "$PROG" check repo/deep/good.json
	check "$*: one file" opened "$here/repo/deep/good.json"
	check "$*: its config" opened "$here/repo/.hookvet.json"
	check "$*: the schema of that" opened "$here/repo/schema.json"
	check "$*: nothing else" only "$here/repo/deep/good\.json" "$here/repo/(\.hookvet|schema)\.json"
}
walked env
printf '{"policies":[{"name":"refers","match":"deep/**","schema":"ref.json"}]}\n' >other/.hookvet.json
cp repo/ref.json other
opens "$PROG" check other
check 'a reference out of the tree is no file' status 2
check 'that is said' out 'nothing is ever fetched, nor read without being asked for'
check 'nothing else' only "$here/other(/\.hookvet\.json|/ref\.json)?"
rm other/.hookvet.json other/ref.json
opens "$PROG" check repo outside
check 'what else is named is seen here' opened "$here/outside/secret.json"
opens "$PROG" check repo/secret.json
check 'and a link that is named' opened "$here/outside/secret.json"
opens "$PROG" schedule repo
check 'schedule: nothing else' only "$tree" "$git"
echo MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY= >outside/key
opens "$PROG" verify --key-file outside/key --headers outside/schema.json repo/bad.json
check 'verify: the key' opened "$here/outside/key"
check 'verify: the headers' opened "$here/outside/schema.json"
check 'verify: nothing else' only "$here/(outside/(key|schema\.json)|repo/bad\.json)"
rm outside/key
opens "$PROG" schema check -r outside repo/ref.json
check 'schema: what is named' opened "$here/outside/schema.json"
check 'schema: nothing else' only "$here/(outside/(schema|secret)|repo/ref)\.json" "$here/outside"
opens "$PROG" schema bundle -r outside repo/ref.json
check 'bundle: what is named' opened "$here/outside/schema.json"
check 'bundle: nothing else' only "$here/(outside/(schema|secret)|repo/ref)\.json" "$here/outside"
cp repo/ref.json repo/deep/inner
opens "$PROG" schema check -r repo repo/schema.json
check 'schema: a folder that is named, and below' opened "$here/repo/deep/inner/ref.json"
check 'schema: nothing else' only "$tree"
rm repo/deep/inner/ref.json
printf '[{"description":"d","schema":{"$id":"%s","anyOf":[%s,{"$ref":"%s"},%s]},"tests":[%s]}]\n' \
	"file://$here/repo/test.json" '{"$ref":"schema.json"}' "$here/outside/schema.json" \
	'{"$schema":"/etc/passwd"},{"$ref":"/etc/passwd"}' \
	'{"description":"d","data":{"$ref":"outside/secret.json"},"valid":true}' >repo/test.json
opens "$PROG" schema test repo/test.json
check 'schema test: what is named' opened "$here/repo/test.json"
check 'schema test: nothing else' only "$here/repo/test\.json"
opens "$PROG" schema test -r outside repo/test.json
check 'schema test: a folder that is named' opened "$here/outside/schema.json"
check 'schema test: nothing else' only "$here/repo/test\.json" "$here/outside(/(schema|secret)\.json)?"
rm repo/test.json
"$PROG" check -q --no-config --write-baseline=base.json repo >"$tmp/out" 2>"$tmp/err"
opens "$PROG" check --baseline=base.json repo
check 'a baseline: nothing else' only "$tree" "$git" "$here/base\.json"
opens sh -c 'exec "$2" check --stdin-filename repo/deep/inner/x.json - <"$1"' sh bad.json "$PROG"
check 'standard input with a name: its config' opened "$here/repo/.hookvet.json"
check 'and nothing else' only "$here/repo(/(\.hookvet|schema)\.json)?"
for command in 'explain config' 'explain fine' 'rules' 'catalogue' 'schema list' 'schema show config' 'schema show ../schema' 'help check' 'completion bash'; do
	cd repo/deep || exit
	# shellcheck disable=SC2086
	opens "$PROG" $command
	cd ../..
	[ "$command" = 'schema show ../schema' ] ||
		check "$command: it works" status 0
	check "$command: a config at most" only "$here/repo/(\.hookvet|schema)\.json"
done
"$PROG" check -q --no-config -f sarif:report.sarif -f jsonl:report.jsonl repo/bad.json >"$tmp/out" 2>"$tmp/err"
opens "$PROG" report merge report.sarif
check 'report: what is named' opened "$here/report.sarif"
check 'report: nothing else' only "$here/report\.sarif"
# of findings in files that are there, and are none of its business
sed 's,repo/bad\.json,outside/secret.json,' report.jsonl >other.jsonl
for format in $("$B/reporters/driver" --list); do
	opens "$PROG" report merge -f "$format" report.jsonl other.jsonl
	case $format in
	basic | hierarchical | flag) ;; # about documents: refused
	*) check "report, $format: what is named" opened "$here/other.jsonl" ;;
	esac
	check "report, $format: nothing else" only "$here/(report|other)\.jsonl"
done
mkdir asked && cd asked || exit
cat >.hookvet.json <<X
{"policies":[{"name":"fine","schema":"../outside/schema.json"}]}
X
opens "$PROG" explain fine
check 'explain: a schema out of the tree is not read' only "$here/asked(/\.hookvet\.json)?"
cd ..

# The same without Landlock: it is not what keeps a run from it.
"$B/cli/without" ENOSYS landlock true
case $? in
0) walked "$B/cli/without" ENOSYS landlock ;;
*) skip 'system calls cannot be taken away here' ;;
esac

case $sandbox in
*landlock*)
	opens "$PROG" check repo
	check 'first the repository' rules 1 "$here/repo"
	check 'then what has inputs, without git' rules 2 "$here/repo" "$here/repo/bad.json" \
		"$here/repo/.hidden.json" "$here/repo/ref.json" "$here/repo/schema.json" "$here/repo/deep" "$here/repo/a#b"
	opens "$PROG" check repo/bad.json repo/deep/good.json
	check 'files, and their repository' rules 1 "$here/repo" "$here/repo/bad.json" \
		"$here/repo/deep/good.json"
	check 'then the files' rules 2 "$here/repo/bad.json" "$here/repo/deep/good.json"
	opens "$PROG" check other/good.json
	check 'without a repository the file' rules 1 "$here/other/good.json"
	echo '{}' >other/.hookvet.json
	opens "$PROG" check other/good.json
	check 'and the folder of its config' rules 1 "$here/other/good.json" "$here/other"
	opens "$PROG" check -c repo/.hookvet.json other/good.json
	check 'a config that is named, and its repository' rules 1 "$here/other/good.json" \
		"$here/repo/.hookvet.json" "$here/repo" "$here/other"
	opens "$PROG" check -c other/.hookvet.json --config-root repo --no-ignore bad.json
	check 'or that which it may name' rules 1 "$here/repo" "$here/other/.hookvet.json" \
		"$here/bad.json"
	opens "$PROG" check --no-config --no-ignore -s repo/schema.json other/good.json
	check 'a schema' rules 1 "$here/other/good.json" "$here/repo/schema.json"
	check 'is read when inputs are' rules 2 "$here/other/good.json"
	echo other/good.json >names
	opens "$PROG" check --files-from names
	check 'names that come from a file' rules 2 "$here/other/good.json"

	# A worktree: git's own folder is elsewhere.
	if command -v git >/dev/null; then
		git init -q main && cp bad.json main/seen.json && echo '*.json' >main/.gitignore
		git -C main add -f seen.json .gitignore
		git -C main -c user.name=t -c user.email=t@example.com commit -qm t
		git -C main worktree add -q ../tree 2>/dev/null
		own="$here/main/.git/worktrees/tree"
		opens "$PROG" check tree
		check 'a worktree: what git tracks is seen' opened "$here/tree/seen.json"
		check 'of git what is needed' rules 1 "$here/tree" "$own/index" "$own/commondir" \
			"$here/main/.git/info/exclude"
		git -C tree update-index --split-index
		opens "$PROG" check tree
		check 'a split index: likewise' opened "$here/tree/seen.json"
		echo 'gitdir: /' >tree/.git
		opens "$PROG" check tree
		check 'a folder that is none of git: nothing of it' rules 1 "$here/tree"
	else
		skip 'git is not installed'
	fi

	# So many that not each has a rule; a link is one all the same.
	mkdir many
	for i in $(seq 100); do echo '{"status": "INACTIVE"}' >many/$i.json; done
	ln -s ../outside/secret.json many/link.json
	opens "$PROG" check -q --no-config many/*.json
	check 'many files' rules 2 "$here/many" "$here/outside/secret.json"
	check 'all are read' [ "$(grep -c '^1 .*/many/[0-9]*\.json' "$tmp/opens")" -eq 100 ]
	check 'with the link' opened "$here/outside/secret.json"
	opens "$PROG" check -q --no-config many
	# shellcheck disable=SC2046 # no name has a blank
	check 'many in a folder' rules 2 "$here/many" $(seq -f "$here/many/%g.json" 100 | sort | sed 32q)
	check 'all of these are read' [ "$(grep -c '^1 .*/many/[0-9]*\.json' "$tmp/opens")" -eq 100 ]
	for i in $(seq 100); do mkdir "many/$i" && mv "many/$i.json" "many/$i/x.json"; done
	opens "$PROG" check -q --no-config many/*/x.json
	check 'many folders' [ "$(grep -c '^1 .*/x\.json' "$tmp/opens")" -eq 100 ]
	opens "$PROG" check -q --no-config many
	check 'many folders in one' [ "$(grep -c '^1 .*/x\.json' "$tmp/opens")" -eq 100 ]
	;;
*) skip 'this kernel has no Landlock' ;;
esac
finish
