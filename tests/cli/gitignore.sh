#!/bin/sh
# What .gitignore leaves out: our walk and git must agree.
# shellcheck source=tests/cli/lib
. tests/cli/lib

if ! command -v git >/dev/null; then
	skip 'git is not installed'
	finish
	exit
fi
GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null XDG_CONFIG_HOME=$tmp/none
export GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM XDG_CONFIG_HOME

# agree NAME: the files we check are those that git does not ignore.
agree() {
	"$PROG" check --no-error-on-unmatched -f jsonl . 2>"$tmp/err" |
		sed -n 's/.*"file": *"\([^"]*\)".*/\1/p' | sort -u >"$tmp/got"
	git ls-files -co --exclude-standard | grep '\.json$' | grep -v '^\.\|/\.' | sort -u >"$tmp/want"
	cp "$tmp/got" "$tmp/out"
	check "$1" same "$tmp/want" "$tmp/got" || :
	cmp -s "$tmp/want" "$tmp/got" || diff "$tmp/want" "$tmp/got" | sed 's/^/    /'
}
tree() {
	git init -q .
	for file; do
		mkdir -p "$(dirname "./$file")"
		echo '{"webhookUrl": "http://x", "productId": "p", "eventTypes": []}' >"./$file"
	done
}

mkdir one && cd one || exit 2
tree a.json b.json build/c.json src/build/d.json src/build.json/e.json doc/x/y.json doc/y.json \
	'sp ace.json' 'br[1].json' 'hash#.json' '#h.json' '!b.json' 'trail .json' keep/keep.json \
	keep/drop.json deep/1/2/3/f.json deep/f.json A.json
n=0
while IFS= read -r pattern; do
	n=$((n + 1))
	printf '%b\n' "$pattern" >.gitignore
	agree "pattern $pattern"
