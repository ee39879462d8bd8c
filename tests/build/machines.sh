#!/bin/sh
# The build on other people's machines: in folders with blanks and quotes in their names,
# by a compiler for another machine, with libraries that are too old, without some.
#
# Objects are those that are there, so one file is compiled and the program linked.
# shellcheck disable=SC2016
# shellcheck source=tests/lib
. tests/lib
unset MAKEFLAGS MFLAGS PKG_CONFIG DESTDIR PREFIX BINDIR MANDIR || :
says() { grep -qF -e "$1" "$tmp/out"; }
silent() { ! says "$1"; }

tree="$tmp/a b/it's \$HOME \"q\" #/hookvet"
mkdir -p "$tree/corpus"
cp -Rp Makefile .github validator schemas man "$tree/" && cp -R corpus/examples "$tree/corpus/" || exit 2
build() { # WORDS: make, in the tree
	make -C "$tree" "$@" >"$tmp/out" 2>&1
}

# What would be run for a target, by a compiler for MACHINE.
would_run() { # MACHINE
	printf '#!/bin/sh\ncase "$*" in *-dumpmachine) echo %s ;; *-print-prog-name=ar) echo %s-ar ;; esac\n' \
		"$1" "$1" >"$tmp/cc"
	chmod +x "$tmp/cc"
	build -n "CC=$tmp/cc" B=build-other V=1 CFLAGS=-O2 PKG_CONFIG=echo all
}
would_run x86_64-pc-linux-gnu
check 'x86-64: CET' says -fcf-protection
check 'x86-64: the archiver' says 'x86_64-pc-linux-gnu-ar rcs'
would_run i686-linux-gnu
check 'i686: CET' says -fcf-protection
check 'i686: 64 bits for sizes of files and for times' says '-D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64'
for machine in aarch64-linux-gnu s390x-linux-gnu riscv64-alpine-linux-musl; do
	would_run $machine
	check "$machine: no CET" silent -fcf-protection
	check "$machine: read-only tables of addresses" says relro
	check "$machine: its archiver" says "$machine-ar rcs"
done
would_run arm64-apple-darwin23
check 'another system: nothing of its linker is taken for granted' silent relro

# Least versions.
least() { sed -n "s/^[A-Z0-9_]* *=.*$1 >= \\([0-9.]*\\).*/\\1/p" Makefile; }
for library in jansson:jansson libpcre2-8:PCRE2 libidn2:libidn2 nettle:nettle yaml-0.1:libyaml; do
	version=$(least "${library%:*}")
	check "README: the least ${library#*:} is $version" grep -qF "${library#*:} $version" README.md
done
printf '#!/bin/sh\necho "Requested it >= 2, but the version is 1" >&2; exit 1\n' >"$tmp/old"
chmod +x "$tmp/old"
build "PKG_CONFIG=$tmp/old" B=build-old all
check 'old libraries: status' [ $? -ne 0 ]
check 'old libraries: what pkg-config says' says 'Requested it'
check 'old libraries: what is needed' says "hookvet needs jansson >= $(least jansson)"
check 'old libraries: what to do' says 'sh tests/deps.sh'
build 'B=a b' all
check 'a build folder with a blank is refused' says 'cannot have a blank'

if [ "${B##*/}" != build ] || [ "$(uname -s)" != Linux ]; then
	skipped=1
	echo "skipped: the objects of ${B##*/} want other options to be linked"
else
	cp -Rp "$B" "$tree/build" && rm -f "$tree"/build/hookvet "$tree"/build/main.o
	build all
	check 'blanks: make all' equal $? 0
	check 'blanks: the program runs' eval '"$tree/build/hookvet" rules >"$tmp/out"'
	check 'blanks: no folder is in it' eval '! grep -qF "\$HOME" "$tree/build/main.o"'
	build demo
	check 'blanks: make demo' equal $? 0
	to="$tmp/a b/it's \$there"
	build install "DESTDIR=$tmp/a b/it's \$\$there" 'PREFIX=/us er'
	check 'blanks: make install' equal $? 0
	check 'blanks: the program' [ -x "$to/us er/bin/hookvet" ]
	check 'blanks: the manual' [ -f "$to/us er/share/man/man1/hookvet.1" ]
	build uninstall "DESTDIR=$tmp/a b/it's \$\$there" 'PREFIX=/us er'
	check 'blanks: make uninstall' equal "$(find "$to" -type f)" ''

	# The hook: its make finds these objects, too.
	mkdir "$tmp/bin"
	real=$(command -v make)
	export real B
	cat >"$tmp/bin/make" <<-'END'
		#!/bin/sh
		for word; do case $word in B=*)
			rm -rf "$2/${word#B=}" && cp -Rp "$B" "$2/${word#B=}" && rm "$2/${word#B=}/hookvet" ;;
		esac; done
		unset B
		exec "$real" "$@"
	END
	chmod +x "$tmp/bin/make"
	PATH=$tmp/bin:$PATH "$tree/validator/build-and-run" corpus/examples/invoicing.request.json >"$tmp/out" 2>&1
	check 'blanks: the hook builds, and checks' equal $? 0
	check 'blanks: its program is kept' [ -n "$(find "$tree"/build-hook* -name hookvet -type f)" ]
fi

finish
