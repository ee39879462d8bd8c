#!/bin/sh
# lint: what tools can say about the project itself, one line per check.
#
#   tests/lint.sh [CHECK...]    make lint CHECKS="gcc tidy"
#
# A tool that is not installed counts as skipped; "CI=true make deps" installs them all.
set -u
cd "$(dirname "$0")/.." || exit 2
LC_ALL=C.UTF-8
export LC_ALL
unset B PROG MAKEFLAGS MFLAGS || :
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
passed=0 failed=0 skipped=0
only=" $* "
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)

git ls-files -z '*.c' '*.h' | xargs -0 ls -d 2>/dev/null | LC_ALL=C sort >"$tmp/c"
grep '^validator/.*\.c$' "$tmp/c" >"$tmp/sources"
git ls-files | while read -r file; do
	[ -f "$file" ] || continue
	case $file in
	corpus/*) ;;
	*.sh | .ci/run | validator/build-and-run) echo "$file" ;;
	*.json | *.c | *.h | *.md) ;;
	*) head -n 1 "$file" | grep -q '^#!.*sh$' && echo "$file" ;;
	esac
done >"$tmp/scripts"

# check NAME TOOL FUNCTION: passes if the function says nothing and returns 0.
check() {
	case $only in
	"  " | *" $1 "*) ;;
	*) return ;;
	esac
	if ! command -v "$2" >/dev/null; then
		skipped=$((skipped + 1))
		echo "skipped  $1: $2 is not installed"
	elif "$3" >"$tmp/out" 2>&1; then
		passed=$((passed + 1))
		echo "ok       $1"
	else
		failed=$((failed + 1))
		echo "not ok   $1"
		sed 's/^/    /' "$tmp/out" | head -n 60
	fi
}

# The build with every warning an error; only complaints are shown.
build() { # COMPILER FLAGS
	make -s -j"$jobs" CC="$1" CFLAGS="$2" B="build-lint-$1" WERROR=1 compile-all >"$tmp/log" 2>&1 || {
		grep -E 'error:|warning:|note:|\*\*\*' "$tmp/log" || tail -n 20 "$tmp/log"
		return 1
	}
}
# gcc finds some things only when it optimises, clang all of them without.
gcc_build() { build gcc '-O2 -g'; }
clang_build() { build clang -O0; }

format() {
	xargs clang-format --dry-run -Werror <"$tmp/c"
}

# What sources include of what the build makes, and what it defines, for those who do not
# build.
made() {
	make -s B=build-lint-made build-lint-made/rules.inc &&
		for name in HAVE_IDN2 HAVE_NETTLE HAVE_YAML 'HOOKVET_VERSION "0"' 'HOOKVET_HOMEPAGE "h"' \
			'HOOKVET_SCHEMAS "s"' 'HOOKVET_ACTION "a"'; do
			echo "#define $name"
		done >build-lint-made/defined.h
}

# Without the analyser behind it: scan-build runs the same one, and it takes nearly all of the time.
tidy() {
	made || return 1
	xargs -P"$jobs" -n1 sh -c 'clang-tidy --quiet "--checks=-clang-analyzer-*" "$@" -- -std=c11 -D_POSIX_C_SOURCE=200809L \
		-D_GNU_SOURCE -include build-lint-made/defined.h -Ivalidator -Ibuild-lint-made 2>/dev/null' \
		sh <"$tmp/sources" >"$tmp/tidy"
	! grep -E -A3 '(error|warning): ' "$tmp/tidy"
}

cpp_check() {
	made || return 1
	cppcheck -q -j"$jobs" --std=c11 --error-exitcode=1 --inline-suppr \
		--enable=warning,performance,portability \
		--suppress=missingIncludeSystem --suppress=normalCheckLevelMaxBranches \
		--include=build-lint-made/defined.h -Ivalidator -Ibuild-lint-made --file-list="$tmp/sources"
}

# What an analyser takes for a mistake and is none: the file, its name for it, why.
false_alarms='
validator/base/file.c         analyzer-null-argument              begun: w.fp is set
validator/load/encoding.c     analyzer-use-of-uninitialized-value all members are set
validator/service/kind.c         analyzer-null-dereference           a name that is in the table
validator/load/node.h         analyzer-null-dereference           node_exists() was asked
validator/schema/explain/best-branch.c     analyzer-null-dereference           looked at in the loop before
validator/schema/compile.c    analyzer-null-dereference           emitted before
validator/schema/bundle.c     analyzer-null-dereference           the first that is included is the main one
'
# The warnings in a log but those.
alarms() {
	grep 'warning: .*\[.*\]$' "$tmp/log" | sort -u | while read -r line; do
		file=${line%%:*}
		name=$(printf '%s\n' "$line" | sed 's/.*\[\(-W\)\{0,1\}\([^]]*\)\]$/\2/')
		printf '%s\n' "$false_alarms" | grep -q "^${file#"$PWD"/}  *$name " || echo "$line"
	done
}
analyser() { # COMMAND...: a build from nothing, whose only complaints are false ones
	rm -rf build-lint-analyser
	"$@" >"$tmp/log" 2>&1 || {
		tail -n 20 "$tmp/log"
		return 1
	}
	rm -rf build-lint-analyser
	alarms >"$tmp/alarms"
	cat "$tmp/alarms"
	[ ! -s "$tmp/alarms" ]
}
fanalyzer() {
	analyser make -s -j"$jobs" CC=gcc CFLAGS='-O1 -g -fanalyzer' B=build-lint-analyser all
}
# NullDereference: as in .clang-tidy; it takes any node for one that may be absent.
# SCAN_NODES: where it gives a function up, 225000 without; a fifth of them is a fifth of the time.
scan_build() {
	# shellcheck disable=SC2086
	analyser scan-build ${SCAN_NODES:+-analyzer-config max-nodes=$SCAN_NODES} -o "$tmp/scan" -disable-checker core.NullDereference make -s -j"$jobs" CFLAGS='-O0 -g' B=build-lint-analyser all
}

shell_check() {
	xargs shellcheck -x -S warning <"$tmp/scripts"
}

# The corpus and the tests hold misspelt words on purpose, tables names of characters.
spelling() {
	git ls-files | grep -v -e '^corpus/' -e '^schemas/' -e '^tests/' -e '\.json$' \
		-e '/lookalike\.c$' -e '/regex-unicode\.c$' |
		xargs codespell --ignore-words-list=doas,iff,te,fo,nd,ot,mis,payed,requird,hexdecimal \
			--ignore-regex="'[^']*'|\`[^\`]*\`|\\\\n"
}

layers() { tests/layers.sh; }

# Pages that refer to each other are looked for in MANPATH.
manual() {
	for page in man/*.[1-9]; do
		section=$tmp/man/man${page##*.}
		mkdir -p "$section" && cp "$page" "$section/" || return 1
	done
	PATH=$PATH:/usr/sbin:/sbin makewhatis "$tmp/man" 2>/dev/null || :
	MANPATH=$tmp/man mandoc -Tlint -W style "$tmp"/man/man*/*
}

# A newline at the end, no blanks before it, no conflict marks.
whitespace() {
	empty=$(git hash-object -t tree /dev/null)
	git diff --check "$empty" -- . ':!corpus' ':!tests'
}

yaml() {
	git ls-files -z '*.yml' '*.yaml' ':!corpus' | xargs -0 python3 -c '
import sys, yaml
for name in sys.argv[1:]:
    yaml.safe_load(open(name))'
}

check gcc gcc gcc_build
check clang clang clang_build
check format clang-format format
check tidy clang-tidy tidy
check cppcheck cppcheck cpp_check
check fanalyzer gcc fanalyzer
check scan-build scan-build scan_build
check shellcheck shellcheck shell_check
check spelling codespell spelling
check layers git layers
check manual mandoc manual
check whitespace git whitespace
if python3 -c 'import yaml' 2>/dev/null; then
	check yaml python3 yaml
else
	check yaml python3-yaml yaml
fi

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
