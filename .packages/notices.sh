#!/bin/sh
# notices: copyrights and licences of what is linked into the static program, to be passed
# on with it.  They are those that Debian's packages of the libraries have; of what is not
# here nothing is written, and it is said.
cd "$(dirname "$0")/.." || exit 2
. .packages/common.sh
file=$out/hookvet-$version-notices.txt docs=/usr/share/doc licenses=/usr/share/common-licenses
# part TITLE FILE
part() {
	[ -f "$2" ] || {
		say "no notices of $1: '$2' is not here"
		return
	}
	printf '\n==== %s\n\n' "$1"
	cat "$2"
}
{
	echo "hookvet $version, and the libraries that are linked into its static program"
	part hookvet LICENSE
	part jansson $docs/libjansson-dev/copyright
	part PCRE2 $docs/libpcre2-dev/copyright
	part libidn2 $docs/libidn2-dev/copyright
	part libunistring $docs/libunistring-dev/copyright
	part nettle $docs/nettle-dev/copyright
	part libyaml $docs/libyaml-dev/copyright
	part 'GNU C library' $docs/libc6-dev/copyright
	for license in LGPL-2.1 LGPL-3 GPL-3; do
		part "$license" $licenses/$license
	done
} >"$file"
say "$file"
