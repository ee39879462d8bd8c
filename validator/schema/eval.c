/*
 * eval: is an instance valid?
 *
 * Stops at the first failure and makes no messages.  Where a keyword asks what
 * others have evaluated, a track is handed down to everything applied to
 * the same instance; then nothing stops early at a success (2020-12 core, 11).
 *
 * What takes time is not the tests, but the way to them: so a value's type decides what
 * it can (types.h), a schema runs what it refers to in its own frame (flatten.h), and
 * what is rare (tracks, scopes, verdicts that are remembered) stands apart: in functions
 * of its own, as its variables on the stack would cost what has none.
 */
#include "schema/eval.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/mem.h"
#include "load/index.h"
#include "regex/regex.h"
#include "schema/apply.h"
#include "schema/branches.h"
#include "schema/circle.h"
#include "schema/op.h"
#include "schema/verdict-cache.h"

struct eval *
eval_new(void)
{
	struct eval *e = xcalloc(1, sizeof(*e));

	e->scratch = arena_new();
	e->units = arena_new();
	e->regex = regex_scratch_new();
	return e;
}

void
eval_free(struct eval *e)
{
	if (e == NULL)
		return;
	arena_free(e->scratch);
	arena_free(e->units);
	mem_free(e->memo);
	regex_scratch_free(e->regex);
	mem_free(e);
}

void
eval_set_steps(struct eval *e, uint64_t steps)
{
	e->own_steps = steps;
}

bool
apply_spares(struct eval *e, struct node n)
{
	return (e->nskip != 0 && eval_skipped(e, n)) ||
	       (e->templates && node_is(n, NODE_STRING) && eval_is_template(n));
}

/* Marks that a branch made before it failed do not count. */
static bool
tracked_branch(struct eval *e, const struct schema *s, struct node n, struct track *t,
	       const struct scope *scope)
{
	struct track before;
	bool ok;

	ok = track_copy(e, &before, t) && apply_check(e, s, n, t, scope);
	if (!ok && before.bits != NULL)
		track_restore(t, &before);
	track_drop(e, &before);
	return ok;
}

/* As a branch that may fail: then it leaves no marks. */
static inline __attribute__((always_inline)) bool
branch(struct eval *e, const struct schema *s, struct node n, struct track *t,
       const struct scope *scope)
{
	return t == NULL ? apply_check(e, s, n, NULL, scope)
			 : tracked_branch(e, s, n, t, scope);
}

bool
apply_ask(struct eval *e, const struct schema *s, struct node n, struct track *t,
	  const struct scope *scope)
{
	bool templates = e->templates, ok;

	e->templates = false;
	ok = branch(e, s, n, t, scope);
	e->templates = templates;
	return ok;
}

bool
test_prefix(struct eval *e, const struct instr *in, struct node n, struct track *t,
	    const struct scope *scope)
{
	size_t i = 0;

	eval_spend(e, node_count(n) / STEP_MEMBERS);
	NODE_EACH(element, n)
	{
		if (i == in->u.list.n)
			break;
		track_mark(t, i);
		if (!apply_check(e, in->u.list.items[i++], element, NULL, scope))
			return false;
	}
	return true;
}

/* Those behind prefixItems, or with a track. */
static __attribute__((noinline)) bool
test_rest(struct eval *e, const struct instr *in, struct node n, struct track *t,
	  const struct scope *scope)
{
	size_t i = 0;

	NODE_EACH(element, n)
	{
		if (i++ < in->u.items.from)
			continue;
		track_mark(t, i - 1);
		if (!apply_check(e, in->u.items.schema, element, NULL, scope))
			return false;
	}
	return true;
}

bool
test_items(struct eval *e, const struct instr *in, struct node n, struct track *t,
	   const struct scope *scope)
{
	const struct cell *cells = n.doc->cells;
	const struct schema *s = in->u.items.schema;
	size_t left = cells[n.at].count;
	struct node element = {n.doc, n.at + 1};

	if (left > in->u.items.most ||
	    (left < in->u.items.least && (cells[n.at].flags & CELL_DAMAGED) == 0))
		return false;
	eval_spend(e, left / STEP_MEMBERS);
	if (t != NULL || in->u.items.from != 0)
		return test_rest(e, in, n, t, scope);
	for (; left != 0; left--, element.at = cells[element.at].next) {
		if (!apply_check(e, s, element, NULL, scope))
			return false;
	}
	return true;
}

