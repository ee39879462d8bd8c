/* findings: what has one cause is said once. */
#include "schema/explain/findings.h"

#include <limits.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/suggest.h"
#include "load/text.h"
#include "schema/defined.h"
#include "schema/eval.h"

struct problem *
problems_add(struct problems *ps, enum problem_kind kind, const struct unit *keyword,
	     struct node instance)
{
	struct problem *p = arena_calloc(ps->arena, 1, sizeof(*p));

	p->kind = kind;
	p->unit = keyword;
	p->instance = instance;
	p->selection = ps->selection;
	*ps->tail = p;
	ps->tail = &p->next;
	return p;
}

static bool
about_type(const struct problem *p)
{
	return p->kind == PROBLEM_TYPES ||
	       (p->kind == PROBLEM_KEYWORD && p->unit->instr->op == OP_TYPE);
}

/*
 * The problems in the order of their instances: those about one value are
 * neighbours.  A file may have very many, so neighbours are compared over a
 * short way only.
 */
struct ordered {
	struct problem **all;
	size_t n;
};

enum {
	NEAR = 64,              /* neighbours about one value that are compared */
	COMPARISONS = 1 << 19,  /* of names, in one document */
	VALUES = 1 << 18,       /* of the lists of forms that are put together */
	MISSING_PER_FINDING = 2 /* names that are missed, for each that may be said */
};

static int
by_instance(const void *x, const void *y)
{
	const struct problem *a = *(struct problem *const *)x;
	const struct problem *b = *(struct problem *const *)y;

	if (a->instance.at != b->instance.at)
		return a->instance.at < b->instance.at ? -1 : 1;
	return a->serial < b->serial ? -1 : a->serial > b->serial;
}

static struct ordered
order(struct problems *ps)
{
	struct ordered o = {NULL, 0};
	size_t cap = 0;

	for (struct problem *p = ps->head; p != NULL; p = p->next) {
		o.all = arena_grow(ps->arena, o.all, &cap, o.n + 1, sizeof(*o.all));
		p->serial = o.n;
		o.all[o.n++] = p;
	}
	if (o.n != 0)
		qsort(o.all, o.n, sizeof(*o.all), by_instance);
	return o;
}

/* Whether two names are the same; of long ones only those of the same place are. */
static bool
same_name(struct str a, struct str b)
{
	return a.s == b.s || (a.len <= SAID_LONGEST && str_equal(a, b));
}

/* The same name missing for two reasons, the same keyword twice: once. */
static bool
says_the_same(const struct problem *a, const struct problem *b)
{
	if (a->kind != b->kind)
		return false;
	if (a->kind == PROBLEM_MISSING || a->kind == PROBLEM_SELECTOR)
		return same_name(a->name, b->name);
	return a->kind == PROBLEM_UNKNOWN || a->unit->at.at == b->unit->at.at;
}

/*
 * Of two problems about one value, whether the first makes the second needless:
 * a wrong type hides every other keyword; what must not be there at all needs no
 * word about its value.
 */
static bool
outdoes(const struct problem *a, const struct problem *b)
{
	if (a->kind == PROBLEM_UNKNOWN)
		return b->kind != PROBLEM_UNKNOWN;
	return about_type(a) && b->kind != PROBLEM_UNKNOWN &&
	       (!about_type(b) || b->serial > a->serial);
}

void
problem_hide(struct problem *p, struct problem *by)
{
	if (p->hidden)
		return;
	p->hidden = true;
	p->beside = by->hides;
	by->hides = p;
}

/* What nobody would see must not take the word of what would be seen. */
static void
hide_unseen(struct problems *ps)
{
	for (struct problem *p = ps->head; p != NULL; p = p->next) {
		p->off = problem_is_off(ps, p);
		p->hidden = p->hidden || p->off;
	}
}

/* Where all forms are explained, what is said of one does not speak for another. */
static bool
in_other_forms(const struct problem *a, const struct problem *b)
{
	return a->selection != b->selection && a->selection != NULL &&
	       b->selection != NULL && a->selection->by == SELECTED_NOT &&
	       b->selection->by == SELECTED_NOT;
}

static void
hide_needless(struct ordered *o)
{
	for (size_t i = 0; i < o->n; i++) {
		for (size_t k = i + 1; k < o->n && k - i < NEAR; k++) {
			struct problem *a = o->all[i], *b = o->all[k];

			if (a->instance.at != b->instance.at)
				break;
			if (a->off || b->off || in_other_forms(a, b))
				continue;
			if (outdoes(a, b) || says_the_same(a, b))
				problem_hide(b, a);
			else if (outdoes(b, a))
				problem_hide(a, b);
		}
	}
}

static struct problem *
find_unknown(const struct ordered *o, struct node member)
{
	size_t lo = 0, hi = o->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (o->all[mid]->instance.at < member.at)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < o->n && o->all[lo]->instance.at == member.at; lo++) {
		if (o->all[lo]->kind == PROBLEM_UNKNOWN &&
		    (!o->all[lo]->hidden || o->all[lo]->off))
			return o->all[lo];
	}
	return NULL;
}

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

static bool
is_damaged(struct node n)
{
	return node_exists(n) && (node_cell(n)->flags & CELL_DAMAGED) != 0;
}

