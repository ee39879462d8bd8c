/* equal: when two values are the same. */
#include "schema/equal.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/stack.h"
#include "schema/eval.h"

enum {
	FEW = 8,    /* elements; up to here pairs are compared directly */
	SORTING = 2 /* what an object's members take, in readings of it */
};

static bool
number_equal(struct node a, struct node b)
{
	struct number x, y;

	if (str_equal(node_text(a), node_text(b)))
		return true;
	x = number_read(node_text(a));
	y = number_read(node_text(b));
	return number_compare(&x, &y) == 0;
}

/* Members of large objects in an order of their keys, for comparing: any will do. */
static int
by_key(const void *x, const void *y)
{
	const struct node *a = x, *b = y;
	uint32_t ha = node_cell(*a)->key_hash, hb = node_cell(*b)->key_hash;
	struct str ka = node_key(*a), kb = node_key(*b);
	int order;

	if (ha != hb)
		return ha < hb ? -1 : 1;
	order = memcmp(ka.s, kb.s, ka.len < kb.len ? ka.len : kb.len);
	if (order != 0)
		return order;
	if (ka.len != kb.len)
		return ka.len < kb.len ? -1 : 1;
	return a->at < b->at ? 1 : -1; /* of equal keys the last one first */
}

/* Of those with one key only the last, which counts. */
static struct node *
sorted_members(struct node object, size_t *n)
{
	struct node *all = xreallocarray(NULL, node_count(object), sizeof(*all));
	size_t i = 0, kept = 0;

	NODE_EACH(m, object)
	{
		all[i++] = m;
	}
	qsort(all, i, sizeof(*all), by_key);
	for (size_t j = 0; j < i; j++) {
		if (kept == 0 || !str_equal(node_key(all[kept - 1]), node_key(all[j])))
			all[kept++] = all[j];
	}
	*n = kept;
	return all;
}

static bool
any_object_equal(struct node a, struct node b)
{
	size_t na, nb;
	struct node *x = sorted_members(a, &na), *y = sorted_members(b, &nb);
	bool same = na == nb;

	for (size_t i = 0; same && i < na; i++)
		same =
		    str_equal(node_key(x[i]), node_key(y[i])) && node_equal(x[i], y[i]);
	mem_free(x);
	mem_free(y);
	return same;
}

/* The usual case: few members, none repeated, mostly in the same order. */
static bool
small_object_equal(struct node a, struct node b)
{
	struct node other = node_first(b);

	NODE_EACH(m, a)
	{
		if (!node_exists(other) ||
		    node_cell(other)->key_hash != node_cell(m)->key_hash ||
		    !str_equal(node_key(other), node_key(m)))
			other = node_member_str(b, node_key(m));
		if (!node_exists(other) || !node_equal(m, other))
			return false;
		other = node_next(other);
	}
	return true;
}

bool
node_repeats_name(struct node object)
{
	NODE_EACH(m, object)
	{
		if ((node_cell(m)->flags & CELL_REPEATED) != 0)
			return true;
	}
	return false;
}

static bool
object_equal(struct node a, struct node b)
{
	if (node_repeats_name(a) || node_repeats_name(b) || node_count(a) > 2 * FEW)
		return any_object_equal(a, b);
	return node_count(a) == node_count(b) && small_object_equal(a, b);
}

static bool
array_equal(struct node a, struct node b)
{
	struct node other = node_first(b);

	if (node_count(a) != node_count(b))
		return false;
	NODE_EACH(element, a)
	{
		if (!node_equal(element, other))
			return false;
		other = node_next(other);
	}
	return true;
}

bool
node_equal(struct node a, struct node b)
{
	stack_guard();
	if (node_type(a) != node_type(b))
		return false;
	switch (node_type(a)) {
	case NODE_NUMBER:
		return number_equal(a, b);
	case NODE_STRING:
		return str_equal(node_string(a), node_string(b));
	case NODE_ARRAY:
		return array_equal(a, b);
	case NODE_OBJECT:
		return object_equal(a, b);
	default:
		return true;
	}
}

static uint32_t
scramble(uint32_t h)
{
	h = (h ^ h >> 16) * 0x85ebca6bu;
	h = (h ^ h >> 13) * 0xc2b2ae35u;
	return h ^ h >> 16;
}

static uint32_t
member_hash(struct node m)
{
	return scramble(node_cell(m)->key_hash * 31 + node_hash(m));
}

/* A sum, so the order does not matter; of repeated keys the last one counts. */
static uint32_t
object_hash(struct node object)
{
	uint32_t h = 7;

	if (node_repeats_name(object)) {
		size_t n;
		struct node *members = sorted_members(object, &n);

		for (size_t i = 0; i < n; i++)
			h += member_hash(members[i]);
		mem_free(members);
		return h;
	}
	NODE_EACH(m, object)
	{
		h += member_hash(m);
	}
	return h;
}

