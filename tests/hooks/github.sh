#!/bin/sh
# The GitHub action and the problem matcher, as far as they run without GitHub.
# shellcheck source=tests/lib
. tests/lib
mkdir -p "$tmp/repo/webhooks" "$tmp/action/build"
cp corpus/examples/invoicing.request.json "$tmp/repo/webhooks/good.json"
cp corpus/examples/broken/invoicing.request.json "$tmp/repo/webhooks/it's broken.json"
cd "$tmp/repo" || exit 2

# The script of the step "Check", with the environment that GitHub gives it.
if command -v bash >/dev/null; then
	mkdir -p "$tmp/action/.github/actions/hookvet"
	ln -s "$PROG" "$tmp/action/build/hookvet"
	script() { # STEP
		awk -v step="$1" '/^    - name: / { on = ($3 == step) } on && script { print substr($0, 9) }
			on && /^      run: \|/ { script = 1 } !on { script = 0 }' \
			"$top/.github/actions/hookvet/action.yml"
	}
	script Check >"$tmp/step"
	step() { # PATHS FAIL-ON ARGS SARIF [CONFIG [BASE]]
		: >"$tmp/output"
		: >"$tmp/summary"
		GITHUB_ACTION_PATH=$tmp/action/.github/actions/hookvet RUNNER_TEMP=$tmp \
			GITHUB_STEP_SUMMARY=$tmp/summary GITHUB_OUTPUT=$tmp/output \
			INPUT_PATHS=$1 INPUT_FAIL_ON=$2 INPUT_ARGS=$3 INPUT_SARIF=$4 \
			INPUT_CONFIG=${5:-tree} GITHUB_BASE_REF=${6:-} \
			bash -e "$tmp/step" >"$tmp/out" 2>&1
	}
	step "webhooks" error "" hookvet.sarif
	check "action: a broken file fails the step" equal $? 1
	check "action: tells the status" equal "$(cat "$tmp/output")" "status=1"
	check "action: annotates" grep -q "^::error .*file=webhooks/it's broken.json" "$tmp/out"
	check "action: writes SARIF" grep -q '"2.1.0"' hookvet.sarif
	check "action: writes a summary" [ -s "$tmp/summary" ]
	step "webhooks/good.json
webhooks/it's broken.json
" never "-v --rule number-as-string=off" ""
	check "action: several paths, options" equal $? 0
	check "action: status 0" equal "$(cat "$tmp/output")" "status=0"
	step "no-such-folder" error "" ""
	check "action: trouble is status 2" equal "$(cat "$tmp/output")" "status=2"

	# A request that brings a config which hides what it breaks.
	git init -q "$tmp/origin" && git -C "$tmp/origin" config user.email tests@example.com &&
		git -C "$tmp/origin" config user.name tests
	cp -R webhooks "$tmp/origin/" && echo true >"$tmp/origin/own.json"
	echo '{"policies":[{"name":"ours","schema":"own.json"}]}' >"$tmp/origin/.hookvet.json"
	git -C "$tmp/origin" add -A && git -C "$tmp/origin" commit -qm base &&
		git -C "$tmp/origin" branch -M trunk
	git clone -q "$tmp/origin" "$tmp/request" && cd "$tmp/request" || exit 2
	echo '{"exclude":["*broken*"],"rules":{"missing-field":"off"}}' >.hookvet.json
	echo false >own.json
	step . error "" ""
	check "action: the config of the tree hides what it wants" equal $? 0
	step . error "" "" locked
	check "action: not if it is locked" equal $? 1
	step . error "-v" "" base trunk
	check "action: not if it is that of the base branch" equal $? 1
	check "action: which is read" grep -q "config '.*/hookvet-base/.hookvet.json'" "$tmp/out"
	check "action: with its own schemas" equal "$(grep -c ours "$tmp/out")" 0
	check "action: and is gone then" equal "$(git worktree list | wc -l)" 1
	step . error "" "" base
	check "action: without a base branch it is that of the tree" equal $? 0
	git -C "$tmp/origin" rm -q .hookvet.json && git -C "$tmp/origin" commit -qm none
	step . error "" "" base trunk
	check "action: none is none" equal $? 1
	step . error "" "" base gone
	check "action: a base branch that is not to be had is trouble" [ $? -ne 0 ]
	step . error "" "" other
	check "action: another word is trouble" equal $? 2
	cd "$tmp/repo" || exit 2