bool
test_contains(struct eval *e, const struct instr *in, struct node n, struct track *t,
	      const struct scope *scope)
{
	size_t i = 0, found = 0;

	if ((node_cell(n)->flags & CELL_DAMAGED) != 0)
		return true;
	eval_spend(e, node_count(n) / STEP_MEMBERS);
	NODE_EACH(element, n)
	{
		if (apply_ask(e, in->u.contains.schema, element, NULL, scope)) {
			found++;
			if (in->u.contains.marks)
				track_mark(t, i);
		}
		i++;
		if (t == NULL && found >= in->u.contains.min &&
		    in->u.contains.max == SIZE_MAX)
			return true;
	}
	return found >= in->u.contains.min && found <= in->u.contains.max;
}

static void
spend_branches(struct eval *e, const struct schema_list *list)
{
	if (list->n >= STEP_BRANCHES)
		eval_spend(e, list->n / STEP_BRANCHES);
}

enum selected { SELECTED_FAILS, SELECTED_HOLDS, NOT_SELECTED };

/* What the form says that the value of a member selects, if it selects one, or none. */
static enum selected
find_selected(struct eval *e, const struct schema_list *forms, struct node n,
	      struct track *t, const struct scope *scope)
{
	struct node value;
	size_t form;

	if (e->templates || e->nskip != 0 || !node_is(n, NODE_OBJECT))
		return NOT_SELECTED;
	value = node_member_str(n, forms->by->name);
	if (!node_exists(value) || node_is(value, NODE_BROKEN))
		return NOT_SELECTED;
	form = branches_find(forms->by, value);
	return form != SIZE_MAX && branch(e, forms->items[form], n, t, scope)
		   ? SELECTED_HOLDS
		   : SELECTED_FAILS;
}

static inline enum selected
selected(struct eval *e, const struct schema_list *forms, struct node n,
	 struct track *t, const struct scope *scope)
{
	return forms->by != NULL ? find_selected(e, forms, n, t, scope) : NOT_SELECTED;
}

bool
test_any_of(struct eval *e, const struct instr *in, struct node n, struct track *t,
	    const struct scope *scope)
{
	const struct schema_list *list = &in->u.list;
	enum budget gave_up = e->gave_up;
	enum selected chosen = selected(e, list, n, t, scope);
	bool ok = false;

	if (chosen != NOT_SELECTED)
		return chosen == SELECTED_HOLDS;
	spend_branches(e, list);
	/* with no step left the rest would still be walked over, at every level */
	for (size_t i = 0; i < list->n && !(ok && t == NULL) && !eval_spent(e); i++)
		ok = branch(e, list->items[i], n, t, scope) || ok;
	if (ok)
		circle_forget(e, gave_up);
	return ok;
}

bool
test_one_of(struct eval *e, const struct instr *in, struct node n, struct track *t,
	    const struct scope *scope)
{
	const struct schema_list *list = &in->u.list;
	enum selected chosen = selected(e, list, n, t, scope);
	size_t found = 0;

	if (chosen != NOT_SELECTED)
		return chosen == SELECTED_HOLDS;
	spend_branches(e, list);
	for (size_t i = 0; i < list->n && found < 2 && !eval_spent(e); i++)
		found += branch(e, list->items[i], n, t, scope);
	return found == 1;
}

bool
test_ref(struct eval *e, const struct instr *in, struct node n, struct track *t,
	 const struct scope *scope)
{
	return apply_check(e, in->u.schema, n, t, scope);
}

bool
test_dynamic_ref(struct eval *e, const struct instr *in, struct node n, struct track *t,
		 const struct scope *scope)
{
	const struct schema *s = eval_dynamic(e, in, scope);

	return s == NULL || apply_check(e, s, n, t, scope);
}

