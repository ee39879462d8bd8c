/* flatten: see the header. */
#include "schema/flatten.h"

#include <string.h>

#include "base/arena.h"
#include "schema/eval.h"
#include "schema/op.h"
#include "schema/optimise.h"
#include "schema/types.h"

enum {
	FLAT_MOST = 16, /* instructions; parts of parts would multiply otherwise */
	LEAF_MOST = 4   /* tests within each other that no depth is counted for */
};

/* It asks for no other members than those it has names of. */
static bool
is_open(const struct object_plan *plan)
{
	return plan->patterns.n == 0 && plan->additional == NULL &&
	       plan->property_names == NULL;
}

static bool
has_schemas(const struct property_table *names)
{
	for (size_t i = 0; i <= names->mask; i++) {
		if (names->slots[i].schema != NULL)
			return true;
	}
	return false;
}

/* Finds whether a plan has so few names, and nothing else, that each is looked for. */
static void
find_few(struct object_plan *plan)
{
	unsigned n = 0;

	plan->few = is_open(plan) && plan->names.n <= PLAN_FEW;
	plan->bare = plan->few && !has_schemas(&plan->names);
	for (size_t i = 0; plan->few && i <= plan->names.mask; i++) {
		if (plan->names.slots[i].name.s != NULL)
			plan->asked[n++] = &plan->names.slots[i];
	}
}

/* Whether both have a schema for the same name. */
static bool
collide(const struct property_table *a, const struct property_table *b)
{
	for (size_t i = 0; i <= a->mask; i++) {
		const struct property *p = &a->slots[i], *q;

		if (p->schema != NULL && (q = table_find_name(b, p->name)) != NULL &&
		    q->schema != NULL)
			return true;
	}
	return false;
}

/* Whether one walk does for both: names of one must not be known to a closed other. */
static bool
can_merge(const struct object_plan *a, const struct object_plan *b)
{
	return (is_open(a) || (is_open(b) && !has_schemas(&b->names))) &&
	       (is_open(b) || !has_schemas(&a->names)) &&
	       !collide(&a->names, &b->names);
}

struct flat {
	struct instr code[OP_NONE + FLAT_MOST]; /* of a schema, and of its parts */
	size_t n;
	const struct object_plan *own; /* merged last, so in no other schema, or NULL */
	const struct schema *schema;
	struct store *store;
};

/* The names of both; a table that is of no other schema takes more if it has room. */
static struct property_table
merge_names(const struct flat *f, const struct object_plan *a,
	    const struct object_plan *b)
{
	size_t most = a->names.n + b->names.n;
	struct property_table t = a->names;

	if (a != f->own || most > (t.mask + 1) / 2) {
		t = table_new(f->store->arena, most);
		table_merge(&t, &a->names);
	}
	table_merge(&t, &b->names);
	return t;
}

static struct object_plan *
merge(const struct flat *f, const struct object_plan *a, const struct object_plan *b)
{
	struct object_plan *plan = arena_alloc(f->store->arena, sizeof(*plan));

	*plan = is_open(a) ? *b : *a;
	plan->names = merge_names(f, a, b);
	plan->borrowed = false;
	/* of a schema that was compiled before it may be known, but of other names */
	plan->noted = plan->numbered = false;
	plan->asks = plan->knows = 0;
	plan->places = NULL;
	plan->required = 0;
	for (size_t i = 0; i <= plan->names.mask; i++)
		plan->required += plan->names.slots[i].required;
	find_few(plan);
	return plan;
}

/* Merges a plan into one of those that are there; false if it goes with none. */
static bool
merge_object(struct flat *f, const struct object_plan *plan)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct object_plan *there = f->code[i].u.object;
		size_t names;

		if (f->code[i].op != OP_OBJECT)
			continue;
		names = plan->names.mask + there->names.mask;
		if (names > f->store->flat_names)
			return false;
		f->store->flat_names -= names;
		if (!can_merge(there, plan))
			continue;
		f->own = f->code[i].u.object = merge(f, there, plan);
		return true;
	}
	return false;
}

/*
 * Whether a part may run within the frame of the schema: it needs none of its own.  Of
 * its type nothing is left to test: what the schema may be is no more than that.
 */
static bool
fits(const struct flat *f, const struct schema *part)
{
	bool reads = (part->types & (TYPE_INTEGER | TYPE_NUMBER)) == TYPE_INTEGER;

	return !reads && !part->unevaluated_items && !part->unevaluated_properties &&
	       (part->resource->dynamic == 0 ||
		part->resource == f->schema->resource) &&
	       (part->nfast == 0 || part->flat != NULL) &&
	       f->n + part->nflat <= FLAT_MOST;
}

/* Whether all of them may; NULL is none. */
static bool
all_fit(const struct flat *f, const struct schema *const *parts, size_t n)
{
	size_t sum = f->n;

	for (size_t i = 0; i < n; i++) {
		if (parts[i] == NULL)
			continue;
		sum += parts[i]->nflat;
		if (!fits(f, parts[i]) || sum > FLAT_MOST)
			return false;
	}
	return true;
}

