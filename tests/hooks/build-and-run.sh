#!/bin/sh
# The wrapper of the pre-commit hook: builds once, says what is missing, exits with 2.
#
# "make" is played by a script that counts its calls and takes a while; pre-commit.sh
# builds in earnest.
# shellcheck disable=SC2016
# shellcheck source=tests/lib
. tests/lib
says() { grep -q "$1" "$tmp/out"; }

clone=$tmp/clone
mkdir -p "$clone/validator" "$tmp/bin" "$tmp/few"
cp Makefile "$clone/"
cp validator/build-and-run "$clone/validator/"
wrapper=$clone/validator/build-and-run
good=$PWD/corpus/examples/invoicing.request.json
bad=$PWD/corpus/examples/broken/invoicing.request.json

# A PATH with the ordinary tools, but neither hookvet nor a compiler.
for tool in sh sed dirname uname tr cat mkdir rm mv cp ln readlink sleep getconf grep tail; do
	ln -s "$(command -v $tool)" "$tmp/few/$tool"
done
run() { # ARGUMENTS: the wrapper, where only these tools are
	PATH=$tmp/few CC='' "$wrapper" "$@" >"$tmp/out" 2>&1
}
run "$good"
check "without a compiler: status 2" equal $? 2
check "without a compiler: one sentence" says '^hookvet: cannot build the hook: no C compiler'
check "without a compiler: one line" equal "$(grep -c '' "$tmp/out")" 1