bool
test_all_of(struct eval *e, const struct instr *in, struct node n, struct track *t,
	    const struct scope *scope)
{
	const struct schema_list *list = &in->u.list;

	spend_branches(e, list);
	for (size_t i = 0; i < list->n; i++) {
		if (!apply_check(e, list->items[i], n, t, scope))
			return false;
	}
	return true;
}

/* What holds under "not" evaluates nothing, but within it unevaluated* may ask. */
static __attribute__((noinline)) bool
tracked_not(struct eval *e, const struct instr *in, struct node n, struct track *t,
	    const struct scope *scope)
{
	struct track none;
	bool holds;

	holds =
	    track_init(e, &none, t->n) && apply_ask(e, in->u.schema, n, &none, scope);
	track_drop(e, &none);
	return !holds;
}

bool
test_not(struct eval *e, const struct instr *in, struct node n, struct track *t,
	 const struct scope *scope)
{
	if (t != NULL)
		return tracked_not(e, in, n, t, scope);
	if (e->steps > e->watch_below) /* no template is spared */
		return !apply_check(e, in->u.schema, n, NULL, scope);
	return !apply_ask(e, in->u.schema, n, NULL, scope);
}

bool
test_dependent(struct eval *e, const struct instr *in, struct node n, struct track *t,
	       const struct scope *scope)
{
	eval_spend(e, in->u.dependencies.n / STEP_MEMBERS);
	for (size_t i = 0; i < in->u.dependencies.n; i++) {
		const struct dependency *d = &in->u.dependencies.items[i];

		if (has_member(n, d->name, d->hash) &&
		    !apply_check(e, d->schema, n, t, scope))
			return false;
	}
	return true;
}

bool
test_choices(struct eval *e, const struct instr *in, struct node n, struct track *t,
	     const struct scope *scope)
{
	eval_spend(e, in->u.choices.n / STEP_MEMBERS);
	for (size_t i = 0; i < in->u.choices.n; i++) {
		const struct choice *c = &in->u.choices.items[i];
		struct node value = node_member_str(n, c->name);

		if (node_is(value, NODE_STRING) &&
		    str_equal(node_string(value), c->value) &&
		    !apply_check(e, c->schema, n, t, scope))
			return false;
	}
	return true;
}

/* What the track has not marked, when everything else has been run. */
bool
test_unevaluated(struct eval *e, const struct instr *in, struct node n, struct track *t,
		 const struct scope *scope)
{
	size_t i = 0;

	eval_spend(e, node_count(n) / STEP_MEMBERS);
	NODE_EACH(child, n)
	{
		if (!track_has(t, i++) &&
		    !apply_check(e, in->u.schema, child, NULL, scope))
			return false;
	}
	track_all(t);
	return true;
}

static inline bool
run(struct eval *e, const struct schema *s, struct node n, struct track *t,
    const struct scope *scope)
{
	const unsigned bit = node_cell(n)->bit;

	if ((s->typed & bit) == 0 && !eval_type(e, s->types, n))
		return false;
	for (const struct instr *in = s->flat, *end = in + s->nflat; in < end; in++) {
		if ((in->about & bit) != 0 && !in->test(e, in, n, t, scope))
			return false;
	}
	return true;
}

/* With a track of its own, which what is around it inherits on success. */
static __attribute__((noinline)) bool
run_tracked(struct eval *e, const struct schema *s, struct node n, struct track *outer,
	    const struct scope *scope)
{
	struct track own;
	bool ok;

	ok = track_init(e, &own, node_count(n)) && run(e, s, n, &own, scope);
	if (ok && outer != NULL)
		track_merge(outer, &own);
	track_drop(e, &own);
	return ok;
}

static bool
run_in_scope(struct eval *e, const struct schema *s, struct node n, struct track *t,
	     const struct scope *scope)
{
	return eval_tracks(s, n) ? run_tracked(e, s, n, t, scope)
				 : run(e, s, n, t, scope);
}

/*
 * The same schema for the same value once more, where branches multiply: the verdict
 * is the same in the same scope.
 */
