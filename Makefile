# hookvet: "make" builds build/hookvet, "make deps" installs what is missing,
# "make check" tests, "make help" lists the rest.  Own settings: config.mk.
-include config.mk
VERSION = 0.1.0
# Who publishes hookvet, and where: reports, $ids of the built-in schemas and packages say
# it.  "make homepage" writes it into README.md and the other texts, too.
HOMEPAGE = https://github.com/OWNER/hookvet
ACTION   = $(patsubst https://github.com/%,%,$(HOMEPAGE))/.github/actions/hookvet
# Where the files of schemas/ say https://schemas.hookvet.example.
SCHEMAS  = $(if $(findstring /OWNER/,$(HOMEPAGE)),https://schemas.hookvet.example,$(HOMEPAGE)/schemas)
PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man
# Of the library: make install-lib.
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
# For repositories of users: what README.md has in "As a hook" and "In CI".
DATADIR ?= $(PREFIX)/share/hookvet
CFLAGS ?= -O2 -g
PKG_CONFIG ?= pkg-config
# One folder per flavour: make check SAN=address,undefined
comma  := ,
B      := build$(if $(SAN),-$(subst $(comma),-,$(SAN)))
ifneq ($(words $B),1)
$(error the build folder B cannot have a blank in its name, only the folders above it)
endif
# The names of folders may have blanks: no list of make's holds A, no command says it but
# as "$$A".
export A = $(if $(filter /%,$B),$B,$(CURDIR)/$B)

# The least versions; README says the same.  Asked once, when first needed: "make deps
# all" must see what deps installed.
PKGS       = jansson >= 2.13 libpcre2-8 >= 10.36
IDN2_PKG   = libidn2 >= 2.3.0
YAML_PKG   = yaml-0.1 >= 0.2.2
# Before 3.4 texts were bytes, from 4 on functions take other arguments.
NETTLE_PKG = nettle >= 3.4 nettle < 4
PKG_LIBS   = $(eval PKG_LIBS := $(call archived,$(or $(shell $(PKG_CONFIG) --libs '$(PKGS)'),\
             $(error a library is missing or too old, hookvet needs $(PKGS): run "sh tests/deps.sh"))) $(IDN2_LIBS) $(UNISTRING_LIBS) $(NETTLE_LIBS) $(YAML_LIBS))$(PKG_LIBS)
PKG_CFLAGS = $(eval PKG_CFLAGS := $(if $(PKG_LIBS),$(shell $(PKG_CONFIG) --cflags '$(PKGS)' $(IDN2) $(NETTLE) $(YAML)) \
             $(if $(IDN2),-DHAVE_IDN2) $(if $(YAML),-DHAVE_YAML) $(if $(NETTLE),-DHAVE_NETTLE) $(if $(UNISTRING_LIBS),-DHAVE_UNISTRING)))$(PKG_CFLAGS)
# Linked as archives, where there are some: to load a shared library takes 50 microseconds
# and more, libidn2 and libunistring below it a quarter of a millisecond.  A security
# update of one of these needs a new build, then.  ARCHIVES= leaves all of them shared.
ARCHIVES  ?= jansson pcre2-8 idn2 nettle yaml
archive    = $(filter-out lib$(1).a,$(shell $(CC) -print-file-name=lib$(1).a))
archived   = $(if $(filter -L%,$(1)),$(1),$(foreach word,$(1),$(or $(if \
             $(filter $(ARCHIVES:%=-l%),$(word)),$(call archive,$(word:-l%=%))),$(word))))
IDN2       = $(shell $(PKG_CONFIG) --exists '$(IDN2_PKG)' 2>/dev/null && echo libidn2)
IDN2_BOTH  = $(and $(filter idn2,$(ARCHIVES)),$(call archive,idn2),$(call archive,unistring))
IDN2_LIBS  = $(if $(IDN2),$(if $(IDN2_BOTH),$(call archive,idn2) $(call archive,unistring),\
             $(shell $(PKG_CONFIG) --libs libidn2)))
NETTLE     = $(shell $(PKG_CONFIG) --exists '$(NETTLE_PKG)' 2>/dev/null && echo nettle)
NETTLE_LIBS = $(if $(NETTLE),$(call archived,$(shell $(PKG_CONFIG) --libs nettle)))
YAML       = $(shell $(PKG_CONFIG) --exists '$(YAML_PKG)' 2>/dev/null && echo yaml-0.1)
YAML_LIBS  = $(if $(YAML),$(call archived,$(shell $(PKG_CONFIG) --libs yaml-0.1)))
# It has no file for pkg-config.
UNISTRING  = $(shell echo '\#include <uniwidth.h>' | $(CC) $(CPPFLAGS) $(CFLAGS) -E - >/dev/null 2>&1 && echo yes)
UNISTRING_LIBS = $(eval UNISTRING_LIBS := $(if $(UNISTRING),$(or $(and $(IDN2_BOTH),$(call archive,unistring)),-lunistring)))$(UNISTRING_LIBS)

WARN  = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
        -Wmissing-prototypes -Wno-overlength-strings -Werror=incompatible-pointer-types \
         $(if $(WERROR),-Werror)
ifneq ($(SAN),)
HARDEN = -fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer
else ifneq ($(filter -O1 -O2 -O3 -Os,$(CFLAGS)),)
HARDEN = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstack-protector-strong
# What is built for, which is not always what is built on.
TARGET := $(shell $(CC) $(CFLAGS) -dumpmachine 2>/dev/null)
ifneq ($(findstring -linux,$(TARGET)),)
HARDEN += -fstack-clash-protection
HARDEN_LINK = -pie -Wl,-z,relro,-z,now,-z,noexecstack
endif
ifneq ($(filter x86_64-% i386-% i486-% i586-% i686-%,$(TARGET)),)
HARDEN += -fcf-protection
endif
endif
# One set of objects is the program, and the library, archive and shared: -fPIC takes 0.7 %
# more instructions to start.  Where all symbols but the library's own are hidden, what
# -fPIE makes fits into a shared library, too, but for the variables of threads.
SHARE = $(if $(SAN),-fPIC,-fPIE) -fvisibility=hidden
$B/base/mem.o $B/base/stack.o $B/library/session.o: SHARE += -fPIC
# Files above 2 GB and years after 2038, where a long has 32 bits.
FLAGS = -std=c11 -D_POSIX_C_SOURCE=200809L -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64 \
        -DHOOKVET_VERSION='"$(VERSION)"' -DHOOKVET_HOMEPAGE='"$(HOMEPAGE)"' \
        -DHOOKVET_SCHEMAS='"$(SCHEMAS)"' -DHOOKVET_ACTION='"$(ACTION)"' \
        $(WARN) $(HARDEN) $(SHARE) -Ivalidator -Ivalidator/library -Itests/unit -I$B -pthread -MMD -MP \
        -ffile-prefix-map="$$PWD"=. $(PKG_CFLAGS) $(CPPFLAGS) $(CFLAGS)
LINK  = $(CC) $(CFLAGS) $(HARDEN) $(HARDEN_LINK) -pthread $(LDFLAGS)
LIBS  = $(PKG_LIBS) -lm

SRC   := $(filter-out validator/main.c validator/library/%,$(sort $(wildcard \
         validator/*.c validator/*/*.c validator/*/*/*.c)))
OBJ   := $(SRC:validator/%.c=$B/%.o) $B/embedded.o $B/rule-texts.o $B/catalogue-table.o
# The library is its own room and what that needs of the others.  Of the tables it has
# those without what is ours alone: meta-schemas, and names of rules.
LIB_TABLES := $B/embedded-metas.o $B/rule-names.o
LIB_OBJ := $(patsubst validator/%.c,$B/%.o,$(wildcard validator/library/*.c)) $(LIB_TABLES)
UNIT  := $(patsubst tests/%.c,$B/%,$(wildcard tests/unit/*.c))
FUZZ  := $(patsubst tests/%.c,$B/%,$(wildcard tests/fuzz/*.c))
# Programs over hookvet.h alone: tests/library builds them as a user would.
LIB_USERS := $(patsubst tests/%.c,$B/%,$(wildcard tests/library/*.c tests/bench/public.c))
# Makes calls of the program fail.
PRELOAD := $B/faults/fail.so
TOOLS := $(filter-out $(UNIT) $(FUZZ) $(PRELOAD:.so=) $(LIB_USERS),$(patsubst tests/%.c,$B/%,$(wildcard tests/*.c tests/*/*.c)))
export PROG = $A/hookvet
# Tests of the library are built as by its users, but with the sanitizer that it has.
export LIB_CC = $(CC)
export LIB_CFLAGS = $(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all)
# A compiler for other machines has the archiver for their object files.
OBJCOPY ?= $(or $(shell $(CC) -print-prog-name=objcopy),objcopy)
ifeq ($(origin AR),default)
AR = $(or $(shell $(CC) -print-prog-name=ar),ar)
endif
FUZZ_BUILD = build-fuzz$(if $(CPPFLAGS),-plain)
# What -fsanitize=fuzzer-no-link says, but for comparisons: to trace them takes longer
# than all that is traced, and dictionaries name what is compared with.
FUZZ_TRACE = -fsanitize-coverage=inline-8bit-counters,indirect-calls,pc-table
# Less to do for each input, so that there are more of them.
FUZZ_LESS  = -DEVAL_STEPS=100000 -DTRIAL_BYTES=100000
# A fuzzing service brings its own engine, and a compiler of C++ to link it with.
FUZZ_LINK  = $(if $(LIB_FUZZING_ENGINE),$(CXX) $(CXXFLAGS) $(LIB_FUZZING_ENGINE) -pthread,\
             $(LINK) -fsanitize=fuzzer)

# The commands themselves: make V=1; nothing: make -s
say = $(if $(V),,@$(if $(findstring s,$(firstword -$(MAKEFLAGS))),:,printf) '  %-4s %s\n' $1 $(patsubst $(CURDIR)/%,%,$@);)

all: $B/hookvet                                     # the program

$B/hookvet: $B/main.o $B/lib.a
	$(call say,LINK)$(LINK) -o $@ $^ $(LIBS)
# lib.a also feeds unit tests, fuzzers, benchmarks and the suite.
$B/lib.a: $(OBJ)
	@rm -f $@
	$(call say,AR)$(AR) rcs $@ $^
$B/%.o: validator/%.c
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(FLAGS) -c -o $@ $<
$B/embedded.o $B/rule-texts.o $B/catalogue-table.o $(LIB_TABLES): $B/%.o: $B/%.c
	$(call say,CC)$(CC) $(FLAGS) -c -o $@ $<
$(UNIT) $(TOOLS): $B/%: $B/%.o $B/lib.a
	$(call say,LINK)$(LINK) -o $@ $@.o $B/lib.a $(LIBS)
$B/unit/pcre2: LIBS += -Wl,--wrap=pcre2_compile_8
$B/%.o: tests/%.c
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(FLAGS) -c -o $@ $<
$(PRELOAD): $B/%.so: tests/%.c tests/faults/page.h
	@mkdir -p $(@D)
	$(call say,CC)$(CC) -std=c11 -D_GNU_SOURCE $(WARN) -O2 -shared -fPIC -o $@ $<
$(FUZZ): $B/%: tests/%.c $B/lib.a
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(FLAGS) -MT $@ -c -o $@.o $<
	$(if $(V),,@)$(FUZZ_LINK) -o $@ $@.o $B/lib.a $(LIBS)

# Made from what the folders hold; rewritten only when the result differs.  Two makes may
# do that at once: each has a file of its own (the number of its shell).
$(OBJ) $(LIB_OBJ) $B/main.o $(UNIT:=.o) $(TOOLS:=.o): | $B/rules.inc
# Those of an older Makefile do not know what they include.
$(UNIT:=.o) $(TOOLS:=.o): Makefile
replace = cmp -s $@.$$$$ $@ && rm $@.$$$$ || mv $@.$$$$ $@
# Sorted by the names of the rules.
of_rules = LC_ALL=C awk -v part=$1 -f validator/rules/rules.awk validator/service/kind.h validator/lint/signs.h \
	$(wildcard validator/rules/*.c) $(addsuffix .md,$(sort $(basename $(wildcard validator/rules/*.md))))
$B/rules.inc: FORCE
	@mkdir -p $(@D)
	@$(call of_rules,names) >$@.$$$$ || { rm $@.$$$$; exit 1; }; $(replace)
$B/rule-texts.c: $B/rules.inc FORCE
	@$(call of_rules,texts) >$@.$$$$ || { rm $@.$$$$; exit 1; }; $(replace)
$B/rule-names.c: $B/rules.inc FORCE
	@$(call of_rules,bare) >$@.$$$$ || { rm $@.$$$$; exit 1; }; $(replace)
$B/catalogue-table.c: FORCE
	@mkdir -p $(@D)
	@LC_ALL=C awk -f validator/service/catalogue.awk schemas/cybersource/catalogue.json >$@.$$$$ || \
		{ rm $@.$$$$; exit 1; }; $(replace)
moved = s,https://schemas\.hookvet\.example/,$(SCHEMAS)/,g
$B/embedded.c: EMBED = .
$B/embedded-metas.c: EMBED = json-schema
$B/embedded.c $B/embedded-metas.c: FORCE
	@mkdir -p $(@D)
	@(cd schemas; LC_ALL=C; export LC_ALL; n=0; list=; \
	printf '#include "base/embed.h"\n\n'; \
	for f in $$(find $(EMBED) -type f -name '*.json' | sed 's,^\./,,' | sort); do n=$$((n + 1)); \
		printf 'static const char file_%d[] =\n' $$n; \
		tr -d '\r' <"$$f" | sed 's/[\\"?]/\\&/g; s/.*/"&\\n"/; $(moved)'; printf '\n;\n'; \
		id=$$(sed -n 's/^ *"$$\{0,1\}id": "\([^"#]*\).*/\1/p' "$$f" | head -n 1 | sed '$(moved)'); \
		list="$$list	{ \"$$f\", file_$$n, sizeof file_$$n - 1, STR_INIT(\"$$id\") },\\n"; done; \
	printf '%b' "const struct embedded embedded_files[] = {\n$$list	{ 0, 0, 0, { 0, 0 } }\n};\n"; \
	printf 'const size_t embedded_count = %d;\n' $$n) >$@.$$$$; $(replace)
ifneq ($(filter deps,$(MAKECMDGOALS)),)
$B/rules.inc $B/embedded.c: | deps
endif

lib: $B/libhookvet.a $B/libhookvet.so.0             # libhookvet, for C and C++ programs
# One object, of which only what hookvet.h declares can be seen.
$B/libhookvet.o: $(LIB_OBJ) $B/lib.a
	$(call say,LINK)$(CC) $(CFLAGS) -r -nostdlib -o $@ $^ && $(OBJCOPY) --localize-hidden $@
$B/libhookvet.a: $B/libhookvet.o
	@rm -f $@
	$(call say,AR)$(AR) rcs $@ $^
$B/libhookvet.so.0: $B/libhookvet.o validator/library/hookvet.map
	$(call say,LINK)$(CC) $(CFLAGS) $(HARDEN) $(LIB_LINK) -pthread $(LDFLAGS) -shared \
		-Wl,-soname,$(@F) $(if $(SAN),,-Wl,-z,defs) -Wl,-z,text -Wl,--version-script,validator/library/hookvet.map \
		-o $@ $B/libhookvet.o $(LIB_LIBS)
# It takes GNU's objcopy, a linker with scripts of versions, and a C library that says where
# a thread's stack is.  Where one of them is missing its tests are skipped.
LIB_TRIAL = '\#include <pthread.h>\nint f(pthread_attr_t *);\n'\
            'int f(pthread_attr_t *a) { return pthread_getattr_np(pthread_self(), a); }\n'
$B/lib-if-any: $B/lib.a
	@t=$B/lib-trial; if { printf $(LIB_TRIAL) | $(CC) -D_GNU_SOURCE -Werror -fPIC -x c -c -o $$t.1.o - && \
		$(CC) -r -nostdlib -o $$t.o $$t.1.o && $(OBJCOPY) --localize-hidden $$t.o && \
		$(CC) -shared -Wl,--version-script,validator/library/hookvet.map -o $$t.so $$t.o; } >$$t.log 2>&1; \
	then $(MAKE) --no-print-directory lib; \
	else rm -f $B/libhookvet.*; fi; status=$$?; rm -f $$t.*; exit $$status
# Other libraries that it needs programs may have, too: they are not in it.
LIB_PKGS = libpcre2-8 $(IDN2)
LIB_LIBS = $(shell $(PKG_CONFIG) --libs $(LIB_PKGS)) $(if $(UNISTRING_LIBS),-lunistring)
LIB_LINK = $(filter-out -pie,$(HARDEN_LINK))

deps:                                               # install what is missing
	@sh tests/deps.sh
demo: all                                           # check the example subscription
	"$$PROG" check -v corpus/examples/invoicing.*.json
programs: all $B/lib-if-any $(UNIT) $(TOOLS) $(PRELOAD)
# All programs, or what the tests called TESTS need of them.
NEEDED = programs
ifneq ($(and $(TESTS),$(filter check bless,$(MAKECMDGOALS))),)
NEEDED := $(addprefix $B/,$(shell tests/check.sh --needs $(TESTS)))
endif
check: $(NEEDED)                                    # all tests, or TESTS="unit/retry cli/"
	@B="$$A" tests/check.sh $(TESTS)
bless: $(NEEDED)                                    # rewrite golden files: review the diff
	@BLESS=1 B="$$A" tests/check.sh $(TESTS)
asan:                                               # tests with address and undefined-behaviour sanitizers
	@$(MAKE) --no-print-directory SAN=address,undefined check
tsan:                                               # several threads with the thread sanitizer
	@$(MAKE) --no-print-directory SAN=thread TESTS="$(or $(TESTS),threads unit/pool library/run)" check
valgrind: all $(UNIT)                               # the corpus with memcheck
	@B="$$A" tests/valgrind.sh
fuzz:                                               # each fuzz target for FUZZ_SECONDS (30) or FUZZ_RUNS, FUZZ_TARGETS
	@$(MAKE) --no-print-directory B=$(FUZZ_BUILD) CC=clang SAN=address,undefined \
		CPPFLAGS='$(CPPFLAGS) $(FUZZ_TRACE) $(FUZZ_LESS)' fuzzers
fuzz-out:                                           # fuzz targets and seeds into OUT, see .clusterfuzzlite
	@FUZZ_OUT='$(OUT)' $(MAKE) --no-print-directory B=build-fuzz-out HARDEN= HARDEN_LINK= \
		CPPFLAGS='$(CPPFLAGS) -DNO_SANDBOX $(FUZZ_LESS)' fuzzers
compile-all: programs
	$(if $(V),,@)$(CC) $(filter-out -M%,$(FLAGS)) -fsyntax-only tests/fuzz/*.c
fuzzers: $(FUZZ)
	@B="$$A" tests/fuzz.sh
coverage:                                           # lines and branches that the tests run
	@$(MAKE) --no-print-directory B=build-coverage CC=clang \
		CFLAGS='-O1 -g -DNO_SANDBOX -fprofile-instr-generate -fcoverage-mapping' covered
covered: programs
	@B="$$A" tests/coverage.sh
mutants: all $(UNIT) $(TOOLS)                       # do tests notice MUTANTS (300) mistakes
	@B="$$A" tests/mutants.sh
cross:                                              # unit tests and corpus for other MACHINES (i386 s390x arm64 musl)
	@tests/cross.sh $(MACHINES)
fresh:                                              # README's first commands on new Debian SYSTEMS (bookworm trixie), as root
	@tests/fresh.sh $(SYSTEMS)
suite: all $(TOOLS)                                 # the official JSON Schema test suite (SUITE=dir)
	@B="$$A" tests/check.sh tests/suite/ tests/regex/
faults: all $(TOOLS) $(PRELOAD)                     # every call of the program fails once
	@FAULTS_ALL=1 B="$$A" tests/check.sh tests/faults/
bench: all $(TOOLS) $B/bench/simdjson               # times beside floors and peers (README=1: into it)
	@B="$$A" tests/bench/run.sh $(BENCH)
bench-public: $B/bench/public                       # the public benchmark over hookvet.h, beside ajv (SHARED=dir)
	@B="$$A" tests/bench/public.sh
$B/bench/public: $B/bench/public.o $B/libhookvet.a
	$(call say,LINK)$(LINK) -o $@ $^ $(LIB_LIBS)
bench-peers:                                        # install other validators to measure beside
	@PEERS=$B/npm sh tests/bench/install-peers.sh
bench-check: all $(TOOLS)                           # instructions, against tests/bench/baseline
	@B="$$A" tests/bench/check.sh
bench-bless: all $(TOOLS)                           # rewrite tests/bench/baseline
	@BLESS=1 B="$$A" tests/bench/check.sh
growth: all $(TOOLS)                                # hostile inputs: linear, in a second, in 64 MB
	@B="$$A" tests/growth/run.sh $(KINDS)
products: all $(TOOLS)                              # each keyword with each operand: a second, 64 MB
	@B="$$A" tests/growth/products.sh $(PRODUCTS)
# Not needed for anything else, so nothing is wrong without a C++ compiler.
$B/bench/simdjson: tests/bench/simdjson.cc
	@mkdir -p $(@D)
	-@$(CXX) -O2 -o $@ $< -lsimdjson -pthread 2>/dev/null || rm -f $@
lint:                                               # compilers, analysers, layers, spelling, manual
	@tests/lint.sh $(CHECKS)
analyse:                                            # what static analysers say
	@tests/lint.sh tidy cppcheck fanalyzer scan-build
# FLAGS hold quotes of the shell, so they get there by the environment.
compile_commands.json: export COMMAND = $(CC) $(filter-out -M%,$(FLAGS))
compile_commands.json: $B/rules.inc FORCE           # for clangd and other tools
	@flags=$$(printf '%s' "$$COMMAND" | sed 's/[\\"]/\\&/g'); n=0; \
	for file in $$(git ls-files '*.c'); do n=$$((n + 1)); [ $$n -eq 1 ] && printf '[' || printf ','; \
		printf '\n{ "directory": "%s", "file": "%s", "command": "%s -c %s" }' "$$PWD" $$file "$$flags" $$file; \
	done >$@; printf '\n]\n' >>$@
format:                                             # clang-format in place
	clang-format -i $$(git ls-files '*.c' '*.h')
man: all                                            # write man/hookvet-rules.7 from the rules
	@BLESS=1 tests/manual/rules.sh
install: all                                        # PREFIX=/usr/local DESTDIR=
	install -d "$$TO_BIN"
	install -m 755 $B/hookvet "$$TO_BIN/hookvet"
	for page in man/*.[157]; do d=$$TO_MAN/man$${page##*.}; \
		install -d "$$d" && install -m 644 $$page "$$d/" || exit 1; done
	install -d "$$TO_DATA"
	install -m 755 validator/pre-commit "$$TO_DATA/"
	install -m 644 .github/actions/hookvet/problem-matcher.json "$$TO_DATA/"
	for shell in bash zsh fish; do $(completion_of); \
		install -d "$$d" && $(RUN) "$$PROG" completion $$shell >"$$d/$$f" && chmod 644 "$$d/$$f" || exit 1; done
install-lib: lib                                    # the library, its header and manual
	install -d "$$TO_LIB/pkgconfig" "$$TO_INCLUDE" "$$TO_MAN/man3"
	install -m 644 $B/libhookvet.a "$$TO_LIB/"
	install -m 755 $B/libhookvet.so.0 "$$TO_LIB/"
	ln -sf libhookvet.so.0 "$$TO_LIB/libhookvet.so"
	sed 's,@PREFIX@,$(PREFIX),; s,@LIBDIR@,$(LIBDIR),; s,@INCLUDEDIR@,$(INCLUDEDIR),; s,@VERSION@,$(VERSION),; s,@REQUIRES@,$(LIB_PKGS),; s,@PRIVATE@,$(if $(UNISTRING_LIBS),-lunistring),' \
		validator/library/hookvet.pc.in >"$$TO_LIB/pkgconfig/hookvet.pc"
	chmod 644 "$$TO_LIB/pkgconfig/hookvet.pc"
	install -m 644 validator/library/hookvet.h "$$TO_INCLUDE/"
	install -m 644 man/hookvet.3 "$$TO_MAN/man3/"
uninstall-lib:                                      # what install-lib put there
	rm -f "$$TO_LIB/libhookvet.a" "$$TO_LIB/libhookvet.so.0" "$$TO_LIB/libhookvet.so" \
		"$$TO_LIB/pkgconfig/hookvet.pc" "$$TO_INCLUDE/hookvet.h" "$$TO_MAN/man3/hookvet.3"
uninstall:                                          # what install put there
	rm -f "$$TO_BIN/hookvet"
	for page in man/*.[157]; do rm -f "$$TO_MAN/man$${page##*.}/$${page##*/}"; done
	rm -f "$$TO_DATA/pre-commit" "$$TO_DATA/problem-matcher.json"
	for shell in bash zsh fish; do $(completion_of); rm -f "$$d/$$f"; done
	rmdir "$$TO_DATA" 2>/dev/null || :
