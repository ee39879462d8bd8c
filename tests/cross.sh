#!/bin/sh
# cross: the program built for other machines, its unit tests and the corpus run there.
#
#   tests/cross.sh [MACHINE...]    make cross MACHINES="s390x"; without: all of them
#   tests/cross.sh --libraries MACHINE    only what is needed to build for it
#
# i386: sizes and longs of 32 bits; s390x: the highest byte first; arm64: a char without
# sign; musl: another C library, without kernel headers, libidn2 and nettle.  Compilers are
# Debian's, the machine is qemu-user's, the libraries come by this machine's own apt,
# from where it gets its packages, unpacked (of musl: built) below build-MACHINE/root
# and kept there: nothing is installed, no root is needed.  What is not here is skipped.
set -u
cd "$(dirname "$0")/.." || exit 2
unset B PROG A CI MAKEFLAGS MFLAGS DESTDIR HOOKVET_CONFIG || :
passed=0 failed=0 skipped=0
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
only_libraries=
if [ "${1:-}" = --libraries ]; then
	only_libraries=yes
	shift
fi
[ $# -gt 0 ] || set -- i386 s390x arm64 musl

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
		libunistring-dev nettle-dev libyaml-dev libc6-dev || return
	for deb in "$apt"/cache/archives/*.deb; do
		dpkg-deb -x "$deb" "$root.new" || return
	done
	mv "$root.new" "$root"
	rm -rf "$apt"
}

# fetch_sources: jansson and PCRE2, built for musl; there are no packages of these.
fetch_sources() {
	apt=$PWD/$dir/apt
	mkdir -p "$apt/lists/partial" || return
	apt-get indextargets --format 'deb-src $(REPO_URI) $(CODENAME) main' 'Created-By: Packages' \
		'Label: Debian' | sort -u | head -n 1 >"$apt/sources"
	cat >"$apt/conf" <<-END
		APT::Sandbox::User "";
		Dir::State::Lists "$apt/lists";
		Dir::Etc::sourcelist "$apt/sources";
		Dir::Etc::sourceparts "/dev/null";
	END
	export APT_CONFIG="$apt/conf"
	apt-get update && (cd "$apt" && apt-get source --download-only jansson pcre2) || return
	for archive in "$apt"/*.orig.tar.gz; do
		tar -xzf "$archive" -C "$apt" || return
	done
	for source in "$apt"/jansson-* "$apt"/pcre2-*; do
		cmake -S "$source" -B "$source/build" -DCMAKE_C_COMPILER=musl-gcc -DBUILD_SHARED_LIBS=OFF \
			-DCMAKE_INSTALL_PREFIX="$PWD/$root.new" -DCMAKE_INSTALL_LIBDIR=lib \
			-DJANSSON_BUILD_DOCS=OFF -DJANSSON_WITHOUT_TESTS=ON -DJANSSON_EXAMPLES=OFF \
			-DPCRE2_BUILD_TESTS=OFF -DPCRE2_BUILD_PCRE2GREP=OFF &&
			make -C "$source/build" -j"$jobs" install || return
	done
	# They name this folder, which may have a blank.
	sed -i 's,^prefix=.*,prefix=/,' "$root.new"/lib/pkgconfig/*.pc
	mv "$root.new" "$root"
	rm -rf "$apt"
}

# try COMPILER EMULATOR FETCH PKGCONFIG: $machine.
try() {
	compiler=$1 emulator=$2 fetch=$3 libraries=$4
	dir=build-$machine root=build-$machine/root
	for tool in "${compiler%% *}" $emulator apt-get dpkg-deb pkg-config; do
		command -v "$tool" >/dev/null || {
			skip "$tool is not installed"
			return
		}
	done
	mkdir -p "$dir"
	if [ ! -d "$root" ] && ! ($fetch) >"$dir/out" 2>&1; then
		fail 'no libraries for it' "$dir/out"
		return
	fi
	[ -z "$only_libraries" ] || return 0
	if ! make -j"$jobs" B="$dir" WERROR=1 CC="$compiler" \
		PKG_CONFIG="env PKG_CONFIG_SYSROOT_DIR=$root PKG_CONFIG_LIBDIR=$root/$libraries/pkgconfig pkg-config" \
		programs >"$dir/out" 2>&1; then
		fail 'it does not build' "$dir/out"
		return
	fi
	cat >"$dir/run" <<-END
		#!/bin/sh
		here=\${0%/*}
		exec ${emulator:+$emulator -L "\$here/root"} "\$@"
	END
	cat >"$dir/run-hookvet" <<-END
		#!/bin/sh
		exec "\${0%-hookvet}" "\${0%/*}/hookvet" "\$@"
	END
	chmod +x "$dir/run" "$dir/run-hookvet"
	"$dir/run-hookvet" --version | sed "s/^/$machine: /"
	for test in "$dir"/unit/*; do
		case $test in
		*.o | *.d) ;;
		*/stage) # limits its memory, which is the emulator's there
			[ -z "$emulator" ] || { skip "unit/stage has no memory of its own" && continue; }
			add unit/stage "$dir/run" "$test"
			;;
		*) add "${test#"$dir"/}" "$dir/run" "$test" ;;
		esac
	done
	add options env PROG="$PWD/$dir/run-hookvet" tests/cli/options.sh
	add corpus env PROG="$PWD/$dir/run-hookvet" tests/run.sh
}

# Debian's compiler, with the libraries of $root.
foreign() { # TRIPLE EMULATOR
	try "$1-gcc --sysroot=build-$machine/root" "$2" fetch \
		"usr/lib/$("$1-gcc" -print-multiarch 2>/dev/null)"
}

for machine; do
	case $machine in
	i386) foreign i686-linux-gnu qemu-i386 ;;
	s390x) foreign s390x-linux-gnu qemu-s390x ;;
	arm64) foreign aarch64-linux-gnu qemu-aarch64 ;;
	musl) try musl-gcc '' fetch_sources lib ;;
	*) fail 'no machine of this name is known here' ;;
	esac
done
if [ -n "$only_libraries" ]; then
	[ $((failed + skipped)) -eq 0 ]
	exit
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
