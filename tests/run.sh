#!/bin/sh
# run: every input of corpus/ against what must come out of it.
#
#   tests/run.sh [FOLDER...]    only those of these folders: corpus/invalid/empty-update
#
#   corpus/valid/**             no finding at all, exit status 0
#   corpus/examples/            the demo; as in corpus/invalid, without a rule
#   corpus/samples/             what is found in the wild: bodies like those that the
#                               guide prints, programs send and the service answers
#   corpus/invalid/RULE/NAME.json (or .jsonl, .ndjson)
#     NAME.expect               the report (-f text, also "hookvet: ..." from stderr),
#                               then "exit N"; it must name RULE
#     NAME.fixed                the bytes --fix leaves; without it --fix changes nothing
#     NAME.suggested            the bytes --fix=suggested leaves (checked if it is there)
#     NAME.needs                words of --version, without which the input is skipped
#     NAME.args, args           options of this input, or of the folder, on one line; a
#                               first word without '-' is the subcommand, else "check"
#   near-miss*.json             an input close to firing: must not name RULE
#   corpus/parts/FORM/          documents within files; the same, of any rule
#   corpus/crashes/**           whatever a fuzzer found: ends with status 0, 1 or 2
#
# An input with none of these siblings, and no near miss, must stay silent.  Inputs run
# inside their folder, so reports name them without folders.  Each rule of the program
# needs an input that fires it and a near miss.  BLESS=1 writes what came out.
set -u
LC_ALL=C
export LC_ALL
SOURCE_DATE_EPOCH=1782864000 # 2026-07-01, for suppressions that expire
export SOURCE_DATE_EPOCH
unset GITHUB_WORKSPACE CI_PROJECT_DIR HOOKVET_CONFIG NO_COLOR CLICOLOR_FORCE CLICOLOR FORCE_COLOR COLUMNS || :
cd "$(dirname "$0")/.." || exit 2
root=$PWD
: "${PROG:=$root/build/hookvet}" "${BLESS:=}"
case $PROG in
/*) ;;
*) PROG=$root/$PROG ;; # inputs run inside their folders
esac
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
passed=0 failed=0 skipped=0 again='' folders=
for name; do
	name=${name#"$root/"}
	folders="$folders ${name%/}"
done

# chosen PATH: is it in one of the folders that were asked for?
chosen() {
	[ -n "$folders" ] || return 0
	for name in $folders; do
		case $1/ in
		"$name"/*) return 0 ;;
		esac
	done
	return 1
}

pass() {
	passed=$((passed + 1))
}
fail() { # TEXT [FILE to show]
	failed=$((failed + 1))
	echo "not ok: $1"
	[ $# -lt 2 ] || sed -n 's/^/    /; 1,40p' "$2"
	[ -z "$again" ] || echo "    again: $again"
	[ -z "${FAIL_FAST:-}" ] || exit 1
}

# args_of NAME: words for the command line of this input.
args_of() {
	if [ -f "$1.args" ]; then
		read -r words <"$1.args"
	elif [ -f args ]; then
		read -r words <args
	else
		words=
	fi
	case $words in
	[!-]*) ;;
	*) words="check $words" ;;
	esac
	case $words in
	*' -c '* | *' --config'*) ;;
	check*) words=$words$no_config ;; # others read none
	esac
}

# run OPTIONS... INPUT: the report and "exit N" into $tmp/got, the status into $status.
# $words is split on purpose: an args file is words.
run() {
	again="cd ${PWD#"$root/"} && $PROG $words -q $*"
	# shellcheck disable=SC2086
	"$PROG" $words -q --color=never "$@" >"$tmp/got" 2>"$tmp/err" </dev/null
	status=$?
	if [ -s "$tmp/err" ]; then
		grep '^hookvet: ' "$tmp/err" >>"$tmp/got"
	fi
	echo "exit $status" >>"$tmp/got"
}

# silent: nothing was said, and the status is 0.
silent() {
	read -r first <"$tmp/got" && [ "$first" = "exit 0" ]
}

# able FILE: the program has what the input needs; if not, it is skipped.
able() {
	if [ ! -f "${1%.*}.needs" ] || grep -qF -f "${1%.*}.needs" "$tmp/version"; then
		return 0
	fi
	skipped=$((skipped + 1))
	echo "skipped: $dir/$1: the program is without: $(cat "${1%.*}.needs")"
	return 1
}

# enter DIR: go there; $inputs are the names of its inputs.
enter() {
	dir=$1 folder=$root/$1 inputs='' no_config=' --no-config'
	cd "$folder" || exit 2
	[ ! -f .hookvet.json ] || no_config=
	for file in *.json *.jsonl *.ndjson *.md *.sh *.http *.rest *.har *.jsonc *.json5 *.yaml *.yml; do
		if [ -f "$file" ] || [ -L "$file" ]; then
			able "$file" && inputs="$inputs $file"
		fi
	done
}

# expect LABEL GOLDEN: $tmp/got is what GOLDEN says.
expect() {
	if [ "$status" -gt 2 ]; then
		fail "$1: ended with status $status" "$tmp/err"
	elif cmp -s "$2" "$tmp/got"; then
		pass
	elif [ -n "$BLESS" ]; then
		cp "$tmp/got" "$2" && pass
	else
		diff -u "$2" "$tmp/got" >"$tmp/diff"
		fail "$1: not what $2 says" "$tmp/diff"
	fi
}

# input RULE FILE: one input, in its folder.
input() {
	label=$dir/$2 name=${2%.*} near=
	case $2 in
	near-miss*) near=1 ;;
	esac
	args_of "$name"
	run "$2"
	if [ -f "$name.expect" ] || { [ -n "$BLESS" ] && [ -z "$near" ] && [ "$status" -le 2 ] &&
		! silent; }; then
		expect "$label" "$name.expect"
	elif [ -n "$near" ] && [ "$status" -le 2 ]; then
		pass
	elif silent; then
		pass
	else
		fail "$label: must be silent, or needs $name.expect (make bless)" "$tmp/got"
	fi
	[ -n "$1" ] || return
	if grep -qF "[$1]" "$tmp/got"; then
		[ -z "$near" ] || fail "$label: fires $1, and is a near miss" "$tmp/got"
		fires=1
	elif [ -n "$near" ]; then
		misses=1
	elif [ -f "$name.expect" ]; then
		fail "$label: does not fire $1" "$tmp/got"
	fi
}

# fixes LEVEL SUFFIX: a copy of the folder's inputs after --fix=LEVEL.
fixes() {
	rm -rf "$tmp/copy" && cp -R . "$tmp/copy" && cd "$tmp/copy" || exit 2
	batch=
	for file in $inputs; do
		args_of "${file%.*}"
		case $words in
		check*) ;;
		*) continue ;;
		esac
		[ ! -L "$file" ] || continue
		if [ -f "${file%.*}.args" ]; then
			run "--fix=$1" "$file"
		else
			batch="$batch $file"
		fi
	done
	# shellcheck disable=SC2086
	[ -z "$batch" ] || { args_of '' && run "--fix=$1" $batch; }
	cd "$folder" || exit 2
	changed=" $(diff -rq . "$tmp/copy" 2>/dev/null | sed -n 's,^Files \./\(.*\) and .*,\1,p' | tr '\n' ' ')"
	for file in $inputs; do
		want=${file%.*}.$2
		if [ -f "$want" ] && [ -z "$BLESS" ]; then
			if cmp -s "$want" "$tmp/copy/$file"; then
				pass
			else
				diff -u "$want" "$tmp/copy/$file" >"$tmp/diff"
				fail "$dir/$file: --fix=$1 does not leave $want" "$tmp/diff"
			fi
			continue
		fi
		case $changed in
		*" $file "*) ;;
		*) continue ;;
		esac
		if [ -n "$BLESS" ]; then
			# what safe fixes alone leave is no news
			[ -f "$want" ] || ! cmp -s "${file%.*}.fixed" "$tmp/copy/$file" || continue
			cp "$tmp/copy/$file" "$want" && pass
		elif [ "$2" = fixed ]; then
			diff -u "$file" "$tmp/copy/$file" >"$tmp/diff"
			fail "$dir/$file: --fix=$1 changes it, and there is no $want" "$tmp/diff"
		fi
	done
}

# folder DIR RULE
folder() {
	enter "$1"
	for file in $inputs; do
		input "$2" "$file"
	done
	[ -z "$inputs" ] || fixes safe fixed
	for file in *.suggested; do
		[ ! -f "$file" ] || { fixes suggested suggested && break; }
	done
	cd "$root" || exit 2
}

[ -x "$PROG" ] || {
	echo "there is no $PROG: run make"
	echo "0 passed, 1 failed, 0 skipped"
	exit 1
}

"$PROG" --version >"$tmp/version"

# accepted FILE...: in silence; one by one where something was said.
accepted() {
	run "$@"
	if silent; then
		passed=$((passed + $#))
	elif [ $# -eq 1 ]; then
		fail "$dir/$1: must be accepted in silence" "$tmp/got"
	else
		for file; do
			accepted "$file"
		done
	fi
}

# Valid inputs, a folder at a time, but for those with options of their own.
for dir in $(find corpus/valid -type d 2>/dev/null | sort); do
	chosen "$dir" || continue
	enter "$dir"
	set --
	for file in $inputs; do
		if [ -f "${file%.*}.args" ]; then
			args_of "${file%.*}"
			accepted "$file"
		else
			set -- "$@" "$file"
		fi
	done
	args_of ''
	[ $# -eq 0 ] || accepted "$@"
	cd "$root" || exit 2
done

for dir in corpus/examples corpus/examples/*/ corpus/samples/*/ corpus/parts/*/; do
	! chosen "${dir%/}" || [ ! -d "$dir" ] || folder "${dir%/}" ""
