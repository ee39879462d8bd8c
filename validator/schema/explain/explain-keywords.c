/*
 * explain-keywords: what each keyword applies to what, for explain.c.
 */
#include "base/arena.h"
#include "schema/circle.h"
#include "schema/explain/explain.h"
#include "schema/op.h"

/* In place, as one of several branches: a failed one leaves no marks. */
static bool
apply_branch(struct step *st, const struct schema *s)
{
	struct track before;
	bool ok;

	if (st->track == NULL)
		return explain_apply(st, s, st->instance, NULL);
	ok = track_copy(st->x->e, &before, st->track) &&
	     explain_apply(st, s, st->instance, st->track);
	if (!ok && before.bits != NULL)
		track_restore(st->track, &before);
	track_drop(st->x->e, &before);
	return ok;
}

static bool
apply_asking(struct step *st, const struct schema *s, struct node n, struct track *t)
{
	struct eval *e = st->x->e;
	bool templates = e->templates, ok;
	struct track before;
	enum explain_look v;

	if (t != NULL && !track_copy(e, &before, t))
		return false;
	e->templates = false;
	st->unit->asked = true;
	v = explain_look(st, s, n, t); /* why it fails, nobody asks either */
	ok = v == EXPLAIN_HOLDS || (v == EXPLAIN_OPEN && explain_apply(st, s, n, t));
	if (!ok && t != NULL)
		track_restore(t, &before);
	if (t != NULL)
		track_drop(e, &before);
	e->templates = templates;
	return ok;
}

/* How well a member fits counts for the choice among branches. */
static bool
apply_member(struct step *st, const struct schema *s, struct node m)
{
	bool ok = explain_apply(st, s, m, NULL);
	const struct instr *values = explain_values(s, EXPLAIN_REACH);
	struct nearness *near = &st->unit->near;

	near->known++;
	near->fitting += ok;
	near->constants += ok && values != NULL;
	near->against += !ok && values != NULL && values->u.set.n == 1;
	return ok;
}

bool
explain_properties(struct step *st, const struct instr *in)
{
	size_t i = 0;
	bool ok = true;

	NODE_EACH(m, st->instance)
	{
		const struct property *p = table_find(&in->u.properties, m);

		if (p != NULL) {
			track_mark(st->track, i);
			ok = apply_member(st, p->schema, m) && ok;
		}
		i++;
	}
	return ok;
}

bool
explain_patterns(struct step *st, const struct instr *in)
{
	size_t i = 0;
	bool ok = true;

	NODE_EACH(m, st->instance)
	{
		for (size_t k = 0; k < in->u.patterns.n; k++) {
			if (eval_spent(st->x->e))
				return false;
			const struct pattern_property *pp = &in->u.patterns.items[k];

			if (!eval_matches(st->x->e, pp->regex, node_key(m)))
				continue;
			track_mark(st->track, i);
			ok = explain_apply(st, pp->schema, m, NULL) && ok;
		}
		i++;
	}
	return ok;
}

/* Whether properties or patternProperties beside it take the member. */
static bool
taken(struct step *st, const struct instr *in, struct node m)
{
	const struct instr *properties = in->u.additional.properties;
	const struct instr *patterns = in->u.additional.patterns;

	if (properties != NULL && table_find(&properties->u.properties, m) != NULL)
		return true;
	for (size_t k = 0; patterns != NULL && k < patterns->u.patterns.n; k++) {
		if (eval_spent(st->x->e))
			return true;
		if (eval_matches(st->x->e, patterns->u.patterns.items[k].regex,
				 node_key(m)))
			return true;
	}
	return false;
}

bool
explain_additional(struct step *st, const struct instr *in)
{
	size_t i = 0;
	bool ok = true;

	NODE_EACH(m, st->instance)
	{
		if (!taken(st, in, m)) {
			track_mark(st->track, i);
			ok = explain_apply(st, in->u.additional.schema, m, NULL) && ok;
		}
		i++;
	}
	return ok;
}

bool
explain_names(struct step *st, const struct instr *in)
{
	bool ok = true;

	NODE_EACH(m, st->instance)
	{
		struct key_instance now, *k = &now;
		struct unit *u;

		eval_key_instance(k, m);
		if (explain_look(st, in->u.schema, doc_root(&k->doc), NULL) ==
		    EXPLAIN_HOLDS)
			continue;
		k = arena_alloc(st->x->units.arena, sizeof(*k));
		eval_key_instance(k, m);
		u = explain_schema(st, in->u.schema, doc_root(&k->doc), NULL);
		u->member = m;
		ok = u->valid && ok;
		unit_close(&st->x->units, st->unit, u);
	}
	return ok;
}

bool
explain_required(struct step *st, const struct instr *in)
{
	return has_all(&in->u.properties, st->instance);
}

bool
explain_elements(struct step *st, const struct instr *in)
{
	bool prefix = in->op == OP_PREFIX_ITEMS, ok = true;
	size_t i = 0;

	NODE_EACH(element, st->instance)
	{
		const struct schema *s = NULL;

		if (prefix && i < in->u.list.n)
			s = in->u.list.items[i];
		else if (!prefix && i >= in->u.items.from)
			s = in->u.items.schema;
		if (s != NULL) {
			track_mark(st->track, i);
			ok = apply_member(st, s, element) && ok;
		}
		i++;
	}
	return ok;
}

