#!/bin/sh
# init: what it writes and shows fits the repository, and nothing that is there changes.
# shellcheck source=tests/cli/lib
. tests/cli/lib

# repository NAME: an empty one, and into it.
repository() {
	mkdir "$tmp/work/$1" && cd "$tmp/work/$1" && git init -q .
}
# unchanged: all files are as they were when keep was called.
state() { find . -path ./.git -prune -o -type f -exec cksum {} + -o -print | sort; }
keep() { state >"$tmp/state"; }
unchanged() { state | cmp -s - "$tmp/state"; }

repository plain
run init
check 'an empty repository: a config' status 0
check 'it is said' out 'wrote .hookvet.json'
check 'no workflow where there are none' [ ! -e .github ]
check 'the hook of git' out 'install -m 755 /usr/local/share/hookvet/pre-commit'
check 'how to begin' out 'hookvet new PRODUCT -o webhooks/NAME.json'
check 'the folder that CI will be told is made' out 'mkdir -p webhooks'
check 'the hook checks it' no_out 'in a copy'
run check --no-config --fail-on info -s config .hookvet.json
check 'the config is one' status 0
check 'editors know its schema' grep -q '"\$schema": ".*config.schema.json"' .hookvet.json
run new eCheck -o new.json
run check .
check 'check reads it' no_err 'hookvet:'
keep
run init
check 'a second run' status 0
check 'says that it changes nothing' out 'nothing is to be changed'
check 'and does not' unchanged
printf '{ "failOn": "info" }\n' >.hookvet.json
keep
run init
check 'a config that is there is kept' unchanged
check 'and that is said' out 'kept .hookvet.json'
run init --force --diff
check '--diff: what --force would do' out '-{ "failOn": "info" }'
check '--diff changes nothing' unchanged
run init --force
check '--force replaces it' grep -q 'config.schema.json' .hookvet.json
mkdir below
cd below || exit 2
run init
check 'below the top: refused' status 2
check 'and where to run it is said' err "top folder of the repository: "
check 'nothing is written there' [ ! -e .hookvet.json ]

# The hook of git: one that is there is not replaced, and it must know where to look.
repository hooked
mkdir svc
good svc/one.json
run init
check 'the hook does not know this folder' out "write 'svc/**/*.json' there"
good top.json
run init
check 'nor the top folder' out "write '**/*.json' there"
mkdir webhooks
mv svc/one.json webhooks
rm top.json
run init
check 'it knows this one' no_out 'in a copy'
printf '#!/bin/sh\nmake check\n' >.git/hooks/pre-commit
run init
check 'a hook of git is not written over' no_out 'install -m'
check 'but called from' out 'sh /usr/local/share/hookvet/pre-commit'
printf 'sh /usr/local/share/hookvet/pre-commit\n' >>.git/hooks/pre-commit
run init
check 'one that calls it needs nothing' no_out 'share/hookvet'

# Definitions are found in whatever syntax they are kept; those of a handbook are shown only.
repository others
mkdir svc
cat >svc/one.yaml <<'X'
organizationId: acme
products: [{ productId: eCheck, eventTypes: [payments.payments.failed] }]
webhookUrl: https://hooks.acme-store.com/in
X
{ echo '```json' && cat "$top/tests/cli/good.json" && echo '```'; } >README.md
printf 'repos: []\n' >.pre-commit-config.yaml
run init
check 'YAML: found' out 'hookvet check svc'
check 'YAML: pre-commit gives such files' out "files: '(?s)^svc/.*\.(jsonc?|json5|ya?ml)\Z'"
check 'YAML: though the hook is for JSON' out 'types: [text]'
rm .pre-commit-config.yaml
run init
check 'YAML: the hook of git' out 'and one for each other'
mv svc/one.yaml svc/one.txt
run init
check 'a file that no walk takes is none' out 'there is no definition yet'

