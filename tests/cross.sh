#!/bin/sh
# cross: the program built for other machines, its unit tests and the corpus run there.
#
#   tests/cross.sh [MACHINE...]    make cross MACHINES="s390x": i386 s390x arm64, or all
#
# i386: sizes and longs of 32 bits; s390x: the highest byte first; arm64: a char without
# sign.  Compilers are Debian's (TRIPLE-gcc), the machine is qemu-user's, the libraries
# come by this machine's own apt, from where it gets its packages, unpacked below
# build-MACHINE/root and kept there: nothing is installed, no root is needed.  What is
# not here is skipped.
set -u
cd "$(dirname "$0")/.." || exit 2
unset B PROG A MAKEFLAGS MFLAGS DESTDIR || :
passed=0 failed=0 skipped=0
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
[ $# -gt 0 ] || set -- i386 s390x arm64

skip() { # WHY
	skipped=$((skipped + 1))
	echo "skipped: $machine: $1"
}
fail() { # WHAT [FILE]
	failed=$((failed + 1))
	echo "not ok: $machine: $1"
	[ $# -lt 2 ] || tail -n 20 "$2" | sed 's/^/    /'
}
# add NAME COMMAND...: its closing line counts.
add() {
	name=$1
	shift
	"$@" >"$dir/out" 2>&1 </dev/null
	status=$?
	line=$(grep -Ex '[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped' "$dir/out" | tail -n 1)
	if [ -z "$line" ] || { [ $status -ne 0 ] && [ "${line#*, 0 failed}" != "$line" ]; }; then
		fail "$name: status $status" "$dir/out"
		return
	fi
	echo "$machine: $name: $line"
	p=${line%% *} f=${line#*, } s=${line##*, }
	passed=$((passed + p)) failed=$((failed + ${f%% *})) skipped=$((skipped + ${s%% *}))
	[ $status -eq 0 ] || tail -n 40 "$dir/out"
}

# fetch: the libraries into $root, by an apt that knows of nothing installed.
fetch() {
	apt=$PWD/$dir/apt
	mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
	: >"$apt/status"
	cat >"$apt/conf" <<-END
		APT::Architecture "$machine";
		APT::Architectures { "$machine"; };
		APT::Install-Recommends "false";
		APT::Sandbox::User "";
		Dir::State::Lists "$apt/lists";
		Dir::State::status "$apt/status";
		Dir::Cache "$apt/cache";
		Debug::NoLocking "true";
	END
	export APT_CONFIG="$apt/conf"
	# Sources without this machine among theirs are of no concern.
	apt-get update
	apt-get install -y --download-only libjansson-dev libpcre2-dev libidn2-dev \
		libunistring-dev libc6-dev || return
	for deb in "$apt"/cache/archives/*.deb; do
		dpkg-deb -x "$deb" "$root.new" || return
	done
	mv "$root.new" "$root"
	rm -rf "$apt"
}

# One machine: $machine, by compiler $triple-gcc and emulator qemu-$emulator.
try() {
	dir=build-$machine root=build-$machine/root
	for tool in "$triple-gcc" "qemu-$emulator" apt-get dpkg-deb pkg-config; do
		command -v "$tool" >/dev/null || {
			skip "$tool is not installed"
			return
		}
	done
	mkdir -p "$dir"
	if [ ! -d "$root" ] && ! (fetch) >"$dir/out" 2>&1; then
		fail 'no libraries for it' "$dir/out"
		return
	fi
	libraries=$root/usr/lib/$("$triple-gcc" -print-multiarch)
	if ! make -j"$jobs" B="$dir" WERROR=1 "CC=$triple-gcc --sysroot=$root" \
		PKG_CONFIG="env PKG_CONFIG_SYSROOT_DIR=$root PKG_CONFIG_LIBDIR=$libraries/pkgconfig pkg-config" \
		compile-all >"$dir/out" 2>&1; then
		fail 'it does not build' "$dir/out"
		return
	fi
	cat >"$dir/run-hookvet" <<-'END'
		#!/bin/sh
		here=${0%/*}
		exec qemu-EMULATOR -L "$here/root" "$here/hookvet" "$@"
	END
	sed -i "s/EMULATOR/$emulator/" "$dir/run-hookvet" && chmod +x "$dir/run-hookvet"
	"$dir/run-hookvet" --version | sed "s/^/$machine: /"
	for test in "$dir"/unit/*; do
		case $test in
		*.o | *.d) ;;
		*) add "${test#"$dir"/}" "qemu-$emulator" -L "$root" "$test" ;;
		esac
	done
	add corpus env PROG="$PWD/$dir/run-hookvet" tests/run.sh
}

for machine; do
	case $machine in
	i386) triple=i686-linux-gnu emulator=i386 ;;
	s390x) triple=s390x-linux-gnu emulator=s390x ;;
	arm64) triple=aarch64-linux-gnu emulator=aarch64 ;;
	*)
		fail 'no machine of this name is known here'
		continue
		;;
	esac
	try
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
