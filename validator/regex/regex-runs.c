/* regex-runs: the patterns that a loop or two can test. */
#include "regex/regex-runs.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "regex/regex-tree.h"

/* The items of the pattern, be it a sequence or a single item. */
static const struct tree *
first_item(const struct tree *root)
{
	return root->kind == TREE_SEQ ? root->first : root;
}

static bool
is_surrogate(uint32_t c)
{
	return c >= 0xd800 && c <= 0xdfff;
}

/* ---- literal */

struct literal {
	bool from_start, to_end;
	size_t len;
	char bytes[];
};

struct literal *
literal_new(const struct tree *root)
{
	const struct tree *t = first_item(root);
	bool from_start = t->kind == TREE_BEGIN, to_end = false;
	struct literal *l = NULL;
	struct buf b = BUF_INIT;
	char bytes[4];

	if (from_start)
		t = t->next;
	for (; t != NULL && (t->kind == TREE_CHAR || t->kind == TREE_EMPTY);
	     t = t->next) {
		if (t->kind == TREE_EMPTY)
			continue;
		if (is_surrogate(t->c))
			break;
		buf_add(&b, bytes, utf8_encode(t->c, bytes));
	}
	if (t != NULL && t->kind == TREE_END) {
		to_end = true;
		t = t->next;
	}
	if (t == NULL) {
		l = xmalloc(sizeof(*l) + b.len);
		l->from_start = from_start;
		l->to_end = to_end;
		l->len = b.len;
		if (b.len > 0)
			memcpy(l->bytes, b.s, b.len);
	}
	buf_release(&b);
	return l;
}

void
literal_free(struct literal *l)
{
	free(l);
}

bool
literal_match(const struct literal *l, struct str subject)
{
	struct str text = {l->bytes, l->len};

	if (l->from_start)
		return l->to_end ? str_equal(subject, text) : str_starts(subject, text);
	if (l->to_end)
		return str_ends(subject, text);
	return l->len == 0 ||
	       (l->len <= subject.len &&
		memmem(subject.s, subject.len, l->bytes, l->len) != NULL);
}

/* ---- runs */

enum { RUNS_LIMIT = 64, SETS_LIMIT = 32 };

struct run {
	uint32_t bit; /* of the set, in runs.ascii */
	uint32_t min, max;
	unsigned char set; /* index in runs.sets */
	bool bytes;        /* the set has no character beyond ASCII */
};

struct charlist {
	struct range *r; /* our own copy */
	size_t n;
};

struct runs {
	uint32_t ascii[256]; /* of each byte: the sets that have it */
	struct run run[RUNS_LIMIT];
	unsigned n, n_sets;
	bool to_end;
	size_t shortest; /* in bytes, at least */
	struct charlist sets[SETS_LIMIT];
};

/* Up to run->max characters of a set beyond ASCII; NULL if fewer than min. */
static const unsigned char *
take_characters(const struct runs *r, const struct run *run, const unsigned char *p,
		const unsigned char *end)
{
	const struct charlist *set = &r->sets[run->set];
	uint32_t n = 0, c;

	while (p < end && n < run->max) {
		size_t len = 1;

		if (*p < 0x80) {
			if ((r->ascii[*p] & run->bit) == 0)
				break;
		} else {
			len = utf8_decode((const char *)p, (size_t)(end - p), &c);
			if (len == 0 || !set_has(set->r, set->n, c))
				break;
		}
		p += len;
		n++;
	}
	return n < run->min ? NULL : p;
}

static inline const unsigned char *
take_bytes(const struct runs *r, const struct run *run, const unsigned char *p,
	   const unsigned char *end)
{
	const unsigned char *start = p;

	if (run->min == run->max) {
		uint32_t all = run->bit;

		if ((size_t)(end - p) < run->max)
			return NULL;
		for (end = p + run->max; p < end; p++)
			all &= r->ascii[*p];
		return all != 0 ? p : NULL;
	}
	if ((size_t)(end - p) > run->max)
		end = p + run->max;
	while (p < end && (r->ascii[*p] & run->bit) != 0)
		p++;
	return (size_t)(p - start) < run->min ? NULL : p;
}

bool
runs_match(const struct runs *r, struct str subject)
{
	const unsigned char *p = (const unsigned char *)subject.s;
	const unsigned char *end = p + subject.len;

	if (subject.len < r->shortest)
		return false;
	for (unsigned i = 0; i < r->n; i++) {
		const struct run *run = &r->run[i];

		p = run->bytes ? take_bytes(r, run, p, end)
			       : take_characters(r, run, p, end);
		if (p == NULL)
			return false;
	}
	return !r->to_end || p == end;
}

