/*
 * explain: the same walk as eval.c, keeping what happened.
 *
 * Nothing is fused and nothing stops early, so that all that is wrong is
 * said at once.
 */
#include "schema/eval.h"

#include "base/arena.h"
#include "schema/units.h"

struct explain {
	struct eval *e;
	struct units units;
	size_t most;  /* units alive at a time */
	size_t left;  /* schemas that may still be explained */
	size_t twice; /* bytes that may still be checked and then explained */
};

/*
 * A document may have so many failures that no memory would hold them: when
 * units_most() are alive, what is left is checked only.  There are some for each
 * finding that will be reported.
 */
enum { UNITS_LEAST = 1 << 15, UNITS_PER_FINDING = 4 };

/* The same when so many were made: it takes ten times as long as a check. */
enum { UNITS_IN_ALL = 1 << 18, UNITS_PER_BYTE = 1 };

/*
 * What holds is checked only, and what does not, first checked, then explained, and so
 * on each level down to the mistake: as long as it is little.
 */
enum { TWICE_LEAST = 1 << 13, TWICE_PER_BYTE = 4 };

/* What the functions below share: a keyword of a schema at an instance. */
struct step {
	struct explain *x;
	struct unit *unit; /* of the keyword */
	struct node instance;
	struct track *track;
	const struct scope *scope;
};

static struct unit *explain_schema(struct step *outer, const struct schema *s,
				   struct node n, struct track *t);

enum verdict { HOLDS, FAILS, OPEN };

/* What a check says of it, where nobody asks for more if it holds. */
static enum verdict
look(struct step *st, const struct schema *s, struct node n, const struct track *t)
{
	struct explain *x = st->x;
	struct eval *e = x->e;
	enum budget gave_up = e->gave_up;
	struct span span = node_span(n);
	size_t bytes = span.end - span.start;
	enum verdict v;

	if (x->units.keep || t != NULL || x->twice < bytes)
		return OPEN;
	e->gave_up = BUDGET_NONE;
	v = eval_check(e, s, n, NULL, st->scope) ? HOLDS : FAILS;
	if (v == FAILS)
		x->twice -= bytes;
	if (e->gave_up != BUDGET_NONE) {
		x->twice = 0;
		v = OPEN;
	}
	e->gave_up = gave_up;
	return v;
}

static bool
apply(struct step *st, const struct schema *s, struct node n, struct track *t)
{
	struct unit *u;
	const struct unit *last = st->unit->last;
	bool valid;

	if (look(st, s, n, t) == HOLDS)
		return true;
	u = explain_schema(st, s, n, t);
	valid = u->valid;
	if (u->brief && last != NULL && last->brief)
		unit_close(&st->x->units, NULL, u); /* one says that there are more */
	else
		unit_close(&st->x->units, st->unit, u);
	return valid;
}

/* In place, as one of several branches: a failed one leaves no marks. */
static bool
apply_branch(struct step *st, const struct schema *s)
{
	struct track before;
	bool ok;

	if (st->track == NULL)
		return apply(st, s, st->instance, NULL);
	track_copy(st->x->e, &before, st->track);
	ok = apply(st, s, st->instance, st->track);
	if (!ok)
		track_restore(st->track, &before);
	return ok;
}

static bool
apply_asking(struct step *st, const struct schema *s, struct node n, struct track *t)
{
	struct eval *e = st->x->e;
	bool templates = e->templates, ok;
	struct track before;
	enum verdict v;

	e->templates = false;
	if (t != NULL)
		track_copy(e, &before, t);
	st->unit->asked = true;
	v = look(st, s, n, t); /* why it fails, nobody asks either */
	ok = v == HOLDS || (v == OPEN && apply(st, s, n, t));
	if (!ok && t != NULL)
		track_restore(t, &before);
	e->templates = templates;
	return ok;
}

/* How well a member fits counts for the choice among branches. */
static bool
apply_member(struct step *st, const struct schema *s, struct node m)
{
	bool ok = apply(st, s, m, NULL);
	struct unit *u = st->unit;

	u->known++;
	u->fitting += ok;
	if (ok) {
		for (size_t i = 0; i < s->nfast; i++)
			u->constants +=
			    s->fast[i].op == OP_CONST || s->fast[i].op == OP_ENUM;
	}
	return ok;
}

static bool
explain_properties(struct step *st, const struct instr *in)
{
	size_t i = 0;
	bool ok = true;

	NODE_EACH(m, st->instance)
	{
		const struct property *p =
		    table_find(&in->u.properties, node_cell(m), m);

		if (p != NULL) {
			track_mark(st->track, i);
			ok = apply_member(st, p->schema, m) && ok;
		}
		i++;
	}
	return ok;
}

