/* meant: the nearest name that the schemas define, the nearest value that they allow. */
#include "schema/explain/meant.h"

#include <limits.h>

#include "schema/defined.h"
#include "schema/equal.h"
#include "schema/eval.h"

/* --- the name of a member ------------------------------------------------------ */

enum {
	REACH = 8,    /* references and allOf to look through for names */
	BESIDE = 4096 /* names to look at for one unknown member */
};

struct meant {
	struct suggest near;
	struct node object;
	size_t left;
};

/* Not what is there, nor what must not be there. */
static bool
may_be_meant(struct node object, struct node property)
{
	return !node_is(property, NODE_FALSE) &&
	       !node_is(node_member(property, "deprecated"), NODE_TRUE) &&
	       !node_exists(node_member_str(object, node_key(property)));
}

static void
offer_names(struct meant *m, struct node properties)
{
	struct suggest before;

	NODE_EACH(sub, properties)
	{
		if (m->left == 0)
			return;
		m->left--;
		before = m->near;
		suggest_offer(&m->near, node_key(sub));
		if (m->near.best.s != before.best.s && !may_be_meant(m->object, sub))
			m->near = before;
	}
}

static void
offer_schema(struct meant *m, const struct schema *s, unsigned reach)
{
	for (size_t i = 0; i < s->ncode && m->left != 0; i++) {
		const struct instr *in = &s->code[i];

		if (in->op == OP_PROPERTIES)
			offer_names(m, in->value);
		if (reach == 0)
			continue;
		if (in->op == OP_REF)
			offer_schema(m, in->u.schema, reach - 1);
		for (size_t k = 0; in->op == OP_ALL_OF && k < in->u.list.n; k++)
			offer_schema(m, in->u.list.items[k], reach - 1);
	}
}

struct suggest
problem_meant(struct problems *ps, const struct problem *p)
{
	struct meant m = {.object = unit_container(p->unit, p->instance)};
	bool closed =
	    p->unit->instr != NULL && p->unit->instr->op == OP_ADDITIONAL_PROPERTIES;

	suggest_init(&m.near, STR(""));
	if (node_cell(p->instance)->key == 0)
		return m.near;
	m.left = ps->comparisons < BESIDE ? ps->comparisons : BESIDE;
	ps->comparisons -= m.left;
	suggest_init(&m.near, node_key(p->instance));
	/* additionalProperties sees its neighbours, unevaluatedProperties all */
	offer_schema(&m, p->unit->schema, closed ? 0 : REACH);
	ps->comparisons += m.left;
	return m.near;
}

/* --- a member of another name -------------------------------------------------- */

enum { SCHEMAS = 512 /* schemas to look at for whether a member is defined */ };

bool
meant_defines(struct problems *ps, const struct schema *s, struct str name)
{
	unsigned left = ps->comparisons < SCHEMAS ? (unsigned)ps->comparisons : SCHEMAS;
	unsigned before = left;
	bool found = defined_by(s, name, REACH, &left);

	ps->comparisons -= before - left;
	return found && left != 0;
}

/* The outermost schema that is applied to the object that the keyword is about. */
static const struct schema *
outermost(const struct unit *u)
{
	const struct unit *last = u;

	for (; u != NULL && u->instance.at == last->instance.at &&
	       u->instance.doc == last->instance.doc;
	     u = u->parent)
		last = u;
	return last->schema;
}

/* What the schema allows must be very much like the name that is missing. */
static bool
is_very_much_like(const struct misspelling *m)
{
	return m->slip || m->distance < SUGGEST_MISSING;
}

static bool
is_nearer(const struct misspelling *a, const struct misspelling *b)
{
	if (a->distance == UINT_MAX && !a->slip)
		return false;
	return !node_exists(b->member) || a->distance < b->distance;
}

struct misspelling
problem_misspelt(struct problems *ps, const struct ordered *order,
		 const struct problem *missing)
{
	const struct schema *outer = outermost(missing->unit);
	struct misspelling best = {NODE_ABSENT, UINT_MAX, false}, m;
	unsigned schemas;

	NODE_EACH(member, missing->instance)
	{
		if (ps->comparisons == 0)
			break;
		ps->comparisons--;
		m.member = member;
		m.distance = suggest_distance(node_key(member), missing->name);
		m.slip = m.distance == UINT_MAX &&
			 suggest_one_slip(node_key(member), missing->name);
		schemas = SCHEMAS;
		if (!is_nearer(&m, &best))
			continue;
		if ((order == NULL || ordered_unknown(order, member) == NULL) &&
		    (!is_very_much_like(&m) ||
		     defined_by(outer, node_key(member), REACH, &schemas)))
			continue;
		ps->comparisons -= ps->comparisons < SCHEMAS - schemas
				       ? ps->comparisons
				       : SCHEMAS - schemas;
		best = m;
	}
	return best;
}

/* --- a value -------------------------------------------------------------------- */

struct values
problem_values(const struct problem *p)
{
	const struct instr *in = p->unit->instr;

	if (p->kind == PROBLEM_VALUES)
		return (struct values){p->values, p->nvalues};
	if (p->kind == PROBLEM_KEYWORD && (in->op == OP_ENUM || in->op == OP_CONST))
		return (struct values){in->u.set.values, in->u.set.n};
	return (struct values){NULL, 0};
}

bool
operand_equal(struct node a, struct node b)
{
	return (a.doc == b.doc && a.at == b.at) ||
	       (node_text(a).len <= SAID_LONGEST && node_equal(a, b));
}

/* The only one of the values that begins so: "int" for "integer"; or absent. */
static struct node
only_begun(const struct node *values, size_t n, struct str text)
{
	struct node found = NODE_ABSENT;

	for (size_t i = 0; i < n; i++) {
		if (text.len < 3 || !str_starts(node_string(values[i]), text))
			continue;
		if (node_exists(found))
			return NODE_ABSENT;
		found = values[i];
	}
	return found;
}

static struct node
value_named(struct values v, const char *name)
{
	for (size_t i = 0; name != NULL && i < v.n; i++) {
		if (str_is(node_string(v.list[i]), name))
			return v.list[i];
	}
	return NODE_ABSENT;
}

struct type_word
problem_type_meant(const struct problem *p)
{
	struct values v = problem_values(p);

	if (!node_exists(value_named(v, "string")) ||
	    !node_exists(value_named(v, "boolean")))
		return (struct type_word){NULL, NULL}; /* these are no types */
	return type_word_find(node_string(p->instance));
}

/* Of two that are as near the first. */
struct node
problem_value_meant(struct problems *ps, const struct problem *p, unsigned *distance)
{
	struct values v = problem_values(p);
	struct str text = node_string(p->instance);
	struct node best;
	struct suggest near;

	*distance = UINT_MAX;
	if (!node_is(p->instance, NODE_STRING) || !diags_may_compare(ps->diags, v.n))
		return NODE_ABSENT;
	best = value_named(v, problem_type_meant(p).type);
	*distance = SUGGEST_MISSING;
	if (node_exists(best))
		return best;
	suggest_init(&near, text);
	for (size_t i = 0; i < v.n; i++) {
		const char *before = near.best.s;

		suggest_offer(&near, node_string(v.list[i]));
		if (near.best.s != before)
			best = v.list[i];
	}
	if (!node_exists(best))
		return only_begun(v.list, v.n, text);
	*distance = near.distance;
	return best;
}