done <<'X'
*.json
a.json
/a.json
/d.json
build
build/
/build
src/build
src/*
src/**
**/build
**/f.json
deep/**/f.json
deep/*/f.json
deep/**/3
[ab].json
[!a].json
[^a]*.json
[a-b].json
[b-a].json
[z-a]*
[!b-a].json
[a-].json
[--b].json
[a-a-c].json
[\\\\b-a].json
[[:alpha:]-z].json
[[:upper:]].json
?.json
br\\\\[1\\\\].json
br[[]1].json
\\\\#h.json
\\\\!b.json
#h.json
sp ace.json
a.json   
trail\\\\ .json
*\\n!b.json
*.json\\n!keep/
keep/*\\n!keep/keep.json
keep\\n!keep/keep.json
/*\\n!/deep\\n/deep/*\\n!/deep/1
doc/x/\\n!doc/x/y.json
a.json\\r\\nb.json\\r
**
**/
deep/**
/**/y.json
a**.json
*a*.json
[a.json
a\\\\
build/*.json
src/build.json/
X

printf 'a.json\n' >.gitignore
mkdir -p .git/info
printf '/b.json\n/deep/f.json\n' >.git/info/exclude
agree '.git/info/exclude'
printf '!/b.json\n' >>.gitignore
agree '.gitignore wins over it'
printf '!f.json\n3/\n' >deep/.gitignore
printf '*.json\n' >keep/.gitignore
printf '!keep.json\n' >>keep/.gitignore
agree 'nested files'
printf 'deep/\n' >.gitignore
agree 'what is in an ignored folder stays out'
cd deep || exit 2
"$PROG" check . >"$tmp/out" 2>"$tmp/err"
check 'a named folder is walked with the rules above it' [ "$(grep -c '^1/2/3' "$tmp/out")" -eq 0 ]
check 'and its own' out 'f.json:'
cd ../..

# A worktree has a file .git, and shares info/exclude.
cd one && git -c user.name=x -c user.email=x@x add -f a.json && git -c user.name=x -c user.email=x@x commit -qm x &&
	git worktree add -q ../two 2>"$tmp/err" && cd ../two || exit 2
printf '{"webhookUrl": "http://x", "productId": "p", "eventTypes": []}\n' >b.json
agree 'in a worktree'
cd ..

# What git tracks is checked, though a .gitignore would hide it, whatever its index is.
keep() { git -c user.name=x -c user.email=x@x "$@" >>"$tmp/git" 2>&1; }
hidden() { # WHAT: ignored files of which some are tracked
	mkdir -p top/deep/er sub other build/deep
	for file in shown top/a top/b top/deep/a top/deep/er/long-name-a top/deep/er/long-name-b sub/a sub/b other/a \
		build/a build/deep/b; do
		bad $file.json
	done
	keep add -f shown.json top/a.json top/deep/er sub/b.json build/deep/b.json
	printf '*.json\nother/\nbuild/\n' >.gitignore
	printf 'deep/\n' >top/.gitignore
	agree "$1"
	check "$1: what is left out is counted" err 'ignored by git'
}
for version in 2 3 4; do
	rm -rf index && mkdir index && cd index || exit 2
	git init -q .
	keep config index.version $version
	hidden "an index of version $version"
	keep add -N -f top/b.json
	agree "an index of version $version with a flag more"
	keep commit -qm x && rm -rf ../index-tree && keep worktree add -q ../index-tree || exit 2
	cd ../index-tree || exit 2
	bad top/c.json
	agree "its worktree"
	cd ..
done
cd index || exit 2
keep update-index --split-index && keep add -f other/a.json && keep rm -q --cached sub/b.json -f
"$PROG" check . >"$tmp/out" 2>"$tmp/err"
check 'a split index: what is new' out 'other/a.json:'
check 'and what is shared' out 'top/a.json:'
run check top/deep
check 'a folder that is ignored, named' out 'top/deep/er/long-name-a.json:'
run check --no-ignore .
check '--no-ignore takes all' files build/a.json build/deep/b.json other/a.json shown.json sub/a.json sub/b.json \
	top/a.json top/b.json top/deep/a.json top/deep/er/long-name-a.json top/deep/er/long-name-b.json
check 'nothing is ignored then' no_err ignored
printf 'no index' >.git/index
run check .
check 'without an index that can be read .gitignore decides' status 2
check 'but it is said' err 'some is ignored by git, see --no-ignore'
run check --no-ignore .
check 'and --no-ignore is there' out 'top/a.json:'
for size in 0 4 11 12 40 80 200; do
	git -C ../index-tree ls-files >/dev/null
	head -c $size "$(git -C ../index-tree rev-parse --git-dir)/index" >.git/index
	run check .
	check "an index that is cut off after $size bytes" [ "$status" -le 2 ]
done
cd ..
rm -rf sha && mkdir sha && cd sha || exit 2
if git init -q --object-format=sha256 . 2>"$tmp/err"; then
	hidden 'an index with SHA-256'
else
	skip 'git has no SHA-256 here'
fi
mkdir inner && cd inner && git init -q . && bad n.json && bad m.json && keep add n.json && cd .. || exit 2
printf 'm.json\nn.json\n' >inner/.gitignore
run check .
check 'a repository within has an index of its own' no_out inner/m.json
printf 'inner/*\n' >.gitignore
run check .
check 'which says what it tracks' out 'inner/n.json:'
ln -s shown.json build/link.json
rm -f .gitignore && printf '*\n' >ignore && ln -s ignore .gitignore
run check .
check 'a .gitignore that is a link is none' out 'shown.json:'
cd ..

# Random patterns over a random tree, by a fixed recipe.
mkdir rnd && cd rnd || exit 2
# shellcheck disable=SC2046
tree $(awk 'BEGIN { srand(7); for (i = 0; i < 60; i++) { p = ""
	for (d = int(rand() * 4); d > 0; d--) p = p substr("abc", 1 + int(rand() * 3), 1) "/"
	print p substr("abc", 1 + int(rand() * 3), 1 + int(rand() * 2)) ".json" } }')
round=0
while [ $round -lt 40 ]; do
	round=$((round + 1))
	awk -v seed=$round 'BEGIN { srand(seed); split("a b c * ? / ** [ab] [!b] .json a* *b ab", t, " ")
		for (i = 0; i < 4; i++) { p = rand() < 0.3 ? "!" : ""
			for (d = 1 + int(rand() * 5); d > 0; d--) p = p t[1 + int(rand() * 13)]
			print p (rand() < 0.2 ? "/" : "") } }' >.gitignore
	agree "random patterns $round: $(tr '\n' ' ' <.gitignore)"
done
cd ..

# Without a repository .gitignore counts too.
mkdir plain
bad plain/a.json
bad plain/b.json
echo a.json >plain/.gitignore
run check plain
check 'without a repository' files plain/b.json
run check plain/a.json
check 'a named file is checked' files plain/a.json
finish