# The folder and the file in which a shell looks for the completion of hookvet.
completion_of = case $$shell in bash) d=$$TO_SHARE/bash-completion/completions f=hookvet ;; \
	zsh) d=$$TO_SHARE/zsh/site-functions f=_hookvet ;; \
	*) d=$$TO_SHARE/fish/vendor_completions.d f=hookvet.fish ;; esac
install uninstall: export TO_SHARE = $(DESTDIR)$(PREFIX)/share
install-lib uninstall-lib: export TO_LIB = $(DESTDIR)$(LIBDIR)
install-lib uninstall-lib: export TO_INCLUDE = $(DESTDIR)$(INCLUDEDIR)
install uninstall: export TO_BIN = $(DESTDIR)$(BINDIR)
install uninstall install-lib uninstall-lib: export TO_MAN = $(DESTDIR)$(MANDIR)
install uninstall: export TO_DATA = $(DESTDIR)$(DATADIR)
static npm oci deb:                                 # packages into build-packages (MACHINES="x86_64 aarch64")
	@.packages/$@.sh $(MACHINES)
packages: static npm oci deb                        # all of them, with SBOM and SHA256SUMS
	@.packages/sums.sh
packages-check:                                     # each package used as its users do (SYSTEMS="bookworm trixie")
	@tests/packages.sh
homepage:                                           # write HOMEPAGE into README.md, the action and packaging texts
	@.packages/homepage.sh '$(HOMEPAGE)'
dist:                                               # hookvet-VERSION.tar.gz of the last commit
	git archive --prefix=hookvet-$(VERSION)/ -o hookvet-$(VERSION).tar.gz HEAD
clean:                                              # all build folders
	rm -rf build build-* hookvet-*.tar.gz compile_commands.json
help:                                               # this list
	@sed -n 's/^\([a-z_. -]*\):[^#=]*# \(.*\)/\1	\2/p' Makefile | expand -t 12

FORCE:
.PHONY: FORCE all lib $B/lib-if-any install-lib uninstall-lib deps demo programs check bless asan tsan valgrind analyse fuzz fuzz-out fuzzers compile-all coverage covered \
	mutants cross fresh suite faults bench \
	bench-peers bench-public bench-check bench-bless growth products lint format man \
	install uninstall dist clean help static npm oci deb packages packages-check homepage
.DELETE_ON_ERROR:
-include $(OBJ:.o=.d) $(LIB_OBJ:.o=.d) $B/main.d $(UNIT:=.d) $(TOOLS:=.d) $(FUZZ:=.d)
