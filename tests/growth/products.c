/*
 * products: each keyword that the engine knows, with each kind of operand, put in each
 * place, against each kind of document; half of the bytes are the schema's.
 *
 *     products                   how many there are
 *     products N BYTES FOLDER    writes s.json and d.json of the N-th (from 0) there, and
 *                                prints its name
 *
 * Nothing here knows what a keyword does with its value.  So what a new one costs is
 * asked without anybody thinking of it; a value that it cannot have is refused, which
 * must not take long either.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "schema/program.h"

/* Appends text until out is bytes long: behind the first with a comma before it. */
static void
many(struct buf *out, size_t bytes, const char *format)
{
	size_t begin = out->len;

	for (unsigned i = 0; out->len - begin < bytes; i++) {
		if (i != 0)
			buf_putc(out, ',');
		buf_printf(out, format, i, i);
	}
}

static void
repeat(struct buf *out, size_t bytes, const char *text)
{
	for (size_t i = 0; i < bytes / strlen(text); i++)
		buf_puts(out, text);
}

/* A kind of value: open, then what fills it, once or many times, then close. */
struct kind {
	const char *name, *open, *fill, *close;
	bool counted;      /* fill has numbers in it, and commas between */
	const char *inner; /* deep: stands in the middle, and close is repeated */
};

/* Values of keywords without subschemas, and documents. */
static const struct kind values[] = {
    {"long-number", "1", "7", "", false, NULL},
    {"long-fraction", "0.", "7", "", false, NULL},
    {"long-string", "\"", "m", "\"", false, NULL},
    {"long-utf8", "\"", "\xc3\xbc", "\"", false, NULL},
    {"long-escaped", "\"", "\\u00fc", "\"", false, NULL},
    {"long-host", "\"https://", "a.", "\"", false, NULL},
    {"numbers", "[", "%u", "]", true, NULL},
    {"ones", "[", "1", "]", true, NULL},
    {"strings", "[", "\"a%u\"", "]", true, NULL},
    {"empty-objects", "[", "{}", "]", true, NULL},
    {"objects", "[", "{\"a\":%u,\"b\":%u}", "]", true, NULL},
    {"members", "{", "\"a%u\":%u", "}", true, NULL},
    {"same-members", "{", "\"a\":%u", "}", true, NULL},
    {"lists", "{", "\"a%u\":[\"a\"]", "}", true, NULL},
    {"deep-array", "", "[", "]", false, "1"},
    {"deep-object", "", "{\"a\":", "}", false, "1"},
};

/* Subschemas; those of arrays and maps are made of them. */
static const struct kind schemas[] = {
    {"const-string", "{\"const\":\"", "m", "\"}", false, NULL},
    {"const-number", "{\"const\":1", "7", "}", false, NULL},
    {"enum", "{\"enum\":[", "\"a%u\"", "]}", true, NULL},
    {"required", "{\"required\":[", "\"b%u\"", "]}", true, NULL},
    {"required-long", "{\"required\":[\"", "m", "\"]}", false, NULL},
    {"properties", "{\"properties\":{", "\"a%u\":{\"minimum\":7}", "}}", true, NULL},
    {"branches", "{\"anyOf\":[", "{\"const\":%u}", "]}", true, NULL},
    {"types", "{\"allOf\":[", "{\"type\":[\"string\",\"object\"]}", "]}", true, NULL},
    {"circles", "{\"anyOf\":[", "{\"$ref\":\"#\"}", "]}", true, NULL},
    {"deep-not", "", "{\"not\":", "}", false, "{}"},
};

enum {
	VALUES = sizeof(values) / sizeof(*values),
	SCHEMAS = sizeof(schemas) / sizeof(*schemas)
};

static void
put(struct buf *out, const struct kind *k, size_t bytes)
{
	size_t begin = out->len;

	buf_puts(out, k->open);
	if (k->counted)
		many(out, bytes, k->fill);
	else if (k->inner != NULL)
		repeat(out, bytes * strlen(k->fill) / (strlen(k->fill) + 1), k->fill);
	else
		repeat(out, bytes, k->fill);
	if (k->inner != NULL) {
		size_t depth = (out->len - begin) / strlen(k->fill);

		buf_puts(out, k->inner);
		while (depth-- > 0)
			buf_puts(out, k->close);
	} else {
		buf_puts(out, k->close);
	}
}