/* The index of the set, -1 if there are too many. */
static int
find_set(struct runs *r, const struct range *set, size_t n)
{
	struct charlist *list = r->sets;
	unsigned i;

	for (i = 0; i < r->n_sets; i++)
		if (list[i].n == n &&
		    (n == 0 || memcmp(list[i].r, set, n * sizeof(*set)) == 0))
			return (int)i;
	if (i == SETS_LIMIT)
		return -1;
	list[i].n = n;
	list[i].r = xreallocarray(NULL, n + 1, sizeof(*set));
	if (n > 0)
		memcpy(list[i].r, set, n * sizeof(*set));
	for (size_t k = 0; k < n; k++)
		for (uint32_t c = set[k].lo; c <= set[k].hi && c < 0x80; c++)
			r->ascii[c] |= UINT32_C(1) << i;
	r->n_sets++;
	return (int)i;
}

static uint32_t
add_saturated(uint32_t a, uint32_t b)
{
	return a > TREE_MANY - b ? TREE_MANY : a + b;
}

/* Adds an item: a character, a class, or a repetition of one. */
static bool
add_run(struct runs *r, const struct tree *t)
{
	uint32_t min = 1, max = 1;
	struct range one;
	const struct range *ranges = &one;
	struct run *last = r->n > 0 ? &r->run[r->n - 1] : NULL;
	size_t n = 1;
	int set;

	if (t->kind == TREE_REPEAT) {
		min = t->min;
		max = t->max;
		t = t->first;
	}
	one = (struct range){t->c, t->c};
	if (t->kind == TREE_CLASS && t->u.charset->properties == NULL) {
		ranges = t->u.charset->set.r;
		n = t->u.charset->set.n;
	} else if (t->kind != TREE_CHAR) {
		return false;
	}
	set = find_set(r, ranges, n);
	if (set < 0)
		return false;
	/* x+x{2,3} is x{3,}. */
	if (last != NULL && last->set == set && min < TREE_MANY / 2 &&
	    last->min < TREE_MANY / 2) {
		last->min += min;
		last->max = add_saturated(last->max, max);
		return true;
	}
	if (r->n == RUNS_LIMIT)
		return false;
	r->run[r->n++] = (struct run){
	    .bit = UINT32_C(1) << set,
	    .min = min,
	    .max = max,
	    .set = (unsigned char)set,
	    .bytes = n == 0 || ranges[n - 1].hi < 0x80,
	};
	return true;
}

static bool
overlap(const struct charlist *a, const struct charlist *b)
{
	size_t i = 0, j = 0;

	while (i < a->n && j < b->n) {
		if (a->r[i].hi < b->r[j].lo)
			i++;
		else if (b->r[j].hi < a->r[i].lo)
			j++;
		else
			return true;
	}
	return false;
}

/* Whether the run can take all it finds without harm to those behind it. */
static bool
may_be_greedy(const struct runs *r, unsigned i)
{
	const struct run *run = &r->run[i];

	if (run->min == run->max)
		return true;
	for (unsigned k = i + 1; k < r->n; k++) {
		if (overlap(&r->sets[run->set], &r->sets[r->run[k].set]))
			return false;
		if (r->run[k].min > 0)
			return true;
	}
	return true;
}

static bool
fill(struct runs *r, const struct tree *t)
{
	if (t->kind != TREE_BEGIN || t->next == NULL)
		return false;
	for (t = t->next; t != NULL && t->kind != TREE_END; t = t->next)
		if (!add_run(r, t))
			return false;
	r->to_end = t != NULL;
	if (r->n == 0 || (t != NULL && t->next != NULL))
		return false;
	/* What need not go on to the end stops as soon as it can. */
	if (!r->to_end)
		r->run[r->n - 1].max = r->run[r->n - 1].min;
	for (unsigned i = 0; i < r->n; i++) {
		if (!may_be_greedy(r, i))
			return false;
		r->shortest += r->run[i].min;
	}
	return true;
}

struct runs *
runs_new(const struct tree *root)
{
	struct runs *r = xcalloc(1, sizeof(*r));

	if (!fill(r, first_item(root))) {
		runs_free(r);
		return NULL;
	}
	return r;
}

void
runs_free(struct runs *r)
{
	if (r == NULL)
		return;
	for (unsigned i = 0; i < r->n_sets; i++)
		free(r->sets[i].r);
	free(r);
}
