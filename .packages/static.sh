#!/bin/sh
# static: one file that runs on any Linux of its architecture, whatever C library it has.
#
#   .packages/static.sh [MACHINE...]    x86_64, aarch64; without: this machine
#
# build-packages/hookvet-VERSION-linux-MACHINE, position independent and stripped.  The
# libraries of another machine are fetched as "make cross" does it.
cd "$(dirname "$0")/.." || exit 2
. .packages/common.sh
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
here=$(uname -m)
[ $# -gt 0 ] || set -- "$here"

for machine; do
	dir=build-static-$machine
	set -- "B=$dir" "HARDEN_LINK=-static-pie -Wl,-z,relro,-z,now,-z,noexecstack"
	strip='strip'
	if [ "$machine" != "$here" ]; then
		case $machine in
		aarch64) name=arm64 ;;
		*)
			say "no libraries for '$machine' are known"
			exit 2
			;;
		esac
		need "$machine-linux-gnu-gcc" "gcc-$machine-linux-gnu"
		root=build-$name/root
		tests/cross.sh --libraries "$name"
		strip=$machine-linux-gnu-strip
		libraries=$root/usr/lib/$("$machine-linux-gnu-gcc" -print-multiarch)
		set -- "$@" "CC=$machine-linux-gnu-gcc --sysroot=$root" \
			"PKG_CONFIG=env PKG_CONFIG_SYSROOT_DIR=$root PKG_CONFIG_LIBDIR=$libraries/pkgconfig pkg-config"
	elif [ -n "${CC:-}" ]; then
		set -- "$@" "CC=$CC"
	fi
	make -s -j"$jobs" "$@" all
	"$strip" -o "$(static_binary "$machine")" "$dir/hookvet"
	say "$(static_binary "$machine")"
done