repository whole
mkdir -p .github/workflows svc/a/hooks svc/b
good svc/a/hooks/one.json
good svc/b/two.json
printf '[1]\n' >other.json
printf 'stages: [test]\n' >.gitlab-ci.yml
printf 'node {}\n' >Jenkinsfile
printf 'repos: []\n' >.pre-commit-config.yaml
keep
run init --diff
check '--diff' status 0
check '--diff changes nothing here' unchanged
cp "$tmp/out" "$tmp/diff"
run init
check 'a workflow' out 'wrote .github/workflows/hookvet.yml'
check 'its folder is that of all definitions' grep -q 'paths: svc,' .github/workflows/hookvet.yml
check 'GitLab' out 'junit:hookvet.xml svc'
check 'Jenkins' out '--fail-on never svc'
check 'pre-commit' out "files: '(?s)^svc/.*\\.json\\Z'"
check 'no other hook' no_out 'install -m'
check 'how to go on' out 'hookvet check svc'
check 'what is not ours is not touched' [ "$(cat Jenkinsfile .gitlab-ci.yml .pre-commit-config.yaml)" = "node {}
stages: [test]
repos: []" ]
mkdir "$tmp/work/patched"
cp -r .github "$tmp/work/patched/" && rm "$tmp/work/patched/.github/workflows/hookvet.yml"
check 'the diff is what was written' sh -c 'cd ../patched && patch -s -p1 <"$1" &&
	cmp .hookvet.json ../whole/.hookvet.json &&
	cmp .github/workflows/hookvet.yml ../whole/.github/workflows/hookvet.yml' sh "$tmp/diff"
if python3 -c 'import yaml' 2>/dev/null; then
	check 'the workflow is YAML' python3 -c 'import yaml
assert yaml.safe_load(open(".github/workflows/hookvet.yml"))["jobs"]["hookvet"]["steps"][1]["with"]["paths"] == "svc"'
	sed -n '/^add to .pre-commit/,/^next/p' "$tmp/out" | sed '1d; $d' >lines
	sed '1i repos:' lines >"$tmp/lines.yaml"
	check 'the lines of pre-commit are YAML' python3 -c 'import yaml, re, sys
hook = yaml.safe_load(open(sys.argv[1]))["repos"][0]["hooks"][0]
assert re.search(hook["files"], "svc/a/x.json") and not re.search(hook["files"], "src/x.json")' "$tmp/lines.yaml"
	rm lines
else
	skip 'python3-yaml is not installed' 2
fi
printf '# hookvet runs here\n' >>.gitlab-ci.yml
run init
check 'what mentions it needs no lines' no_out 'add to .gitlab-ci.yml'
check 'the others do' out 'add to Jenkinsfile'

# A definition in the top folder, and names that no command may have.
good top.json
run init
check 'definitions everywhere' out 'hookvet check .'
check 'a pattern for everywhere' out "files: '(?s)^.*\\.json\\Z'"
for called in '$(touch x)' "a'b" 'a b' '-rf' '::error::x' 'a.b' "$(printf 'a\nb')" "$(printf 'a\033b')"; do
	repository hostile
	mkdir -p .github/workflows "./$called"
	good "./$called/x.json"
	printf 'a: 1\n' >.gitlab-ci.yml
	run init
	check "$called: status" status 0
	check "$called: is in no command" grep -q 'junit:hookvet.xml \.$' "$tmp/out"
	check "$called: nor in the workflow" grep -q 'paths: \., sarif' .github/workflows/hookvet.yml
	check "$called: it was found" out 'hookvet check .'
	cd .. && rm -rf hostile
done

# Links, pipes, and what is very large.
for odd in link dangling pipe folder; do
	repository "odd-$odd"
	printf mine >../mine
	case $odd in
	link) ln -s ../mine .hookvet.json ;;
	dangling) ln -s ../nowhere .hookvet.json ;;
	pipe) mkfifo .hookvet.json ;;
	folder) mkdir .hookvet.json ;;
	esac
	for force in '' --force; do
		# shellcheck disable=SC2086
		run init $force
		check "$odd $force: status" status 2
		check "$odd $force: said" err "'.hookvet.json' is a link or no ordinary file"
		check "$odd $force: and no advice as if it were written" no_out 'next:'
	done
	check "$odd: nothing is written through it" [ "$(cat ../mine)" = mine ] && [ ! -e ../nowhere ]
done
repository ways
mkdir ../elsewhere ../elsewhere/workflows
ln -s ../elsewhere .github
mkfifo Jenkinsfile
ln -s ../mine .gitlab-ci.yml
good ../elsewhere/outside.json
ln -s ../elsewhere out
mkfifo pipe.json
truncate -s 3G huge.json
run init --force
check 'a repository of links and pipes' status 0
check 'nothing is written behind a link' [ -z "$(ls ../elsewhere/workflows)" ]
check 'nothing is found behind a link' out 'hookvet new PRODUCT'
check 'a pipe is no file to add to' no_out 'add to'
printf '\001{"exclude": ["*"' >.hookvet.json
run init
check 'a config that is wrong is kept' out 'kept .hookvet.json'
check 'and not read' status 0
rm .hookvet.json
mkdir -p "$tmp/work/full"
for folder in bare.git plain/.git; do
	cd "$tmp/work" && git init -q --bare bare.git && cd "$folder" || exit 2
	keep
	run init
	check "$folder: refused" status 2
	check "$folder: said" err 'this is a bare repository'
	check "$folder: nothing is written" [ ! -e .hookvet.json ]
	check "$folder: nor shown" [ ! -s "$tmp/out" ]
done
# What looks like one in part is a folder like others.
repository like-bare
mkdir objects && : >HEAD
run init
check 'a file HEAD makes no bare repository' status 0
check 'no temporary file is left' [ -z "$(find "$tmp/work" -name '.hookvet-*')" ]
cd "$tmp/work" || exit 2
mkdir none && cd none || exit 2
GIT_CEILING_DIRECTORIES=$tmp
export GIT_CEILING_DIRECTORIES
run init
check 'without git' status 0
check 'there is no hook of git' no_out 'as a hook of git'
run init more
check 'it takes no operand' status 2
finish
