/* assertions: tests of one value, and the bookkeeping of unevaluated*. */
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "load/index.h"
#include "load/text.h"
#include "regex/regex.h"
#include "schema/equal.h"
#include "schema/eval.h"
#include "schema/format.h"
#include "schema/op.h"

static size_t
track_words(const struct track *t)
{
	return t->n <= 64 ? 1 : t->n / 64 + 1;
}

bool
track_init(struct eval *e, struct track *t, size_t n)
{
	size_t bytes;

	t->n = n;
	t->word = 0;
	t->bits = &t->word;
	if (n <= 64)
		return true;
	bytes = track_words(t) * sizeof(*t->bits);
	t->bits = eval_afford_memory(e, bytes) ? xcalloc(1, bytes) : NULL;
	eval_spend(e, track_words(t) / STEP_WORDS);
	return t->bits != NULL;
}

void
track_drop(struct eval *e, struct track *t)
{
	if (t->n <= 64 || t->bits == NULL)
		return;
	e->memory += track_words(t) * sizeof(*t->bits);
	mem_free(t->bits);
}

void
track_all(struct track *t)
{
	memset(t->bits, 0xff, track_words(t) * 8);
}

void
track_merge(struct track *to, const struct track *from)
{
	for (size_t i = 0; i < track_words(to); i++)
		to->bits[i] |= from->bits[i];
}

bool
track_copy(struct eval *e, struct track *to, const struct track *from)
{
	if (!track_init(e, to, from->n))
		return false;
	track_restore(to, from);
	return true;
}

void
track_restore(struct track *to, const struct track *from)
{
	memcpy(to->bits, from->bits, track_words(from) * 8);
}

/* What it costs to read a text beside another; false if nothing is left. */
static bool
pay_bytes(struct eval *e, size_t text, size_t other)
{
	return eval_pay(e, (text + other) / STEP_BYTES);
}

bool
eval_type(struct eval *e, unsigned types, struct node n)
{
	struct number number;

	if (eval_type_quick(types, n))
		return true;
	if ((types & TYPE_INTEGER) == 0 || (types & TYPE_STRICT) != 0 ||
	    !node_is(n, NODE_NUMBER))
		return false;
	if (e != NULL && !pay_bytes(e, node_text(n).len, 0))
		return false;
	number = number_read(node_text(n));
	return number_is_integer(&number);
}

bool
test_type(struct eval *e, const struct instr *in, struct node n)
{
	return eval_type(e, in->u.types, n);
}

bool
eval_matches(struct eval *e, const struct regex *re, struct str text)
{
	enum regex_result r;

	if (!eval_pay(e, 1 + text.len / STEP_BYTES))
		return false;
	r = regex_match_table(re, text);
	if (r != REGEX_GAVE_UP)
		return r == REGEX_YES;
	if (!eval_pay(e, PCRE2_STEPS))
		return false;
	r = regex_match(re, text, e->regex);
	if (r == REGEX_GAVE_UP)
		e->gave_up = BUDGET_REGEX;
	return r == REGEX_YES;
}

enum { LESS = 1 << 0, EQUAL = 1 << 1, MORE = 1 << 2 };

static unsigned
order_of(int order)
{
	return order == 0 ? EQUAL : order < 0 ? LESS : MORE;
}

static __attribute__((noinline)) unsigned
compare_any(struct eval *e, const struct number *limit, struct str text)
{
	struct number number;

	if (!pay_bytes(e, text.len, limit->lexeme.len))
		return 0;
	number = number_read(text);
	return order_of(number_compare(&number, limit));
}

/* How a number compares to that of the schema; 0 if nothing is left. */
static unsigned
compare_number(struct eval *e, const struct instr *in, struct node n)
{
	const struct number *limit = &in->u.number;
	int64_t plain;

	if (limit->small && number_plain(node_text(n), &plain))
		return order_of((plain > limit->value) - (plain < limit->value));
	return compare_any(e, limit, node_text(n));
}

bool
test_maximum(struct eval *e, const struct instr *in, struct node n)
{
	return (compare_number(e, in, n) & (LESS | EQUAL)) != 0;
}

bool
test_minimum(struct eval *e, const struct instr *in, struct node n)
{
	return (compare_number(e, in, n) & (EQUAL | MORE)) != 0;
}

bool
test_exclusive_maximum(struct eval *e, const struct instr *in, struct node n)
{
	return (compare_number(e, in, n) & LESS) != 0;
}

bool
test_exclusive_minimum(struct eval *e, const struct instr *in, struct node n)
{
	return (compare_number(e, in, n) & MORE) != 0;
}

bool
test_multiple_of(struct eval *e, const struct instr *in, struct node n)
{
	const struct number *of = &in->u.number;
	struct number number;

	if (!pay_bytes(e, node_text(n).len, of->lexeme.len))
		return false;
	number = number_read(node_text(n));
	if (!number.small || !of->small)
		eval_spend(e,
			   size_from(number_multiple_limbs(&number, of) / STEP_LIMBS));
	return !eval_spent(e) && number_multiple_of(&number, of);
}

/* Lengths count characters, not bytes (2020-12 validation, 6.3.1). */
bool
test_max_length(struct eval *e, const struct instr *in, struct node n)
{
	struct str s = node_string(n);

	return pay_bytes(e, node_text(n).len, 0) &&
	       (s.len <= in->u.count || utf8_count(s.s, s.len) <= in->u.count);
}

bool
test_min_length(struct eval *e, const struct instr *in, struct node n)
{
	struct str s = node_string(n);

	return pay_bytes(e, node_text(n).len, 0) && s.len >= in->u.count &&
	       (s.len / 4 >= in->u.count || utf8_count(s.s, s.len) >= in->u.count);
}