static __attribute__((noinline)) bool
run_once(struct eval *e, const struct schema *s, struct node n,
	 const struct scope *scope)
{
	bool ok;

	if (e->memo == NULL)
		e->memo = verdict_new();
	if (verdict_find(e->memo, s, scope, n, e->templates, &ok))
		return ok;
	ok = run_in_scope(e, s, n, NULL, scope);
	if (e->gave_up == BUDGET_NONE)
		verdict_add(e->memo, s, scope, n, e->templates, ok);
	return ok;
}

/*
 * In a scope or with a track of its own, or where verdicts are remembered.  Kept out of
 * apply_all(), whose frame it would double.
 */
static __attribute__((noinline)) bool
apply_special(struct eval *e, const struct schema *s, struct node n, struct track *t,
	      const struct scope *scope)
{
	bool ok;

	if (e->nskip != 0 && eval_skipped(e, n))
		return true;
	if (!eval_affords(e))
		return false;
	e->depth++;
	if (s->resource->dynamic != 0)
		scope = scope_enter(e, scope, s->resource);
	if (t == NULL && e->steps < e->memo_below && n.doc == e->doc)
		ok = run_once(e, s, n, scope);
	else
		ok = run_in_scope(e, s, n, t, scope);
	e->depth--;
	return ok;
}

/* Whether a schema enters no scope here, and needs no track. */
static inline bool
is_plain(const struct schema *s, struct node n, const struct scope *scope)
{
	const uint64_t dynamic = s->resource->dynamic;

	return (dynamic & DYNAMIC_OTHER) == 0 && !eval_tracks(s, n) &&
	       (dynamic & ~(scope != NULL ? scope->dynamic : 0)) == 0;
}

/* What is watched, or needs a scope or a track, is special. */
static inline bool
is_simple(const struct eval *e, const struct schema *s, struct node n,
	  const struct scope *scope)
{
	return e->steps > e->watch_below && e->depth < e->deepest &&
	       (!s->special || is_plain(s, n, scope));
}

static inline __attribute__((always_inline)) bool
apply_several(struct eval *e, const struct schema *s, struct node n, struct track *t,
	      const struct scope *scope)
{
	bool ok;

	if (!is_simple(e, s, n, scope))
		return apply_special(e, s, n, t, scope) || apply_is_spared(e, n);
	e->steps--;
	e->depth++;
	ok = run(e, s, n, t, scope);
	e->depth--;
	return ok;
}

bool
apply_tracked(struct eval *e, const struct schema *s, struct node n, struct track *t,
	      const struct scope *scope)
{
	return apply_several(e, s, n, t, scope);
}

bool
apply_all(struct eval *e, const struct schema *s, struct node n,
	  const struct scope *scope)
{
	return apply_several(e, s, n, NULL, scope);
}

static inline bool
run_sole(struct eval *e, const struct schema *s, struct node n,
	 const struct scope *scope)
{
	bool ok;

	e->steps--;
	e->depth++;
	ok = s->flat->test(e, s->flat, n, NULL, scope);
	e->depth--;
	return ok;
}

/* Where a scope may have to be entered, which most schemas are not asked. */
static __attribute__((noinline)) bool
apply_sole_special(struct eval *e, const struct schema *s, struct node n,
		   const struct scope *scope)
{
	return is_simple(e, s, n, scope) ? run_sole(e, s, n, scope)
					 : apply_all(e, s, n, scope);
}

bool
apply_sole(struct eval *e, const struct schema *s, struct node n,
	   const struct scope *scope)
{
	return s->special || e->steps <= e->watch_below || e->depth >= e->deepest
		   ? apply_sole_special(e, s, n, scope)
		   : run_sole(e, s, n, scope);
}

bool
eval_check(struct eval *e, const struct schema *s, struct node n, struct track *t,
	   const struct scope *scope)
{
	if (!s->always)
		eval_spend(e, 1); /* whoever explains has come a long way */
	return apply_check(e, s, n, t, scope);
}

bool
schema_check(struct eval *e, const struct program *p, struct node instance,
	     const struct eval_options *opt)
{
	bool ok;

	eval_begin(e, instance, opt, EVAL_FRAME);
	ok = apply_check(e, program_root(p), instance, NULL, NULL);
	eval_end(e);
	return ok && e->gave_up == BUDGET_NONE;
}
