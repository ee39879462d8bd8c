/* fingerprint: how services recognise a finding that they have seen before. */
#include "finding/fingerprint.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/pointer.h"
#include "base/utf8.h"

enum { WINDOW = 100, FACTOR = 37, NO_LINE = 0, END_OF_TEXT = 0xffff };

struct roller {
	uint64_t hash, leaving; /* leaving: FACTOR to the power of WINDOW */
	uint32_t units[WINDOW];
	size_t line[WINDOW]; /* number of the line that starts there, or NO_LINE */
	size_t at, lines;
	bool line_start, after_cr;
	struct line_hash *out;
	size_t cap;
	struct map seen;
};

struct counted {
	uint64_t fingerprint;
	size_t n;
};

static bool
same_fingerprint(const void *item, const void *key)
{
	return ((const struct counted *)item)->fingerprint == *(const uint64_t *)key;
}

size_t
fingerprint_count(struct map *seen, uint64_t fingerprint)
{
	struct counted *c;

	seen->size = sizeof(*c);
	seen->same = same_fingerprint;
	c = map_put(seen, map_hash(fingerprint, 0), &fingerprint);
	c->fingerprint = fingerprint;
	return ++c->n;
}

/* A line that began a whole window ago has its hash now. */
static void
settle_line(struct roller *r)
{
	size_t line = r->line[r->at];

	if (line == NO_LINE)
		return;
	r->out = grow(r->out, &r->cap, line, sizeof(*r->out));
	r->out[line - 1] =
	    (struct line_hash){r->hash, fingerprint_count(&r->seen, r->hash)};
	r->line[r->at] = NO_LINE;
}

static void
roll(struct roller *r, uint32_t unit)
{
	r->hash = r->hash * FACTOR + unit - r->leaving * r->units[r->at];
	r->units[r->at] = unit;
	r->at = (r->at + 1) % WINDOW;
}

static void
roll_unit(struct roller *r, uint32_t unit)
{
	bool skip = unit == ' ' || unit == '\t' || (unit == '\n' && r->after_cr);

	r->after_cr = !skip && unit == '\r';
	if (skip)
		return;
	if (unit == '\r')
		unit = '\n';
	settle_line(r);
	if (r->line_start)
		r->line[r->at] = ++r->lines;
	r->line_start = unit == '\n';
	roll(r, unit);
}

struct line_hash *
fingerprint_lines(struct str text, size_t *n)
{
	struct roller r = {.leaving = 1, .line_start = true};
	size_t at, step;
	uint32_t c;

	if (utf8_valid_prefix(text.s, text.len) != text.len)
		return NULL;
	for (int i = 0; i < WINDOW; i++)
		r.leaving *= FACTOR;
	for (at = 0; at < text.len; at += step) {
		step = utf8_decode(text.s + at, text.len - at, &c);
		if (c < 0x10000) {
			roll_unit(&r, c);
			continue;
		}
		roll_unit(&r, 0xd800 + ((c - 0x10000) >> 10));
		roll_unit(&r, 0xdc00 + ((c - 0x10000) & 0x3ff));
	}
	roll_unit(&r, END_OF_TEXT);
	for (int i = 0; i < WINDOW; i++) {
		settle_line(&r);
		roll(&r, 0);
	}
	map_release(&r.seen);
	*n = r.lines;
	return r.out;
}

#define FNV_BASIS UINT64_C(0xcbf29ce484222325)

static uint64_t
hash(uint64_t h, const void *bytes, size_t len)
{
	const unsigned char *p = bytes;

	for (size_t i = 0; i < len; i++)
		h = (h ^ p[i]) * UINT64_C(0x100000001b3);
	return h;
}

void
fingerprint_pointer(struct buf *out, const char *pointer)
{
	struct str rest = str_from(pointer), token;
	size_t index;

	while (rest.len != 0) {
		buf_putc(out, *rest.s);
		token = pointer_next(&rest);
		buf_put(out, pointer_index(token, &index) ? STR("*") : token);
	}
}

uint64_t
fingerprint_stable(const struct diag *d, const char *path)
{
	struct buf pointer = BUF_INIT;
	uint64_t h = FNV_BASIS;
	unsigned char value[8];

	for (int i = 0; i < 8; i++)
		value[i] = (unsigned char)(d->value_hash >> (8 * i));
	h = hash(h, d->rule->name, strlen(d->rule->name) + 1);
	h = hash(h, path, strlen(path) + 1);
	if (d->pointer != NULL)
		fingerprint_pointer(&pointer, d->pointer);
	h = hash(h, buf_str(&pointer).s, pointer.len + 1);
	buf_release(&pointer);
	return hash(h, value, sizeof(value));
}

uint64_t
fingerprint_name(const char *path, struct str name)
{
	return hash(hash(FNV_BASIS, path, strlen(path) + 1), name.s, name.len);
}
