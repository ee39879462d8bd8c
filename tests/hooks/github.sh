#!/bin/sh
# The GitHub action and the problem matcher, as far as they run without GitHub.
set -u
top=$PWD
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0 skipped=0
check() { # NAME CONDITION...
	name=$1
	shift
	if "$@"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "not ok: $name"
		tail -n 15 "$tmp/out" | sed 's/^/    /'
	fi
}
same() { [ "$1" = "$2" ]; }
skip() {
	skipped=$((skipped + 1))
	echo "skipped: $1"
}
mkdir -p "$tmp/repo/webhooks" "$tmp/action/build"
cp corpus/examples/invoicing.request.json "$tmp/repo/webhooks/good.json"
cp corpus/examples/broken/invoicing.request.json "$tmp/repo/webhooks/it's broken.json"
cd "$tmp/repo" || exit 2

# The script of the step "Check", with the environment that GitHub gives it.
if command -v bash >/dev/null; then
	mkdir -p "$tmp/action/.github/actions/hookvet"
	ln -s "$PROG" "$tmp/action/build/hookvet"
	awk '/^    - name: / { on = ($3 == "Check") } on && script { print substr($0, 9) }
		on && /^      run: \|/ { script = 1 } !on { script = 0 }' \
		"$top/.github/actions/hookvet/action.yml" >"$tmp/step"
	step() { # PATHS FAIL-ON ARGS SARIF
		: >"$tmp/output"
		: >"$tmp/summary"
		GITHUB_ACTION_PATH=$tmp/action/.github/actions/hookvet RUNNER_TEMP=$tmp \
			GITHUB_STEP_SUMMARY=$tmp/summary GITHUB_OUTPUT=$tmp/output \
			INPUT_PATHS=$1 INPUT_FAIL_ON=$2 INPUT_ARGS=$3 INPUT_SARIF=$4 \
			bash -e "$tmp/step" >"$tmp/out" 2>&1
	}
	step "webhooks" error "" hookvet.sarif
	check "action: a broken file fails the step" same $? 1
	check "action: tells the status" same "$(cat "$tmp/output")" "status=1"
	check "action: annotates" grep -q "^::error .*file=webhooks/it's broken.json" "$tmp/out"
	check "action: writes SARIF" grep -q '"2.1.0"' hookvet.sarif
	check "action: writes a summary" [ -s "$tmp/summary" ]
	step "webhooks/good.json
webhooks/it's broken.json
" never "-v --rule number-as-string=off" ""
	check "action: several paths, options" same $? 0
	check "action: status 0" same "$(cat "$tmp/output")" "status=0"
	step "no-such-folder" error "" ""
	check "action: trouble is status 2" same "$(cat "$tmp/output")" "status=2"
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
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