/* Adds what a part runs for the values of these bits; none runs for what is broken. */
static void
add_part(struct flat *f, const struct schema *part, unsigned bits)
{
	bits &= f->schema->may & (TYPE_ANY ^ TYPE_UNKNOWN);
	for (size_t i = 0; part != NULL && i < part->nflat; i++) {
		struct instr in = part->flat[i];

		in.about &= bits;
		if (in.about != 0 &&
		    (in.op != OP_OBJECT || !merge_object(f, in.u.object)))
			f->code[f->n++] = in;
	}
}

/* What the schemas of an allOf run; an instruction for the rest of them stays. */
static bool
add_all_of(struct flat *f, const struct instr *in)
{
	struct instr rest = *in;

	rest.u.list.items =
	    arena_alloc(f->store->arena, in->u.list.n * sizeof(struct schema *));
	rest.u.list.n = 0;
	for (size_t i = 0; i < in->u.list.n; i++) {
		if (fits(f, in->u.list.items[i]))
			add_part(f, in->u.list.items[i], TYPE_ANY);
		else
			rest.u.list.items[rest.u.list.n++] = in->u.list.items[i];
	}
	if (rest.u.list.n != 0)
		f->code[f->n++] = rest;
	return true;
}

/* The forms, if no type is that of two. */
static bool
add_forms(struct flat *f, const struct schema_list *forms)
{
	unsigned seen = TYPE_UNKNOWN;

	for (size_t i = 0; i < forms->n; i++) {
		unsigned bits =
		    forms->items[i]->may & f->schema->may & (TYPE_ANY ^ TYPE_UNKNOWN);

		if ((seen & bits) != 0)
			return false;
		seen |= bits;
	}
	if (!all_fit(f, forms->items, forms->n))
		return false;
	for (size_t i = 0; i < forms->n; i++)
		add_part(f, forms->items[i], forms->items[i]->may);
	return true;
}

/* Both ways, if the type decides which is taken. */
static bool
add_branch(struct flat *f, const struct instr *in)
{
	const struct schema *condition = in->u.branch.condition;
	const struct schema *parts[] = {in->u.branch.then, in->u.branch.otherwise};

	if ((condition->may & ~condition->must & f->schema->may) != 0 ||
	    !all_fit(f, parts, 2))
		return false;
	add_part(f, parts[0], condition->must);
	add_part(f, parts[1], ~(unsigned)condition->must);
	return true;
}

/* Adds what an instruction applies in place; false if it is one by itself. */
static bool
add_parts(struct flat *f, const struct instr *in)
{
	switch (in->op) {
	case OP_REF:
		if (!fits(f, in->u.schema))
			return false;
		add_part(f, in->u.schema, TYPE_ANY);
		return true;
	case OP_ALL_OF:
		return add_all_of(f, in);
	case OP_ANY_OF:
	case OP_ONE_OF:
		return add_forms(f, &in->u.list);
	case OP_IF:
		return add_branch(f, in);
	default:
		return false;
	}
}

/* How many tests lie within each other in a schema; LEAF_MOST: in a frame of their own. */
static unsigned
schema_height(const struct schema *s)
{
	if (s == NULL || (s->may & ~s->must & (TYPE_ANY ^ TYPE_UNKNOWN)) == 0)
		return 0;
	return s->leaf != 0 ? s->leaf : LEAF_MOST;
}

static unsigned
list_height(const struct schema *const *schemas, size_t n)
{
	unsigned most = 0, height;

	for (size_t i = 0; i < n && most < LEAF_MOST; i++) {
		height = schema_height(schemas[i]);
		most = height > most ? height : most;
	}
	return most;
}

static unsigned
names_height(const struct property_table *names)
{
	unsigned most = 0, height;

	for (size_t i = 0; i <= names->mask; i++) {
		height = schema_height(names->slots[i].schema);
		most = height > most ? height : most;
	}
	return most;
}

/* The same of the schemas of an instruction. */
static unsigned
operand_height(const struct instr *in)
{
	const struct schema *branch[] = {in->u.branch.condition, in->u.branch.then,
					 in->u.branch.otherwise};

	switch (ops[in->op].operand) {
	case OPERAND_NONE:
		return in->op == OP_CIRCLE ? LEAF_MOST : 0;
	case OPERAND_OBJECT:
		return in->u.object->few ? names_height(&in->u.object->names)
					 : LEAF_MOST;
	case OPERAND_HERE_SCHEMA:
		return schema_height(in->u.schema);
	case OPERAND_HERE_LIST:
	case OPERAND_HERE_FORMS:
		return list_height(in->u.list.items, in->u.list.n);
	case OPERAND_HERE_BRANCH:
		return list_height(branch, 3);
	default:
		return LEAF_MOST;
	}
}

/* What alone is tested for values of a type, or NULL. */
static struct instr *
sole_test(const struct schema *s, unsigned bit)
{
	struct instr *sole = NULL;

	for (size_t i = 0; i < s->nflat; i++) {
		if ((s->flat[i].about & bit) == 0)
			continue;
		if (sole != NULL)
			return NULL;
		sole = &s->flat[i];
	}
	return sole;
}

