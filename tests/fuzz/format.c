/*
 * Fuzzing the pure modules of the schema engine: all formats, URIs, numbers,
 * similar names.  No input may crash them, and what must hold for all, does.
 */
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/suggest.h"
#include "schema/format.h"
#include "schema/number.h"
#include "schema/uri.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool ok)
{
	if (!ok)
		abort();
}

static void
formats(struct str text)
{
	const struct format *f;
	size_t i;

	for (i = 0; (f = format_at(i)) != NULL; i++) {
		must(format_find(str_from(f->name), DIALECT_COUNT - 1) != NULL);
		must(f->test(text) == f->test(text));
	}
}

static void
uris(struct str a, struct str b, struct arena *arena)
{
	struct str t;
	bool uri = uri_valid(a, URI_ABSOLUTE), iri = uri_valid(a, IRI_ABSOLUTE);

	must(!uri || (iri && uri_valid(a, URI_REFERENCE)));
	must(!iri || uri_valid(a, IRI_REFERENCE));
	must(!uri_valid(a, URI_REFERENCE) || uri_valid(a, IRI_REFERENCE));
	t = uri_normalize(a, arena);
	must(!uri || uri_valid(t, URI_ABSOLUTE));
	must(!uri_valid(a, IRI_REFERENCE) || str_equal(uri_normalize(t, arena), t));
	t = uri_resolve(a, b, arena);
	must(t.len <= a.len + b.len + 16);
	must(!uri || !uri_valid(b, URI_REFERENCE) || uri_valid(t, URI_ABSOLUTE));
	if (uri_valid(t, IRI_ABSOLUTE)) { /* which is a fixed point without its dots */
		t = uri_resolve(a, t, arena);
		must(str_equal(uri_resolve(a, t, arena), t));
	}
	(void)uri_fragment_decoded(a, arena);
}

static void
numbers(struct str s, struct str t)
{
	struct number a = number_read(s), b = number_read(t);
	int order = number_compare(&a, &b);

	must(number_compare(&a, &a) == 0);
	must((order < 0) == (number_compare(&b, &a) > 0));
	must(order != 0 || number_hash(s) == number_hash(t));
	must(order != 0 || number_is_integer(&a) == number_is_integer(&b));
	(void)number_multiple_of(&a, &b);
	(void)number_in_double(s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {(const char *)data, size}, a = text, b = {"", 0};
	const char *cut = size != 0 ? memchr(text.s, '\n', size) : NULL;
	struct arena *arena = arena_new();

	if (size == 0)
		text = a = STR("");
	if (cut != NULL) {
		a = str_slice(text, 0, (size_t)(cut - text.s));
		b = str_slice(text, a.len + 1, size);
	}
	formats(text);
	uris(a, b, arena);
	numbers(a, b);
	must(suggest_distance(a, b) == suggest_distance(b, a));
	arena_free(arena);
	return 0;
}
