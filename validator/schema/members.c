/*
 * members: the walk over the members of an object, which tests all that is said of them.
 */
#include "schema/apply.h"
#include "schema/op.h"
#include "schema/presence.h"

enum matched { MATCHED_NONE, MATCHED, MATCHED_FAILS };

/* Whether a key matches patterns, and one of their schemas fails. */
static enum matched
check_patterns(struct eval *e, const struct pattern_list *list, struct node m,
	       const struct scope *scope)
{
	enum matched matched = MATCHED_NONE;

	for (size_t k = 0; k < list->n && !eval_spent(e); k++) {
		const struct pattern_property *pp = &list->items[k];

		if (!eval_matches(e, pp->regex, node_key(m)))
			continue;
		matched = MATCHED;
		if (!apply_check(e, pp->schema, m, NULL, scope))
			return MATCHED_FAILS;
	}
	return matched;
}

static bool
check_names(struct eval *e, const struct schema *s, struct node n,
	    const struct scope *scope)
{
	struct key_instance k;

	NODE_EACH(m, n)
	{
		eval_key_instance(&k, m);
		if (!apply_check(e, s, doc_root(&k.doc), NULL, scope))
			return false;
	}
	return true;
}

/* By itself it holds of nothing: test_object() tests it. */
bool
test_fused(struct eval *e, const struct instr *in, struct node n, struct track *t,
	   const struct scope *scope)
{
	(void)e, (void)in, (void)n, (void)t, (void)scope;
	return false;
}

/* Whether a member holds of which the plan's names say p; marks it if it is known. */
static bool
check_member(struct eval *e, const struct object_plan *plan, const struct property *p,
	     struct node m, struct track *t, size_t i, const struct scope *scope)
{
	bool known = p->schema != NULL;
	enum matched matched;

	if (known && !apply_check(e, p->schema, m, NULL, scope))
		return false;
	matched = check_patterns(e, &plan->patterns, m, scope);
	if (matched == MATCHED_FAILS)
		return false;
	known = known || matched == MATCHED;
	if (known || plan->additional != NULL)
		track_mark(t, i);
	return known || plan->additional == NULL ||
	       apply_check(e, plan->additional, m, NULL, scope);
}

/* Whether all required names are among those that were found. */
static inline bool
has_required(const struct object_plan *plan, size_t found, struct node n)
{
	return found >= plan->required || (node_cell(n)->flags & CELL_DAMAGED) != 0;
}

/* Any plan, in any document. */
static __attribute__((noinline)) bool
check_all(struct eval *e, const struct object_plan *plan, struct node n,
	  struct track *t, const struct scope *scope)
{
	size_t found = 0, i = 0;

	NODE_EACH(m, n)
	{
		const struct property *p = property_named(plan, m);

		found += p->required && (node_cell(m)->flags & CELL_REPEATED) == 0;
		if (!check_member(e, plan, p, m, t, i, scope)) {
			eval_spend(e, i / STEP_LOOKUPS);
			return false;
		}
		i++;
	}
	eval_spend_members(e, n, plan->names.n);
	return has_required(plan, found, n) &&
	       (plan->property_names == NULL ||
		check_names(e, plan->property_names, n, scope));
}

enum walk { PLAIN, PLACED = 1, NOTED = 2 };

/*
 * The same without patterns and a track, and where no name is repeated.  Compiled for
 * each kind of walk: names may have places, and what is met may be noted (presence.h).
 */
static inline __attribute__((always_inline)) bool
check_members(struct eval *e, const struct object_plan *plan, struct node n,
	      unsigned walk, const struct scope *scope)
{
	const struct cell *cells = n.doc->cells;
	const uint32_t count = cells[n.at].count;
	struct node m = {n.doc, n.at + 1};
	struct presence *presence = (walk & NOTED) != 0 ? presence_begin(e) : NULL;
	uint64_t there = 0;
	size_t found = 0;

	for (uint32_t left = count; left != 0; left--, m.at = cells[m.at].next) {
		const struct property *p = (walk & PLACED) != 0
					       ? property_placed(plan, m)
					       : property_named(plan, m);
		const struct schema *s =
		    p->schema != NULL ? p->schema : plan->additional;

		found += p->required;
		if ((walk & NOTED) != 0) {
			there |= UINT64_C(1) << p->number;
			presence_meet(presence, p, m);
		}
		if (s != NULL && !apply_check(e, s, m, NULL, scope)) {
			eval_spend(e, (count - left) / STEP_LOOKUPS);
			return false;
		}
	}
	eval_spend_members(e, n, plan->names.n);
	if ((walk & NOTED) != 0)
		presence_end(presence, e, plan, n, there);
	return has_required(plan, found, n);
}

