/*
 * tied-forms: what is said where several forms are equally near (best-branch.c).
 *
 * 1. They complain of the same: that.
 * 2. Only a name or a value keeps one of them from fitting, and the right one is similar.
 * 3. Each misses one name: the names.
 * 4. All of them complain of one thing among others: that.
 * 5. That there are several, and what is first wrong with each.
 */
#include "base/arena.h"
#include "schema/explain/meant.h"

#include <limits.h>

static bool
same_problem(const struct problem *a, const struct problem *b)
{
	return a->kind == b->kind && a->instance.at == b->instance.at &&
	       str_equal(a->name, b->name) && unit_is_keyword(a->unit) &&
	       unit_is_keyword(b->unit) && a->unit->instr->op == b->unit->instr->op &&
	       operand_equal(a->unit->at, b->unit->at);
}

/* Whether two forms complain of the same: then it does not matter which is meant. */
static bool
same_problems(const struct problem *a, const struct problem *b)
{
	while (a != NULL && b != NULL && same_problem(a, b)) {
		a = a->next;
		b = b->next;
	}
	return a == NULL && b == NULL;
}

enum {
	TIED = 8,   /* forms that are compared with each other */
	SHARED = 8, /* of their first problems */
	APART = 2 /* ties within ties that are looked into: each multiplies the work */
};

/*
 * How far a problem is from a name or a value that is allowed, or UINT_MAX: the fitting
 * one stands in the schema.
 */
static unsigned
remedy_distance(struct problems *ps, const struct problem *p)
{
	unsigned distance = UINT_MAX;

	if (p->kind == PROBLEM_UNKNOWN) {
		struct suggest near = problem_meant(ps, p);

		return near.best.s != NULL ? near.distance : UINT_MAX;
	}
	if (p->kind == PROBLEM_MISSING) {
		struct misspelling m = problem_misspelt(ps, NULL, p);

		return m.slip ? SUGGEST_MISSING : m.distance;
	}
	return node_exists(problem_value_meant(ps, p, &distance)) ? distance : UINT_MAX;
}

/*
 * How far a form with these problems is from fitting, or UINT_MAX: but for members that it does not know, one
 * name or value is wrong, and the right one is similar.
 */
static unsigned
form_distance(struct problems *ps, const struct problem *all)
{
	const struct problem *only = NULL;
	unsigned least = UINT_MAX, d;

	for (const struct problem *p = all; p != NULL; p = p->next) {
		if (p->kind == PROBLEM_UNKNOWN)
			continue;
		if (only != NULL)
			return UINT_MAX;
		only = p;
	}
	if (only != NULL)
		return remedy_distance(ps, only);
	for (const struct problem *p = all; p != NULL; p = p->next) {
		d = remedy_distance(ps, p);
		least = d < least ? d : least;
	}
	return least;
}

/* The form that only a misspelt name or value keeps from fitting, if there is one. */
static const struct unit *
nearly_fitting(struct problems *ps, struct problem *const *of,
	       const struct unit **forms, size_t n)
{
	const struct unit *best = NULL;
	unsigned least = UINT_MAX;

	for (size_t i = 0; i < n; i++) {
		unsigned distance = form_distance(ps, of[i]);

		if (distance > least || distance == UINT_MAX)
			continue;
		best = distance < least ? forms[i] : NULL;
		least = distance;
	}
	return best;
}

/* Whether one of the first problems of a form is the same. */
static bool
has_problem(const struct problem *of, const struct problem *p)
{
	for (size_t i = 0; i < SHARED && of != NULL; i++, of = of->next) {
		if (same_problem(p, of))
			return true;
	}
	return false;
}

/* A failed keyword of the first form that fails in each of the others, too; or NULL. */
static const struct problem *
in_common(struct problem *const *of, size_t n)
{
	const struct problem *p = of[0];

	for (size_t i = 0; i < SHARED && p != NULL; i++, p = p->next) {
		size_t found = 1;

		while (p->kind == PROBLEM_KEYWORD && found < n &&
		       has_problem(of[found], p))
			found++;
		if (found == n)
			return p;
	}
	return NULL;
}

/* Where each of the forms misses one name and nothing else: the names. */
static bool
collect_either(struct problems *ps, const struct unit *keyword,
	       struct problem *const *of, const struct unit **forms, size_t n)
{
	struct problem *p;

	for (size_t i = 0; i < n; i++) {
		if (of[i] == NULL || of[i]->next != NULL ||
		    of[i]->kind != PROBLEM_MISSING ||
		    of[i]->instance.at != keyword->instance.at)
			return false;
	}
	p = problems_add(ps, PROBLEM_EITHER, keyword, keyword->instance);
	p->values = arena_calloc(ps->arena, n, sizeof(*p->values));
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;

		while (k < p->nvalues && !operand_equal(p->values[k], of[i]->name_at))
			k++;
		if (k == p->nvalues)
			p->values[p->nvalues++] = of[i]->name_at;
		if (problems_form_title(forms[i]->schema).len != 0)
			p->nforms = n;
	}
	p->forms = forms;
	return true;
}

/* Whether one or a few of the forms that are equally near can be explained. */
static bool
choose_among_few(struct problems *ps, const struct unit *keyword,
		 const struct unit **tied, size_t n)
{
	struct problem *of[TIED];
	const struct problem *common;
	const struct unit *nearly;
	bool same = true;

	for (size_t i = 0; i < n; i++) {
		of[i] = problems_of(ps, tied[i]);
		same = same && same_problems(of[0], of[i]);
	}
	if (same) {
		problems_collect(ps, tied[0]);
		return true;
	}
	nearly = nearly_fitting(ps, of, tied, n);
	if (nearly != NULL) {
		problems_collect_nearest(ps, keyword, nearly);
		return true;
	}
	if (collect_either(ps, keyword, of, tied, n))
		return true;
	common = in_common(of, n);
	if (common != NULL)
		problems_add(ps, PROBLEM_KEYWORD, common->unit, common->instance);
	return common != NULL;
}

void
problems_choose_tied(struct problems *ps, const struct unit *keyword,
		     const struct unit **tied, size_t n)
{
	struct problem *p;

	if (n <= TIED && ps->apart < APART && choose_among_few(ps, keyword, tied, n))
		return;
	p = problems_add(ps, PROBLEM_FORMS, keyword, keyword->instance);
	p->forms = tied;
	p->nforms = n;
}
