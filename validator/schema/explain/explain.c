/*
 * explain: the same walk as eval.c, keeping what happened.
 *
 * Nothing is fused and nothing stops early, so that all that is wrong is
 * said at once.  What keywords apply is in explain-keywords.c.
 */
#include "schema/explain/explain.h"

#include "base/arena.h"
#include "schema/circle.h"
#include "schema/op.h"

/*
 * A document may have so many failures that no memory would hold them: when
 * units_most() are alive, what is left is checked only.  There are some for each
 * finding that will be reported.
 */
enum { UNITS_LEAST = 1 << 15, UNITS_PER_FINDING = 4 };

/* The same when so many were made: it takes ten times as long as a check. */
enum { UNITS_IN_ALL = 1 << 18, UNITS_OF_LINE = 1 << 9, UNITS_PER_BYTE = 1 };

/*
 * What holds is checked only, and what does not, first checked, then explained, and so
 * on each level down to the mistake: as long as it is little.
 */
enum { TWICE_LEAST = 1 << 13, TWICE_PER_BYTE = 4 };

enum explain_look
explain_look(struct step *st, const struct schema *s, struct node n,
	     const struct track *t)
{
	struct explain *x = st->x;
	struct eval *e = x->e;
	enum budget gave_up = e->gave_up;
	struct span span = node_span(n);
	size_t bytes = span.end - span.start;
	enum explain_look v;

	if (x->units.keep || t != NULL || x->twice < bytes)
		return EXPLAIN_OPEN;
	e->gave_up = BUDGET_NONE;
	v = eval_check(e, s, n, NULL, st->scope) ? EXPLAIN_HOLDS : EXPLAIN_FAILS;
	if (v == EXPLAIN_FAILS)
		x->twice -= bytes;
	if (e->gave_up != BUDGET_NONE) {
		x->twice = 0;
		v = EXPLAIN_OPEN;
	}
	e->gave_up = gave_up;
	return v;
}

/* All but the errors, which unit_errors() adds up. */
static void
add_nearness(struct nearness *to, const struct nearness *from)
{
	to->constants += from->constants;
	to->against += from->against;
	to->fitting += from->fitting;
	to->known += from->known;
	to->depth = from->depth > to->depth ? from->depth : to->depth;
}

const struct instr *
explain_values(const struct schema *s, unsigned reach)
{
	for (size_t i = 0; i < s->nfast; i++) {
		if (s->fast[i].op == OP_CONST || s->fast[i].op == OP_ENUM)
			return &s->fast[i];
	}
	for (size_t i = 0; i < s->ncode && reach != 0; i++) {
		if (s->code[i].op == OP_REF)
			return explain_values(s->code[i].u.schema, reach - 1);
	}
	return NULL;
}

/* What holds has no units: its members are looked up in the schema. */
static void
count_holding(struct step *st, const struct schema *s, unsigned reach)
{
	struct nearness *near = &st->unit->near;

	eval_spend(st->x->e, 1 + s->ncode);
	for (size_t i = 0; i < s->ncode && !eval_spent(st->x->e); i++) {
		const struct instr *in = &s->code[i];

		if (in->op == OP_REF && reach != 0)
			count_holding(st, in->u.schema, reach - 1);
		for (size_t k = 0;
		     in->op == OP_ALL_OF && reach != 0 && k < in->u.list.n; k++)
			count_holding(st, in->u.list.items[k], reach - 1);
		if (in->op != OP_PROPERTIES || !node_is(st->instance, NODE_OBJECT))
			continue;
		eval_spend(st->x->e, node_count(st->instance) / STEP_MEMBERS);
		NODE_EACH(m, st->instance)
		{
			const struct property *p = table_find(&in->u.properties, m);

			if (p == NULL)
				continue;
			near->known++;
			near->fitting++;
			near->constants +=
			    explain_values(p->schema, EXPLAIN_REACH) != NULL;
		}
	}
}

/*
 * A schema that is applied in place counts for the form that applies it, and of the
 * forms of a choice within it the nearest.
 */
