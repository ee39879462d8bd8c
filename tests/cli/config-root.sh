#!/bin/sh
# What a config may name: regular files below its repository, or --config-root.
# shellcheck source=tests/cli/lib
. tests/cli/lib

mkdir -p out repo/.git repo/deep
printf 'secret = in another file\n' >out/secret
printf '{"type": "object"}\n' >out/s.json
cp out/s.json repo/s.json
cp out/s.json repo/deep/s.json
good repo/deep/good.json
ln -s ../out/secret repo/link.json
ln -s ../s.json repo/deep/inner.json
mkfifo repo/pipe.json

# named SCHEMA: as a policy's, then as that of files, by a config in deep/
named() {
	for text in "{\"policies\":[{\"name\":\"p\",\"match\":\"good.json\",\"schema\":\"$1\"}]}" \
		"{\"files\":[{\"match\":\"good.json\",\"schema\":\"$1\"}]}"; do
		printf '%s\n' "$text" >repo/deep/.hookvet.json
		shift
		run check -f compact "$@" repo
		set -- "$name" "$@"
		[ "$status" -eq "$want" ] || return 1
	done
}
refused() { # SCHEMA WHY OPTION...
	name=$1 why=$2 want=2
	shift 2
	check "$name: trouble" named "$name" "$@"
	check "$name: why" out "$why [config]"
	check "$name: nothing of it is shown" no_out secret
}
taken() { # SCHEMA OPTION...
	name=$1 want=0
	shift
	check "$name: taken" named "$name" "$@"
}
outside="this file lies outside of the config's repository; allow it with --config-root"
refused ../../out/secret "$outside"
refused "$PWD/out/secret" "$outside"
refused ../link.json "$outside"
refused /etc/passwd "$outside"
refused ../../out/s.json "$outside" --config-root repo
refused ../pipe.json 'this is no regular file'
refused /dev/null 'this is no regular file'
refused .. 'this is no regular file'
printf 'token = secret\n' >repo/.git/config
ln -s ../.git/config repo/deep/git.json
refused ../.git/config "this file is git's own"
refused git.json "$outside"
taken ../s.json
taken s.json
taken "$PWD/repo/s.json"
taken inner.json
taken create-request
taken ../../out/s.json --config-root .
taken ../../out/s.json --config-root /
refused ../s.json "$outside" --config-root repo/deep
cp repo/deep/.hookvet.json named.json
printf '{"policies":[{"name":"p","schema":"out/s.json"}]}\n' >named.json
run check --config named.json repo/deep/good.json
check 'a config that is named, of no repository, names what it likes' status 0

# the config itself
rm repo/deep/.hookvet.json
ln -s ../../out/secret repo/deep/.hookvet.json
run check -f compact repo
check 'a config that is a link out of its repository' status 2
check 'said' err "'repo/deep/.hookvet.json': it is a link that leads out of its repository"
check 'nothing of it is shown' no_out secret
ln -sf ../.git/config repo/deep/.hookvet.json
run check -f compact repo
check 'a config that is a link to a file of git' status 2
check 'nothing of that is shown' no_out secret
rm repo/deep/.hookvet.json repo/deep/git.json
printf '{}\n' >repo/common.json
ln -s ../common.json repo/deep/.hookvet.json
run check repo
check 'a link within is fine' status 0

# a config of the tree that may only be stricter
rm repo/deep/.hookvet.json repo/*.json repo/deep/*.json
bad repo/bad.json
locked() { # TEXT
	printf '%s\n' "$1" >repo/.hookvet.json
	run check --config-rules locked -f compact repo
}
for text in '{"exclude":["*"]}' '{"rules":{"missing-field":"off"}}' '{"rules":{"missing-field":"info"}}' \
	'{"failOn":"never"}' '{"suppress":[{"file":"*","reason":"r"}]}' \
	'{"files":[{"match":"*","schema":"s.json"}]}'; do
	echo true >repo/s.json
	locked "$text"
	check "locked: $text" status 1
	check "locked: $text: the finding is there" out 'repo/bad.json:1:1: error: the required property'
	check "locked: $text: said" err 'only what is stricter is obeyed'
	run check -q -f compact repo
	check "free: $text" [ "$status" -ne 1 ]
done
rm repo/s.json repo/bad.json
good repo/good.json
sed 's/"firstRetry": 1/"firstRetry": "1"/' repo/good.json >repo/warn.json
locked '{}'
check 'locked: a warning' status 0
locked '{"failOn":"warning"}'
check 'locked: a level that is reached more easily' status 1
locked '{"rules":{"number-as-string":"error"}}'
check 'locked: a rule that weighs more' status 1
printf 'false\n' >repo/no.json
locked '{"policies":[{"name":"p","match":"good.json","schema":"no.json"}]}'
check 'locked: a policy' out '[p]'
printf '{"rules":{"number-as-string":"off"}}\n' >named.json
run check --config-rules locked -c named.json -f compact repo/warn.json
check 'a config that is named is free' quiet
finish