/* Where the keyword stands: alone, for each element, or once more for the same value. */
static const struct {
	const char *name, *open, *repeated, *close;
	unsigned share; /* of the bytes, the repeated part gets one of so many */
} places[] = {
    {"alone", "{%s", "", "}", 0},
    {"items", "{\"items\":{%s", "", "}}", 0},
    {"again", "{\"$defs\":{\"x\":{%s", "{\"$ref\":\"#/$defs/x\"}", "]}", 2},
    {"not-again", "{\"$defs\":{\"x\":{%s", "{\"not\":{\"$ref\":\"#/$defs/x\"}}", "]}",
     2},
};

enum { PLACES = sizeof(places) / sizeof(*places) };

/* The value of a keyword whose subschemas are of that kind. */
static void
put_shaped(struct buf *out, enum keyword_shape shape, const struct kind *k,
	   size_t bytes)
{
	switch (shape) {
	case SHAPE_ARRAY:
	case SHAPE_SCHEMA_OR_ARRAY:
		buf_putc(out, '[');
		put(out, k, bytes / 2);
		buf_putc(out, ',');
		put(out, k, bytes / 2);
		buf_putc(out, ']');
		break;
	case SHAPE_MAP:
	case SHAPE_MAP_OR_NAMES:
		buf_puts(out, "{\"a\":");
		put(out, k, bytes / 2);
		buf_puts(out, ",\"a1\":");
		put(out, k, bytes / 2);
		buf_putc(out, '}');
		break;
	case SHAPE_MAP_OF_MAPS:
		buf_puts(out, "{\"a\":{\"a\":");
		put(out, k, bytes);
		buf_puts(out, "}}");
		break;
	default:
		put(out, k, bytes);
		break;
	}
}

struct product {
	const struct keyword *keyword;
	size_t operand, place, document;
};

static size_t
operands_of(const struct keyword *k)
{
	return k->shape == SHAPE_PLAIN ? VALUES : SCHEMAS;
}

/* The n-th product; returns how many there are before it, all if there is none. */
static size_t
product_at(size_t n, struct product *p)
{
	size_t before = 0;

	for (size_t i = 0; (p->keyword = keyword_at(i)) != NULL; i++) {
		size_t own = operands_of(p->keyword) * PLACES * VALUES;

		if (n - before < own) {
			n -= before;
			p->document = n % VALUES;
			p->place = n / VALUES % PLACES;
			p->operand = n / VALUES / PLACES;
			return before;
		}
		before += own;
	}
	return before;
}

static void
put_schema(struct buf *out, const struct product *p, size_t bytes)
{
	const struct keyword *k = p->keyword;
	bool plain = k->shape == SHAPE_PLAIN;
	enum dialect d = DIALECT_2020_12;
	unsigned share = places[p->place].share;
	size_t own = share != 0 ? bytes - bytes / share : bytes;

	while ((k->dialects & DIALECT_BIT(d)) == 0)
		d = d != DIALECT_DRAFT4 ? d - 1 : DIALECT_V1;
	buf_printf(out, places[p->place].open, "");
	buf_printf(out, "\"%s\":", k->name);
	if (plain)
		put(out, &values[p->operand], own);
	else
		put_shaped(out, k->shape, &schemas[p->operand], own);
	if (share != 0) {
		buf_puts(out, "}},\"allOf\":[");
		many(out, bytes / share, places[p->place].repeated);
	}
	buf_puts(out, places[p->place].close);
	out->len--; /* the last brace */
	buf_printf(out, ",\"$schema\":\"%s%s\"}\n", dialect_uri(d),
		   d <= DIALECT_DRAFT7 ? "#" : "");
}

static void
save(const char *folder, const char *name, struct buf *b)
{
	char path[4096];
	FILE *fp;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	fp = fopen(path, "w");
	if (fp == NULL || fwrite(b->s, 1, b->len, fp) != b->len || fclose(fp) != 0) {
		perror(path);
		exit(2);
	}
	buf_release(b);
}

int
main(int argc, char **argv)
{
	struct product p;
	struct buf schema = BUF_INIT, document = BUF_INIT;
	size_t bytes;

	if (argc != 4) {
		printf("%zu\n", product_at(SIZE_MAX, &p));
		return 0;
	}
	product_at(strtoul(argv[1], NULL, 10), &p);
	if (p.keyword == NULL)
		return 2;
	bytes = strtoul(argv[2], NULL, 10) / 2;
	put_schema(&schema, &p, bytes);
	put(&document, &values[p.document], bytes);
	save(argv[3], "s.json", &schema);
	save(argv[3], "d.json", &document);
	printf("%s %s %s %s\n", p.keyword->name,
	       (operands_of(p.keyword) == VALUES ? values : schemas)[p.operand].name,
	       places[p.place].name, values[p.document].name);
	return 0;
}