static void
count_in_place(struct step *st, const struct unit *u)
{
	struct unit *k = st->unit;

	if (k->instr->op == OP_ANY_OF || k->instr->op == OP_ONE_OF) {
		if (k->first == NULL || unit_nearer(&u->near, &k->near) < 0)
			k->near = u->near;
	} else {
		add_nearness(&k->near, &u->near);
	}
}

bool
explain_apply(struct step *st, const struct schema *s, struct node n, struct track *t)
{
	struct unit *u;
	bool in_place = n.at == st->instance.at && n.doc == st->instance.doc;
	const struct unit *last = st->unit->last;
	bool valid;

	if (explain_look(st, s, n, t) == EXPLAIN_HOLDS) {
		if (in_place && !st->unit->asked)
			count_holding(st, s, EXPLAIN_REACH);
		return true;
	}
	u = explain_schema(st, s, n, t);
	valid = u->valid;
	if (in_place && !st->unit->asked)
		count_in_place(st, u);
	else if (!valid && u->near.depth >= st->unit->near.depth)
		st->unit->near.depth = u->near.depth + 1;
	if (u->brief && last != NULL && last->brief)
		unit_close(&st->x->units, NULL, u); /* one says that there are more */
	else
		unit_close(&st->x->units, st->unit, u);
	return valid;
}

static struct unit *
keyword_unit(struct step *st, struct unit *schema_unit, const struct instr *in)
{
	struct unit *u = unit_new(&st->x->units, schema_unit, st->instance);

	u->schema = schema_unit->schema;
	u->instr = in;
	u->at = in->value;
	return u;
}

/* In a circle, what is within is explained: if that has not begun before. */
static bool
explain_within(struct step *st, const struct instr *outer, const struct instr *in)
{
	struct circle c;
	bool ok;

	if (outer == in)
		return ops[in->op].explain(st, in);
	ok = circle_enter(st->x->e, &c, outer, st->instance, st->scope) &&
	     ops[in->op].explain(st, in);
	circle_leave(st->x->e, &c);
	return ok;
}

static void
explain_keyword(struct step *outer, struct unit *schema_unit, const struct instr *whole)
{
	const struct instr *in = whole->op == OP_CIRCLE ? whole->u.within : whole;
	struct step st = *outer;
	const struct op_info *op = &ops[in->op];
	struct eval *e = st.x->e;
	enum budget gave_up = e->gave_up;
	bool leaf = op->operand == OPERAND_NONE && !st.x->units.keep, ok;

	if (op->subject != NODE_NONE && !node_is(st.instance, op->subject))
		return;
	if (in->op == OP_REQUIRED)
		eval_spend(e, in->u.properties.n / STEP_LOOKUPS);
	else if (op->operand != OPERAND_NONE && op->subject != NODE_NONE)
		/* two passes' worth: each member is looked up by itself here */
		eval_spend(e, 2 * (node_count(st.instance) / STEP_MEMBERS));
	e->gave_up = BUDGET_NONE;
	st.unit = leaf ? NULL : keyword_unit(&st, schema_unit, in);
	/* with no step left each member would still be walked over, at every level */
	ok = !eval_spent(e) && explain_within(&st, whole, in);
	if (leaf && ok && e->gave_up == BUDGET_NONE) {
		e->gave_up = gave_up;
		return; /* nobody will ask for its unit */
	}
	if (leaf)
		st.unit = keyword_unit(&st, schema_unit, in);
	if (!ok && in->op == OP_REQUIRED) /* each name will be looked up once more */
		eval_spend(e, node_text(in->value).len / STEP_COMPARED);
	st.unit->valid = ok;
	if (e->gave_up != BUDGET_NONE) {
		st.unit->gave_up = e->gave_up;
		st.unit->valid = false;
	} else {
		e->gave_up = gave_up;
	}
	if (!st.unit->valid)
		schema_unit->near.errors += unit_errors(st.unit);
	schema_unit->valid = schema_unit->valid && st.unit->valid;
	add_nearness(&schema_unit->near, &st.unit->near);
	unit_close(&st.x->units, schema_unit, st.unit);
}