/* Puts first what is alone for a type: the rest is for other types then. */
static void
move_sole(struct schema *s)
{
	static const unsigned often[] = {TYPE_STRING, TYPE_OBJECT, TYPE_ARRAY,
					 TYPE_INTEGER};
	struct instr *sole = NULL, in;

	for (size_t i = 0; i < sizeof(often) / sizeof(often[0]) && sole == NULL; i++)
		sole = (s->may & often[i]) != 0 ? sole_test(s, often[i]) : NULL;
	if (sole == NULL)
		return;
	in = *sole;
	memmove(s->flat + 1, s->flat, (size_t)(sole - s->flat) * sizeof(in));
	s->flat[0] = in;
}

/* Of which values the first instruction tells all. */
static unsigned
sole_bits(const struct schema *s)
{
	unsigned bits = s->typed & s->may & s->flat[0].about & ~(unsigned)s->must;

	for (size_t i = 1; i < s->nflat; i++)
		bits &= ~s->flat[i].about;
	return bits;
}

/* Most limits are of this kind: minLength 1, minimum 0. */
static void
find_told(struct schema *s)
{
	const struct instr *in = &s->flat[0];

	if (in->op == OP_MIN_LENGTH && in->u.count == 1) {
		s->told = s->sole & TYPE_STRING;
		s->told_at = 1;
		s->told_by = '"';
	} else if (in->op == OP_MINIMUM && in->u.number.small &&
		   in->u.number.value <= 0) {
		s->told = s->sole & (TYPE_NUMBER | TYPE_INTEGER);
		s->told_by = '-';
	}
}

static void
find_sole(struct schema *s)
{
	if (s->nflat == 0 || s->unevaluated_items || s->unevaluated_properties)
		return;
	if (s->nflat > 1)
		move_sole(s);
	s->sole = (unsigned char)sole_bits(s);
	find_told(s);
}

void
flatten_leaf(struct schema *s)
{
	unsigned height;

	if (s->sole == 0 || s->quick != 0 || s->special)
		return;
	height = operand_height(&s->flat[0]) + 1;
	if (height > LEAF_MOST)
		return;
	s->quick = s->sole;
	if (s->nflat == 1 && (s->may & ~s->must & ~s->flat[0].about) == 0)
		s->leaf = (unsigned char)height;
}

void
flatten_cut(struct schema *s, size_t n)
{
	s->nflat = (uint32_t)n;
	if (s->flat == s->fast)
		s->nfast = s->nflat;
}

static struct instr *
find_items(const struct schema *s)
{
	for (size_t i = 0; i < s->nflat; i++) {
		if (s->flat[i].op == OP_ITEMS)
			return &s->flat[i];
	}
	return NULL;
}

/* Takes the least and the most of elements into a walk over them. */
static void
join_items(struct schema *s)
{
	struct instr *items = find_items(s), *kept = s->flat;

	for (size_t i = 0; i < s->nflat && items != NULL; i++) {
		const struct instr *in = &s->flat[i];

		if (in->op == OP_MIN_ITEMS && in->u.count > items->u.items.least)
			items->u.items.least = in->u.count;
		else if (in->op == OP_MAX_ITEMS && in->u.count < items->u.items.most)
			items->u.items.most = in->u.count;
		if (in->op != OP_MIN_ITEMS && in->op != OP_MAX_ITEMS)
			*kept++ = *in;
	}
	if (items != NULL)
		flatten_cut(s, (size_t)(kept - s->flat));
}

static void
flatten(struct schema *s, struct store *store)
{
	struct flat f; /* to clear it would take longer than all the rest */
	bool parts = false;

	f.n = 0;
	f.own = NULL;
	f.schema = s;
	f.store = store;
	for (size_t i = 0; i < s->nfast && s->nfast <= OP_NONE; i++) {
		if (add_parts(&f, &s->fast[i]))
			parts = true;
		else
			f.code[f.n++] = s->fast[i];
	}
	if (!parts)
		return;
	s->flat = arena_alloc(store->arena, f.n * sizeof(*s->flat));
	memcpy(s->flat, f.code, f.n * sizeof(*s->flat));
	s->nflat = (uint32_t)f.n;
	optimise_sort(s->flat, s->nflat);
}

void
flatten_schema(struct schema *s, struct store *store)
{
	bool parts = false;

	s->flat = s->fast;
	s->nflat = s->nfast;
	for (size_t i = 0; i < s->nfast; i++) {
		s->fast[i].about = types_about(&s->fast[i]);
		s->fast[i].test = ops[s->fast[i].op].test;
		parts = parts || ops[s->fast[i].op].operand >= OPERAND_HERE_SCHEMA;
		if (s->fast[i].op == OP_OBJECT)
			find_few(s->fast[i].u.object);
		if (s->fast[i].op == OP_ITEMS)
			s->fast[i].u.items.most = SIZE_MAX;
	}
	if (parts)
		flatten(s, store);
	if (s->nflat > 1)
		join_items(s);
	find_sole(s);
	flatten_leaf(s);
}