/* Whether an object holds without a member of that name. */
static inline bool
may_lack(const struct property *p, struct node n)
{
	return !p->required || (node_cell(n)->flags & CELL_DAMAGED) != 0;
}

/* Whether the members of a name hold, and are there if they must be. */
static inline bool
check_name(struct eval *e, const struct property *p, struct node n,
	   const struct scope *scope)
{
	struct node m = {n.doc, n.at + 1};
	size_t left = node_count(n);
	bool found = false;

	for (; member_named(&m, &left, p->name, p->hash);
	     left--, m.at = node_cell(m)->next) {
		found = true;
		if (p->schema == NULL)
			break;
		if (!apply_check(e, p->schema, m, NULL, scope))
			return false;
	}
	return found || may_lack(p, n);
}

/* The same if it is known where they are. */
static inline bool
check_place(struct eval *e, const struct property *p, const struct presence *known,
	    struct node n, const struct scope *scope)
{
	if ((known->there >> p->number & 1) == 0)
		return may_lack(p, n);
	return p->schema == NULL ||
	       apply_check(e, p->schema, (struct node){n.doc, known->where[p->number]},
			   NULL, scope);
}

/*
 * A few names are looked for one by one: an object has more members, and most of them
 * are not asked for.
 */
static __attribute__((noinline)) bool
check_few(struct eval *e, const struct object_plan *plan, struct node n,
	  const struct scope *scope)
{
	eval_spend(e, node_count(n) / STEP_MEMBERS);
	for (size_t i = 0; i < plan->names.n; i++) {
		if (!check_name(e, plan->asked[i], n, scope))
			return false;
	}
	return true;
}

static __attribute__((noinline)) bool
check_places(struct eval *e, const struct object_plan *plan,
	     const struct presence *known, struct node n, const struct scope *scope)
{
	for (size_t i = 0; i < plan->names.n; i++) {
		if (!check_place(e, plan->asked[i], known, n, scope))
			return false;
	}
	return true;
}

/* A plan of a few names. */
static bool
test_few(struct eval *e, const struct instr *in, struct node n, struct track *t,
	 const struct scope *scope)
{
	const struct object_plan *plan = in->u.object;
	const struct presence *known;

	if (t != NULL)
		return check_all(e, plan, n, t, scope);
	known = plan->asks != 0 ? presence_find(e, plan->asks, n) : NULL;
	if (known == NULL)
		return check_few(e, plan, n, scope);
	if ((plan->asks & ~known->there) != 0 && plan->bare)
		return (node_cell(n)->flags & CELL_DAMAGED) != 0;
	return plan->bare ||
	       ((plan->asks & known->there) == 0 && plan->required == 0) ||
	       check_places(e, plan, known, n, scope);
}

/* A plan that names members, and perhaps all others. */
static bool
test_named(struct eval *e, const struct instr *in, struct node n, struct track *t,
	   const struct scope *scope)
{
	if (t != NULL || n.doc->repeats)
		return check_all(e, in->u.object, n, t, scope);
	return check_members(e, in->u.object, n, PLAIN, scope);
}

/* One that knows the places of its names. */
static bool
test_placed(struct eval *e, const struct instr *in, struct node n, struct track *t,
	    const struct scope *scope)
{
	if (t != NULL || n.doc->repeats)
		return check_all(e, in->u.object, n, t, scope);
	return check_members(e, in->u.object, n, PLACED, scope);
}

/* One that notes what it meets, too. */
static bool
test_noted(struct eval *e, const struct instr *in, struct node n, struct track *t,
	   const struct scope *scope)
{
	if (t != NULL || n.doc->repeats)
		return check_all(e, in->u.object, n, t, scope);
	return check_members(e, in->u.object, n, PLACED | NOTED, scope);
}

bool
test_object(struct eval *e, const struct instr *in, struct node n, struct track *t,
	    const struct scope *scope)
{
	return check_all(e, in->u.object, n, t, scope);
}

void
members_choose(struct instr *in)
{
	const struct object_plan *plan = in->u.object;

	/* that of a part that was compiled before may be for its own plan alone */
	in->test = test_object;
	if (plan->few)
		in->test = test_few;
	else if (plan->patterns.n == 0 && plan->property_names == NULL)
		in->test = plan->knows != 0       ? test_noted
			   : plan->places != NULL ? test_placed
						  : test_named;
}
