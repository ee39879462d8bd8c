#!/bin/sh
# What the program is built with against those who break in: asked of the binary, not
# of the Makefile.
# shellcheck source=tests/lib
. tests/lib

case $(uname -s) in
Linux) ;;
*)
	skip 'it is asked of ELF files only'
	finish
	;;
esac
if ! command -v readelf >/dev/null; then
	skip 'readelf is not installed'
	finish
fi
readelf -Wh "$PROG" >"$tmp/head"
readelf -Wl "$PROG" >"$tmp/segments"
readelf -Wd "$PROG" >"$tmp/dynamic"
readelf -W --dyn-syms "$PROG" >"$tmp/symbols"
if grep -Eq '__(asan|tsan|ubsan|msan)_' "$tmp/symbols" ||
	! grep -q '__stack_chk_fail' "$tmp/symbols"; then
	# Sanitizers and builds without optimisation are for tests.
	case ${CFLAGS:-}${SAN:-}$(grep -Eo '__(asan|ubsan|tsan)_' "$tmp/symbols" | head -n 1) in
	*O0* | *san*)
		skip 'a build with sanitizers, or not optimised'
		finish
		;;
	esac
fi

check 'position independent' grep -q 'Type: *DYN' "$tmp/head"
check 'and an executable' grep -q 'FLAGS_1.* PIE' "$tmp/dynamic"
check 'tables of addresses are made read-only' grep -q 'GNU_RELRO' "$tmp/segments"
check 'all of them: nothing is bound later' grep -q 'FLAGS_1.* NOW' "$tmp/dynamic"
check 'no stack that can be executed' grep -Eq 'GNU_STACK.* RW +0x' "$tmp/segments"
no_segment() { ! grep -Eq "$1" "$tmp/segments"; }
check 'nothing that can be written and executed' no_segment 'LOAD.* RWE '
no_entry() { ! grep -Eq "$1" "$tmp/dynamic"; }
check 'no relocations in the code' no_entry 'TEXTREL'
check 'no path of its own to libraries' no_entry '\((RPATH|RUNPATH)\)'
check 'stacks are watched' grep -q ' __stack_chk_fail@' "$tmp/symbols"
for function in snprintf fprintf memcpy; do
	check "$function() is given the size" grep -q " __${function}_chk@" "$tmp/symbols"
done

# Jumps and returns to where nothing leads (CET): a note in each object, and in the
# program if the system's own start files have it too.
case $(uname -m) in
x86_64)
	marked() { readelf -Wn "$1" 2>/dev/null | grep -q 'IBT, SHSTK'; }
	for object in "$B"/main.o "$B"/*/*.o; do
		case $object in
		"$B"/main.o | "$B"/base/* | "$B"/cli/* | "$B"/load/* | "$B"/report/* | "$B"/rules/* | "$B"/schema/*) ;;
		*) continue ;;
		esac
		marked "$object" || echo "$object"
	done >"$tmp/unmarked"
	check 'objects are marked for CET' [ ! -s "$tmp/unmarked" ]
	if marked "$(${CC:-cc} -print-file-name=Scrt1.o)"; then
		check 'so is the program' marked "$PROG"
	else
		skip "the system's start files are not marked for CET, so the program cannot be"
	fi
	;;
*) skip 'CET is of x86-64' ;;
esac
finish
