#!/bin/sh
# embed: the library as a stranger finds it: installed, found by pkg-config, linked from the
# archive and shared, by gcc and clang, in C and C++; and what can be seen of it.
. tests/library/lib

printf '%s\n' '{ "properties": { "a": { "type": "string" } } }' >"$tmp/schema.json"
printf '%s\n' '{ "a": 1 }' >"$tmp/bad.json"
printf '%s\n' '{ "a": "1" }' >"$tmp/good.json"

# example FILE: what the example says of it.
example() {
	status=0
	"$tmp/example" "$tmp/schema.json" "$1" >"$tmp/out" 2>"$tmp/err" || status=$?
	sed "s,^$tmp/,," "$tmp/out" >"$tmp/said"
}
works() {
	printf '%s\n' "bad.json:1:8: /a: 'a' is 1; the schema wants a string [type]" 'not valid' >"$tmp/expect"
	example "$tmp/bad.json" && [ "$status" = 1 ] && same "$tmp/said" "$tmp/expect" &&
		example "$tmp/good.json" && [ "$status" = 0 ] && [ "$(cat "$tmp/said")" = valid ]
}
# The one of hookvet(3), too: what is between .Bd and .Ed behind EXAMPLES.
sed -n '/^\.Sh EXAMPLES/,/^\.Sh [^E]/p' man/hookvet.3 | sed -n '/^\.Bd/,/^\.Ed/p' |
	sed '/^\.B[dl]/d; /^\.E[dl]/d; s/\\e/\\/g; s/\\&//g' >"$tmp/manual.c"
check "hookvet(3) has the example" same "$tmp/manual.c" tests/library/example.c

for compiler in "$LIB_CC" gcc clang g++ clang++; do
	if ! command -v "${compiler##* }" >/dev/null; then
		skip "the example by $compiler: it is not here" 2
		continue
	fi
	[ -z "$LIB_CFLAGS" ] || [ "$compiler" = "$LIB_CC" ] || continue
	case $compiler in
	*++) as='-x c++ -std=c++11' ;;
	*) as='-std=c11 -pedantic' ;;
	esac
	for kind in static shared; do
		# shellcheck disable=SC2086 # two words
		check "the example is built by $compiler, $kind" embed example $kind "$compiler" $as &&
			check "the example, by $compiler, $kind" works
	done
done

# The ABI: what is there stays there, as it is; what is new is added to the list.
nm -D --defined-only "$tmp/usr/lib/libhookvet.so.0" | awk '$2 == "T" { print $3 }' | sed 's/@.*//' |
	LC_ALL=C sort >"$tmp/shared"
nm -g --defined-only "$tmp/usr/lib/libhookvet.a" | awk 'NF == 3 && $3 !~ /^__asan|^__odr_asan|^__tsan/ { print $3 }' |
	LC_ALL=C sort >"$tmp/static"
check "the symbols of the shared library" same "$tmp/shared" tests/library/symbols
check "the symbols of the archive" same "$tmp/static" tests/library/symbols
grep -o 'hookvet_[a-z_]*(' validator/library/hookvet.h | tr -d '(' | LC_ALL=C sort -u >"$tmp/declared"
check "the header declares what is there" same "$tmp/declared" tests/library/symbols
sed -n 's/^\.F[no] \(hookvet_[a-z_]*\).*/\1/p' man/hookvet.3 | LC_ALL=C sort -u >"$tmp/told"
check "hookvet(3) tells of what is there" same "$tmp/told" tests/library/symbols
# Nothing of what is ours alone; no way to a stream, to the environment, to an end.
nm -u "$tmp/usr/lib/libhookvet.a" | awk '{ print $2 }' >"$tmp/wanted"
for name in exit _exit abort stdout stderr puts fputs printf __printf_chk __fprintf_chk fopen open write \
	getenv secure_getenv setlocale socket connect; do
	check "the library has no $name" test -z "$(grep -x "$name" "$tmp/wanted")"
done
nm "$tmp/usr/lib/libhookvet.a" | awk '$2 == "t" { print $3 }' | LC_ALL=C sort -u >"$tmp/inside"
for room in lint rules service project report; do
	nm "$B/$room"/*.o | awk '$2 ~ /[Tt]/ { print $3 }' | grep _ | LC_ALL=C sort -u >"$tmp/room"
	nm "$B"/schema/*.o "$B"/schema/*/*.o "$B"/regex/*.o "$B"/load/*.o "$B"/load/*/*.o "$B"/finding/*.o "$B"/base/*.o \
		"$B"/library/*.o | awk '$2 ~ /[Tt]/ { print $3 }' | LC_ALL=C sort -u >"$tmp/engine"
	check "nothing of $room is in the library" test -z \
		"$(LC_ALL=C comm -23 "$tmp/room" "$tmp/engine" | LC_ALL=C comm -12 - "$tmp/inside")"
done
check "no schema of the service is in the library" test -z "$(grep -ac 'schema:cybersource\|webhookUrl' "$tmp/usr/lib/libhookvet.a" | grep -v '^0')"

# Memory of a heap goes back to it: in the engine only base/mem.c calls free().
# shellcheck disable=SC2086 # ccache gcc
$LIB_CC -r -nostdlib -Wl,-Map="$tmp/map" -o "$tmp/all.o" "$B"/library/*.o "$B/embedded-metas.o" "$B/rule-names.o" "$B/lib.a"
grep -o 'lib\.a([a-z0-9-]*\.o)' "$tmp/map" | sed 's/.*(//; s/)//' | LC_ALL=C sort -u >"$tmp/objects"
check "the library is made of the engine" test "$(wc -l <"$tmp/objects")" -gt 50
while read -r object; do
	[ "$object" != mem.o ] || continue
	for file in "$B"/base/"$object" "$B"/finding/"$object" "$B"/load/"$object" "$B"/load/*/"$object" \
		"$B"/regex/"$object" "$B"/schema/"$object" "$B"/schema/*/"$object"; do
		[ -f "$file" ] || continue
		check "$file calls neither free() nor malloc()" test -z \
			"$(nm -u "$file" | grep -wE 'free|malloc|calloc|realloc|strdup')"
	done
done <"$tmp/objects"

make -s uninstall-lib B="$B" PREFIX="$tmp/usr" MANDIR="$tmp/usr/share/man" >"$tmp/out" 2>"$tmp/err"
check "uninstall-lib leaves nothing" test -z "$(find "$tmp/usr" ! -type d)"
finish
