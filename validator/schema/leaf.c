/* leaf: tests of one value, and the bookkeeping of unevaluated*. */
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "load/index.h"
#include "load/text.h"
#include "regex/regex.h"
#include "schema/equal.h"
#include "schema/eval.h"
#include "schema/format.h"

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
	free(t->bits);
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

enum node_type
eval_subject(enum op op)
{
	switch (op) {
	case OP_REQUIRED:
	case OP_PROPERTIES:
	case OP_PATTERN_PROPERTIES:
	case OP_ADDITIONAL_PROPERTIES:
	case OP_PROPERTY_NAMES:
	case OP_DEPENDENT_SCHEMAS:
	case OP_PROPERTY_DEPENDENCIES:
	case OP_UNEVALUATED_PROPERTIES:
		return NODE_OBJECT;
	case OP_PREFIX_ITEMS:
	case OP_ITEMS:
	case OP_CONTAINS:
	case OP_UNEVALUATED_ITEMS:
		return NODE_ARRAY;
	default:
		return NODE_NONE;
	}
}

bool
eval_integer(bool draft4, struct node n)
{
	struct number number;

	if ((node_cell(n)->flags & CELL_INTEGER) != 0)
		return true;
	if (draft4)
		return false;
	number = number_read(node_text(n));
	return number_is_integer(&number);
}

bool
eval_matches(struct eval *e, const struct regex *re, struct str text)
{
	enum regex_result r;

	eval_spend(e, (regex_engine(re) == REGEX_PCRE2 ? PCRE2_STEPS : 1) +
			  text.len / STEP_BYTES);
	if (eval_spent(e))
		return false;
	r = regex_match(re, text, e->regex);
	if (r == REGEX_GAVE_UP)
		e->gave_up = BUDGET_REGEX;
	return r == REGEX_YES;
}

/* Few numbers are long; those that are cost their digits, and the schema's too. */
static void
pay_number(struct eval *e, const struct instr *in, const struct number *n)
{
	const struct number *held = &in->u.number;

	if (n->small && held->small)
		return;
	eval_spend(e, (n->lexeme.len + held->lexeme.len) / STEP_BYTES);
	if (in->op == OP_MULTIPLE_OF)
		eval_spend(e, size_from(number_multiple_limbs(n, held) / STEP_LIMBS));
}

static bool
number_leaf(struct eval *e, const struct instr *in, struct node n)
{
	struct number number;
	int order;

	if (!node_is(n, NODE_NUMBER))
		return true;
	number = number_read(node_text(n));
	pay_number(e, in, &number);
	if (eval_spent(e))
		return false;
	if (in->op == OP_MULTIPLE_OF)
		return number_multiple_of(&number, &in->u.number);
	order = number_compare(&number, &in->u.number);
	switch (in->op) {
	case OP_MAXIMUM:
		return order <= 0;
	case OP_MINIMUM:
		return order >= 0;
	case OP_EXCLUSIVE_MAXIMUM:
		return order < 0;
	default:
		return order > 0;
	}
}

/* Lengths count characters, not bytes (2020-12 validation, 6.3.1). */
static bool
length_leaf(const struct instr *in, struct node n)
{
	struct str s;

	if (!node_is(n, NODE_STRING))
		return true;
	s = node_string(n);
	if (in->op == OP_MAX_LENGTH)
		return s.len <= in->u.count || utf8_count(s.s, s.len) <= in->u.count;
	if (s.len < in->u.count)
		return false;
	return s.len / 4 >= in->u.count || utf8_count(s.s, s.len) >= in->u.count;
}

static bool
count_leaf(const struct instr *in, struct node n)
{
	bool items = in->op == OP_MAX_ITEMS || in->op == OP_MIN_ITEMS;

	if (!node_is(n, items ? NODE_ARRAY : NODE_OBJECT))
		return true;
	if (in->op == OP_MAX_ITEMS || in->op == OP_MAX_PROPERTIES)
		return node_count(n) <= in->u.count;
	/* in a damaged container something may be missing that was written */
	return node_count(n) >= in->u.count ||
	       (node_cell(n)->flags & CELL_DAMAGED) != 0;
}

bool
has_member(struct node object, struct str name, uint32_t hash)
{
	if (node_count(object) >= INDEX_MEMBERS && index_wanted(object.doc))
		return node_exists(index_member(object, name, hash));
	NODE_EACH(m, object)
	{
		if (node_cell(m)->key_hash == hash && str_equal(node_key(m), name))
			return true;
	}
	return false;
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

static bool
dependent_leaf(struct eval *e, const struct instr *in, struct node n)
{
	if (!node_is(n, NODE_OBJECT) || (node_cell(n)->flags & CELL_DAMAGED) != 0)
		return true;
	eval_spend(e, in->u.dependencies.n / STEP_MEMBERS);
	for (size_t i = 0; i < in->u.dependencies.n; i++) {
		if (missing_dependency(&in->u.dependencies.items[i], n) != NULL)
			return false;
	}
	return true;
}

/* What a test of a value costs beyond a step; eval_matches() pays for itself. */
static void
pay(struct eval *e, const struct instr *in, struct node n)
{
	const struct cell *c = node_cell(n);
	size_t within = c->next - n.at;

	switch (in->op) {
	case OP_CONST:
	case OP_ENUM:
		eval_spend(e, value_set_cost(&in->u.set, n));
		break;
	case OP_UNIQUE_ITEMS:
		eval_spend(e, node_repeated_cost(n));
		break;
	case OP_MAX_ITEMS:
	case OP_MIN_ITEMS:
	case OP_MAX_PROPERTIES:
	case OP_MIN_PROPERTIES:
	case OP_PATTERN:
		break;
	default:
		if (within == 1)
			eval_spend(e, (c->end - c->start) / STEP_BYTES);
		break;
	}
}

bool
eval_leaf(struct eval *e, const struct instr *in, struct node n)
{
	struct node first, second;

	pay(e, in, n);
	if (eval_spent(e))
		return false;
	switch (in->op) {
	case OP_MAX_LENGTH:
	case OP_MIN_LENGTH:
		return length_leaf(in, n);
	case OP_MAX_ITEMS:
	case OP_MIN_ITEMS:
	case OP_MAX_PROPERTIES:
	case OP_MIN_PROPERTIES:
		return count_leaf(in, n);
	case OP_MAXIMUM:
	case OP_MINIMUM:
	case OP_EXCLUSIVE_MAXIMUM:
	case OP_EXCLUSIVE_MINIMUM:
	case OP_MULTIPLE_OF:
		return number_leaf(e, in, n);
	case OP_CONST:
	case OP_ENUM:
		return value_set_has(&in->u.set, n);
	case OP_PATTERN:
		return !node_is(n, NODE_STRING) ||
		       eval_matches(e, in->u.regex, node_string(n));
	case OP_FORMAT:
		return !node_is(n, NODE_STRING) || in->u.format->test(node_string(n));
	case OP_DEPENDENT_REQUIRED:
		return dependent_leaf(e, in, n);
	case OP_UNIQUE_ITEMS:
		return !node_is(n, NODE_ARRAY) || !node_repeated(n, &first, &second);
	default:
		return true;
	}
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

struct node
eval_key_instance(struct key_instance *k, struct node member)
{
	const struct cell *c = node_cell(member);
	struct span span = node_key_span(member);

	memset(k, 0, sizeof(*k));
	k->cell.type = NODE_STRING;
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
	return (struct node){&k->doc, 0};
}
