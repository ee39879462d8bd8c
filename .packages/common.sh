# shellcheck shell=sh
# What the scripts that make packages share; they are run from the top of the tree.
#
# Everything goes into build-packages.  Two builds of one commit, in whatever folders, are
# the same bytes where compiler and libraries are the same: times are those of the commit.
set -eu
version=$(sed -n 's/^VERSION *= *//p' Makefile)
# shellcheck disable=SC2034 # by those that include this
homepage=$(sed -n 's/^HOMEPAGE *= *//p' Makefile)
out=build-packages
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct 2>/dev/null || echo 0)}"
export SOURCE_DATE_EPOCH
unset B PROG A MAKEFLAGS MFLAGS DESTDIR || :
export LC_ALL=C
umask 022
mkdir -p "$out"

say() { echo "packages: $*" >&2; }
need() { # TOOL PACKAGE
	command -v "$1" >/dev/null || {
		say "$1 is not installed (on Debian: apt-get install $2)"
		exit 2
	}
}
# digest FILE: its SHA-256.
digest() { sha256sum "$1" | cut -d ' ' -f 1; }
# pack FOLDER: an archive on standard output, the same bytes for the same files.
pack() {
	tar --format=ustar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
		-C "$1" -cf - .
}
# static_binary MACHINE: the file that "make static" makes.
static_binary() { echo "$out/hookvet-$version-linux-$1"; }