done

# Rules: each has an input that fires it and one that nearly does.
for file in validator/rules/*.md; do
	[ -f "$file" ] || continue
	rule=${file##*/} rule=${rule%.md} fires='' misses='' again=
	chosen "corpus/invalid/$rule" || continue
	[ ! -d "corpus/invalid/$rule" ] || folder "corpus/invalid/$rule" "$rule"
	if [ -n "$fires" ]; then pass; else fail "no input in corpus/invalid/$rule fires it"; fi
	if [ -n "$misses" ]; then pass; else fail "no near miss in corpus/invalid/$rule"; fi
done
for dir in corpus/invalid/*/; do
	rule=${dir%/} rule=${rule##*/} again=
	if [ -d "$dir" ] && [ ! -f "validator/rules/$rule.md" ]; then
		fail "$dir: there is no rule of this name"
	fi
done

# mend FILE: to standard output.
mend() {
	"$PROG" check --no-config -q -f compact --fix=suggested - <"$1" 2>"$tmp/err"
}

# What a fuzzer broke once: as an input, mended, and as a schema.
for file in $(find corpus/crashes -type f ! -name '.*' 2>/dev/null | sort); do
	chosen "${file%/*}" || continue
	words='check --no-config'
	for options in "-k create-request" "--json-lines" "--diff --fix=suggested" "-s $file"; do
		# shellcheck disable=SC2086
		run $options "$file"
		if [ "$status" -le 2 ]; then pass; else fail "$file: status $status with $options" "$tmp/err"; fi
	done
	cp "$file" "$tmp/mended"
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do # what is tried in one run is bounded
		mv "$tmp/mended" "$tmp/before"
		mend "$tmp/before" >"$tmp/mended"
		! cmp -s "$tmp/before" "$tmp/mended" || break
	done
	if cmp -s "$tmp/before" "$tmp/mended"; then pass; else fail "$file: --fix does not come to rest"; fi
done

if [ $((passed + failed + skipped)) -eq 0 ] && [ -n "$folders" ]; then
	echo "nothing of the corpus is in:$folders"
	failed=1
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
