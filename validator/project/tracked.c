/* tracked: see the header. */
#include "project/tracked.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"

struct tracked {
	struct str *names; /* sorted by their bytes */
	size_t n, cap;
};

enum {
	HEADER = 12,
	STAT_BYTES = 40,   /* of an entry, before its hash */
	EXTENDED = 0x4000, /* flags: two bytes more of them, */
	LENGTH = 0xfff,    /* and the length of the name, if it fits */
	NAME_MOST = 4096
};

/* What is being read; at is beyond the end once anything did not fit. */
struct index_reader {
	struct str text;
	size_t at, hash;
	uint32_t version;
	struct tracked *to;
	struct arena *arena;
};

static uint32_t
take_number(struct index_reader *r, size_t bytes)
{
	uint32_t n = 0;

	for (; bytes != 0; bytes--, r->at++)
		n = n << 8 |
		    (r->at < r->text.len ? (unsigned char)r->text.s[r->at] : 0u);
	return n;
}

/* How much of the name before is dropped: a number as in git's packs. */
static size_t
dropped(struct index_reader *r)
{
	uint32_t byte = take_number(r, 1);
	size_t n = byte & 127;

	while ((byte & 128) != 0 && n < NAME_MOST) {
		byte = take_number(r, 1);
		n = (n + 1) << 7 | (byte & 127);
	}
	return n;
}

static void
add_tracked(struct tracked *t, struct str name, struct arena *a)
{
	t->names = arena_grow(a, t->names, &t->cap, t->n + 1, sizeof(*t->names));
	t->names[t->n++] = name;
}

/* Version 4: what the name before has, but for its end, stands in front. */
static bool
read_packed_name(struct index_reader *r, struct str *name)
{
	size_t drop = dropped(r), len, kept;
	const char *s = r->text.s + r->at;
	char *whole;

	if (r->at >= r->text.len || drop > name->len)
		return false;
	len = strnlen(s, r->text.len - r->at);
	kept = name->len - drop;
	if (kept + len > NAME_MOST)
		return false;
	whole = arena_alloc(r->arena, kept + len + 1);
	if (kept != 0)
		memcpy(whole, name->s, kept);
	memcpy(whole + kept, s, len + 1);
	*name = (struct str){whole, kept + len};
	r->at += len + 1;
	return true;
}

static bool
read_tracked(struct index_reader *r, size_t start, struct str *name)
{
	if (r->at >= r->text.len)
		return false;
	if (r->version == 4)
		return read_packed_name(r, name);
	name->s = r->text.s + r->at;
	name->len = strnlen(name->s, r->text.len - r->at);
	/* at least one NUL, and as many as make the entry a multiple of eight */
	r->at = start + (r->at + name->len - start + 8) / 8 * 8;
	return r->at <= r->text.len;
}

static bool
read_entry(struct index_reader *r, struct str *name)
{
	size_t start = r->at;
	uint32_t flags;

	r->at += STAT_BYTES + r->hash;
	flags = take_number(r, 2);
	if (r->version >= 3 && (flags & EXTENDED) != 0)
		r->at += 2;
	/* With another kind of hashes the length is a matter of chance. */
	return read_tracked(r, start, name) &&
	       (flags & LENGTH) == (name->len < LENGTH ? name->len : LENGTH);
}

/* The hash of the index that a split one is based on, as text; false if there is none. */
static bool
read_link(struct index_reader *r, char hex[129])
{
	while (r->at + 8 < r->text.len - r->hash) {
		bool link = memcmp(r->text.s + r->at, "link", 4) == 0;
		size_t len;

		r->at += 4;
		len = take_number(r, 4);
		if (link && len >= r->hash && r->at + r->hash <= r->text.len) {
			for (size_t i = 0; i < r->hash; i++)
				sprintf(hex + 2 * i, "%02x",
					(unsigned char)r->text.s[r->at + i]);
			return true;
		}
		r->at += len;
	}
	return false;
}

/* With hashes of that length; the file must end where they say. */
static bool
read_all(struct tracked *to, struct str text, size_t hash, struct arena *a,
	 char hex[129])
{
	struct index_reader r = {.text = text, .hash = hash, .to = to, .arena = a};
	struct str name = STR("");
	uint32_t n;

	*hex = '\0';
	if (text.len < HEADER + hash || memcmp(text.s, "DIRC", 4) != 0)
		return false;
	r.at = 4;
	r.version = take_number(&r, 4);
	n = take_number(&r, 4);
	if (r.version < 2 || r.version > 4)
		return false;
	for (; n != 0; n--) {
		if (!read_entry(&r, &name))
			return false;
		if (name.len != 0) /* empty: a changed one of the shared index */
			add_tracked(to, name, a);
	}
	if (r.at + hash > text.len)
		return false;
	(void)read_link(&r, hex);
	return true;
}

static bool
read_file(struct tracked *to, const char *path, struct arena *a, char hex[129])
{
	size_t before = to->n;
	struct str text;

	if (file_read_regular(path, a, &text) != 0)
		return false;
	if (read_all(to, text, 20, a, hex))
		return true;
	to->n = before;
	return read_all(to, text, 32, a, hex);
}

static int
by_bytes(const void *left, const void *right)
{
	const struct str *a = left, *b = right;
	size_t len = a->len < b->len ? a->len : b->len;
	int order = memcmp(a->s, b->s, len);

	return order != 0 ? order : (a->len > b->len) - (a->len < b->len);
}

const struct tracked *
tracked_read(struct str git, struct arena *a)
{
	struct tracked *t = arena_calloc(a, 1, sizeof(*t));
	char hex[129], none[129];

	if (!read_file(t, arena_printf(a, "%.*sindex", STR_ARG(git)), a, hex))
		return NULL;
	/* Entries of it that are gone are tracked too many: none is ignored for it. */
	if (*hex != '\0')
		(void)read_file(
		    t, arena_printf(a, "%.*ssharedindex.%s", STR_ARG(git), hex), a,
		    none);
	if (t->n != 0)
		qsort(t->names, t->n, sizeof(*t->names), by_bytes);
	return t;
}

bool
tracked_has(const struct tracked *t, struct str path)
{
	size_t from = 0, to = t->n;
	bool folder = str_ends(path, STR("/"));

	while (from < to) {
		size_t at = from + (to - from) / 2;

		if (by_bytes(&t->names[at], &path) < 0)
			from = at + 1;
		else
			to = at;
	}
	return from < t->n && (folder ? str_starts(t->names[from], path)
				      : str_equal(t->names[from], path));
}
