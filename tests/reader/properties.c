/*
 * properties: what holds for any text, tried on many.
 *
 * Prefixes: no beginning of a document is a document (unless only white space is
 * missing), and its findings lie within it.  Changed bytes: whatever they are,
 * jansson agrees.  Large texts: linear time.
 */
#include <stdio.h>
#include <time.h>

#include "base/buf.h"
#include "base/hash.h"
#include "judge.h"

static size_t passed, failed;

static const char *const documents[] = {
    "{\"name\": \"a \\\"b\\\" \\u00e9\xc3\xa9\", \"list\": [1, -2.5e+3, true, null, "
    "{\"x\": []}], \"deep\": {\"a\": {\"b\": {\"c\": \"\"}}}}",
    "[[], {}, \"\\ud834\\udd1e\", \"\xf0\x9d\x84\x9e\", false, 0, -1, 1e5, "
    "\"0123456789abcdef0123456789abcdef0123456789\"]",
    "{\n\t\"products\": [\n\t\t{ \"id\": \"x\", \"types\": [\"a.b.c\", \"d.e.f\"] "
    "}\n\t],\n"
    "\t\"retryPolicy\": { \"algorithm\": \"ARITHMETIC\", \"firstRetry\": 10 }\n}\n",
    "  {\r\n  \"a\" : 1 ,\r\n  \"a\" : 2\r\n}  ",
};

static bool
holds(bool ok, const char *what, struct str text)
{
	if (!ok)
		printf("%s: %.*s\n", what, (int)(text.len < 300 ? text.len : 300),
		       text.s);
	return ok;
}

static void
count(bool ok)
{
	if (ok)
		passed++;
	else
		failed++;
}

static void
pass(bool ok, const char *what, struct str text)
{
	count(holds(ok, what, text));
}

static bool
judged(struct str text, struct arena *a)
{
	const char *wrong = judge_text(text, a);
	bool ok = holds(wrong == NULL, wrong, text);

	arena_reset(a);
	return ok;
}

/* Copied to its own block, so that a sanitizer sees any step beyond its end. */
static void
prefixes(struct str text, struct arena *a)
{
	size_t whole = text.len, n;
	bool ok = true;

	while (whole > 0 && strchr(" \r\n\t", text.s[whole - 1]) != NULL)
		whole--;
	for (n = 0; n <= text.len; n++) {
		char *copy = malloc(n != 0 ? n : 1);
		struct doc d = {.name = "x", .text = {copy, n}, .first_line = 1};

		memcpy(copy, text.s, n);
		ok = judged(d.text, a) && ok;
		ok = holds(reader_read(&d, NULL, a) == (n >= whole), "a prefix",
			   d.text) &&
		     ok;
		free(copy);
	}
	count(ok);
}

/* xorshift: the same texts at every run. */
static uint32_t
next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

static void
changed_bytes(struct str text, struct arena *a, unsigned rounds)
{
	static const char marks[] =
	    "\"\\{}[]:,'`/*#-+.0eE \t\n\r\0\xff\xc3\xa9\xe2u<$tfn";
	uint32_t state = 2463534242u;
	char *copy = malloc(text.len);
	unsigned i, k;
	bool ok = true;
	size_t at;

	for (i = 0; i < rounds; i++) {
		memcpy(copy, text.s, text.len);
		for (k = 0; k <= i % 3; k++) {
			at = next_random(&state) % text.len;
			copy[at] =
			    i % 2 == 0
				? marks[next_random(&state) % (sizeof(marks) - 1)]
				: (char)(copy[at] ^ 1 << next_random(&state) % 8);
		}
		ok = judged((struct str){copy, text.len}, a) && ok;
	}
	count(ok);
	free(copy);
}

/* --- large texts --------------------------------------------------------------- */

static void
fill(struct buf *b, const char *piece, size_t times)
{
	size_t len = strlen(piece), i;
	char *to = buf_reserve(b, len * times + 1);

	for (i = 0; i < times; i++)
		memcpy(to + i * len, piece, len);
	b->len += len * times;
	b->s[b->len] = '\0';
}