static bool
explain_patterns(struct step *st, const struct instr *in)
{
	size_t i = 0;
	bool ok = true;

	NODE_EACH(m, st->instance)
	{
		for (size_t k = 0; k < in->u.patterns.n; k++) {
			const struct pattern_property *pp = &in->u.patterns.items[k];

			if (!eval_matches(st->x->e, pp->regex, node_key(m)))
				continue;
			track_mark(st->track, i);
			ok = apply(st, pp->schema, m, NULL) && ok;
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

	if (properties != NULL &&
	    table_find(&properties->u.properties, node_cell(m), m) != NULL)
		return true;
	for (size_t k = 0; patterns != NULL && k < patterns->u.patterns.n; k++) {
		if (eval_matches(st->x->e, patterns->u.patterns.items[k].regex,
				 node_key(m)))
			return true;
	}
	return false;
}

static bool
explain_additional(struct step *st, const struct instr *in)
{
	size_t i = 0;
	bool ok = true;

	NODE_EACH(m, st->instance)
	{
		if (!taken(st, in, m)) {
			track_mark(st->track, i);
			ok = apply(st, in->u.additional.schema, m, NULL) && ok;
		}
		i++;
	}
	return ok;
}

static bool
explain_names(struct step *st, const struct instr *in)
{
	bool ok = true;

	NODE_EACH(m, st->instance)
	{
		struct key_instance *k = arena_alloc(st->x->units.arena, sizeof(*k));
		struct unit *u =
		    explain_schema(st, in->u.schema, eval_key_instance(k, m), NULL);

		u->member = m;
		ok = u->valid && ok;
		unit_close(&st->x->units, st->unit, u);
	}
	return ok;
}

static bool
explain_required(struct step *st, const struct instr *in)
{
	size_t found = 0;

	if ((node_cell(st->instance)->flags & CELL_DAMAGED) != 0)
		return true;
	NODE_EACH(m, st->instance)
	{
		found += (node_cell(m)->flags & CELL_REPEATED) == 0 &&
			 table_find(&in->u.properties, node_cell(m), m) != NULL;
	}
	return found == in->u.properties.n;
}

static bool
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
			ok = apply(st, s, element, NULL) && ok;
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

static bool
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

static bool
explain_branches(struct step *st, const struct instr *in)
{
	size_t found = 0;

	for (size_t i = 0; i < in->u.list.n; i++) {
		if (!apply_branch(st, in->u.list.items[i]))
			continue;
		if (found < 2)
			st->unit->matched[found] = in->u.list.items[i];
		found++;
	}
	if (in->op == OP_ALL_OF)
		return found == in->u.list.n;
	if (in->op == OP_ANY_OF)
		return found != 0;
	return found == 1;
}

/* then and else are keywords of their own; their unit stands beside that of if. */
static bool
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
	then.unit->valid = apply(&then, next, st->instance, st->track);
	if (!then.unit->valid) {
		st->unit->parent->valid = false;
		st->unit->parent->errors += unit_errors(then.unit);
	}
	st->unit->parent->constants += then.unit->constants;
	unit_close(&st->x->units, st->unit->parent, then.unit);
	return true;
}

static bool
explain_not(struct step *st, const struct instr *in)
{
	struct track none, *t = NULL;

	if (st->track != NULL) {
		track_init(st->x->e, &none, st->track->n);
		t = &none;
	}
	return !apply_asking(st, in->u.schema, st->instance, t);
}

static bool
explain_dependent(struct step *st, const struct instr *in)
{
	bool ok = true;

	for (size_t i = 0; i < in->u.dependencies.n; i++) {
		const struct dependency *d = &in->u.dependencies.items[i];

		if (has_member(st->instance, d->name, d->hash))
			ok = apply(st, d->schema, st->instance, st->track) && ok;
	}
	return ok;
}

static bool
explain_choices(struct step *st, const struct instr *in)
{
	bool ok = true;

	for (size_t i = 0; i < in->u.choices.n; i++) {
		const struct choice *c = &in->u.choices.items[i];
		struct node value = node_member_str(st->instance, c->name);

		if (node_is(value, NODE_STRING) &&
		    str_equal(node_string(value), c->value))
			ok = apply(st, c->schema, st->instance, st->track) && ok;
	}
	return ok;
}

static bool
explain_unevaluated(struct step *st, const struct instr *in)
{
	size_t i = 0;
	bool ok = true;

	NODE_EACH(child, st->instance)
	{
		if (!track_has(st->track, i++))
			ok = apply(st, in->u.schema, child, NULL) && ok;
	}
	track_all(st->track);
	return ok;
}

/* The type of instance that a keyword is about; NODE_NONE: any. */
static enum node_type
subject(enum op op)
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

static bool
explain_applicator(struct step *st, const struct instr *in)
{
	const struct schema *s;

	switch (in->op) {
	case OP_PROPERTIES:
		return explain_properties(st, in);
	case OP_PATTERN_PROPERTIES:
		return explain_patterns(st, in);
	case OP_ADDITIONAL_PROPERTIES:
		return explain_additional(st, in);
	case OP_PROPERTY_NAMES:
		return explain_names(st, in);
	case OP_REQUIRED:
		return explain_required(st, in);
	case OP_PREFIX_ITEMS:
	case OP_ITEMS:
		return explain_elements(st, in);
	case OP_CONTAINS:
		return explain_contains(st, in);
	case OP_REF:
		return apply(st, in->u.schema, st->instance, st->track);
	case OP_DYNAMIC_REF:
		s = eval_dynamic(st->x->e, in, st->scope);
		return s == NULL || apply(st, s, st->instance, st->track);
	case OP_ALL_OF:
	case OP_ANY_OF:
	case OP_ONE_OF:
		return explain_branches(st, in);
	case OP_IF:
		return explain_if(st, in);
	case OP_NOT:
		return explain_not(st, in);
	case OP_DEPENDENT_SCHEMAS:
		return explain_dependent(st, in);
	case OP_PROPERTY_DEPENDENCIES:
		return explain_choices(st, in);
	case OP_UNEVALUATED_ITEMS:
	case OP_UNEVALUATED_PROPERTIES:
		return explain_unevaluated(st, in);
	default:
		return eval_leaf(st->x->e, in, st->instance);
	}
}

/* Keywords that apply no schema: those in front, and two behind. */
static bool
is_leaf(enum op op)
{
	return op <= OP_REQUIRED || op == OP_UNIQUE_ITEMS || op == OP_ANNOTATION;
}

static bool
run_keyword(struct step *st, const struct schema *s, const struct instr *in)
{
	if (in->op == OP_ANNOTATION)
		return true;
	if (in->op == OP_TYPE)
		return eval_type(in->u.types, s->draft4_integer, st->instance);
	return explain_applicator(st, in);
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

static void
explain_keyword(struct step *outer, struct unit *schema_unit, const struct instr *in)
{
	const struct schema *s = schema_unit->schema;
	struct step st = *outer;
	enum node_type wanted = subject(in->op);
	struct eval *e = st.x->e;
	enum budget gave_up = e->gave_up;
	bool leaf = is_leaf(in->op) && !st.x->units.keep, ok;

	if (wanted != NODE_NONE && !node_is(st.instance, wanted))
		return;
	if (wanted != NODE_NONE)
		eval_spend(e, node_count(st.instance) / STEP_MEMBERS);
	e->gave_up = BUDGET_NONE;
	st.unit = leaf ? NULL : keyword_unit(&st, schema_unit, in);
	ok = run_keyword(&st, s, in);
	if (leaf && ok && e->gave_up == BUDGET_NONE) {
		e->gave_up = gave_up;
		return; /* nobody will ask for its unit */
	}
	if (leaf)
		st.unit = keyword_unit(&st, schema_unit, in);
	st.unit->valid = ok;
	if (e->gave_up != BUDGET_NONE) {
		st.unit->gave_up = e->gave_up;
		st.unit->valid = false;
	} else {
		e->gave_up = gave_up;
	}
	if (!st.unit->valid)
		schema_unit->errors += unit_errors(st.unit);
	schema_unit->valid = schema_unit->valid && st.unit->valid;
	schema_unit->constants += st.unit->constants;
	schema_unit->fitting += st.unit->fitting;
	schema_unit->known += st.unit->known;
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
	if (eval_tracks(u->schema, u->instance)) {
		track_init(st.x->e, &own, node_count(u->instance));
		st.track = &own;
	}
	explain_keywords(&st, u);
	if (st.track != t && t != NULL && u->valid)
		track_merge(t, &own);
}

static struct unit *
explain_schema(struct step *outer, const struct schema *s, struct node n,
	       struct track *t)
{
	struct explain *x = outer->x;
	struct unit *u = unit_new(&x->units, outer->unit, n);
	struct scope scope = {s->resource, outer->scope};
	struct step st = {x, u, n, t, &scope};

	u->schema = s;
	u->at = s->source;
	if (s->never) {
		u->valid = node_is(n, NODE_BROKEN);
		u->errors = 1;
	}
	if (s->always || s->never || node_is(n, NODE_BROKEN)) {
		if (s->always && x->units.keep && !node_is(n, NODE_BROKEN))
			explain_body(&st, u, t); /* annotations */
		return u;
	}
	if (x->e->nskip != 0 && eval_skipped(x->e, n))
		return u;
	if (x->units.alive > x->most || x->left == 0) {
		u->brief = true;
		u->errors = 1;
		u->valid = eval_check(x->e, s, n, t, outer->scope);
		return u;
	}
	x->left--;
	if (!eval_affords(x->e)) {
		u->gave_up = x->e->gave_up;
		u->valid = false;
		return u;
	}
	x->e->depth++;
	if (outer->scope != NULL && outer->scope->resource == s->resource)
		st.scope = outer->scope;
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
	    UNITS_IN_ALL + UNITS_PER_BYTE * len,
	    TWICE_LEAST + TWICE_PER_BYTE * len};
	struct step st = {&x, NULL, instance, NULL, NULL};
	struct unit *u;

	if (a == NULL)
		arena_reset(e->units);
	eval_begin(e, instance, opt);
	u = explain_schema(&st, program_root(p), instance, NULL);
	arena_reset(e->scratch);
	return u;
}
