#!/bin/sh
# A new keyword is one function and one row of the table; a row without its function, or
# without one of its columns, never becomes a program that accepts everything.
#
# The row stands behind all others that have an instruction, so that no number changes
# and the objects of the build may be used: only the table is compiled again.
# shellcheck source=tests/lib
. tests/lib
fails() { ! "$@"; }
says() { grep -qF -e "$1" "$tmp/out"; }

# How the build compiles and links, in a folder of its own.
make -n V=1 "B=$B" -W validator/schema/keyword.c "$PROG" 2>/dev/null >"$tmp/make"
compile=$(sed -n 's,^\(.* \)-c -o .*schema/keyword\.c$,\1,p' "$tmp/make")
link=$(grep -F -e "-o $PROG " "$tmp/make")
compile() { # FILE: as an object
	eval "$(printf '%s\n' "$compile" | sed "s, -Ivalidator , -I'$tmp' -Ivalidator ,")" \
		-c -o "'$tmp/$(basename "$1" .c).o'" "'$1'" >"$tmp/out" 2>&1
}
# shellcheck disable=SC2120
link() { # OBJECT...: in front of those of the same name
	eval "$(printf '%s\n' "$link" | sed "s, -o $PROG , -o '$tmp/hookvet' $* ,")" \
		>"$tmp/out" 2>&1
}
# shellcheck disable=SC2119
if [ -z "$compile" ] || [ -z "$link" ] || ! link; then
	skip "the program was built in another way than make does"
	finish
fi

mkdir -p "$tmp/schema/keywords"
table() { # ROW: with this row more
	awk -v row="$1" '{ print } /^APPLICATOR\(ANNOTATION/ { last = 1; next }
		last { print row " \\"; last = 0 }' \
		validator/schema/keywords/table.h >"$tmp/schema/keywords/table.h"
}
judge() { # INSTANCE: what the new program says of it
	printf '%s\n' "$1" >"$tmp/words.json"
	"$tmp/hookvet" check --no-config --color=never --schema "$tmp/words.schema.json" \
		"$tmp/words.json" >"$tmp/out" 2>&1
}
cat >"$tmp/max-words.c" <<-'END'
	#include "schema/op.h"

	bool
	test_max_words(struct eval *e, const struct instr *in, struct node n)
	{
		struct str s = node_string(n);
		size_t words = 0;

		(void)e;
		for (size_t i = 0; i < s.len; i++)
			words += s.s[i] != ' ' && (i == 0 || s.s[i - 1] == ' ');
		return words <= in->u.count;
	}
END
cat >"$tmp/words.schema.json" <<-'END'
	{
	  "$schema": "https://json-schema.org/draft/2020-12/schema",
	  "properties": { "a": { "maxWords": 2 } }
	}
END
row='ASSERTION(MAX_WORDS, "maxWords", DIALECT_ALL, count,'

table "$row STRING, max_words, RULE_WRONG_LENGTH, mismatch, value)"
check 'a row compiles' compile validator/schema/keyword.c
check 'without its test it does not link' fails link "$tmp/keyword.o"
check '... and what is missing is said' says test_max_words
check 'the test compiles' compile "$tmp/max-words.c"
check 'with its test it links' link "$tmp/keyword.o" "$tmp/max-words.o"
check 'what it accepts' judge '{ "a": "two words" }'
check 'what it refuses' fails judge '{ "a": "these three words" }'
check '... by its rule' says 'wrong-length'
check '... with its name' says "'a' does not match 'maxWords' of the schema"
check 'what is not its subject' judge '{ "a": 123 }'

table "$row STRING, RULE_WRONG_LENGTH, mismatch, value)"
check 'a row without a test does not compile' fails compile validator/schema/keyword.c
table "$row max_words, RULE_WRONG_LENGTH, mismatch, value)"
check 'nor does one without a subject' fails compile validator/schema/keyword.c
table "$row STRING, nothing, RULE_WRONG_LENGTH, mismatch, value)"
check 'a row with a test that is not there' compile validator/schema/keyword.c
check '... does not link' fails link "$tmp/keyword.o"
finish
