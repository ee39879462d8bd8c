/* fingerprint: how services recognise a finding that they have seen before. */
#include "finding/fingerprint.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/pointer.h"
#include "base/utf8.h"

enum { WINDOW = 100, RING = 128, FACTOR = 37, END_OF_TEXT = 0xffff };

/*
 * The hash of a line is that of the WINDOW units from its start on, blanks aside.  Lines
 * whose hash is not known yet are few: each has a unit in the window.
 */
struct roller {
	uint64_t hash, leaving; /* leaving: FACTOR to the power of WINDOW */
	uint32_t units[RING];   /* the last ones: the i-th at i % RING */
	size_t n;
	size_t starts[RING]; /* the unit that the i-th line begins with, at i % RING */
	size_t lines, settled;
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

/* The first line without a hash began a whole window ago: it has one now. */
static void
settle_line(struct roller *r)
{
	r->out = grow(r->out, &r->cap, r->settled + 1, sizeof(*r->out));
	r->out[r->settled++] =
	    (struct line_hash){r->hash, fingerprint_count(&r->seen, r->hash)};
}

static inline void
roll(struct roller *r, uint32_t unit)
{
	if (r->settled != r->lines && r->starts[r->settled % RING] + WINDOW == r->n)
		settle_line(r);
	if (r->line_start)
		r->starts[r->lines++ % RING] = r->n;
	r->line_start = unit == '\n';
	r->hash = r->hash * FACTOR + unit -
		  r->leaving * r->units[(r->n + RING - WINDOW) % RING];
	r->units[r->n++ % RING] = unit;
}

static inline void
roll_unit(struct roller *r, uint32_t unit)
{
	if (unit <= ' ') {
		bool skip =
		    unit == ' ' || unit == '\t' || (unit == '\n' && r->after_cr);

		r->after_cr = !skip && unit == '\r';
		if (skip)
			return;
		unit = unit == '\r' ? '\n' : unit;
	} else {
		r->after_cr = false;
	}
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
		if ((unsigned char)text.s[at] < 0x80) {
			roll_unit(&r, (unsigned char)text.s[at]);
			step = 1;
			continue;
		}
		step = utf8_decode(text.s + at, text.len - at, &c);
		if (c < 0x10000) {
			roll_unit(&r, c);
			continue;
		}
		roll_unit(&r, 0xd800 + ((c - 0x10000) >> 10));
		roll_unit(&r, 0xdc00 + ((c - 0x10000) & 0x3ff));
	}
	roll_unit(&r, END_OF_TEXT);
	for (int i = 0; i < WINDOW; i++)
		roll(&r, 0);
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