struct large {
	const char *what, *begin, *piece, *end;
	size_t times;
	bool ok;
	size_t cells; /* 0: whatever */
};

/* Seconds to read it; a generous bound that quadratic time would not keep. */
static void
large(const struct large *l, size_t factor)
{
	struct arena *a = arena_new();
	struct buf b = BUF_INIT;
	struct doc d = {.name = "large", .first_line = 1};
	struct diags ds;
	clock_t from;
	double seconds;
	bool ok;

	buf_puts(&b, l->begin);
	fill(&b, l->piece, l->times / factor);
	buf_puts(&b, l->end);
	d.text = buf_str(&b);
	diags_init(&ds, a, NULL, d.text);
	from = clock();
	ok = reader_read(&d, &ds, a);
	seconds = (double)(clock() - from) / CLOCKS_PER_SEC;
	pass(ok == l->ok, l->what, STR("another verdict"));
	pass(l->cells == 0 || d.ncells == l->cells / factor + 1, l->what,
	     STR("another number of cells"));
	pass(seconds < 20, l->what, STR("too slow"));
	printf("%-28s %4zu MB %7.3f s\n", l->what, b.len / 1000000, seconds);
	fflush(stdout);
	buf_release(&b);
	arena_free(a);
}

static const struct large larges[] = {
    {"a long string", "\"", "0123456789", "\"", 10000000, true, 0},
    {"a long string, not ASCII", "\"", "\xc3\xa9\xe2\x82\xac", "\"", 10000000, true, 0},
    {"a string of escapes", "\"", "\\u00e9\\n", "\"", 5000000, true, 0},
    {"many elements", "[0", ",1", "]", 9999999, true, 0},
    {"many arrays", "[[]", ",[]", "]", 5000000, true, 0},
    {"one key all over", "{\"a\":0", ",\"a\":1", "}", 2000000, true, 0},
    {"deep", "", "[", "", 1000000, false, 0},
    {"deep, objects", "", "{\"a\":", "", 1000000, false, 0},
    {"deep again and again", "[",
     "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "]",
     100000, false, 0},
    {"white space", "[", " \n\t\r          ", "]", 5000000, true, 0},
    {"a long number", "1", "0123456789", "", 1000000, true, 0},
    {"commas", "[", ",", "]", 10000000, false, 0},
    {"bad bytes", "[", "\xff", "]", 10000000, false, 0},
    {"bad bytes in a string", "\"", "\xff", "\"", 10000000, false, 0},
    {"quotes", "[", "\"\" ", "]", 5000000, false, 0},
    {"comments", "[", "/**/", "]", 5000000, false, 0},
    {"apostrophes", "[", "'", "]", 5000000, false, 0},
    {"no-break spaces", "[", "\xc2\xa0 ", "]", 5000000, false, 0},
    {"line feeds in a string", "[\"", "a\n", "\"]", 5000000, false, 0},
    {"closing brackets", "", "]}", "", 5000000, false, 0},
    {"wrong brackets", "", "[}", "", 5000000, false, 0},
    {"templates", "{", "{{x}}", "}", 2000000, false, 0},
    {"words", "", "a ", "", 5000000, false, 0},
    {"quotes in a string", "[\"", "a\"b", "\"]", 5000000, false, 0},
    {"backslashes", "\"", "\\", "", 10000000, false, 0},
};

int
main(int argc, char **argv)
{
	/* Under a sanitizer the texts are smaller: reader/properties FACTOR. */
	size_t factor = argc > 1 ? strtoul(argv[1], NULL, 10) : 1, i;
	struct arena *a = arena_new();
	struct str text;

	hash_seed();
	for (i = 0; i < sizeof(documents) / sizeof(*documents); i++) {
		text = str_from(documents[i]);
		prefixes(text, a);
		changed_bytes(text, a, (unsigned)(20000 / factor));
	}
	arena_free(a);
	for (i = 0; i < sizeof(larges) / sizeof(*larges); i++)
		large(&larges[i], factor);
	printf("%zu passed, %zu failed, 0 skipped\n", passed, failed);
	return failed != 0;
}
