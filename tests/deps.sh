#!/bin/sh
# deps: install what is missing to build and test hookvet, from the system's packages.
#
# It needs nothing but a shell: where make is missing, too, it is "sh tests/deps.sh".
# Says what it runs before it runs it, asks for sudo only when something is missing and
# we are not root, never waits for an answer when there is no terminal.  With CI=true the
# judges of the tests and of "make lint" are installed too; without them such tests are
# skipped and counted as skipped.
set -u
cd "$(dirname "$0")/.." || exit 2

for manager in apt-get dnf apk pacman brew none; do
	command -v "$manager" >/dev/null && break
done

# To build, and what most tests want.
# test | apt-get | dnf | apk | pacman | brew; '.' where the system has it anyway
build='
cc          | gcc libc6-dev  | gcc                | gcc musl-dev | gcc     | .
make        | make           | make               | make         | make    | .
pkg-config  | pkg-config     | pkgconf-pkg-config | pkgconf      | pkgconf | pkgconf
diff        | diffutils      | diffutils          | diffutils    | diffutils | .
git         | git            | git                | git          | git     | git
patch       | patch          | patch              | patch        | patch   | .
jq          | jq             | jq                 | jq           | jq      | jq
lib:jansson | libjansson-dev | jansson-devel      | jansson-dev  | jansson | jansson
lib:libpcre2-8 | libpcre2-dev | pcre2-devel       | pcre2-dev    | pcre2   | pcre2
lib:libidn2 | libidn2-dev    | libidn2-devel      | libidn2-dev  | libidn2 | libidn2
lib:nettle  | nettle-dev     | nettle-devel       | nettle-dev   | nettle  | nettle
lib:yaml-0.1 | libyaml-dev    | libyaml-devel      | yaml-dev     | libyaml | libyaml
header:uniwidth.h | libunistring-dev | libunistring-devel | libunistring-dev | libunistring | libunistring
header:linux/seccomp.h | . | .                      | linux-headers | .      | .
'
judges='
clang        | clang libclang-rt-dev | clang compiler-rt | clang compiler-rt | clang compiler-rt | .
llvm-cov     | llvm         | llvm              | llvm              | llvm    | .
clang-format | clang-format | clang-tools-extra | clang-extra-tools | clang    | clang-format
clang-tidy   | clang-tidy   | clang-tools-extra | clang-extra-tools | clang    | llvm
cppcheck     | cppcheck     | cppcheck      | cppcheck        | cppcheck       | cppcheck
shellcheck   | shellcheck   | ShellCheck    | shellcheck      | shellcheck     | shellcheck
codespell    | codespell    | codespell     | codespell       | codespell      | codespell
mandoc       | mandoc       | mandoc        | mandoc          | mandoc         | mandoc
scan-build   | clang-tools  | clang-analyzer | clang-analyzer | clang          | llvm
strace       | strace       | strace        | strace          | strace         | .
valgrind     | valgrind     | valgrind      | valgrind        | valgrind       | .
xmllint      | libxml2-utils | libxml2      | libxml2-utils   | libxml2        | libxml2
pre-commit   | pre-commit   | pre-commit    | pre-commit      | pre-commit     | pre-commit
prove        | perl         | perl-Test-Harness | perl-utils  | perl           | perl
python3      | python3      | python3       | python3         | python         | python3
bash         | bash         | bash          | bash            | bash           | bash
zsh          | zsh          | zsh           | zsh             | zsh            | zsh
fish         | fish         | fish          | fish            | fish           | fish
node         | nodejs       | nodejs        | nodejs          | nodejs         | node
npm          | npm          | npm           | npm             | npm            | node
nvim         | neovim       | neovim        | neovim          | neovim         | neovim
emacs        | emacs-nox elpa-eglot | emacs-nox | emacs-nox   | emacs-nox      | emacs
gnuplot      | gnuplot-nox  | gnuplot       | gnuplot         | gnuplot        | gnuplot
parallel     | parallel     | parallel      | parallel        | parallel       | parallel
sshd         | openssh-server | openssh-server | openssh-server | openssh      | .
chromium     | chromium     | chromium      | chromium        | chromium       | .
debootstrap  | debootstrap  | .             | .               | .              | .
dh           | debhelper    | .             | .               | .              | .
lintian      | lintian      | .             | .               | .              | .
skopeo       | skopeo       | skopeo        | skopeo          | skopeo         | skopeo
ruby         | ruby         | ruby          | ruby            | ruby           | ruby
cmake        | cmake        | .             | .               | .              | .
musl-gcc     | musl-tools   | .             | .               | .              | .
qemu-s390x   | qemu-user    | .             | .               | .              | .
i686-linux-gnu-gcc    | gcc-i686-linux-gnu    | . | .         | .              | .
s390x-linux-gnu-gcc   | gcc-s390x-linux-gnu   | . | .         | .              | .
aarch64-linux-gnu-gcc | gcc-aarch64-linux-gnu | . | .         | .              | .
'

