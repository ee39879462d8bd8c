#!/bin/sh
# fresh: the README's first commands, as they stand there, on new Debian systems.
#
#   tests/fresh.sh [SYSTEM...]    make fresh SYSTEMS="trixie"; without: bookworm trixie
#
# A system is what debootstrap makes: what is essential and apt; no make, no compiler.
# It comes from where this machine's own apt gets Debian (or from MIRROR).  The tree, as
# it is here and without what was built, lies there in a folder with a blank.  A user
# who is not root is told what to type; root types it; then everything is done by that
# user.  Needs root, debootstrap and chroot; nothing is mounted, and nothing is left.
set -u
cd "$(dirname "$0")/.." || exit 2
unset B PROG A CC CI MAKEFLAGS MFLAGS DESTDIR || :
passed=0 failed=0 skipped=0
[ $# -gt 0 ] || set -- bookworm trixie

check() { # NAME COMMAND...
	name=$1
	shift
	if "$@"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "not ok: $system: $name"
		tail -n 20 "$root.out" | sed 's/^/    /'
		return 1
	fi
}
says() { grep -qF -e "$1" "$root.out"; }
finish() {
	echo "$passed passed, $failed failed, $skipped skipped"
	[ "$failed" -eq 0 ]
	exit
}
without() { # WHAT
	skipped=1
	echo "skipped: $1"
	finish
}
PATH=$PATH:/usr/sbin:/sbin
[ "$(id -u)" -eq 0 ] || without 'only root can enter another system'
for tool in debootstrap chroot apt-get git; do
	command -v $tool >/dev/null || without "$tool is not installed"
done
: "${MIRROR:=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Label: Debian' | head -n 1)}"
[ -n "$MIRROR" ] || without 'apt gets no packages of Debian here; MIRROR says from where'

# The first and second command of the README, and all of them.
commands=$(sed -n '/^    sh /,/^$/s/^    //p' README.md)
first=$(printf '%s\n' "$commands" | sed -n 1p)
second=$(printf '%s\n' "$commands" | sed -n 2p)

inside() { # USER COMMAND: in the tree, with nothing of this machine's environment
	chroot "$root" /usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
		HOME=/home/somebody su "$1" -c "cd '/home/somebody/a b/hookvet' && $2" >"$root.out" 2>&1 </dev/null
}

begin() {
	rm -rf "$root"
	debootstrap --variant=minbase "$system" "$root" "$MIRROR" >"$root.out" 2>&1 || return
	cp /etc/resolv.conf "$root/etc/" 2>/dev/null
	# How this machine gets at the net, proxies for instance.
	apt-config dump | grep '^Acquire::' >"$root/etc/apt/apt.conf.d/80machine"
	chroot "$root" useradd -m somebody || return
	mkdir -p "$root/home/somebody/a b/hookvet" || return
	git ls-files -z --cached --others --exclude-standard | xargs -0 sh -c 'ls -d "$@" 2>/dev/null' sh |
		tar -cf - -T - | tar -xf - -C "$root/home/somebody/a b/hookvet" || return
	chroot "$root" chown -R somebody /home/somebody
}

try() {
	check 'a new system' begin || return
	inside somebody "$first"
	check 'not root: the first command fails' [ $? -ne 0 ]
	check 'not root: the lists first' grep -qx '    apt-get update' "$root.out"
	check 'not root: then the packages' grep -q '^    apt-get install .*libjansson-dev' "$root.out"
	inside root "$first"
	check "root: $first" [ $? -eq 0 ]
	inside somebody "$second"
	check "$second" [ $? -eq 0 ]
	check 'the demo says what it found' says 'checked 2 files'
	inside somebody 'build/hookvet --version'
	check 'the program says what it runs with' says 'PCRE2: '
	sed "s/^/$system: /" "$root.out"
	inside somebody 'make check TESTS=run.sh'
	check 'the corpus' [ $? -eq 0 ]
	tail -n 1 "$root.out" | sed "s/^/$system: corpus: /"
	inside root 'make install'
	check 'make install' [ $? -eq 0 ]
	inside somebody 'cd / && hookvet rules'
	check 'the installed program' [ $? -eq 0 ]
}

mkdir -p build-fresh
trap 'rm -rf build-fresh' EXIT
trap 'exit 130' INT TERM
for system; do
	root=$PWD/build-fresh/$system
	try
	rm -rf "$root"
done
finish
