#!/bin/sh
# The hooks of .pre-commit-hooks.yaml, end to end.
# shellcheck source=tests/lib
. tests/lib
says() { grep -qF -e "$1" "$tmp/out"; }

HOME=$tmp/home GIT_CONFIG_NOSYSTEM=1 PRE_COMMIT_HOME=$tmp/cache
export HOME GIT_CONFIG_NOSYSTEM PRE_COMMIT_HOME
mkdir "$HOME"
git config --global user.name tester
git config --global user.email tester@users.example
git config --global init.defaultBranch main
git config --global safe.directory '*'
good=$top/corpus/examples/invoicing.request.json
bad=$top/corpus/examples/broken/invoicing.request.json

# A user's repository: one good subscription, and JSON that is none of ours.
repo=$tmp/repo
mkdir -p "$repo/webhooks/eu west" && cd "$repo" && git init -q || exit 2
cp "$good" webhooks/invoicing.json
cp "$good" "webhooks/eu west/invoicing.json"
echo '{ "private": true, "name": "website" }' >package.json
echo text >README
git add . && git commit -qm start

mkdir "$tmp/bin"
ln -s "$PROG" "$tmp/bin/hookvet"

if ! command -v pre-commit >/dev/null; then
	skip "pre-commit is not installed"
elif [ -n "${SAN:-}" ]; then
	skip "pre-commit builds without sanitizers; run once is enough"
else
	check "pre-commit validate-manifest" \
		pre-commit validate-manifest "$top/.pre-commit-hooks.yaml"
	# What pre-commit would clone: the work tree, as it is now.
	hookrepo=$tmp/hookrepo
	mkdir "$hookrepo"
	(
		cd "$top" && git ls-files -z -co --exclude-standard -- .pre-commit-hooks.yaml \
			Makefile validator schemas | xargs -0 ls -d 2>/dev/null | tar -cf - -T -
	) | tar -xf - -C "$hookrepo"
	(cd "$hookrepo" && git init -q && git add . && git commit -qm hooks)
	try() { # HOOK ARGUMENTS...: pre-commit on the user's repository
		hook=$1
		shift
		pre-commit try-repo "$hookrepo" "$hook" --verbose "$@" >"$tmp/out" 2>&1
	}
	CFLAGS=-O0
	export CFLAGS
	PATH=$PATH try hookvet --all-files
	check "hookvet: builds itself; good files pass" equal $? 0
	check "hookvet: is called for the files" says 'check webhook subscriptions'
	cp "$bad" webhooks/broken.json
	git add webhooks/broken.json

	PATH=$tmp/bin:$PATH
	try hookvet --files webhooks/broken.json "webhooks/eu west/invoicing.json"
	check "hookvet: a broken file fails" equal $? 1
	check "hookvet: status 1 of the program" says 'exit code: 1'
	check "hookvet: says where" says 'webhooks/broken.json:'
	try hookvet --files package.json
	check "hookvet: other JSON is left alone" says '(no files to check)'

	try hookvet-system --all-files
	check "hookvet-system: a broken file fails" equal $? 1
	check "hookvet-system: says where" says 'webhooks/broken.json:'

	try hookvet-all --files webhooks/invoicing.json
	check "hookvet-all: sleeps while config and schemas stay" says '(no files to check)'
	echo '{ "rules": { "retry-too-late": "error" } }' >.hookvet.json
	git add .hookvet.json
	try hookvet-all --files .hookvet.json
	check "hookvet-all: checks everything when the config changes" says 'webhooks/broken.json:'
	check "hookvet-all: also folders with blanks" says 'exit code: 1'
	echo '{ "rulez": {} }' >.hookvet.json
	git add .hookvet.json
	try hookvet-all --files .hookvet.json
	check "hookvet-all: a config with a mistake is trouble" says 'exit code: 2'

	rm -f .hookvet.json webhooks/broken.json
	git add -A

	# Names that look like options, and names with a line end.
	cp "$bad" ./--schema=t.webhook.json
	cp "$bad" 'webhooks/two
lines.json'
	git add -A
	for hook in hookvet hookvet-system; do
		try $hook --all-files
		check "$hook: a name like an option is none" says '--schema=t.webhook.json:12:3:'
		check "$hook: a name with a line end" says 'webhooks/two\nlines.json:'
	done
	git rm -qf -- './--schema=t.webhook.json' 'webhooks/two
lines.json'

	# A hook that was killed.
	mkdir "$tmp/killing"
	printf '#!/bin/sh\n[ "$1" = --version ] && exec "%s" "$@"\nkill -9 $$\n' "$PROG" \
		>"$tmp/killing/hookvet"
	chmod +x "$tmp/killing/hookvet"
	for hook in hookvet hookvet-system; do
		PATH=$tmp/killing:$PATH try $hook --all-files
		check "$hook: killed, does not pass" says 'exit code: 2'
	done

	# The first commit of a config, before there is anything to check.
	mkdir "$tmp/new" && cd "$tmp/new" && git init -q
	echo '{ "failOn": "warning" }' >.hookvet.json
	git add .
	try hookvet-all --all-files
	check "hookvet-all: a config without subscriptions" equal $? 0
	cd "$repo" || exit 2

	# More names than one command line holds.
	long=webhooks/$(printf '%0100d' 0)
	mkdir -p "$long"
	i=0
	while [ $i -lt 2000 ]; do
		ln "webhooks/invoicing.json" "$long/subscription-of-a-customer-$i.json" || break
		i=$((i + 1))
	done
	rm "$long/subscription-of-a-customer-1999.json"
	sed 's/invoice\.paid/invoice.payed/' webhooks/invoicing.json \
		>"$long/subscription-of-a-customer-1999.json"
	git add -A
	try hookvet-system --all-files
	check "2000 long names" says 'subscription-of-a-customer-1999.json'
fi
cd "$top" || exit 2
finish
