#!/bin/sh
# shellcheck disable=SC2016
# "make deps" asks each package manager for what is missing, and only then.
# shellcheck source=tests/lib
. tests/lib
deps_sh=tests/deps.sh
says() { grep -qF -e "$1" "$tmp/out"; }
silent() { ! grep -qF -e "$1" "$tmp/out"; }

# Machines: the ordinary tools, one package manager, and a user.
machine() { # MANAGER UID
	rm -rf "${tmp:?}/bin"
	mkdir "$tmp/bin"
	for tool in sh dirname cat sort tr grep find head sed; do
		ln -s "$(command -v $tool)" "$tmp/bin/$tool"
	done
	printf '#!/bin/sh\necho "called %s $*"\n' "$1" >"$tmp/bin/$1"
	printf '#!/bin/sh\necho %s\n' "$2" >"$tmp/bin/id"
	chmod +x "$tmp/bin/$1" "$tmp/bin/id"
}
tool() { # NAME...: is there
	for name; do
		printf '#!/bin/sh\nexit 0\n' >"$tmp/bin/$name"
		chmod +x "$tmp/bin/$name"
	done
}
deps() { # CI
	CI=$1 PATH=$tmp/bin sh "$deps_sh" >"$tmp/out" 2>&1 </dev/null
}

machine apt-get 0
deps ''
check "apt: status" equal $? 0
check "apt: packages" says 'called apt-get install -y --no-install-recommends diffutils gcc git jq libc6-dev libidn2-dev libjansson-dev libpcre2-dev libunistring-dev libyaml-dev make nettle-dev patch pkg-config'
check "apt: says it first" says 'deps: apt-get install'
check "apt: no judges" silent clang
machine dnf 0
deps ''
check "dnf" says 'called dnf install -y diffutils gcc git jansson-devel jq libidn2-devel libunistring-devel libyaml-devel make nettle-devel patch pcre2-devel pkgconf-pkg-config'
machine apk 0
deps ''
check "apk" says 'called apk add diffutils gcc git jansson-dev jq libidn2-dev libunistring-dev linux-headers make musl-dev nettle-dev patch pcre2-dev pkgconf yaml-dev'
machine pacman 0
deps ''
check "pacman" says 'called pacman -S --needed --noconfirm diffutils gcc git jansson jq libidn2 libunistring libyaml make nettle patch pcre2 pkgconf'
machine brew 501
deps ''
check "brew: not as root" says 'called brew install git jansson jq libidn2 libunistring libyaml nettle pcre2 pkgconf'

# Only what is missing.
machine apt-get 0
tool cc make diff git patch jq
deps ''
check "only what is missing" says 'recommends libidn2-dev libjansson-dev libpcre2-dev libyaml-dev nettle-dev pkg-config'
tool pkg-config
printf '#!/bin/sh\necho /\n' >"$tmp/bin/cc" # it has the archive
deps ''
check "nothing missing: status" equal $? 0
check "nothing missing: no call" silent called
check "nothing missing: says so" says 'nothing is missing'
rm "$tmp/bin/apt-get"
deps ''
check "nothing missing needs no package manager" equal $? 0

# There, but too old: of PCRE2 nothing works then, of libidn2 something.
least=$(sed -n 's/^PKGS.*libpcre2-8 >= \([0-9.]*\).*/\1/p' Makefile)
old() { # LIBRARY: its version is 1.0
	printf '#!/bin/sh\ncase "$*" in "--exists %s >="*) exit 1 ;; --modversion*) echo 1.0 ;; esac\n' "$1" \
		>"$tmp/bin/pkg-config"
}
old libpcre2-8
printf '#!/bin/sh\necho "called apt-get $*"\n' >"$tmp/bin/apt-get"
chmod +x "$tmp/bin/apt-get"
deps ''
check "too old: status" equal $? 1
check "too old: is asked for" says 'recommends libpcre2-dev'
check "too old: says so" says "libpcre2-8 1.0 is here, and hookvet needs libpcre2-8 >= $least"
old libidn2
deps ''
check "an old libidn2: status" equal $? 0
check "an old libidn2: says so" says 'libidn2 1.0 is here'

# Not root.
machine apt-get 1000
deps ''
check "no sudo: status" equal $? 1
check "no sudo: what to run" says 'please type as root:'
check "no sudo: the lists first" grep -qx '    apt-get update' "$tmp/out"
check "no sudo: then the packages" grep -q '^    apt-get install -y .* make .*pkg-config' "$tmp/out"
check "no sudo: nothing is called" silent called
printf '#!/bin/sh\necho "sudo $*"\n' >"$tmp/bin/sudo"
chmod +x "$tmp/bin/sudo"
deps ''
check "sudo without a terminal asks nothing" says 'sudo -n apt-get install'
printf '#!/bin/sh\nexit 1\n' >"$tmp/bin/sudo"
deps ''
check "sudo that refuses: status" equal $? 1
check "sudo that refuses: the lists first" grep -qx '    apt-get update' "$tmp/out"
machine apk 0
printf '#!/bin/sh\necho "called apk $*"; [ "$1" = update ] || [ -f "%s" ] || exit 1; echo >"%s"\n' \
	"$tmp/lists" "$tmp/lists" >"$tmp/bin/apk"
deps ''
check "apk without lists: status" equal $? 0
check "apk without lists: gets them" says 'called apk update'
machine apt-get 0
printf '#!/bin/sh\nexit 100\n' >"$tmp/bin/apt-get"
deps ''
check "a failing manager: status" equal $? 1
check "a failing manager: what is missing" says 'deps: could not install: diffutils gcc'
machine none 0
rm "$tmp/bin/none"
deps ''
check "no manager: status" equal $? 1
check "no manager: names" says 'please install: cc diff git jq lib:jansson'

# In CI, the judges too; the script that fetches further ones is called, if there is one.
machine apt-get 0
deps_sh=$tmp/tree/tests/deps.sh
mkdir -p "$tmp/tree/tests/reporters"
cp tests/deps.sh "$deps_sh"
cp Makefile "$tmp/tree/"
deps true
check "CI: judges" says 'clang-tidy'
printf 'echo judges fetched\n' >"$tmp/tree/tests/reporters/install-judges.sh"
deps true
check "CI: further judges" says 'judges fetched'
deps ''
check "elsewhere: no further judges" silent 'judges fetched'

finish
