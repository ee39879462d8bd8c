#!/bin/sh
# git's own hook, validator/pre-commit: what is committed is checked, not the work tree.
# shellcheck source=tests/lib
. tests/lib
says() { grep -qF -e "$1" "$tmp/out"; }
lacks() { ! says "$1"; }

HOME=$tmp/home GIT_CONFIG_NOSYSTEM=1 TMPDIR=$tmp/tmp
export HOME GIT_CONFIG_NOSYSTEM TMPDIR
mkdir "$HOME" "$TMPDIR" "$tmp/bin"
ln -s "$PROG" "$tmp/bin/hookvet"
PATH=$tmp/bin:$PATH
git config --global user.name tester
git config --global user.email tester@users.example
git config --global init.defaultBranch main
git config --global protocol.file.allow always
good=$top/corpus/examples/invoicing.request.json
bad=$top/corpus/examples/broken/invoicing.request.json

commit() { # ARGUMENTS of git commit
	git commit -qm message "$@" >"$tmp/out" 2>&1
	status=$?
}
stopped() { # NAME PLACE
	check "$1: is stopped" equal $status 1
	check "$1: says where" says "$2:"
	check "$1: without the temporary folder" lacks "$TMPDIR"
}
passes() { check "$1: passes" equal $status 0; }
# The line of README.md, after "make install".
sed -n 's/^    \(install .*pre-commit.*\)/\1/p' README.md >"$tmp/line"
make -s install B="${B#"$top"/}" DESTDIR="$tmp/root" >"$tmp/out" 2>&1
check "make install" [ -x "$tmp/root/usr/local/share/hookvet/pre-commit" ]
check "README.md has a line for the hook" grep -q ' /usr/local/share/hookvet/' "$tmp/line"
matcher=$(sed -n 's/.*::add-matcher::\(\/[^"]*\)".*/\1/p' README.md)
check "README.md has the problem matcher where it is installed" \
	cmp "$tmp/root/$matcher" .github/actions/hookvet/problem-matcher.json
sed 's, /usr/local/, "$ROOT"/usr/local/,' "$tmp/line" >"$tmp/install"
ROOT=$tmp/root
export ROOT
repository() { # FOLDER: with the hook
	mkdir "$1" && cd "$1" && git init -q && mkdir webhooks && sh "$tmp/install" || exit 2
}

repository "$tmp/a repository"
cp "$bad" webhooks/a.json
git add .
commit
stopped "the first commit" webhooks/a.json
cp "$good" webhooks/a.json
commit
stopped "the index is bad, the work tree good" webhooks/a.json
git add .
cp "$bad" webhooks/a.json
commit
passes "the index is good, the work tree bad"
check "what was committed is the good text" equal "$(git show HEAD:webhooks/a.json)" "$(cat "$good")"
commit -a
stopped "commit -a" webhooks/a.json
cp "$good" webhooks/b.json
git add webhooks/b.json
commit webhooks/a.json
stopped "commit FILE, which has an index of its own" webhooks/a.json
(cd webhooks && commit ./a.json && echo "status $status" >>"$tmp/out")
check "commit FILE in a folder below" says 'status 1'
git checkout -q webhooks/a.json
commit webhooks/b.json
passes "commit FILE, a good one"
echo text >README
git add README
cp "$bad" webhooks/b.json
commit
passes "a commit without subscriptions"

# Names. Each is a bad file that must be named as it is.
git checkout -q .
mkdir -p "deep/er/webhooks/eu west"
for file in "webhooks/it's \"quoted\".json" 'webhooks/-k.json' './--schema=t.webhook.json' \
	"deep/er/webhooks/eu west/ü.json" 'elsewhere.webhook.json' 'webhooks/.hidden.json'; do
	cp "$bad" "$file"
	git add -- "$file"
	commit
	stopped "$file" "${file#./}"
	git rm -qf --cached -- "$file"
	rm -f -- "$file"
done
file='webhooks/two
lines.json'
cp "$bad" "$file"
git add .
commit
check "a name with a line end: is stopped" equal $status 1
git mv "$file" webhooks/renamed.json
commit
stopped "a renamed file" webhooks/renamed.json
cp webhooks/a.json webhooks/renamed.json
git add .
commit
passes "mended"
git rm -q webhooks/renamed.json
commit
passes "a file that is removed"
cp "$bad" other.json
git add .
commit
passes "a file that is none of ours by its name"

# Links are no text; a file in the place of one is.
ln -s ../other.json webhooks/link.json
ln -s /nowhere webhooks/dangling.json
git add .
commit
passes "links"
rm webhooks/link.json
cp "$bad" webhooks/link.json
git add .
commit
stopped "a file in the place of a link" webhooks/link.json
git reset -q --hard