printf '#!/bin/sh\n' >"$tmp/few/cc"
cat >"$tmp/few/make" <<-'END'
	#!/bin/sh
	[ ! -e "$FAIL" ] || { echo "x.c:1: error: not C"; exit 2; }
	echo called >>"$CALLS"
	for word; do
		case $word in B=*) build=$2/${word#B=} ;; esac
	done
	: >"$build/x.o"
	sleep "${SECONDS_OF_MAKE:-1}"
	cp "$PROG" "$build/hookvet"
END
printf '#!/bin/sh\ncase $2 in jansson) exit 1 ;; esac\necho 1.0\n' >"$tmp/few/pkg-config"
chmod +x "$tmp/few/cc" "$tmp/few/make" "$tmp/few/pkg-config"
CALLS=$tmp/calls FAIL=$tmp/fail
export CALLS FAIL
run "$good"
check "without jansson: status 2" equal $? 2
check "without jansson: names the package" says 'libjansson-dev'
printf '#!/bin/sh\necho 1.0\n' >"$tmp/few/pkg-config"

# An installed program of this version is taken, another one is not.
version=$(sed -n 's/^VERSION *= *//p' Makefile)
installed() {
	printf '#!/bin/sh\n[ "$1" = --version ] && echo "hookvet %s" || echo "installed: $*"\n' \
		"$1" >"$tmp/few/hookvet"
	chmod +x "$tmp/few/hookvet"
}
installed "$version"
run a.json
check "an installed program of this version is taken" says '^installed: check a.json'
run --force-exclude -- a.json --schema=t.webhook.json - -- "b c.json"
check "names behind -- are no options" \
	says '^installed: check --force-exclude -- a.json ./--schema=t.webhook.json ./- ./-- b c.json$'
run --config=a.json b.json
check "without -- all is left as it is" says '^installed: check --config=a.json b.json$'
# An end by a signal is -9 to pre-commit, which takes the larger of 0 and that.
printf '#!/bin/sh\n[ "$1" = --version ] && echo "hookvet %s" || kill -9 $$\n' \
	"$version" >"$tmp/few/hookvet"
run a.json
check "a killed program does not pass" equal $? 2
check "a killed program: says so" says '^hookvet: ended with status 137'
installed "$version.1"

# Several at once: one build, each gets its answer.
for i in 1 2 3 4 5 6; do
	{
		PATH=$tmp/few CC='' "$wrapper" "$bad" >"$tmp/out$i" 2>&1
		echo $? >"$tmp/status$i"
	} &
done
wait
cp "$tmp/out1" "$tmp/out"
check "six at once: status 1 each" equal "$(cat "$tmp"/status? | tr '\n' ' ')" "1 1 1 1 1 1 "
check "six at once: the same answer" equal \
	"$(sed 's/ in [0-9.]* s/ in 0 s/' "$tmp/out1")" "$(sed 's/ in [0-9.]* s/ in 0 s/' "$tmp/out6")"
check "six at once: one build" equal "$(grep -c '' "$CALLS")" 1
check "one build folder, no lock left" \
	equal "$(find "$clone" -maxdepth 1 -name 'build*' | grep -c '')" 1
run "$good"
check "later: status 0" equal $? 0
check "later: not built again" equal "$(grep -c '' "$CALLS")" 1

# Other libraries, another folder.
printf '#!/bin/sh\necho 2.0\n' >"$tmp/few/pkg-config"
run "$good"
check "other versions of the libraries: built anew" equal "$(grep -c '' "$CALLS")" 2

# A lock whose owner has died, and no program.
program=$(echo "$clone"/build-hook-*2.0*/hookvet)
rm -rf "${program%/hookvet}"
ln -s "$(sh -c 'echo $$')" "${program%/hookvet}.lock"
mkdir "${program%/hookvet}.1"
run "$good"
check "the lock of a dead builder does not stop us" equal $? 0
check "what a dead builder left is removed" [ ! -e "${program%/hookvet}.1" ]

# Compilers with options, as make takes them.
rm -rf "$clone"/build-hook-*
PATH=$tmp/few CC='cc -m64' "$wrapper" "$good" >"$tmp/out" 2>&1
check "CC with options" equal $? 0
PATH=$tmp/few CC='nocc -m64' "$wrapper" "$good" >"$tmp/out" 2>&1
check "CC that is not there" says '^hookvet: cannot build the hook: no C compiler'

# Ended while it builds, as ^C does: all processes of the terminal get the signal.
for signal in TERM INT; do
	rm -rf "$clone"/build-hook-*
	if [ $signal = INT ] && ! env --default-signal=INT true 2>/dev/null; then
		continue
	fi
	command -v timeout >/dev/null || break
	set -- timeout -s $signal 1 "$wrapper" "$good"
	[ $signal = TERM ] || set -- env --default-signal=INT "$@"
	for tool in env timeout; do
		ln -sf "$(command -v $tool)" "$tmp/few/$tool"
	done
	PATH=$tmp/few CC='' SECONDS_OF_MAKE=4 "$@" >"$tmp/out" 2>&1
	check "ended by $signal while it builds: no success" [ $? -ne 0 ]
	check "ended by $signal while it builds: leaves nothing" equal "$(echo "$clone"/build-hook-*)" \
		"$clone/build-hook-*"
done

# A word on the terminal, which pre-commit does not give the hook: the first time only.
if command -v script >/dev/null && script -qec true /dev/null >/dev/null 2>&1; then
	for time in first second; do
		PATH=$tmp/few CC='' SHELL=/bin/sh "$(command -v script)" -qec \
			"'$wrapper' '$good' >'$tmp/kept' 2>&1" /dev/null </dev/null >"$tmp/out" 2>&1
		cp "$tmp/out" "$tmp/out.$time"
	done
	cp "$tmp/out.first" "$tmp/out"
	check "the first build says a word on the terminal" says 'hookvet: building the program'
	check "only there" equal "$(grep -c building "$tmp/kept")" 0
	check "the second time it says nothing" [ ! -s "$tmp/out.second" ]
else
	skipped=1
	echo "skipped: script (of util-linux) is not installed"
fi

# A build that fails, and one that works afterwards.
rm -rf "$clone"/build-hook-*
: >"$FAIL"
run "$good"
check "a failing build: status 2" equal $? 2
check "a failing build: shows why" says 'error: not C'
check "a failing build: says so last" equal "$(tail -n 1 "$tmp/out")" \
	"hookvet: cannot build the hook: make failed, see above"
check "a failing build: leaves no program and no lock" \
	equal "$(find "$clone" -name '*.lock' -o -name hookvet | grep -c '')" 0
rm "$FAIL"
run "$good"
check "after it: status 0" equal $? 0

finish