/* minContains and maxContains fail on their own, so each gets its unit. */
static void
contains_limit(struct step *st, struct node at, bool ok)
{
	struct unit *u;

	if (!node_exists(at))
		return;
	u = unit_new(&st->x->units, st->unit->parent, st->instance);
	u->schema = st->unit->schema;
	u->instr = st->unit->instr;
	u->at = at;
	u->valid = ok;
	if (!ok)
		st->unit->parent->valid = false;
	unit_close(&st->x->units, st->unit->parent, u);
}

bool
explain_contains(struct step *st, const struct instr *in)
{
	size_t i = 0, found = 0;

	if ((node_cell(st->instance)->flags & CELL_DAMAGED) != 0)
		return true;
	NODE_EACH(element, st->instance)
	{
		if (apply_asking(st, in->u.contains.schema, element, NULL)) {
			found++;
			if (in->u.contains.marks)
				track_mark(st->track, i);
		}
		i++;
	}
	contains_limit(st, in->u.contains.max_value, found <= in->u.contains.max);
	if (node_exists(in->u.contains.min_value)) {
		contains_limit(st, in->u.contains.min_value,
			       found >= in->u.contains.min);
		return true;
	}
	return found >= in->u.contains.min;
}

bool
explain_branches(struct step *st, const struct instr *in)
{
	size_t found = 0;
	bool spent = false; /* before the last that is looked at: it says so */
	enum budget gave_up = st->x->e->gave_up;

	for (size_t i = 0; i < in->u.list.n && !spent; i++) {
		spent = eval_spent(st->x->e);
		if (!apply_branch(st, in->u.list.items[i]))
			continue;
		if (found < 2)
			st->unit->matched[found] = in->u.list.items[i];
		found++;
	}
	if (in->op == OP_ALL_OF)
		return found == in->u.list.n;
	if (in->op == OP_ONE_OF)
		return found == 1;
	if (found != 0)
		circle_forget(st->x->e, gave_up);
	return found != 0;
}

/* then and else are keywords of their own; their unit stands beside that of if. */
bool
explain_if(struct step *st, const struct instr *in)
{
	bool holds = apply_asking(st, in->u.branch.condition, st->instance, st->track);
	const struct schema *next = holds ? in->u.branch.then : in->u.branch.otherwise;
	struct step then = *st;

	if (next == NULL)
		return true;
	then.unit = unit_new(&st->x->units, st->unit->parent, st->instance);
	then.unit->schema = st->unit->schema;
	then.unit->instr = in;
	then.unit->at = holds ? in->u.branch.then_value : in->u.branch.else_value;
	then.unit->valid = explain_apply(&then, next, st->instance, st->track);
	if (!then.unit->valid) {
		st->unit->parent->valid = false;
		st->unit->parent->near.errors += unit_errors(then.unit);
	}
	st->unit->parent->near.constants += then.unit->near.constants;
	unit_close(&st->x->units, st->unit->parent, then.unit);
	return true;
}

bool
explain_not(struct step *st, const struct instr *in)
{
	struct eval *e = st->x->e;
	struct track none;
	bool holds;

	if (st->track == NULL)
		return !apply_asking(st, in->u.schema, st->instance, NULL);
	holds = track_init(e, &none, st->track->n) &&
		apply_asking(st, in->u.schema, st->instance, &none);
	track_drop(e, &none);
	return !holds;
}

bool
explain_dependent(struct step *st, const struct instr *in)
{
	bool ok = true;

	for (size_t i = 0; i < in->u.dependencies.n; i++) {
		const struct dependency *d = &in->u.dependencies.items[i];

		if (has_member(st->instance, d->name, d->hash))
			ok =
			    explain_apply(st, d->schema, st->instance, st->track) && ok;
	}
	return ok;
}

bool
explain_choices(struct step *st, const struct instr *in)
{
	bool ok = true;

	for (size_t i = 0; i < in->u.choices.n; i++) {
		const struct choice *c = &in->u.choices.items[i];
		struct node value = node_member_str(st->instance, c->name);

		if (node_is(value, NODE_STRING) &&
		    str_equal(node_string(value), c->value))
			ok =
			    explain_apply(st, c->schema, st->instance, st->track) && ok;
	}
	return ok;
}

bool
explain_unevaluated(struct step *st, const struct instr *in)
{
	size_t i = 0;
	bool ok = true;

	NODE_EACH(child, st->instance)
	{
		if (!track_has(st->track, i++))
			ok = explain_apply(st, in->u.schema, child, NULL) && ok;
	}
	track_all(st->track);
	return ok;
}

bool
explain_ref(struct step *st, const struct instr *in)
{
	return explain_apply(st, in->u.schema, st->instance, st->track);
}

bool
explain_dynamic_ref(struct step *st, const struct instr *in)
{
	const struct schema *s = eval_dynamic(st->x->e, in, st->scope);

	return s == NULL || explain_apply(st, s, st->instance, st->track);
}

bool
explain_leaf(struct step *st, const struct instr *in)
{
	return ops[in->op].test(st->x->e, in, st->instance, NULL, NULL);
}