# The config is that of the index, whatever lies in the work tree.
echo '{ "failOn": "never" }' >.hookvet.json
cp "$bad" webhooks/a.json
git add webhooks/a.json
commit
stopped "a config that is not committed" webhooks/a.json
git add -N .hookvet.json
commit
stopped "a config that is only going to be added" webhooks/a.json
git add .hookvet.json
echo '{' >.hookvet.json
commit
passes "the config of the index"
echo '{ "exclude": ["webhooks/**"] }' >.hookvet.json
cp "$bad" webhooks/c.json
git add .
commit
passes "all of them excluded"
echo '{ "rulez": 1 }' >.hookvet.json
cp "$good" webhooks/c.json
git add .
commit
check "a config with a mistake: trouble" says '.hookvet.json:1:3: error:'
check "a config with a mistake: is stopped" equal $status 1
git reset -q --hard
git rm -q .hookvet.json
cp "$good" webhooks/a.json
cp "$good" webhooks/c.json
git add .
commit
passes "without a config"

# Options of git that change what patterns mean.
cp "$bad" webhooks/b.json
git --literal-pathspecs commit -qam literal >"$tmp/out" 2>&1
check "git --literal-pathspecs" says 'webhooks/b.json:'
GIT_DIR=.git GIT_WORK_TREE=. git commit -qam dir >"$tmp/out" 2>&1
check "GIT_DIR and GIT_WORK_TREE" says 'webhooks/b.json:'

# A merge: of the result, nothing is left unseen.
git commit -qnam bad
git checkout -qb side HEAD~
cp "$good" webhooks/d.json
sed 's/"description": "/&x/' "$good" >webhooks/b.json
git add .
commit
passes "a side branch"
ln -s pre-commit .git/hooks/pre-merge-commit
git checkout -qb clean HEAD~
git merge -q -s ours --no-ff -m merge main >"$tmp/out" 2>&1
check "a merge that brings nothing passes" equal $? 0
git checkout -q side
git merge -q -X theirs -m merge main >"$tmp/out" 2>&1
status=$?
stopped "a merge" webhooks/b.json
git merge --abort
git merge -q -m merge main >/dev/null 2>&1
git checkout -q --theirs webhooks/b.json
git add .
commit
stopped "a merge with conflicts" webhooks/b.json
cp "$good" webhooks/b.json
git add .
commit
passes "a merge that is mended"

# Another work tree, a folder that is left out of this one, a submodule, by hand.
git worktree add -q --detach "$tmp/second tree" >"$tmp/out" 2>&1
cd "$tmp/second tree" || exit 2
cp "$bad" webhooks/a.json
commit -a
stopped "another work tree" webhooks/a.json
cd "$tmp/a repository/webhooks" || exit 2
cp "$bad" d.json
git add d.json
../.git/hooks/pre-commit -f compact >"$tmp/out" 2>&1
status=$?
stopped "by hand, in a folder below, with options" webhooks/d.json
cd ..
git reset -q --hard
mkdir quiet
echo '{ "failOn": "never" }' >.hookvet.json
cp "$bad" quiet/bad.webhook.json
git add .
commit
git sparse-checkout set --no-cone '/webhooks/' 2>"$tmp/out" && {
	check "sparse: the config is away" [ ! -e .hookvet.json ]
	cp "$bad" webhooks/a.json
	git add webhooks/a.json
	commit
	passes "sparse: but it holds"
}
repository "$tmp/outer"
git submodule --quiet add "$tmp/a repository" webhooks/sub.json >"$tmp/out" 2>&1
commit
passes "a submodule"
cd webhooks/sub.json || exit 2
sh "$tmp/install"
git rm -q --sparse .hookvet.json 2>/dev/null || git rm -q .hookvet.json
cp "$bad" webhooks/new.json
git add webhooks
commit
stopped "within a submodule" webhooks/new.json

# What goes wrong does not pass, and nothing is left behind.
cd "$tmp/outer" || exit 2
cp "$good" webhooks/a.json
git add webhooks/a.json
printf '#!/bin/sh\nkill -9 $$\n' >"$tmp/killed"
chmod +x "$tmp/killed"
ln -sf "$tmp/killed" "$tmp/bin/hookvet"
commit
check "a killed hookvet does not pass" [ $status -ne 0 ]
rm "$tmp/bin/hookvet"
commit
check "without hookvet: does not pass" [ $status -ne 0 ]
check "no temporary folder is left" equal "$(ls "$TMPDIR")" ""
cd "$top" || exit 2
finish