uint32_t
node_hash(struct node n)
{
	uint32_t h = (uint32_t)hash_secret ^ (uint32_t)node_type(n) * 0x9e3779b1u;
	struct str s;

	stack_guard();
	switch (node_type(n)) {
	case NODE_NUMBER:
		return h ^ number_hash(node_text(n));
	case NODE_STRING:
		s = node_string(n);
		return h ^ hash_bytes(s.s, s.len);
	case NODE_ARRAY:
		NODE_EACH(element, n)
		{
			h = scramble(h * 31 + node_hash(element));
		}
		return h;
	case NODE_OBJECT:
		return object_hash(n);
	default:
		return h;
	}
}

static bool
repeated_in_few(struct node array, struct node *first, struct node *second)
{
	NODE_EACH(a, array)
	{
		NODE_EACH(b, array)
		{
			if (b.at == a.at)
				break;
			if (node_equal(a, b)) {
				*first = b;
				*second = a;
				return true;
			}
		}
	}
	return false;
}

struct seen {
	size_t at;
};

static bool
same_value(const void *item, const void *key)
{
	const struct node *n = key;

	return node_equal((struct node){n->doc, ((const struct seen *)item)->at}, *n);
}

bool
node_repeated(struct node array, struct node *first, struct node *second)
{
	size_t n = node_count(array);
	struct map all = MAP(struct seen, same_value, NULL);
	bool repeated = false;

	if (n <= FEW)
		return repeated_in_few(array, first, second);
	map_reserve(&all, n);
	NODE_EACH(element, array)
	{
		struct seen *seen = map_put(&all, node_hash(element), &element);

		repeated = seen->at != 0;
		if (repeated) {
			*first = (struct node){array.doc, seen->at};
			*second = element;
			break;
		}
		seen->at = element.at;
	}
	map_release(&all);
	return repeated;
}

static bool
is_value(const void *item, const void *key)
{
	return node_equal(*(const struct node *)item, *(const struct node *)key);
}

static const struct map *
values_map(const struct node *values, size_t n, struct arena *a)
{
	struct map *m = arena_alloc(a, sizeof(*m));

	*m = MAP(struct node, is_value, a);
	map_reserve(m, n);
	for (size_t i = 0; i < n; i++) {
		struct node *item = map_put(m, node_hash(values[i]), &values[i]);

		*item = values[i];
	}
	return m;
}

/* Room for so many strings: in a list if they are few, and short. */
static void
reserve_strings(struct value_set *set, size_t strings, size_t longest, struct arena *a)
{
	if (strings <= STRINGS_FEW && longest <= 16)
		set->few = arena_calloc(a, strings + 1, sizeof(*set->few));
	else
		set->strings = table_new(a, strings);
}

static void
add_string(struct value_set *set, struct str text)
{
	struct short_string *s;

	if (set->few == NULL) {
		table_add(&set->strings, text);
	} else {
		s = &set->few[set->nfew++];
		s->len = text.len;
		hash_ends(text.s, text.len, &s->first, &s->last);
	}
}

void
value_set_make(struct value_set *set, const struct node *values, size_t n,
	       struct arena *a)
{
	size_t strings = 0, longest = 0;

	memset(set, 0, sizeof(*set));
	for (size_t i = 0; i < n; i++) {
		size_t len = node_string(values[i]).len;

		strings += node_is(values[i], NODE_STRING);
		longest = len > longest ? len : longest;
		set->bytes += node_text(values[i]).len;
	}
	set->values = arena_calloc(a, n + 1, sizeof(*set->values));
	set->n = n;
	reserve_strings(set, strings, longest, a);
	for (size_t i = 0; i < n; i++) {
		set->values[i] = values[i];
		if (node_is(values[i], NODE_STRING))
			add_string(set, node_string(values[i]));
		else
			set->others |= 1u << node_type(values[i]);
	}
	if ((n > FEW && set->others != 0) ||
	    (set->others & (1u << NODE_OBJECT | 1u << NODE_ARRAY)) != 0)
		set->by_value = values_map(values, n, a);
}

/* Strings are compared and hashed as they are, numbers digit by digit. */
static size_t
reading_cost(struct node n)
{
	const struct cell *c = node_cell(n);

	return node_text(n).len /
		   (node_is(n, NODE_STRING) ? STEP_COMPARED : STEP_BYTES) +
	       (c->next - n.at) / 2;
}

static bool
has_scalar(const struct value_set *set, struct node n)
{
	for (size_t i = 0; i < set->n; i++) {
		if (node_equal(set->values[i], n))
			return true;
	}
	return false;
}

/* Only what has the hash of the value is compared with it. */
static bool
has_hashed(const struct value_set *set, struct node n, struct eval *e)
{
	const struct node *same;

	if (!eval_pay(e, reading_cost(n)))
		return false;
	same = map_find(set->by_value, node_hash(n), &n);
	if (same != NULL)
		return eval_pay(e, SORTING * (reading_cost(n) + reading_cost(*same)));
	return false;
}

bool
value_set_search(const struct value_set *set, struct node n, struct eval *e)
{
	if (set->by_value != NULL)
		return has_hashed(set, n, e);
	return eval_pay(e, set->n * reading_cost(n) + set->bytes / STEP_BYTES) &&
	       has_scalar(set, n);
}

size_t
node_repeated_cost(struct node array)
{
	size_t n = node_count(array);

	if (!node_is(array, NODE_ARRAY))
		return 0;
	return reading_cost(array) * (n <= FEW ? n + 1 : 2);
}