/*
 * Where an object lost its bracket, the members behind it may be those of the
 * object around it: an unknown one is worth a word only if it is nearly known.
 */
static void
hide_strays(struct problems *ps)
{
	for (struct problem *p = ps->head; p != NULL; p = p->next) {
		if (p->kind == PROBLEM_UNKNOWN && !p->hidden &&
		    unit_is_keyword(p->unit) &&
		    p->unit->instr->op == OP_ADDITIONAL_PROPERTIES &&
		    is_damaged(unit_container(p->unit, p->instance)) &&
		    problem_meant(ps, p).best.s == NULL)
			p->hidden = true;
	}
}

static bool
is_template(struct node member)
{
	return node_cell(member)->key != 0 && text_template(node_key(member)).len != 0;
}

static bool
has_template(struct node object)
{
	NODE_EACH(member, object)
	{
		if (is_template(member))
			return true;
	}
	return false;
}

/* A name that another program fills in may be any that is missing. */
static void
hide_templates(struct problems *ps)
{
	struct node last = NODE_ABSENT;
	bool open = false;

	for (struct problem *p = ps->head; p != NULL; p = p->next) {
		if (p->kind == PROBLEM_UNKNOWN) {
			p->hidden = p->hidden || is_template(p->instance);
		} else if (p->kind == PROBLEM_MISSING) {
			if (p->instance.doc != last.doc || p->instance.at != last.at)
				open = has_template(p->instance);
			last = p->instance;
			p->hidden = p->hidden || open;
		}
	}
}

/* --- misspelt names ----------------------------------------------------------- */

enum { SCHEMAS = 512 /* schemas to look at for whether a member is defined */ };

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

/* How far apart the names are, where only these two are without a partner. */
static unsigned
misspelt_distance(struct str name, struct str missing)
{
	unsigned distance = suggest_distance(name, missing);

	return distance == UINT_MAX && suggest_one_slip(name, missing) ? UINT_MAX - 1
								       : distance;
}

struct node
problem_misspelt(struct problems *ps, const struct ordered *order,
		 const struct problem *missing, unsigned *distance)
{
	const struct schema *outer = outermost(missing->unit);
	struct node best = NODE_ABSENT;
	unsigned least = UINT_MAX, d, schemas;

	NODE_EACH(member, missing->instance)
	{
		if (ps->comparisons == 0)
			break;
		ps->comparisons--;
		d = misspelt_distance(node_key(member), missing->name);
		schemas = SCHEMAS;
		if (d >= least)
			continue;
		/* what the schema allows must be very much like it */
		if ((order == NULL || find_unknown(order, member) == NULL) &&
		    ((d >= SUGGEST_MISSING && d != UINT_MAX - 1) ||
		     defined_by(outer, node_key(member), REACH, &schemas)))
			continue;
		ps->comparisons -= ps->comparisons < SCHEMAS - schemas
				       ? ps->comparisons
				       : SCHEMAS - schemas;
		least = d;
		best = member;
	}
	*distance = least;
	return best;
}

/* A missing and an unknown name that are similar are one mistake. */
static void
fold_misspellings(struct problems *ps, const struct ordered *o)
{
	for (struct problem *p = ps->head; p != NULL; p = p->next) {
		struct problem *unknown;
		struct node member;
		unsigned distance;

		if (p->kind != PROBLEM_MISSING || p->hidden)
			continue;
		member = problem_misspelt(ps, o, p, &distance);
		if (!node_exists(member))
			continue;
		unknown = find_unknown(o, member);
		/* not product_id for products, where productId is known */
		if (unknown != NULL && problem_meant(ps, unknown).distance < distance)
			continue;
		p->misspelt = member;
		p->open = unknown == NULL;
		if (unknown != NULL)
			problem_hide(unknown, p);
	}
}

void
findings_make(struct diags *ds, const struct program *p, const struct unit *root,
	      const struct rule_info *rule, bool templates)
{
	struct problems ps = {.arena = arena_new(),
			      .diags = ds,
			      .rule = rule,
			      .pointers = {ds->arena, NULL}};
	struct ordered o;

	ps.tail = &ps.head;
	ps.comparisons = COMPARISONS;
	ps.values = VALUES;
	ps.missing = MISSING_PER_FINDING * diags_limit(ds->text.len);
	ps.all_branches = p->store->config.all_branches;
	problems_collect(&ps, root);
	o = order(&ps);
	hide_unseen(&ps);
	hide_needless(&o);
	if (templates)
		hide_templates(&ps);
	fold_misspellings(&ps, &o);
	hide_strays(&ps);
	for (const struct problem *i = ps.head; i != NULL && !diags_full(ds);
	     i = i->next) {
		if (!i->hidden)
			problem_emit(&ps, i);
	}
	if (ps.more)
		diags_fill(ds);
	pointers_release(&ps.pointers);
	arena_free(ps.arena);
}

void
schema_findings_as(struct diags *ds, const struct program *p, const struct unit *root,
		   const struct rule_info *rule)
{
	findings_make(ds, p, root, rule, false);
}

void
schema_findings(struct diags *ds, const struct program *p, const struct unit *root)
{
	findings_make(ds, p, root, NULL, false);
}