else
	skip "bash is not installed"
fi

# Each first line of the report matches exactly one of the patterns, with its place.
if command -v jq >/dev/null; then
	"$PROG" check --no-config -q -f compact webhooks >"$tmp/compact" 2>&1
	check "there are findings to match" [ -s "$tmp/compact" ]
	jq -R -r --slurpfile m "$top/.github/actions/hookvet/problem-matcher.json" '
		. as $line | [$m[0].problemMatcher[].pattern[0] | . as $p | $line |
			try capture($p.regexp | sub("\\^\\("; "^(?<file>") |
				sub("\\):\\("; "):(?<line>"))] |
		"\(length) \(.[0].file):\(.[0].line)"' <"$tmp/compact" >"$tmp/got"
	sed 's/^\([^:]*:[0-9]*\):.*/1 \1/' "$tmp/compact" >"$tmp/out"
	check "problem matcher" cmp -s "$tmp/got" "$tmp/out"
else
	skip "jq is not installed"
fi
cd "$top" || exit 2
# The program of the release, or a build: "curl" brings what lies in $tmp/release.
if command -v bash >/dev/null && command -v sha256sum >/dev/null; then
	script Get >"$tmp/get"
	version=$(sed -n 's/^VERSION *= *//p' "$top/Makefile")
	file=hookvet-$version-linux-$(uname -m)
	mkdir -p "$tmp/bin" "$tmp/release"
	printf '#!/bin/sh\nwhile [ "$1" != -o ]; do shift; done\nprintf "%%s\\n" "$3" >>%s\ncp %s "$2"\n' \
		"'$tmp/asked'" "'$tmp/release/hookvet'" >"$tmp/bin/curl"
	chmod +x "$tmp/bin/curl"
	get() { # SUM
		rm -rf "$tmp/tag" "$tmp/asked"
		mkdir -p "$tmp/tag/.github/actions/hookvet" "$tmp/tag/tests"
		cp "$top/Makefile" "$tmp/tag/"
		echo 'mkdir -p build; echo built >build/hookvet' >"$tmp/tag/tests/deps.sh"
		printf 'all:\n\t@:\n' >"$tmp/tag/GNUmakefile"
		printf '# comment\n%s  %s\n' "$1" "$file" >"$tmp/tag/.github/actions/hookvet/SHA256SUMS"
		PATH=$tmp/bin:$PATH GITHUB_ACTION_PATH=$tmp/tag/.github/actions/hookvet RUNNER_TEMP=$tmp \
			RUNNER_OS=Linux REPOSITORY=acme/hookvet SERVER=https://git.example bash -e "$tmp/get" >"$tmp/out" 2>&1
	}
	echo 'the program' >"$tmp/release/hookvet"
	sum=$(sha256sum "$tmp/release/hookvet" | cut -d ' ' -f 1)
	get "$sum"
	check "action: takes the program of its release" equal "$(cat "$tmp/tag/build/hookvet")" 'the program'
	check "action: from its tag" equal "$(cat "$tmp/asked")" \
		"https://git.example/acme/hookvet/releases/download/v$version/$file"
	echo 'another program' >"$tmp/release/hookvet"
	get "$sum"
	check "action: another one is not taken" equal "$(cat "$tmp/tag/build/hookvet")" built
	get ''
	check "action: nothing is fetched that is not pinned" [ ! -e "$tmp/asked" ]
	check "action: it is built then" equal "$(cat "$tmp/tag/build/hookvet")" built
else
	skip 'bash or sha256sum is not installed'
fi
finish