static bool
is_unevaluated(const struct instr *in)
{
	return in->op == OP_UNEVALUATED_ITEMS || in->op == OP_UNEVALUATED_PROPERTIES;
}

static void
explain_keywords(struct step *st, struct unit *u)
{
	const struct schema *s = u->schema;

	for (size_t i = 0; i < s->ncode; i++) {
		if (!is_unevaluated(&s->code[i]))
			explain_keyword(st, u, &s->code[i]);
	}
	for (size_t i = 0; i < s->ncode; i++) {
		if (is_unevaluated(&s->code[i]))
			explain_keyword(st, u, &s->code[i]);
	}
}

static void
explain_body(const struct step *outer, struct unit *u, struct track *t)
{
	struct step st = *outer;
	struct track own;

	st.track = t;
	if (!eval_tracks(u->schema, u->instance)) {
		explain_keywords(&st, u);
		return;
	}
	st.track = &own;
	if (track_init(outer->x->e, &own, node_count(u->instance)))
		explain_keywords(&st, u);
	else
		unit_give_up(u, outer->x->e->gave_up);
	if (t != NULL && u->valid)
		track_merge(t, &own);
	track_drop(outer->x->e, &own);
}

/* Nothing in it is looked at one by one. */
static bool
is_settled(const struct schema *s, struct node n)
{
	return s->always || s->never || node_is(n, NODE_BROKEN);
}

struct unit *
explain_schema(struct step *outer, const struct schema *s, struct node n,
	       struct track *t)
{
	struct explain *x = outer->x;
	struct unit *u = unit_new(&x->units, outer->unit, n);
	struct step st = {x, u, n, t, outer->scope};
	bool settled = is_settled(s, n);

	u->schema = s;
	u->at = s->source;
	if (!settled && x->e->nskip != 0 && eval_skipped(x->e, n))
		return u;
	if (x->units.alive > x->most || (!settled && x->left == 0)) {
		u->brief = true;
		u->near.errors = 1;
		u->valid = eval_check(x->e, s, n, t, outer->scope);
		return u;
	}
	if (s->never) {
		u->valid = node_is(n, NODE_BROKEN);
		u->near.errors = 1;
	}
	if (settled) {
		if (s->always && x->units.keep && !node_is(n, NODE_BROKEN))
			explain_body(&st, u, t); /* annotations */
		return u;
	}
	x->left--;
	eval_spend(x->e, EXPLAIN_STEPS);
	if (!eval_affords(x->e)) {
		unit_give_up(u, x->e->gave_up);
		return u;
	}
	x->e->depth++;
	if (s->resource->dynamic != 0)
		st.scope = scope_enter(x->e, outer->scope, s->resource);
	explain_body(&st, u, t);
	x->e->depth--;
	if (!u->valid && x->e->templates && node_is(n, NODE_STRING) &&
	    eval_is_template(n)) {
		u->valid = true;
		unit_drop_children(&x->units, u);
	}
	return u;
}

struct unit *
schema_explain(struct eval *e, const struct program *p, struct node instance,
	       const struct eval_options *opt, struct arena *a)
{
	size_t len = instance.doc->text.len,
	       most = UNITS_PER_FINDING * diags_limit(len);
	struct explain x = {
	    e,
	    {a != NULL ? a : e->units, opt != NULL && opt->annotations, NULL, 0},
	    most > UNITS_LEAST ? most : UNITS_LEAST,
	    (instance.doc->record != 0 ? UNITS_OF_LINE : UNITS_IN_ALL) +
		UNITS_PER_BYTE * len,
	    TWICE_LEAST + TWICE_PER_BYTE * len};
	struct step st = {&x, NULL, instance, NULL, NULL};
	struct unit *u;

	if (a == NULL)
		arena_reset(e->units);
	eval_begin(e, instance, opt, EXPLAIN_FRAME);
	u = explain_schema(&st, program_root(p), instance, NULL);
	eval_end(e);
	return u;
}