bool
test_most(struct eval *e, const struct instr *in, struct node n)
{
	(void)e;
	return node_count(n) <= in->u.count;
}

/* In a damaged container something may be missing that was written. */
bool
test_least(struct eval *e, const struct instr *in, struct node n)
{
	(void)e;
	return node_count(n) >= in->u.count ||
	       (node_cell(n)->flags & CELL_DAMAGED) != 0;
}

/* Whether a set of few strings has one. */
static inline bool
is_among(const struct value_set *set, struct str text)
{
	const struct short_string *s = set->few, *end = s + set->nfew;
	uint64_t first, last;

	if (text.len > 16)
		return false;
	hash_ends(text.s, text.len, &first, &last);
	for (; s < end; s++) {
		if (short_string_is(s, first, last, text.len))
			return true;
	}
	return false;
}

static __attribute__((noinline)) bool
is_value(struct eval *e, const struct value_set *set, struct node n)
{
	if (!node_is(n, NODE_STRING))
		return (set->others >> node_type(n) & 1) != 0 &&
		       value_set_search(set, n, e);
	if (!eval_pay(e, node_text(n).len / STEP_COMPARED))
		return false;
	return set->few != NULL
		   ? is_among(set, node_string(n))
		   : table_find_name(&set->strings, node_string(n)) != NULL;
}

/* If e gave up the answer is no. */
bool
test_values(struct eval *e, const struct instr *in, struct node n)
{
	const struct value_set *set = &in->u.set;
	const struct cell *c = node_cell(n);

	if (c->type != NODE_STRING || (c->flags & CELL_ESCAPES) != 0 ||
	    set->few == NULL)
		return is_value(e, set, n);
	return is_among(set, cell_raw(n.doc, c));
}

bool
test_pattern(struct eval *e, const struct instr *in, struct node n)
{
	const struct cell *c = node_cell(n);

	return eval_matches(e, in->u.regex,
			    (c->flags & CELL_ESCAPES) != 0 ? node_string(n)
							   : cell_raw(n.doc, c));
}

bool
test_format(struct eval *e, const struct instr *in, struct node n, struct track *t,
	    const struct scope *scope)
{
	(void)t, (void)scope;
	return !node_is(n, NODE_STRING) || (e->of_schema && in->u.format.meta) ||
	       (pay_bytes(e, node_text(n).len, 0) &&
		format_holds(in->u.format.kind, node_string(n)));
}

bool
test_unique_items(struct eval *e, const struct instr *in, struct node n)
{
	struct node first, second;

	(void)in;
	return eval_pay(e, node_repeated_cost(n)) && !node_repeated(n, &first, &second);
}

bool
test_annotation(struct eval *e, const struct instr *in, struct node n, struct track *t,
		const struct scope *scope)
{
	(void)e, (void)in, (void)n, (void)t, (void)scope;
	return true;
}

bool
has_member(struct node object, struct str name, uint32_t hash)
{
	struct node m = {object.doc, object.at + 1};
	size_t left;

	if (node_count(object) >= INDEX_MEMBERS && index_wanted(object.doc))
		return node_exists(index_member(object, name, hash));
	left = node_count(object);
	return member_named(&m, &left, name, hash);
}

bool
has_all(const struct property_table *names, struct node object)
{
	if ((node_cell(object)->flags & CELL_DAMAGED) != 0)
		return true;
	for (size_t i = 0; i <= names->mask; i++) {
		const struct property *p = &names->slots[i];

		if (p->name.s != NULL && !has_member(object, p->name, p->hash))
			return false;
	}
	return true;
}

const struct property *
missing_dependency(const struct dependency *d, struct node object)
{
	if (!has_member(object, d->name, d->hash))
		return NULL;
	for (size_t i = 0; i < d->nnames; i++) {
		if (!has_member(object, d->names[i].name, d->names[i].hash))
			return &d->names[i];
	}
	return NULL;
}

bool
test_dependent_required(struct eval *e, const struct instr *in, struct node n)
{
	if ((node_cell(n)->flags & CELL_DAMAGED) != 0)
		return true;
	eval_spend(e, in->u.dependencies.n / STEP_MEMBERS);
	for (size_t i = 0; i < in->u.dependencies.n; i++) {
		if (missing_dependency(&in->u.dependencies.items[i], n) != NULL)
			return false;
	}
	return true;
}

bool
eval_is_template(struct node n)
{
	return text_template(node_string(n)).len != 0;
}

static int
by_cell(const void *x, const void *y)
{
	size_t a = *(const size_t *)x, b = *(const size_t *)y;

	return a < b ? -1 : a > b;
}

bool
eval_skipped(const struct eval *e, struct node n)
{
	return bsearch(&n.at, e->skip, e->nskip, sizeof(*e->skip), by_cell) != NULL;
}

void
eval_key_instance(struct key_instance *k, struct node member)
{
	const struct cell *c = node_cell(member);
	struct span span = node_key_span(member);

	memset(k, 0, sizeof(*k));
	cell_set_type(&k->cell, NODE_STRING);
	k->cell.next = 1;
	k->cell.flags = CELL_LAST;
	k->cell.start = (uint32_t)span.start;
	k->cell.end = (uint32_t)span.end;
	if ((c->flags & CELL_KEY_ESCAPES) != 0) {
		k->cell.flags = CELL_LAST | CELL_ESCAPES;
		k->decoded = (struct decoded){span.start, span.end, node_key(member)};
		k->doc.decoded = &k->decoded;
		k->doc.ndecoded = 1;
	}
	k->doc.name = member.doc->name;
	k->doc.text = member.doc->text;
	k->doc.cells = &k->cell;
	k->doc.ncells = 1;
}