least() { # LIBRARY: "LIBRARY >= VERSION", as the Makefile has it
	sed -n "s/^[A-Z0-9_]* *=.*\\($1 >= [0-9.]*\\).*/\\1/p" Makefile | head -n 1
}

missing() { # TEST: is it not there?
	case $1 in
	lib:*) ! pkg-config --exists "$(least "${1#lib:}")" 2>/dev/null ;;
	header:*) ! echo "#include <${1#header:}>" | cc -E - >/dev/null 2>&1 ;;
	sshd | debootstrap) ! PATH=$PATH:/usr/sbin:/sbin command -v "$1" >/dev/null ;;
	*) ! command -v "$1" >/dev/null ;;
	esac
}

want=$build
[ "${CI:-}" != true ] || want=$build$judges
packages=$(printf '%s' "$want" | while IFS='|' read -r test apt dnf apk pacman brew; do
	test=${test%% *}
	if [ -z "$test" ] || ! missing "$test"; then
		continue
	fi
	case $manager in
	apt-get) echo "$apt" ;;
	dnf) echo "$dnf" ;;
	apk) echo "$apk" ;;
	pacman) echo "$pacman" ;;
	brew) echo "$brew" ;;
	none)
		case $test in
		header:*) ;; # a build goes without
		*) echo "$test" ;;
		esac
		;;
	esac
done | tr ' ' '\n' | grep -v '^\.\{0,1\}$' | sort -u | tr '\n' ' ')
packages=${packages% }

install=
update= # a fresh image has no lists at all, an old one lists of what has gone
case $manager in
apt-get)
	export DEBIAN_FRONTEND=noninteractive
	install='apt-get install -y --no-install-recommends' update='apt-get update'
	;;
dnf) install='dnf install -y' ;;
apk) install='apk add' update='apk update' ;;
pacman) install='pacman -S --needed --noconfirm' update='pacman -Sy' ;;
brew) install='brew install' ;;
esac

by_hand() { # WHY
	echo "deps: $1; please type as root:"
	[ -z "$update" ] || echo "    $update"
	echo "    $install $packages"
	exit 1
} >&2

run() {
	echo "deps: ${sudo:+$sudo }$*"
	$sudo "$@"
}

# shellcheck disable=SC2086
install_all() {
	if [ "$manager" != apt-get ] ||
		[ -n "$(find /var/lib/apt/lists -name '*Packages*' 2>/dev/null | head -n 1)" ]; then
		run $install $packages && return
		[ -n "$update" ] || return
	fi
	run $update && run $install $packages
}

sudo=
if [ -z "$packages" ]; then
	echo "deps: nothing is missing"
elif [ "$manager" = none ]; then
	echo "deps: no apt, dnf, apk, pacman or brew here; please install: $packages" >&2
	exit 1
else
	if [ "$manager" != brew ] && [ "$(id -u)" -ne 0 ]; then
		if command -v sudo >/dev/null; then
			sudo=sudo
			[ -t 0 ] || sudo='sudo -n'
		elif command -v doas >/dev/null; then
			sudo=doas
		else
			by_hand 'neither root nor sudo here'
		fi
	fi
	if ! install_all; then
		[ -z "$sudo" ] || by_hand "${sudo%% *} did not do it"
		echo "deps: could not install: $packages" >&2
		exit 1
	fi
fi

# What the system has may be too old; libidn2, nettle and libyaml a build goes without.
for library in jansson libpcre2-8 libidn2 nettle yaml-0.1; do
	version=$(pkg-config --modversion "$library" 2>/dev/null) || continue
	pkg-config --exists "$(least "$library")" && continue
	echo "deps: $library $version is here, and hookvet needs $(least "$library")" >&2
	case $library in
	jansson | libpcre2-8) exit 1 ;;
	esac
done

if [ "${CI:-}" = true ] && [ -f tests/reporters/install-judges.sh ]; then
	sh tests/reporters/install-judges.sh ||
		echo "deps: the judges of the reporters are not all here; their tests are skipped"
fi
exit 0
