/*
 * Fuzzing the pure modules of the schema engine: all formats, numbers, similar
 * names.  No input may crash them, and what must hold for all, does.
 *
 * The input is a text, or two with a line end between.
 */
#include "schema/format.h"
#include "base/suggest.h"
#include "fuzz.h"
#include "schema/number.h"

static void
formats(struct str text)
{
	const struct format *f;
	size_t i;

	for (i = 0; (f = format_at(i)) != NULL; i++) {
		MUST(format_find(str_from(f->name), DIALECT_COUNT - 1) != NULL);
		MUST(f->test(text) == f->test(text));
	}
}

static void
numbers(struct str s, struct str t)
{
	struct number a = number_read(s), b = number_read(t);
	int order = number_compare(&a, &b);

	MUST(number_compare(&a, &a) == 0);
	MUST((order < 0) == (number_compare(&b, &a) > 0));
	MUST(order != 0 || number_hash(s) == number_hash(t));
	MUST(order != 0 || number_is_integer(&a) == number_is_integer(&b));
	(void)number_multiple_of(&a, &b);
	(void)number_in_double(s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = fuzz_text(data, size), b, a = fuzz_cut(text, '\n', &b);

	formats(text);
	numbers(a, b);
	MUST(suggest_distance(a, b) == suggest_distance(b, a));
	return 0;
}
